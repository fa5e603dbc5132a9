"""The table behind a chart: what its workbook holds and its caches repeat."""

from decimal import Decimal
from functools import cache

from attrs import frozen

from migplan.documents import ChartKind, Pattern
from migplan_office.charts.spec import ChartSpec, Number
from migplan_office.text import clean, isolate

Cell = str | Number | None


@frozen
class Column:
    """One column: its header, and one cell for each category."""

    header: str
    cells: tuple[Cell, ...]
    role: str
    """`names`, `x`, `values`, `total`, or the part of a waterfall: `base`, `rise`, `fall`, `result`."""
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
    if spec.kind is ChartKind.STACKED and spec.total_name and all_positive(spec):
        totals = tuple(
            sum((Decimal(str(one.values[index] or 0)) for one in spec.series), Decimal(0))
            for index in range(len(spec.categories))
        )
        columns.append(Column(_text(spec, spec.total_name), totals, "total", len(spec.series)))
    return tuple(columns)


def all_positive(spec: ChartSpec) -> bool:
    """Say whether no value lies below zero."""
    return all(value is None or value >= 0 for series in spec.series for value in series.values)


def _text(spec: ChartSpec, text: str) -> str:
    text = clean(text).replace("\t", " ")
    return isolate(text) if spec.rtl else text


_WATERFALL = (("□", "base"), ("▲", "rise"), ("▼", "fall"), ("■", "result"))


def _waterfall(spec: ChartSpec) -> list[Column]:
    """Stack changes: each rests on an invisible base; the first starts from zero, the last is the result."""
    changes = [Decimal(str(value)) if value is not None else Decimal(0) for value in spec.series[0].values]
    above: dict[str, list[Decimal | None]] = {role: [] for _, role in _WATERFALL}
    below: dict[str, list[Decimal | None]] = {role: [] for _, role in _WATERFALL}
    level = Decimal(0)
    for index, change in enumerate(changes):
        is_result = index == len(changes) - 1
        start = Decimal(0) if is_result else level
        end = change if is_result else level + change
        level = end
        role = "result" if is_result or index == 0 else "rise" if change >= 0 else "fall"
        low, high = min(start, end), max(start, end)
        _stack(above, role, max(low, Decimal(0)), max(high, Decimal(0)))
        _stack(below, role, min(high, Decimal(0)), min(low, Decimal(0)))
    columns = [Column(header, tuple(above[role]), role) for header, role in _WATERFALL]
    for header, role in _WATERFALL:
        if any(below[role]):
            columns.append(Column(f"{header} <0", tuple(below[role]), role))
    return columns


def _stack(parts: dict[str, list[Decimal | None]], role: str, near: Decimal, far: Decimal) -> None:
    for name, cells in parts.items():
        cells.append((near if name == "base" else far - near if name == role else None) or None)


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


@cache
def column_letters(column: int) -> str:
    """Write a column's number, 1 for the first, as Excel does."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def pattern_of(spec: ChartSpec, column: Column) -> Pattern:
    """Give the pattern of a column's series."""
    return spec.series[column.series].pattern if column.series < len(spec.series) else Pattern.SOLID
