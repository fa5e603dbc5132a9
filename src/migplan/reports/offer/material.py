"""What the offer is made from: the assignment, the contradictions found in its terms, the days and money of its budget."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from migplan.analysis.deliverables import Deliverables, deliverables
from migplan.analysis.money import Amounts, quotient_of, total_of
from migplan.checks import assignment as rules
from migplan.documents import Holds, Value
from migplan.hooks import BuildRequest
from migplan.locale import format_money
from migplan.model import Assignment, CostLine, Event, Text
from migplan.problems import Problem
from migplan.reports.paper import Paper
from migplan.reports.voice import Voice

TENSIONS = (
    "task-too-soon",
    "too-few-writing-days",
    "expert-in-several-territories",
    "ceiling-by-day",
    "task-days-differ",
    "deliverable-count-unclear",
    "work-not-priced",
    "policy-years-differ",
    "closing-before-publication",
)
"""Problems of the assignment that lie in its terms, and that an offer has to answer, gravest first."""


@frozen
class Line:
    """One line of the detailed budget, in the plan's currency."""

    source: CostLine
    unit_cost: Decimal | None
    """`None` without a unit cost or a rate."""
    total: Decimal | None


class OfferPaper(Paper):
    """The offer for the assignment of a plan."""

    def __init__(self, request: BuildRequest) -> None:
        """Take the plan's assignment; an empty one when there is none."""
        super().__init__(request, "offer", Voice(request))
        self.mandate: Assignment = request.plan.assignment or Assignment(request.plan.title)
        self.amounts = Amounts.of(request.plan)

    def money(self, amount: Decimal | None, what: str) -> Value:
        """Give an amount in the plan's currency; `what` follows the address of the assignment."""
        return Value(amount, Holds.MONEY, self.plan.currency, address=f"assignment/{what}")

    def written(self, amount: Decimal) -> str:
        """Write an amount in a sentence."""
        return format_money(amount, self.voice.language, self.plan.currency)

    def days(self, days: Decimal | None, what: str) -> Value:
        """Give a number of days."""
        return Value(days, Holds.NUMBER, address=f"assignment/{what}")

    @cached_property
    def standing(self) -> Deliverables:
        """Where tasks and deliverables stand."""
        return deliverables(self.plan, self.request.date)

    @cached_property
    def tensions(self) -> tuple[Problem, ...]:
        """What the checks found in the terms, in the order of `TENSIONS`."""
        found = [one for rule in rules.RULES for one in rule.rule(self.plan, self.reference) if one.code in TENSIONS]
        return tuple(sorted(found, key=lambda one: TENSIONS.index(one.code)))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The detailed budget."""
        found = []
        for line in self.mandate.budget:
            unit = self.amounts.amount(line.unit_cost) if line.unit_cost is not None else None
            whole = self.amounts.amount(line.unit_cost, line.quantity) if line.unit_cost is not None else None
            found.append(Line(line, unit, whole))
        return tuple(found)

    @cached_property
    def total(self) -> Decimal:
        """The whole offer."""
        return total_of(one.total for one in self.lines if one.total is not None)

    @cached_property
    def ceiling(self) -> Decimal | None:
        """The ceiling in the plan's currency, `None` when there is none."""
        return self.amounts.amount(self.mandate.ceiling) if self.mandate.ceiling is not None else None

    @property
    def by_day(self) -> Decimal | None:
        """What the offer comes to for each day of the terms."""
        return quotient_of(self.total, self.mandate.days, Decimal(1)) if self.mandate.days else None

    def charged(self, member: str, task: str | None = None) -> Decimal:
        """Give the days that the budget charges for a member, for one task or for all."""
        wanted = (one for one in self.mandate.budget if one.member == member and task in (None, one.task))
        return total_of(one.quantity for one in wanted)

    def events_of(self, task: str) -> tuple[Event, ...]:
        """Events of a task, by date."""
        mine = [event for event in self.plan.events if event.task == task]
        return tuple(sorted(mine, key=lambda event: (event.start is None, str(event.start), event.id)))

    def task_name(self, id: str | None) -> Text | str:
        """Name a task: its title, its id when unknown, a dash when there is none."""
        return next((one.title for one in self.mandate.tasks if one.id == id), id or "–")

    def member_name(self, id: str | None) -> str:
        """Name a member of the team by function."""
        return next((self.voice.plain(one.title) for one in self.mandate.team if one.id == id), id or "–")

    def numbered(self, prefix: str) -> Iterator[str]:
        """Give the sentences `prefix.1`, `prefix.2`… of the catalogue, as many as there are."""
        place = 1
        while self.voice.words.has(f"offer.{prefix}.{place}"):
            yield self.tell(f"{prefix}.{place}")
            place += 1
