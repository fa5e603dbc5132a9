"""Computed columns of forms: what a line costs, what an action costs and lacks, how late it is; each with the value that analysis gives.

A row's value is looked up by the ids of its owners and its own, so that a form and the analysis never drift apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from attrs import evolve, frozen

from migplan.analysis.budget import Budget, lead_level, line_cost, line_year
from migplan.analysis.calendar import delay_days
from migplan.analysis.money import Amounts, total_of
from migplan.documents import (
    Apply,
    Cell,
    Column,
    Constant,
    Expression,
    Fetch,
    Holds,
    Inline,
    Label,
    SumWhere,
    Term,
    Value,
    Vocabulary,
)
from migplan.locale import Words
from migplan.model import Action, ActionStatus, FundingState, Reference, Roadmap
from migplan.records.forms import ROADMAP, Form
from migplan.reports.workbook.choices import choice_label
from migplan.reports.workbook.scope import Scope
from migplan.reports.workbook.vocabularies import ADDRESS, NAME

Cells = Mapping[str, str]
LEVELS = "territory-level"
"""Id of the vocabulary that says of which level a territory is."""
NONE = "–"
"""What stands where no year or no level can be told."""
MOST_CURRENCIES = 8
"""Foreign currencies that a formula knows the rates of."""


@frozen
class Computed:
    """A computed column of a form, and the cell of each of its rows."""

    column: Column
    cell: Callable[[Cells], Inline]


class Figures:
    """The computed columns of one workbook."""

    def __init__(self, scope: Scope, reference: Reference, words: Words, day: date) -> None:
        self.scope, self.reference, self.words, self.day = scope, reference, words, day
        self._labels: dict[str, tuple[str, ...]] = {}
        self.amounts = Amounts.of(scope.plan)
        self.roadmaps: dict[str, Roadmap] = {roadmap.id: roadmap for roadmap in scope.plan.roadmaps}
        self.actions: dict[tuple[str, str], Action] = {
            (roadmap.id, action.id): action for roadmap in scope.plan.roadmaps for action in roadmap.actions
        }

    @cached_property
    def budgets(self) -> dict[str, Budget]:
        """The analysis of each roadmap's money."""
        return {roadmap.id: Budget.of(self.scope.plan, roadmap, self.reference) for roadmap in self.scope.plan.roadmaps}

    def with_names(self, vocabularies: Sequence[Vocabulary]) -> list[Vocabulary]:
        """Have the things that are named in several languages named by one column, so that a reference looks once.

        From then on, `of` gives that column to their forms.
        """
        self._labels |= {one.table: one.labels for one in vocabularies if one.table and len(one.labels) > 1}
        return [evolve(one, labels=(NAME,)) if one.table in self._labels else one for one in vocabularies]

    @property
    def has_money(self) -> bool:
        """Say whether the workbook holds all that costs are computed from."""
        return {"actions", "action_budget", "funding"} <= self.scope.names

    def of(self, form: Form, used: frozenset[str]) -> tuple[Computed, ...]:
        """Give the computed columns of a form; `used` are the keys of the columns that its sheet shows."""
        makers = {"actions": self._actions, "action_budget": self._budget, "funding": self._funding}
        found: list[Computed] = []
        keys = [column.key for column in form.columns]
        if self.scope.layout.has_roadmaps and keys[:2] == [ROADMAP, "id"]:
            found.append(self._address())
        named = [key for key in self._labels.get(form.name, ()) if key in used]
        if named:
            found.append(self._name(named))
        if self.has_money and form.name in makers:
            found += makers[form.name](used)
        return tuple(found)

    def vocabularies(self) -> tuple[Vocabulary, ...]:
        """Give the vocabularies that only formulas read."""
        if not self.has_money:
            return ()
        terms = []
        for territory in self.reference.territories.values():
            level = self.reference.level_of(territory.id)
            if level is not None:
                terms.append(Term(territory.id, level.id))
        return (Vocabulary(LEVELS, self.words("workbook.computed.level"), tuple(terms)),) if terms else ()

    # ------------------------------------------------------------------ things by the cells of a row

    def _roadmap(self, cells: Cells) -> str:
        return cells.get(ROADMAP) or next(iter(self.roadmaps), "")

    def _action(self, cells: Cells, key: str) -> Action | None:
        return self.actions.get((self._roadmap(cells), cells.get(key, "")))

    def _column(
        self, key: str, name: str, holds: Holds, formula: Expression, width: int = 14, unit: str = ""
    ) -> Column:
        return Column(
            key=key,
            label=self.words(f"workbook.computed.{name}"),
            holds=holds,
            width=width,
            unit=unit,
            formula=formula,
            is_computed=True,
            hint=f"{self.words(f'workbook.computed.{name}_hint')} {self.words('workbook.hint.computed')}",
        )

    def _money(self, key: str, name: str, formula: Expression) -> Column:
        return self._column(key, name, Holds.MONEY, formula, unit=self.scope.plan.currency)

    def _amount(self, value: Decimal | None) -> Inline:
        return Value(value, Holds.MONEY) if value is not None else ""

    def _address(self) -> Computed:
        formula = Apply("if", (Apply("filled", (Cell("id"),)), _joined(Cell(ROADMAP), Cell("id")), Constant("")))
        column = self._helper(ADDRESS, "address", formula)
        return Computed(column, lambda cells: f"{cells.get(ROADMAP, '')}/{cells['id']}" if "id" in cells else "")

    def _name(self, labels: Sequence[str]) -> Computed:
        """Write the name of a row: in the first of its languages that is filled in."""
        formula: Expression = Apply("join", (Cell(labels[-1]), Constant("")))  # an empty cell alone would be nought
        for key in reversed(labels[:-1]):
            formula = Apply("if", (Apply("filled", (Cell(key),)), Cell(key), formula))
        return Computed(
            self._helper(NAME, "name", formula), lambda cells: next((cells[key] for key in labels if key in cells), "")
        )

    def _helper(self, key: str, name: str, formula: Expression) -> Column:
        """Give a column that only other formulas read."""
        return Column(
            key=key,
            label=self.words(f"workbook.computed.{name}"),
            width=18,
            formula=formula,
            is_computed=True,
            is_helper=True,
            hint=self.words("workbook.hint.computed"),
        )

    # ------------------------------------------------------------------ expressions

    def _fetch(self, key: str, wanted: str) -> Expression:
        """Write the cell of the action that a row belongs to."""
        if self.scope.layout.has_roadmaps:
            return Fetch("actions", ADDRESS, _joined(Cell(ROADMAP), Cell(key)), wanted)
        return Fetch("actions", "id", Cell(key), wanted)

    def _rate(self, currency: str, used: frozenset[str]) -> Expression | None:
        """Write what one unit of the currency that a column names is worth; nothing without such a column."""
        if currency not in used:
            return None
        rate: Expression = Apply("divide", (Constant(0), Constant(0)))  # no rate: nothing is guessed
        for code, value in list(self.amounts.rates.items())[:MOST_CURRENCIES]:
            rate = Apply("if", (Apply("equal", (Cell(currency), Constant(code))), Constant(value), rate))
        is_own = Apply("equal", (Cell(currency), Constant(self.scope.plan.currency)))
        is_empty = Apply("equal", (Cell(currency), Constant("")))
        return Apply("if", (Apply("or", (is_empty, is_own)), Constant(1), rate))

    def _unless_cancelled(self, amount: Expression) -> Expression:
        cancelled = Constant(choice_label(ActionStatus.CANCELLED, self.words))
        return Apply("if", (Apply("equal", (self._fetch("action", "status"), cancelled)), Constant(0), amount))

    # ------------------------------------------------------------------ the forms

    def _budget(self, used: frozenset[str]) -> Iterator[Computed]:
        quantity = Apply("if", (Apply("filled", (Cell("quantity"),)), Cell("quantity"), Constant(1)))
        factors = [quantity, Cell("unit_cost"), self._rate("unit_cost.currency", used)]
        product = Apply("multiply", tuple(one for one in factors if one is not None))
        amount = Apply("round", (product, Constant(self.amounts.decimals)))
        cost = Apply("if", (Apply("filled", (Cell("unit_cost"),)), self._unless_cancelled(amount), Constant("")))
        yield Computed(self._money("row.cost", "cost", cost), self._line_cost)
        start, end = self._fetch("action", "start"), self._fetch("action", "end")
        one_year = Apply(
            "and",
            (
                Apply("filled", (start,)),
                Apply("filled", (end,)),
                Apply("equal", (Apply("year", (start,)), Apply("year", (end,)))),
            ),
        )
        otherwise = Apply("if", (one_year, Apply("year", (start,)), Constant(NONE)))
        year = Apply("if", (Apply("filled", (Cell("year"),)), Cell("year"), otherwise))
        counted = Apply("if", (Apply("filled", (Cell("row.cost"),)), year, Constant("")))
        column = self._column("row.year", "year", Holds.CODE, counted, 9)
        yield Computed(column, self._line_year)

    def _line(self, cells: Cells) -> tuple[Action, int] | None:
        action, number = self._action(cells, "action"), cells.get("n", "")
        return (action, int(number) - 1) if action is not None and number.isdecimal() else None

    def _line_cost(self, cells: Cells) -> Inline:
        found = self._line(cells)
        if found is None:
            return ""
        cost = line_cost(found[0].budget[found[1]], self.amounts)
        if cost is not None and found[0].status is ActionStatus.CANCELLED:
            cost = Decimal(0)
        return self._amount(cost)

    def _line_year(self, cells: Cells) -> Inline:
        found = self._line(cells)
        if found is None or line_cost(found[0].budget[found[1]], self.amounts) is None:
            return ""
        year = line_year(found[0].budget[found[1]], found[0])
        return Value(year, Holds.INTEGER) if year is not None else NONE

    def _funding(self, used: frozenset[str]) -> Iterator[Computed]:
        factors = [Cell("amount"), self._rate("amount.currency", used)]
        product = Apply("multiply", tuple(one for one in factors if one is not None))
        amount = self._unless_cancelled(Apply("round", (product, Constant(self.amounts.decimals))))
        formula = Apply("if", (Apply("filled", (Cell("amount"),)), amount, Constant("")))
        yield Computed(self._money("row.amount", "counted", formula), self._funding_amount)

    def _funding_amount(self, cells: Cells) -> Inline:
        found = self._line(cells)
        if found is None:
            return ""
        amount = self.amounts.amount(found[0].funding[found[1]].amount)
        if amount is not None and found[0].status is ActionStatus.CANCELLED:
            amount = Decimal(0)
        return self._amount(amount)

    def _actions(self, used: frozenset[str]) -> Iterator[Computed]:
        own: tuple[tuple[str, Expression], ...] = (("action", Cell("id")),)
        if self.scope.layout.has_roadmaps:
            own = ((ROADMAP, Cell(ROADMAP)), *own)
        secured = Constant(choice_label(FundingState.SECURED, self.words))

        def shown(expression: Expression) -> Expression:
            return Apply("if", (Apply("filled", (Cell("id"),)), expression, Constant("")))

        cost = SumWhere("action_budget", "row.cost", own)
        yield Computed(self._money("row.cost", "action_cost", shown(cost)), lambda cells: self._sum(cells, False))
        funded = SumWhere("funding", "row.amount", (*own, ("state", secured)))
        yield Computed(self._money("row.secured", "secured", shown(funded)), lambda cells: self._sum(cells, True))
        gap = Apply("subtract", (Cell("row.cost"), Cell("row.secured")))
        yield Computed(self._money("row.gap", "gap", shown(gap)), self._gap)
        over = Apply(
            "or",
            tuple(
                Apply("equal", (Cell("status"), Constant(choice_label(status, self.words))))
                for status in (ActionStatus.DONE, ActionStatus.CANCELLED)
            ),
        )
        late = Apply("max", (Constant(0), Apply("subtract", (Constant(self.day), Cell("end")))))
        dated = Apply("filled", (Cell("end"),))
        days = Apply("if", (dated, Apply("if", (over, Constant(0), late)), Constant(0)))
        yield Computed(self._column("row.late", "late", Holds.INTEGER, shown(days), 9), self._late)
        if "stakeholders" in self.scope.names and self.vocabularies():
            yield Computed(self._column("row.level", "level", Holds.CODE, shown(self._lead_level()), 12), self._level)

    def _lead_level(self) -> Expression:
        level = Fetch("stakeholders", "id", Cell("lead"), "level")
        territory = Fetch("stakeholders", "id", Cell("lead"), "territory")
        found = Apply("if", (Apply("filled", (level,)), level, Label(LEVELS, territory)))
        return Apply("or_else", (found, Constant(NONE)))

    def _sum(self, cells: Cells, is_secured: bool) -> Inline:
        action = self._action(cells, "id")
        if action is None:
            return ""
        if action.status is ActionStatus.CANCELLED:
            return self._amount(Decimal(0))
        if is_secured:
            sums = [self.amounts.amount(one.amount) for one in action.funding if one.state is FundingState.SECURED]
        else:
            sums = [line_cost(line, self.amounts) for line in action.budget]
        return self._amount(total_of(one for one in sums if one is not None))

    def _gap(self, cells: Cells) -> Inline:
        cost, secured = self._sum(cells, False), self._sum(cells, True)
        if not isinstance(cost, Value) or not isinstance(secured, Value):
            return ""
        return self._amount(Decimal(str(cost.value)) - Decimal(str(secured.value)))

    def _late(self, cells: Cells) -> Inline:
        action = self._action(cells, "id")
        return Value(delay_days(action, self.day), Holds.INTEGER) if action is not None else ""

    def _level(self, cells: Cells) -> Inline:
        action = self._action(cells, "id")
        return (lead_level(action, self.reference) or NONE) if action is not None else ""


def _joined(*parts: Expression) -> Expression:
    listed: list[Expression] = []
    for part in parts:
        listed += [Constant("/"), part] if listed else [part]
    return Apply("join", tuple(listed))
