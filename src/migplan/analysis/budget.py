"""What actions cost and who pays, cut every way a council asks for.

Cancelled actions cost nothing and need no funding; what was paid for them before is told by `funding.execution`.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import cached_property

from attrs import frozen

from migplan.analysis.money import Amounts, total_of
from migplan.analysis.traced import (
    Kind,
    Label,
    Lack,
    Omission,
    Operation,
    Traced,
    label,
    summed,
)
from migplan.model import (
    Action,
    ActionStatus,
    BudgetLine,
    Funding,
    FundingState,
    Plan,
    Reference,
    Roadmap,
)

Key = str | int | Enum | None
"""What a slice is about: an id, a year, a choice; `None` for what cannot be placed."""


class Dimension(Enum):
    """What an amount is broken down by."""

    ACTION = "action"
    YEAR = "year"
    OBJECTIVE = "objective"
    LEVEL = "level"
    SOURCE = "source"
    STATE = "state"
    FUNDER = "funder"


@frozen
class Slice:
    """One part of a breakdown."""

    key: Key
    amount: Traced

    @property
    def value(self) -> Decimal:
        """The amount as a number, in the plan's currency."""
        return self.amount.value


@frozen
class Breakdown:
    """An amount cut in slices that add up to it exactly."""

    by: Dimension
    total: Traced
    slices: tuple[Slice, ...]
    """In order: years ascending, things in plan order, choices as declared; `None` last."""

    def value(self, key: Key) -> Decimal:
        """Give the amount of one slice, 0 when there is none."""
        return next((part.value for part in self.slices if part.key == key), Decimal(0))

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys, in order."""
        return tuple(part.key for part in self.slices)


def planned_actions(roadmap: Roadmap) -> tuple[Action, ...]:
    """Give the actions of a roadmap that are not cancelled, in plan order."""
    return tuple(action for action in roadmap.actions if action.status is not ActionStatus.CANCELLED)


def line_cost(line: BudgetLine, amounts: Amounts) -> Decimal | None:
    """Give quantity times unit cost in the plan's currency, rounded; `None` without a unit cost or a rate."""
    return None if line.unit_cost is None else amounts.amount(line.unit_cost, line.quantity)


def line_year(line: BudgetLine, action: Action) -> int | None:
    """Give the year a line falls in: its own, else that of an action that starts and ends in one year."""
    if line.year is not None:
        return line.year
    if action.start and action.end and action.start.year == action.end.year:
        return action.start.year
    return None


def known_cost(action: Action, amounts: Amounts) -> Decimal | None:
    """Give what an action costs as a bare number, `None` when a line cannot be counted or there is none."""
    costs = [line_cost(line, amounts) for line in action.budget]
    known = [cost for cost in costs if cost is not None]
    return total_of(known) if costs and len(known) == len(costs) else None


def known_funding(action: Action, amounts: Amounts) -> Decimal | None:
    """Give the funding of an action in any state as a bare number, `None` when a rate is missing."""
    sums = [amounts.amount(funding.amount) for funding in action.funding]
    known = [amount for amount in sums if amount is not None]
    return total_of(known) if len(known) == len(sums) else None


def costs_by_year(action: Action, amounts: Amounts) -> dict[int | None, Decimal]:
    """Give the costs of an action by year, ascending, those without a year last under `None`."""
    costs: dict[int | None, Decimal] = {}
    for line in action.budget:
        cost = line_cost(line, amounts)
        if cost is not None:
            year = line_year(line, action)
            costs[year] = total_of((costs.get(year, Decimal(0)), cost))
    return dict(sorted(costs.items(), key=lambda item: year_key(item[0])))


def action_year_label(action: str, year: Key) -> Label:
    """Name what an action costs in a year."""
    return label("cost_undated", action=action) if year is None else label("cost_in", action=action, year=str(year))


def year_key(year: int | None) -> tuple[bool, int]:
    """Give the key that sorts years upwards, `None` last."""
    return (year is None, year or 0)


