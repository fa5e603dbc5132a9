"""A plane of two axes: a scatter whose points carry their names, over the table that it reads."""

from collections.abc import Sequence
from decimal import Decimal

import attrs

from migplan.documents import Axis, ChartKind, Column, Holds, Point, Quadrant, Table, Value
from migplan_excel.chart_data import Data, chart_look, column_cells, series_color
from migplan_excel.chart_xml import ChartAxis, Drawn, chart_xml
from migplan_excel.data import plane_groups
from migplan_excel.names import absolute
from migplan_excel.page import Page
from migplan_excel.sheet import Anchored
from migplan_excel.strings import cell_text
from migplan_excel.tables import draw_table
from migplan_excel.writer import Writer
from migplan_office.text import clean, cut

_HIGH = 380.0
_WIDE = 660.0
_MOST_NAMES = 2
"""Names beside one place of the plane; more are counted."""
_NAME_LENGTH = 22
"""Letters of a name in the plane; the table below has it whole."""


def draw_quadrant(page: Page, block: Quadrant) -> None:
    """Draw a plane of two axes as a scatter, and below it the table of its points with the quarter of each."""
    writer = page.writer
    page.mark(block.id)
    page.heading(block.title, 3)
    row = page.tall(_HIGH + 8) if block.points else 0
    table = writer.as_table(block)
    placed = draw_table(page, table, title_above=False) if table is not None else None
    page.sheet.skip()
    corners = _corners_table(page, block)
    corners_placed = draw_table(page, corners, title_above=False)
    if placed is not None and table is not None and corners_placed is not None and row:
        data = Data(page.sheet, placed, table)
        xml = _xml(writer, block, data, Data(page.sheet, corners_placed, corners))
        width = min(page.points(1, len(page.grid)), _WIDE)
        alt = writer.alt(block.alt, block.title, "chart")
        page.draw(Anchored(1, row, 2, 4, width - 4, _HIGH, f"chart {block.id}", alt, chart=xml))
    page.small(block.note)


def _middle(axis: Axis | None, share: Decimal) -> Decimal:
    low, high = (axis.low, axis.high) if axis else (Decimal(1), Decimal(5))
    return low + (high - low) * share


def _corners_table(page: Page, block: Quadrant) -> Table:
    """Name the quarters, and where their names stand in the plane."""
    words = page.writer.words
    columns = [
        Column("quarter", words("blocks.quadrant.quarter"), width=26),
        Column("range", words("blocks.reading"), width=20),
        Column("x", block.x.label if block.x else "x", Holds.NUMBER, width=12),
        Column("y", block.y.label if block.y else "y", Holds.NUMBER, width=12),
    ]
    low, high = Decimal("0.1"), Decimal("0.9")
    rows = []
    for number, name in enumerate(block.quarters):
        ends = [
            (axis.high_label if is_high else axis.low_label) if axis else ""
            for axis, is_high in ((block.x, number % 2 == 1), (block.y, number < 2))
        ]
        x = _middle(block.x, high if number % 2 else low)
        y = _middle(block.y, Decimal("1.06") if number < 2 else Decimal("-0.06"))
        rows.append((name or "–", " ; ".join(end for end in ends if end), Value(x), Value(y)))
    return Table(f"{block.id}-quarters", "", columns, rows)


def _xml(writer: Writer, block: Quadrant, data: Data, corners: Data) -> str:
    groups = plane_groups(block)
    series: list[Drawn] = []
    at = 0
    seen: dict[tuple[Decimal, Decimal], list[str]] = {}
    for point in block.points:
        seen.setdefault((point.x, point.y), []).append(point.label)
    said: set[tuple[Decimal, Decimal]] = set()
    for number, (name, points) in enumerate(groups):
        accent = writer.looks.color("accent")
        one = len(groups) == 1  # the head of the points names them when they are not parted by category
        column, row = (0, data.placed.header) if one else (1, data.placed.first + at)
        series.append(
            Drawn(
                writer.planned(data.table).headers[0] if one else cell_text(name),
                data.sheet.reference(absolute(data.placed.column + column, row)),
                column_cells(data, 2, [point.x for point in points], at),
                column_cells(data, 3, [point.y for point in points], at),
                series_color(writer, points[0].color, number),
                point_colors={index: accent for index, point in enumerate(points) if point.is_emphasised},
                labels=_labels(points, seen, said),
            )
        )
        at += len(points)
    names = corners.sheet.reference(absolute(corners.placed.column, corners.placed.header))
    xs = [_value(row.cells[2]) for row in corners.table.rows]
    ys = [_value(row.cells[3]) for row in corners.table.rows]
    series.append(
        Drawn(
            writer.planned(corners.table).headers[0], names, column_cells(corners, 2, xs), column_cells(corners, 3, ys),
            writer.looks.color("muted"), labels=tuple(block.quarters), is_hidden=True,
        )
    )  # fmt: skip
    axes, title = None, ""
    if block.x and block.y and block.x.high > block.x.low and block.y.high > block.y.low:
        rtl = writer.is_right_to_left
        axes = (_axis(block.x, rtl), _axis(block.y, rtl))
        if rtl:  # a mirrored plane has no side for an upright title: it stands above
            title, axes = f"↑ {axes[1].title}", (axes[0], attrs.evolve(axes[1], title=""))
    return chart_xml(chart_look(writer), ChartKind.SCATTER, title, series, "General", axes, len(groups) > 1)


def _value(cell: object) -> Decimal:
    return Decimal(cell.value) if isinstance(cell, Value) and isinstance(cell.value, int | Decimal) else Decimal(0)


def _labels(
    points: Sequence[Point], seen: dict[tuple[Decimal, Decimal], list[str]], said: set[tuple[Decimal, Decimal]]
) -> tuple[str, ...]:
    """Name each place once, by the points that share it; more than a few are counted."""
    labels: list[str] = []
    for point in points:
        place = (point.x, point.y)
        if place in said:
            labels.append("")
            continue
        said.add(place)
        names = seen[place]
        rest = len(names) - _MOST_NAMES
        labels.append(
            "\n".join(cut(clean(name), _NAME_LENGTH)[0] for name in names[:_MOST_NAMES])
            + (f" +{rest}" if rest > 0 else "")
        )
    return tuple(labels)


def _axis(axis: Axis, rtl: bool) -> ChartAxis:
    """Name an axis in words, from its low to its high end."""
    title = axis.label
    if axis.low_label or axis.high_label:
        outer, inner = ("→", "←") if rtl else ("←", "→")
        title = f"{axis.low_label} {outer} {axis.label} {inner} {axis.high_label}"
    span = axis.high - axis.low
    unit = Decimal(1) if span <= 12 else Decimal(round(span / 8)) or Decimal(1)
    return ChartAxis(title, axis.low, axis.high, unit)
