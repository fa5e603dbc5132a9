"""The dashboard: key figures and sums that compute themselves from the forms, each with the value that analysis gives."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from migplan.analysis.budget import Breakdown
from migplan.analysis.funding import execution
from migplan.analysis.money import total_of
from migplan.documents import (
    Apply,
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Constant,
    CountWhere,
    Expression,
    Figures,
    Holds,
    Inline,
    KeyFigure,
    Pattern,
    Role,
    Row,
    RowKind,
    Section,
    Series,
    SumWhere,
    Table,
    Total,
    Value,
    plain,
    single_value,
)
from migplan.hooks import BuildRequest
from migplan.locale import Words
from migplan.model import FundingSource, FundingState, PaymentKind, Roadmap
from migplan.records.forms import ROADMAP
from migplan.reports.workbook.choices import choice_label
from migplan.reports.workbook.computed import NONE
from migplan.reports.workbook.computed import Figures as Computed
from migplan.reports.workbook.scope import Scope

_YEAR_WIDTH, _AMOUNT_WIDTH, _TITLE_WIDTH = 12, 18, 40


def dashboard(scope: Scope, figures: Computed, request: BuildRequest) -> tuple[Section, ...]:
    """Give the dashboard, where the workbook holds what it is computed from."""
    if not figures.has_money or not scope.has_room:
        return ()
    words = request.words
    made = _Dashboard(scope, figures, request)
    tables = tuple(made.tables())
    blocks: tuple[Block, ...] = (made.figures(), *charts(tables, words), *tables)
    return (Section("dashboard", words("blocks.dashboard"), blocks, Role.SUMMARY, words("workbook.dashboard.message")),)


def charts(tables: Sequence[Table], words: Words) -> Iterator[Chart]:
    """Draw the tables by year, by objective and by source; each chart reads the cells of its table."""
    kinds = {"sum-year": ChartKind.COLUMN, "sum-objective": ChartKind.COLUMN, "sum-source": ChartKind.STACKED}
    patterns = {"state.requested": Pattern.HATCHED, "state.to-find": Pattern.OUTLINE}
    for table in tables:
        rows = [row for row in table.rows if row.kind is RowKind.DATA]
        if table.id not in kinds or not rows:
            continue
        numbers = [
            number for number, column in enumerate(table.columns) if column.holds is Holds.MONEY and column.key != "gap"
        ]
        series = [
            Series(
                plain(table.columns[number].label, words.language),
                [Decimal(str(value.value)) if (value := single_value(row.cells[number])) else None for row in rows],
                pattern=patterns.get(table.columns[number].key, Pattern.SOLID),
            )
            for number in numbers
        ]
        if not any(value for one in series for value in one.values):
            continue
        yield Chart(
            f"chart-{table.id}",
            table.title,
            kinds[table.id],
            [plain(row.cells[0], words.language) for row in rows],
            series,
            unit=table.columns[numbers[0]].unit,
            holds=Holds.MONEY,
            alt=plain(table.title, words.language),
        )


class _Dashboard:
    def __init__(self, scope: Scope, figures: Computed, request: BuildRequest) -> None:
        self.scope, self.computed, self.request = scope, figures, request
        self.words: Words = request.words
        self.plan = scope.plan
        self.budgets = [figures.budgets[roadmap.id] for roadmap in scope.plan.roadmaps]

    def say(self, key: str, **values: object) -> str:
        return self.words(f"workbook.dashboard.{key}", **values)

    # ------------------------------------------------------------------ key figures

    def figures(self) -> Figures:
        cost = total_of(one.total.value for one in self.budgets)
        secured = total_of(one.by_state.value(FundingState.SECURED) for one in self.budgets)
        count = sum(len(roadmap.actions) for roadmap in self.plan.roadmaps)
        late = [
            action
            for roadmap in self.plan.roadmaps
            for action in roadmap.actions
            if (days := self.computed._late({ROADMAP: roadmap.id, "id": action.id})) != ""
            and isinstance(days, Value)
            and days.value
        ]
        cost_sum, secured_sum = SumWhere("actions", "row.cost"), SumWhere("actions", "row.secured")
        items = [
            self._figure("cost", cost, cost_sum),
            self._figure("secured", secured, secured_sum),
            self._figure("gap", cost - secured, Apply("subtract", (cost_sum, secured_sum)), cost > secured),
        ]
        paid = self._paid()
        if paid is not None:
            items.append(paid)
        identified = CountWhere("actions", (("id", Constant("?*")),))
        items.append(self._count("actions", count, identified))
        late_count = CountWhere("actions", (("row.late", Constant(">0")),))
        items.append(self._count("late", len(late), late_count, bool(late)))
        return Figures(tuple(items), alt=self.say("alt"))

    def _figure(self, key: str, amount: Decimal, formula: Expression, emphasised: bool = False) -> KeyFigure:
        value = Value(amount, Holds.MONEY, unit=self.plan.currency)
        return KeyFigure(value, self.say(key), is_emphasised=emphasised, formula=formula)

    def _count(self, key: str, number: int, formula: Expression, emphasised: bool = False) -> KeyFigure:
        value = Value(number, Holds.INTEGER)
        return KeyFigure(value, self.say(key), is_emphasised=emphasised, formula=formula)

    def _paid(self) -> KeyFigure | None:
        """Give what was paid until the day, where no payment is in another currency."""
        if "payments" not in self.scope.names or any(
            payment.amount.currency not in (None, self.plan.currency)
            for roadmap in self.plan.roadmaps
            for action in roadmap.actions
            for payment in action.payments
        ):
            return None
        day = self.request.date
        paid = total_of(execution(self.plan, budget.roadmap, day, figures=budget).paid.value for budget in self.budgets)
        kind = Constant(choice_label(PaymentKind.PAYMENT, self.words))
        until = Apply("join", (Constant("<="), Constant(day)))
        return self._figure("paid", paid, SumWhere("payments", "amount", (("kind", kind), ("date", until))))

    # ------------------------------------------------------------------ tables

    def tables(self) -> Iterator[Table]:
        if len(self.plan.roadmaps) > 1:
            yield self._by_roadmap()
        yield from (
            table
            for table in (self._by_year(), self._by_objective(), self._by_source(), self._by_level())
            if table is not None
        )

    def _column(self, key: str, formula: Expression, label: str = "") -> Column:
        return Column(
            key,
            label or self.say(key),
            Holds.MONEY,
            _AMOUNT_WIDTH,
            self.plan.currency,
            total=Total.SUM,
            formula=formula,
        )

    def _table(
        self, key: str, columns: Sequence[Column], rows: Sequence[Sequence[Inline]], firsts: int
    ) -> Table | None:
        if not rows:
            return None
        sums: list[Inline] = [self.words("blocks.total"), *("" for _ in range(firsts - 1))]
        for number in range(firsts, len(columns)):
            amounts = [cell.value for row in rows if isinstance(cell := row[number], Value)]
            sums.append(self._money(total_of(Decimal(str(amount)) for amount in amounts if amount is not None)))
        listed = [Row(tuple(row)) for row in rows]
        total = Row(tuple(sums), RowKind.TOTAL)
        return Table(f"sum-{key}", self.say(f"by_{key}"), tuple(columns), (*listed, total))

    def _money(self, amount: Decimal) -> Value:
        return Value(amount, Holds.MONEY, unit=self.plan.currency)

    def _merged(self, breakdowns: Sequence[Breakdown]) -> dict[object, Decimal]:
        sums: dict[object, Decimal] = {}
        for breakdown in breakdowns:
            for part in breakdown.slices:
                sums[part.key] = total_of((sums.get(part.key, Decimal(0)), part.value))
        return sums

    def _by_year(self) -> Table | None:
        sums = self._merged([one.by_year for one in self.budgets])
        years = sorted((key for key in sums if isinstance(key, int)), key=int)
        formula = SumWhere("action_budget", "row.cost", (("row.year", Cell("year")),))
        columns = [
            Column("year", self.words("blocks.year"), Holds.CODE, _YEAR_WIDTH),
            self._column("cost", formula),
        ]
        rows: list[list[Inline]] = [[str(year), self._money(sums[year])] for year in years]
        if None in sums:
            rows.append([NONE, self._money(sums[None])])
        return self._table("year", columns, rows, 1)

    def _by_objective(self) -> Table | None:
        if len(self.plan.roadmaps) != 1 or self.scope.layout.has_roadmaps:
            return None
        budget, roadmap = self.budgets[0], self.plan.roadmaps[0]
        secured = self._secured_by_objective(roadmap)
        where = (("objective", Cell("code")),)
        columns = [
            Column("code", self.words("fields.any.id"), Holds.CODE, 10),
            Column("title", self.words("fields.any.title"), width=_TITLE_WIDTH),
            self._column("cost", SumWhere("actions", "row.cost", where)),
            self._column("secured", SumWhere("actions", "row.secured", where)),
            self._column("gap", Apply("subtract", (Cell("cost"), Cell("secured")))),
        ]
        spoken = (self.request.language, *self.plan.languages)
        rows: list[list[Inline]] = []
        for objective in roadmap.objectives:
            cost = budget.by_objective.value(objective.id)
            known = secured.get(objective.id, Decimal(0))
            if cost or known:
                amounts = [self._money(cost), self._money(known), self._money(cost - known)]
                rows.append([objective.id, objective.title.find(spoken)[0], *amounts])
        return self._table("objective", columns, rows, 2)

    def _secured_by_objective(self, roadmap: Roadmap) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for action, funding, amount in self.computed.budgets[roadmap.id].fundings:
            if funding.state is FundingState.SECURED and action.objective is not None:
                sums[action.objective] = total_of((sums.get(action.objective, Decimal(0)), amount.value))
        return sums

    def _by_source(self) -> Table | None:
        columns = [Column("source", self.words("fields.funding.source"), Holds.CHOICE, 24)]
        for state in FundingState:
            label = choice_label(state, self.words)
            where = (("source", Cell("source")), ("state", Constant(label)))
            columns.append(self._column(f"state.{state.value}", SumWhere("funding", "row.amount", where), label))
        rows: list[list[Inline]] = []
        for source in FundingSource:
            sums = [
                total_of(
                    breakdown.value(state)
                    for one in self.budgets
                    if (breakdown := one.by_source_and_state.get(source)) is not None
                )
                for state in FundingState
            ]
            rows.append([choice_label(source, self.words), *map(self._money, sums)])
        return self._table("source", columns, rows, 1)

    def _by_level(self) -> Table | None:
        if "stakeholders" not in self.scope.names or not self.computed.vocabularies():
            return None
        sums = self._merged([one.by_level for one in self.budgets])
        levels = self.request.reference.levels
        columns = [
            Column("code", self.words("fields.any.id"), Holds.CODE, 14),
            Column("title", self.words("fields.any.level"), width=26),
            self._column("cost", SumWhere("actions", "row.cost", (("row.level", Cell("code")),))),
        ]
        spoken = (self.request.language, *self.plan.languages)
        rows: list[list[Inline]] = [
            [level.id, level.title.find(spoken)[0], self._money(sums[level.id])]
            for level in levels.values()
            if level.id in sums
        ]
        if None in sums:
            rows.append([NONE, self.say("no_level"), self._money(sums[None])])
        return self._table("level", columns, rows, 2)

    def _by_roadmap(self) -> Table:
        where = ((ROADMAP, Cell("code")),)
        columns = [
            Column("code", self.words("fields.any.id"), Holds.CODE, 14),
            self._column("cost", SumWhere("actions", "row.cost", where)),
            self._column("secured", SumWhere("actions", "row.secured", where)),
            self._column("gap", Apply("subtract", (Cell("cost"), Cell("secured")))),
        ]
        rows: list[list[Inline]] = []
        for budget in self.budgets:
            cost, secured = budget.total.value, budget.by_state.value(FundingState.SECURED)
            rows.append([budget.roadmap.id, self._money(cost), self._money(secured), self._money(cost - secured)])
        table = self._table("roadmap", columns, rows, 1)
        assert table is not None
        return table