@frozen(slots=False, eq=False)
class Budget:
    """Costs and fundings of one roadmap, broken down; every breakdown adds up to its total."""

    plan: Plan
    roadmap: Roadmap
    reference: Reference
    amounts: Amounts

    @classmethod
    def of(cls, plan: Plan, roadmap: Roadmap, reference: Reference | None = None) -> "Budget":
        """Open the budget of a roadmap."""
        return cls(plan, roadmap, reference or Reference.of(plan), Amounts.of(plan))

    @property
    def currency(self) -> str:
        """The plan's currency; every amount is in it."""
        return self.amounts.currency

    @property
    def decimals(self) -> int:
        """Digits after the separator that its amounts have."""
        return self.amounts.decimals

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions counted: all but the cancelled ones."""
        return planned_actions(self.roadmap)

    @cached_property
    def _lines(self) -> tuple[tuple[Action, int | None, Traced], ...]:
        return tuple(
            (action, line_year(line, action), self._line(action, place, line))
            for action in self.actions
            for place, line in enumerate(action.budget)
        )

    def _line(self, action: Action, place: int, line: BudgetLine) -> Traced:
        address = f"{self.roadmap.id}/{action.id}/budget/{place}"
        name = label("line", item=line.item, action=action.id)
        cost = line_cost(line, self.amounts)
        if line.unit_cost is None or cost is None:
            lack = Lack.UNIT_COST if line.unit_cost is None else Lack.RATE
            omission = Omission(address, lack, line.unit_cost)
            return Traced(Decimal(0), name, Kind.MONEY, self.currency, address, omitted=(omission,))
        quantity = Traced(line.quantity, label("quantity"), Kind.NUMBER, line.unit or "")
        unit_currency = line.unit_cost.currency or self.currency
        unit_cost = Traced(line.unit_cost.amount, label("unit_cost"), Kind.MONEY, unit_currency)
        parts: tuple[Traced, ...] = (quantity, unit_cost)
        rate = self.amounts.rate(line.unit_cost)
        if unit_currency != self.currency and rate is not None:
            parts = (*parts, Traced(rate, label("rate", currency=unit_currency), Kind.NUMBER, self.currency))
        return Traced(cost, name, Kind.MONEY, self.currency, address, Operation.PRODUCT, parts)

    def _sum(self, name: Label, parts: Iterable[Traced], address: str = "") -> Traced:
        return summed(name, parts, unit=self.currency, address=address or self.roadmap.id)

    @cached_property
    def costs(self) -> Mapping[str, Traced]:
        """The cost of each action, by id, in plan order."""
        lines: dict[str, list[Traced]] = {action.id: [] for action in self.actions}
        for action, _, line in self._lines:
            lines[action.id].append(line)
        return {
            action: self._sum(label("cost", action=action), found, f"{self.roadmap.id}/{action}/budget")
            for action, found in lines.items()
        }

    @cached_property
    def total(self) -> Traced:
        """What the whole roadmap costs."""
        return self._sum(label("total_cost", roadmap=self.roadmap.id), self.costs.values())

    def _broken_down(
        self,
        by: Dimension,
        total: Traced,
        amounts: Iterable[tuple[Key, Traced]],
        order: Iterable[Key],
        action: str | None = None,
    ) -> Breakdown:
        parts: dict[Hashable, list[Traced]] = {}
        for key, amount in amounts:
            parts.setdefault(key, []).append(amount)
        keys = [key for key in dict.fromkeys(order) if key in parts]
        names = [action_year_label(action, key) if action else slice_label(by, key) for key in keys]
        place = f"{self.roadmap.id}/{action}/budget" if action else ""
        slices = tuple(Slice(key, self._sum(name, parts[key], place)) for key, name in zip(keys, names, strict=True))
        return Breakdown(by, total, slices)

    @cached_property
    def by_action(self) -> Breakdown:
        """Costs by action, in plan order."""
        slices = tuple(Slice(action, cost) for action, cost in self.costs.items())
        return Breakdown(Dimension.ACTION, self.total, slices)

    @cached_property
    def by_year(self) -> Breakdown:
        """Costs by year; `None` for lines that no year can be told for."""
        years = sorted({year for _, year, _ in self._lines}, key=year_key)
        return self._broken_down(Dimension.YEAR, self.total, ((year, line) for _, year, line in self._lines), years)

    @cached_property
    def by_objective(self) -> Breakdown:
        """Costs by objective, in plan order; `None` for actions without one that exists."""
        known = [objective.id for objective in self.roadmap.objectives]
        places = {action.id: action.objective if action.objective in set(known) else None for action in self.actions}
        return self._by_action(Dimension.OBJECTIVE, places, [*known, None])

    @cached_property
    def by_level(self) -> Breakdown:
        """Costs by level of the lead, highest rank first; `None` where the lead has no known level."""
        places = {action.id: lead_level(action, self.reference) for action in self.actions}
        return self._by_action(Dimension.LEVEL, places, [*self.reference.levels, None])

    def _by_action(self, by: Dimension, places: Mapping[str, str | None], order: Iterable[Key]) -> Breakdown:
        amounts = ((places[action], cost) for action, cost in self.costs.items())
        return self._broken_down(by, self.total, amounts, order)

    @cached_property
    def by_action_and_year(self) -> Mapping[str, Breakdown]:
        """Costs of each action by year, by id of the action."""
        lines: dict[str, list[tuple[Key, Traced]]] = {action.id: [] for action in self.actions}
        for action, year, line in self._lines:
            lines[action.id].append((year, line))
        return {
            action: self._broken_down(Dimension.YEAR, self.costs[action], found, self.by_year.keys, action)
            for action, found in lines.items()
        }

    @cached_property
    def fundings(self) -> tuple[tuple[Action, Funding, Traced], ...]:
        """Every funding with its action and its amount in the plan's currency."""
        return tuple(
            (action, funding, self._funding(action, place, funding))
            for action in self.actions
            for place, funding in enumerate(action.funding)
        )

    def _funding(self, action: Action, place: int, funding: Funding) -> Traced:
        address = f"{self.roadmap.id}/{action.id}/funding/{place}"
        amount = self.amounts.amount(funding.amount)
        name = label("funding", action=action.id, state=funding.state)
        omitted = (Omission(address, Lack.RATE, funding.amount),) if amount is None else ()
        return Traced(amount or Decimal(0), name, Kind.MONEY, self.currency, address, omitted=omitted)

    @cached_property
    def funding_total(self) -> Traced:
        """All fundings, whatever their state."""
        parts = (amount for _, _, amount in self.fundings)
        return self._sum(label("total_funding", roadmap=self.roadmap.id), parts)

    @cached_property
    def by_source(self) -> Breakdown:
        """Fundings by source."""
        return self._by_funding(Dimension.SOURCE, [funding.source for _, funding, _ in self.fundings])

    @cached_property
    def by_state(self) -> Breakdown:
        """Fundings by state: secured, requested, to find."""
        return self._by_funding(Dimension.STATE, [funding.state for _, funding, _ in self.fundings])

    @cached_property
    def by_funder(self) -> Breakdown:
        """Fundings by funder; `None` where none is named."""
        return self._by_funding(Dimension.FUNDER, [funding.funder for _, funding, _ in self.fundings])

    @cached_property
    def by_source_and_state(self) -> Mapping[Enum, Breakdown]:
        """Fundings of each source by state."""
        result: dict[Enum, Breakdown] = {}
        for part in self.by_source.slices:
            source = part.key
            if isinstance(source, Enum):
                found = [(funding.state, amount) for _, funding, amount in self.fundings if funding.source is source]
                result[source] = self._broken_down(Dimension.STATE, part.amount, found, FundingState)
        return result

    def _by_funding(self, by: Dimension, keys: Sequence[Key]) -> Breakdown:
        amounts = [(key, amount) for key, (_, _, amount) in zip(keys, self.fundings, strict=True)]
        declared = [member for key in keys[:1] if isinstance(key, Enum) for member in type(key)]
        order = [*declared, *(key for key in keys if key is not None), None]
        return self._broken_down(by, self.funding_total, amounts, order)


def slice_label(by: Dimension, key: Key) -> Label:
    """Name a slice by its key."""
    if key is None:
        return label(f"without_{by.value}")
    shown = str(key) if isinstance(key, int) else key
    return label(f"by_{by.value}", name=shown)


def lead_level(action: Action, reference: Reference) -> str | None:
    """Give the level of an action's lead: its own, else that of its territory; `None` when unknown."""
    lead = reference.stakeholders.get(action.lead or "")
    if lead is None:
        return None
    if lead.level in reference.levels:
        return lead.level
    level = reference.level_of(lead.territory)
    return level.id if level else None


def budget(plan: Plan, roadmap: Roadmap, reference: Reference | None = None) -> Budget:
    """Give costs and fundings of a roadmap; each breakdown is computed when it is first asked for."""
    return Budget.of(plan, roadmap, reference)
