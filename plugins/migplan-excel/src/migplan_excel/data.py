"""Blocks said as the tables that hold their data: agendas, charts, planes of two axes."""

from decimal import Decimal

import attrs

from migplan.documents import (
    Agenda,
    Block,
    Chart,
    ChartKind,
    Column,
    Holds,
    Inline,
    Part,
    Point,
    Quadrant,
    Row,
    RowKind,
    Span,
    Table,
    Total,
    Value,
    Weight,
    fallback,
    parts,
    quarter_of,
)
from migplan.documents.categories import marks_of
from migplan.locale import Words

MOST_SERIES = 7
"""Series that a chart shows and still reads well."""


def data_table(block: Block, words: Words) -> Table | None:
    """Say a block as the table of its data; `None` when it has none."""
    if isinstance(block, Agenda):
        return agenda_table(block, words)
    if isinstance(block, Quadrant):
        return quadrant_table(block, words)
    if isinstance(block, Chart) and block.kind is ChartKind.SCATTER:
        return scatter_table(block, words)
    table = next((simpler for simpler in fallback(block, words) if isinstance(simpler, Table)), None)
    if table is not None and isinstance(block, Chart) and is_waterfall(block):
        return _with_steps(table, block)
    return table


def agenda_table(block: Agenda, words: Words) -> Table:
    """Say an agenda as a table: one row a part, grouped by day when there are several, minutes summed."""
    names = ("start", "minutes", "title", "method", "facilitator", "materials")
    widths = (8, 9, 46, 18, 20, 24)
    holds = {"start": Holds.CODE, "minutes": Holds.INTEGER}
    columns = [
        Column(name, words(f"blocks.agenda.{name}"), holds.get(name, Holds.TEXT), width)
        for name, width in zip(names, widths, strict=True)
        if name in names[:3] or any(getattr(item, name) for item in block.items)
    ]
    columns[1] = attrs.evolve(columns[1], total=Total.SUM)
    rows: list[Row] = []
    days = sorted({item.day for item in block.items})
    for day in days:
        if len(days) > 1:
            rows.append(Row((words("blocks.agenda.day", n=day),), RowKind.GROUP))
        for item in block.items:
            if item.day == day:
                title: Inline = tuple(map(_muted, parts(item.title))) if item.is_break else item.title
                cells: dict[str, Inline] = {
                    "start": item.start, "minutes": Value(item.minutes, Holds.INTEGER), "title": title,
                    "method": item.method, "facilitator": item.facilitator, "materials": item.materials,
                }  # fmt: skip
                rows.append(Row(tuple(cells[column.key] for column in columns), color="accent" if item.is_now else ""))
    if block.items:
        rows.append(Row((words("blocks.total"), *("" for _ in columns[1:])), RowKind.TOTAL))
    return Table.computed("agenda", block.title, columns, rows, alt=block.alt)


def _muted(part: Part) -> Part:
    return Span(part, weight=Weight.MUTED) if isinstance(part, str) else part


# -- waterfalls ----------------------------------------------------------------------------------------------------


def is_waterfall(chart: Chart) -> bool:
    """Say whether a chart shows changes as steps."""
    return chart.kind is ChartKind.WATERFALL and len(chart.series) == 1


STEP_NAMES = ("⊥", "+", "−", "=")
"""Heads of the columns from which steps are drawn: base, gain, loss, result."""


def steps(chart: Chart) -> list[list[Decimal | None]]:
    """Give base, gain, loss and result for each category of a waterfall."""
    base: list[Decimal | None] = []
    gain: list[Decimal | None] = []
    loss: list[Decimal | None] = []
    result: list[Decimal | None] = []
    level = Decimal(0)
    values = chart.series[0].values
    for index in range(len(chart.categories)):
        value = (values[index] if index < len(values) else None) or Decimal(0)
        is_last = index == len(chart.categories) - 1
        after = level + value
        base.append(None if is_last else max(min(level, after), Decimal(0)))
        gain.append(value if value > 0 and not is_last else None)
        loss.append(-value if value < 0 and not is_last else None)
        result.append(value if is_last else None)
        level = after
    return [base, gain, loss, result]


def _with_steps(table: Table, chart: Chart) -> Table:
    holds = chart.holds if chart.holds.is_number else Holds.NUMBER
    columns = [
        *table.columns,
        *(Column(f"step{number}", name, holds, decimals=chart.decimals) for number, name in enumerate(STEP_NAMES)),
    ]
    more = steps(chart)
    rows = [
        attrs.evolve(
            row,
            cells=(*row.cells, *(_step(column[index], holds, chart.decimals) for column in more)),
        )
        for index, row in enumerate(table.rows)
    ]
    return attrs.evolve(table, columns=tuple(columns), rows=tuple(rows))


def _step(value: Decimal | None, holds: Holds, decimals: int | None) -> Inline:
    return "" if value is None else Value(value, holds, decimals=decimals)


def scatter_table(block: Chart, words: Words) -> Table:
    """Say a scatter as a table: one row a point, with its name and that of its series."""
    holds = block.holds if block.holds.is_number else Holds.NUMBER
    columns = [
        Column("name", block.category_label or words("blocks.chart.category"), width=24),
        Column("series", words("blocks.group"), width=24),
        Column("x", "x", Holds.NUMBER),
        Column("y", "y", holds, unit=block.unit, decimals=block.decimals),
    ]
    rows = [
        (
            block.categories[index] if index < len(block.categories) else "",
            series.name,
            Value(x),
            "" if y is None else Value(y, holds, decimals=block.decimals),
        )
        for series in block.series
        for index, (x, y) in enumerate(zip(series.x, series.values, strict=False))
    ]
    return Table(block.id, block.title, columns, rows, block.note, block.alt)


# -- planes --------------------------------------------------------------------------------------------------------


def ranked(block: Quadrant) -> list[Point]:
    """Order the points of a plane from its top end downwards: those of one place follow each other."""
    return sorted(block.points, key=lambda point: (-point.y, -point.x))


def quadrant_table(block: Quadrant, words: Words) -> Table | None:
    """Say a plane as a table: each point with its number in the plane, its place and the name of its quarter; `None` for a SWOT."""
    if block.lists:
        return None
    columns = [
        Column("number", words("blocks.gantt.code"), Holds.INTEGER, width=6),
        Column("label", words("blocks.quadrant.item"), width=34),
        Column("category", words("blocks.chart.category"), width=20),
        Column("x", block.x.label if block.x else "x", Holds.NUMBER, width=12),
        Column("y", block.y.label if block.y else "y", Holds.NUMBER, width=12),
        Column("quarter", words("blocks.quadrant.quarter"), width=26),
    ]
    known = marks_of(block)
    rows = [
        Row(
            (
                Value(number, Holds.INTEGER), point.label, point.category, Value(point.x), Value(point.y),
                quarter_of(block, point.x, point.y),
            ),
            color=known[point.category].color if point.category else "",
        )
        for number, point in enumerate(ranked(block), start=1)
    ]  # fmt: skip
    return Table(block.id, "", columns, rows, alt=block.alt)
