"""A plane of two axes: a scatter whose places carry the numbers of their points, over the table that it reads."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

import attrs

from migplan.documents import Axis, ChartKind, Point, Quadrant
from migplan.documents.categories import PLAIN, Mark, MarkShape, marks_of
from migplan_excel.chart_data import Data, chart_look, column_cells
from migplan_excel.chart_xml import ChartAxis, Drawn, chart_xml
from migplan_excel.data import ranked
from migplan_excel.names import absolute
from migplan_excel.page import Page
from migplan_excel.sheet import Anchored
from migplan_excel.tables import draw_table
from migplan_excel.writer import Writer

_HIGH = 340.0
_WIDE = 860.0
_SYMBOLS = {
    MarkShape.CIRCLE: "circle",
    MarkShape.SQUARE: "square",
    MarkShape.TRIANGLE: "triangle",
    MarkShape.DIAMOND: "diamond",
    MarkShape.PENTAGON: "star",
    MarkShape.HEXAGON: "x",
    MarkShape.CROSS: "plus",
}
"""Markers that Excel knows, in the place of those that it does not."""
_X, _Y = 3, 4
"""Columns of the table that hold the values of the axes."""


def draw_quadrant(page: Page, block: Quadrant) -> None:
    """Draw a plane of two axes between the names of its quarters, and below it the table of its points."""
    page.mark(block.id)
    page.heading(block.title, 3)
    row = 0
    if block.points:
        _names(page, block.quarters[:2])
        row = page.tall(_HIGH + 8)
        _names(page, block.quarters[2:])
        page.sheet.skip()
    page.sheet.starts.append((page.sheet.next - 1, page.sheet.tall))
    table = page.writer.as_table(block)
    placed = draw_table(page, table, title_above=False) if table is not None else None
    if placed is not None and table is not None and row:
        xml = _xml(page.writer, block, Data(page.sheet, placed, table))
        width = min(page.points(1, len(page.grid)), _WIDE)
        alt = page.writer.alt(block.alt, block.title, "chart")
        page.draw(Anchored(1, row, 2, 4, width - 4, _HIGH, f"chart {block.id}", alt, chart=xml))
    if not block.points:
        page.small(*block.quarters)
    if _axes(block) is None or not block.points:
        page.small(*(text for axis in (block.x, block.y) if axis for text in (axis.low_label, axis.high_label)))
    page.small(block.note)


def _names(page: Page, names: Sequence[str]) -> None:
    """Write the names of two quarters over or under their side of the plane."""
    looks, sheet = page.writer.looks, page.sheet
    page.need(2)
    last = next((n for n in range(2, len(page.grid)) if page.points(1, n) >= _WIDE), len(page.grid))
    sides = ("right", "center") if page.writer.is_right_to_left else ("left", "right")
    cells = []
    for column, name, side in zip((1, last), names, sides, strict=True):
        style = looks.words("lead", "primary", bold=True, horizontal=side, vertical="center", wrap=False)
        cells.append(sheet.text(column, name, looks.number(style)))
    sheet.add(cells, 22.0)


def _axes(block: Quadrant) -> tuple[Axis, Axis] | None:
    """Give both axes when each has a span."""
    if block.x and block.y and block.x.high > block.x.low and block.y.high > block.y.low:
        return block.x, block.y
    return None


def _xml(writer: Writer, block: Quadrant, data: Data) -> str:
    points = ranked(block)
    marks = _marks(block, points)
    series = Drawn(
        writer.planned(data.table).headers[1],
        data.sheet.reference(absolute(data.placed.column + 1, data.placed.header)),
        column_cells(data, _X, [point.x for point in points]),
        column_cells(data, _Y, [point.y for point in points]),
        writer.looks.color("primary"),
        point_symbols={index: _SYMBOLS[mark.shape] for index, mark in enumerate(marks)},
        point_colors={index: writer.looks.color(mark.color) for index, mark in enumerate(marks)},
        labels=_labels(points),
    )
    both, axes, title = _axes(block), None, ""
    if both is not None:
        rtl = writer.is_right_to_left
        axes = (
            _axis(both[0], [point.x for point in points], rtl),
            _axis(both[1], [point.y for point in points], rtl),
        )
        if rtl:  # a mirrored plane has no side for an upright title: it stands above
            title, axes = f"↑ {axes[1].title}", (axes[0], attrs.evolve(axes[1], title=""))
    return chart_xml(chart_look(writer), ChartKind.SCATTER, title, [series], "General", axes)


def _marks(block: Quadrant, points: Sequence[Point]) -> list[Mark]:
    """Give each point the mark of its category; a grey one, which is no category's, where several share a place.

    What matters most has the accent where it has no category.
    """
    known = marks_of(block)
    places: dict[tuple[Decimal, Decimal], set[str]] = {}
    for point in points:
        places.setdefault((point.x, point.y), set()).add(point.category)

    def mark(point: Point) -> Mark:
        if len(places[point.x, point.y]) > 1:
            return Mark("muted", PLAIN.shape)
        if point.category:
            return known[point.category]
        return Mark("accent", PLAIN.shape) if point.is_emphasised else PLAIN

    return [mark(point) for point in points]


def _labels(points: Sequence[Point]) -> tuple[str, ...]:
    """Number the points as the table does, once a place: those that share one follow each other."""
    labels: list[str] = []
    for _, group in groupby(points, key=lambda point: (point.x, point.y)):
        first, count = len(labels) + 1, len(list(group))
        labels += [f"{first}" if count == 1 else f"{first}–{first + count - 1}", *[""] * (count - 1)]
    return tuple(labels)


def _axis(axis: Axis, values: Sequence[Decimal], rtl: bool) -> ChartAxis:
    """Name an axis in words, from its low to its high end, and cut it where no point lies."""
    title = axis.label
    if axis.low_label or axis.high_label:
        outer, inner = ("→", "←") if rtl else ("←", "→")
        title = f"{axis.low_label} {outer} {axis.label} {inner} {axis.high_label}"
    span = axis.high - axis.low
    unit = Decimal(1) if span <= 12 else Decimal(round(span / 8)) or Decimal(1)
    middle = (axis.low + axis.high) / 2
    if middle in values:  # it belongs to the higher side
        middle = (middle + max((value for value in values if value < middle), default=axis.low)) / 2
    return ChartAxis(title, axis.low, axis.high, middle, unit)
