"""The table behind a chart: what its workbook holds and its caches repeat."""

from decimal import Decimal

from attrs import frozen

from migplan.documents import ChartKind, Pattern
from migplan_office.charts.spec import MAX_SERIES, ChartSpec, Number
from migplan_office.columns import column_letters
from migplan_office.text import clean, isolate

Cell = str | Number | None


@frozen
class Column:
    """One column: its header, and one cell for each category."""

    header: str
    cells: tuple[Cell, ...]
    role: str
    """`names`, `x`, `values`, `total`; of a waterfall `base`, `rise`, `fall`, `result`, `base-below`, `below`."""
    series: int = 0
    """Number of the series it comes from, from 0."""


@frozen
class Range:
    """Where a column stands: references to its header cell and to its cells."""

    header: str
    cells: str


def plotted(spec: ChartSpec) -> tuple[Column, ...]:
    """Give the table that the chart draws: names of categories first, then a column for each series.

    A scatter has two columns a series, horizontal values first. A waterfall has an invisible base, rises, falls and
    results, each at its height; parts below zero stand in columns of their own. Stacked columns with a `total_name`
    end with the total.
    """
    names = Column(
        _text(spec, spec.category_title) or "–", tuple(_text(spec, name) for name in spec.categories), "names"
    )
    if spec.kind is ChartKind.WATERFALL:
        return (names, *_waterfall(spec))
    columns = [names]
    for number, series in enumerate(spec.series):
        header = _text(spec, series.name) or "–"
        if spec.kind is ChartKind.SCATTER:
            columns.append(Column(_text(spec, spec.category_title) or "x", series.x, "x", number))
        columns.append(Column(header, series.values, "values", number))
    if has_total(spec):
        totals = tuple(
            sum((Decimal(str(one.values[index] or 0)) for one in spec.series), Decimal(0))
            for index in range(len(spec.categories))
        )
        columns.append(Column(_text(spec, spec.total_name), totals, "total", len(spec.series)))
    return tuple(columns)


def has_total(spec: ChartSpec) -> bool:
    """Say whether totals are printed above stacks: where nothing lies below zero and the total is not a series too many."""
    wanted = spec.kind is ChartKind.STACKED and bool(spec.total_name)
    return wanted and all_positive(spec) and len(spec.series) < MAX_SERIES


def all_positive(spec: ChartSpec) -> bool:
    """Say whether no value lies below zero."""
    return all(value is None or value >= 0 for series in spec.series for value in series.values)


def _text(spec: ChartSpec, text: str) -> str:
    text = clean(text).replace("\t", " ")
    return isolate(text) if spec.rtl else text


_PARTS = (("□", "base"), ("▲", "rise"), ("▼", "fall"), ("■", "result"), ("□ <0", "base-below"), ("■ <0", "below"))


@frozen
class Step:
    """One step of a waterfall, from one level to the next."""

    role: str
    """`rise`, `fall` or `result`; the first step starts from zero and is a result too."""
    start: Decimal
    end: Decimal

    @property
    def change(self) -> Decimal:
        """What the step adds, or takes when it is negative."""
        return self.end - self.start

    @property
    def crosses_zero(self) -> bool:
        """Say whether the step has a part above zero and one below."""
        return self.start * self.end < 0


def steps(spec: ChartSpec) -> tuple[Step, ...]:
    """Give a waterfall's steps: changes one after the other, then the result, which is the last value."""
    values = [Decimal(str(value)) if value is not None else Decimal(0) for value in spec.series[0].values]
    found: list[Step] = []
    level = Decimal(0)
    for index, value in enumerate(values):
        if index in (0, len(values) - 1):
            found.append(Step("result", Decimal(0), value))
            level = value
        else:
            found.append(Step("rise" if value >= 0 else "fall", level, level + value))
            level += value
    return tuple(found)


def _waterfall(spec: ChartSpec) -> list[Column]:
    """Stack changes: each rests on an invisible base; parts below zero have columns of their own, if any."""
    columns: dict[str, list[Decimal | None]] = {role: [] for _, role in _PARTS}
    for step in steps(spec):
        low, high = min(step.start, step.end), max(step.start, step.end)
        cells = {
            "base": max(low, Decimal(0)),
            step.role: max(high, Decimal(0)) - max(low, Decimal(0)),
            "base-below": min(high, Decimal(0)),
            "below": min(low, Decimal(0)) - min(high, Decimal(0)),
        }
        for role, column in columns.items():
            column.append(cells.get(role) or None)
    return [
        Column(header, tuple(columns[role]), role)
        for header, role in _PARTS
        if "below" not in role or any(columns[role])
    ]


def ranges_at(spec: ChartSpec, sheet: str, first_row: int = 1, first_column: int = 1) -> tuple[Range, ...]:
    """Give where each column of `plotted` stands when its header row is at `first_row` of a sheet, both from 1."""
    quoted = "'" + sheet.replace("'", "''") + "'"
    last = first_row + len(spec.categories)
    ranges = []
    for column in range(first_column, first_column + len(plotted(spec))):
        name = column_letters(column)
        ranges.append(
            Range(f"{quoted}!${name}${first_row}", f"{quoted}!${name}${first_row + 1}:${name}${last}"),
        )
    return tuple(ranges)


def pattern_of(spec: ChartSpec, column: Column) -> Pattern:
    """Give the pattern of a column's series."""
    return spec.series[column.series].pattern if column.series < len(spec.series) else Pattern.SOLID
