"""What the contribution is made from: the territory above, and the proposals that go to it."""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property

from attrs import evolve

from migplan.analysis.contribution import Brought, contribution, receivers
from migplan.analysis.money import total_of
from migplan.documents import Inline, Value
from migplan.documents.inline import Holds
from migplan.hooks import BuildRequest
from migplan.locale import format_money
from migplan.model import Plan, ProposalAnswer, Reference
from migplan.reports.paper import Paper
from migplan.reports.roadmap.material import Material
from migplan.reports.voice import Voice

AxisKey = tuple[str, str]
"""Ids of an instrument and of one of its axes; empty where a proposal names none."""


class ContributionPaper(Paper):
    """The contribution of a plan's roadmaps to one territory."""

    def __init__(self, request: BuildRequest) -> None:
        """Take the territory that the request names, else the only one that proposals go to."""
        known = receivers(request.plan, request.reference)
        self.territory = request.of or (known[0] if known else "")
        super().__init__(request, "contribution", Voice(request), of=self.territory)
        self.found: tuple[Brought, ...] = contribution(request.plan, request.reference, self.territory)

    @property
    def territory_name(self) -> str:
        """Name of the territory, empty when there is none."""
        return self.voice.territory(self.territory)

    @cached_property
    def roadmaps(self) -> tuple[Material, ...]:
        """Roadmaps that make a proposal, in plan order."""
        ids = dict.fromkeys(one.roadmap.id for one in self.found)
        return tuple(self._about(id) for id in ids)

    def _about(self, id: str) -> Material:
        material = Material(evolve(self.request, of=id))
        material.voice = self.voice
        return material

    @property
    def amount(self) -> Decimal:
        """All that is asked."""
        return self.sum(lambda one: True)

    def sum(self, wanted: Callable[[Brought], bool]) -> Decimal:
        """Give what is asked by the proposals that are wanted."""
        return total_of(one.amount for one in self.found if one.amount is not None and wanted(one))

    def money(self, amount: Decimal | None, what: str) -> Value:
        """Give an amount in the plan's currency."""
        return Value(amount, Holds.MONEY, self.plan.currency, address=what)

    def written(self, amount: Decimal) -> str:
        """Write an amount in a sentence."""
        return format_money(amount, self.voice.language, self.plan.currency)

    @property
    def waiting(self) -> tuple[Brought, ...]:
        """Proposals without an answer."""
        return tuple(one for one in self.found if one.proposal.answer is ProposalAnswer.PENDING)

    @cached_property
    def axes(self) -> dict[AxisKey, tuple[Brought, ...]]:
        """Proposals by the axis they are meant for: those of the instruments in plan order, those without one last."""
        order: dict[AxisKey, list[Brought]] = {}
        for instrument in self.plan.instruments:
            for axis in ("", *(one.id for one in instrument.axes)):
                order[(instrument.id, axis)] = []
        for one in self.found:
            order.setdefault((one.proposal.instrument or "", one.proposal.axis or ""), []).append(one)
        named = [key for key in order if key != ("", "") and order[key]]
        last = [("", "")] if order.get(("", "")) else []
        return {key: tuple(order[key]) for key in (*named, *last)}

    def axis(self, key: AxisKey) -> Inline:
        """Name an axis, else its instrument."""
        instrument = self.reference.instruments.get(key[0])
        if instrument is None:
            return key[0] or self.tell("no_axis")
        found = next((one for one in instrument.axes if one.id == key[1]), None)
        return self.voice.text(found.title if found else instrument.title)

    def place(self, one: Brought) -> str:
        """Name the territory that a proposal comes from."""
        return self.voice.territory(one.roadmap.territory)


def has_receivers(plan: Plan, of: str | None) -> bool:
    """Say whether a proposal of the plan goes to the territory."""
    return of is not None and bool(contribution(plan, Reference.of(plan), of))
