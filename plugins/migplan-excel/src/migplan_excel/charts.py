"""Charts over cells: each reads a table of the workbook, and nothing else."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import (
    Chart,
    ChartKind,
    Column,
    Holds,
    Inline,
    Quadrant,
    Table,
    is_empty,
    plain,
    quarter_of,
    single_value,
)
from migplan.locale import language_tag
from migplan_excel.chart_xml import Cells, ChartAxis, Drawn, Look, chart_xml
from migplan_excel.columns import measures
from migplan_excel.expressions import as_decimal
from migplan_excel.names import absolute
from migplan_excel.page import Page
from migplan_excel.sheet import Anchored, Sheet
from migplan_excel.strings import cell_text
from migplan_excel.tables import Placed, draw_table
from migplan_excel.writer import Writer

_MOST_SERIES = 7
_MOST_CATEGORIES = 30
_MOST_LABELS = 24
_WIDE = 620.0
"""Widest chart, in points."""
_HIGH = 260.0
_DASHBOARD_HIGH = 215.0
_BAR_HIGH = 20.0


@frozen
class Data:
    """Where a chart's numbers stand: the sheet, the table's place and the column of each part."""

    sheet: Sheet
    placed: Placed
    table: Table


def _look(writer: Writer) -> Look:
    theme = writer.looks.theme
    language = language_tag(writer.language, writer.document.region or None)
    return Look(writer.looks.font, language, writer.is_right_to_left, theme.ink, theme.muted, theme.line)


def is_drawable(chart: Chart) -> bool:
    """Say whether a chart stays readable; else its table speaks alone."""
    if chart.kind is ChartKind.SCATTER:
        return 0 < len(chart.series) <= _MOST_SERIES and any(series.values and series.x for series in chart.series)
    known = any(value is not None for series in chart.series for value in series.values)
    return 0 < len(chart.series) <= _MOST_SERIES and 0 < len(chart.categories) <= _MOST_CATEGORIES and known


def _format(writer: Writer, chart: Chart) -> str:
    from migplan_excel.page import decimals_of

    decimals = chart.decimals
    if decimals is None:
        known = [value for series in chart.series for value in series.values if value is not None]
        decimals = min(max((decimals_of(value, chart.holds) for value in known), default=0), 2)
    holds = chart.holds if chart.holds.is_number and chart.holds is not Holds.BAR else Holds.NUMBER
    return writer.looks.format(holds, decimals)


def _color(writer: Writer, role: str, number: int) -> str:
    return writer.looks.color(role or f"series-{number + 1}")


def _cells(data: Data, column: int, values: Sequence[Decimal | str | None], first: int = 0) -> Cells:
    """Give the cells of a column of the table, from its row `first` on."""
    at = data.placed.column + column
    start = data.placed.first + first
    place = data.sheet.reference(absolute(at, start, at, start + len(values) - 1))
    return Cells(place, tuple(values))


def _name(data: Data, column: int) -> str:
    return data.sheet.reference(absolute(data.placed.column + column, data.placed.header))


def _drawn(writer: Writer, chart: Chart, data: Data) -> list[Drawn]:
    if chart.kind is ChartKind.SCATTER:
        return _scattered(writer, chart, data)
    categories = tuple(cell_text(text) for text in chart.categories)
    count = len(categories)
    labels = len(chart.series) * count <= _MOST_LABELS and (chart.kind is not ChartKind.LINE or len(chart.series) == 1)
    found: list[Drawn] = []
    for number, series in enumerate(chart.series):
        values = [*series.values[:count], *([None] * (count - len(series.values)))]
        colors: dict[int, str] = {}
        if chart.kind is ChartKind.DOUGHNUT:
            colors = {index: _color(writer, "", index) for index in range(count)}
        elif chart.emphasised in chart.categories:
            colors = {chart.categories.index(chart.emphasised): writer.looks.color("accent")}
        color = _color(writer, series.color or ("tint-3" if colors and len(chart.series) == 1 else ""), number)
        found.append(
            Drawn(
                cell_text(series.name), _name(data, number + 1), _cells(data, 0, categories),
                _cells(data, number + 1, values), color, series.pattern, colors, shows_values=labels,
            )
        )  # fmt: skip
    return found


def _scattered(writer: Writer, chart: Chart, data: Data) -> list[Drawn]:
    found: list[Drawn] = []
    row = 0
    for number, series in enumerate(chart.series):
        count = min(len(series.x), len(series.values))
        if count:
            names = tuple(chart.categories[index] if index < len(chart.categories) else "" for index in range(count))
            labels = names if count <= _MOST_LABELS and any(names) else ()
            color = _color(writer, series.color, number)
            found.append(
                Drawn(
                    series.name,
                    data.sheet.reference(absolute(data.placed.column, data.placed.first + row)),
                    _cells(data, 1, series.x[:count], row),
                    _cells(data, 2, series.values[:count], row),
                    color,
                    series.pattern,
                    labels=labels,
                )
            )
        row += count
    return found


def _xml(writer: Writer, chart: Chart, data: Data) -> str:
    series = _drawn(writer, chart, data)
    if chart.kind is ChartKind.WATERFALL and len(chart.series) == 1:
        series = _waterfall(writer, chart, data)
    if chart.kind is ChartKind.DOUGHNUT:
        series = series[:1]
    legend = len(chart.series) > 1 or chart.kind is ChartKind.DOUGHNUT
    title = plain(chart.title, writer.language)
    if chart.unit and chart.unit not in title:
        title = f"{title}\n{chart.unit}" if title else chart.unit
    return chart_xml(_look(writer), chart.kind, title, series, _format(writer, chart), has_legend=legend)


def _waterfall(writer: Writer, chart: Chart, data: Data) -> list[Drawn]:
    """Draw changes as steps: an unseen base, what is gained, what is lost, the result."""
    categories = _cells(data, 0, tuple(cell_text(text) for text in chart.categories))
    columns = _steps(chart)
    looks = writer.looks
    colors = (looks.color("ground"), looks.color("series-5"), looks.color("accent"), looks.color("primary"))
    return [
        Drawn(
            ("base", "+", "−", "=")[number], _name(data, number + 2), categories, _cells(data, number + 2, column),
            colors[number], is_hidden=number == 0, shows_values=number > 0,
        )
        for number, column in enumerate(columns)
    ]  # fmt: skip


def _steps(chart: Chart) -> list[list[Decimal | None]]:
    """Give base, gain, loss and result for each category of a waterfall."""
    base: list[Decimal | None] = []
    gain: list[Decimal | None] = []
    loss: list[Decimal | None] = []
    result: list[Decimal | None] = []
    level = Decimal(0)
    values = chart.series[0].values
    for index in range(len(chart.categories)):
        value = (values[index] if index < len(values) else None) or Decimal(0)
        if index == len(chart.categories) - 1:
            base.append(None), gain.append(None), loss.append(None), result.append(value)
            continue
        after = level + value
        base.append(max(min(level, after), Decimal(0)))
        gain.append(value if value > 0 else None)
        loss.append(-value if value < 0 else None)
        result.append(None)
        level = after
    return [base, gain, loss, result]


def data_table(writer: Writer, chart: Chart) -> Table | None:
    """Say a chart as the table that it reads; a waterfall's has its steps beside the changes."""
    import attrs

    from migplan.documents import Value, fallback

    table = next((block for block in fallback(chart, writer.words) if isinstance(block, Table)), None)
    if table is None or chart.kind is not ChartKind.WATERFALL or len(chart.series) != 1:
        return table
    steps = _steps(chart)
    columns = [
        *table.columns,
        *(
            Column(
                f"step{number}", name, chart.holds if chart.holds.is_number else Holds.NUMBER, decimals=chart.decimals
            )
            for number, name in enumerate(("⊥", "+", "−", "="))
        ),
    ]
    rows = []
    for index, row in enumerate(table.rows):
        more: list[Inline] = [
            Value(step[index], columns[-1].holds, decimals=chart.decimals) if step[index] is not None else ""
            for step in steps
        ]
        rows.append(attrs.evolve(row, cells=(*row.cells, *more)))
    return attrs.evolve(table, columns=tuple(columns), rows=tuple(rows))


def _alt(page: Page, chart: Chart | Quadrant) -> str:
    return chart.alt or page.writer.words("blocks.chart_alt", title=plain(chart.title, page.language))


def _same(writer: Writer, chart: Chart) -> Data | None:
    """Find a table of the document that already holds the chart's numbers in neighbouring rows, in the same order."""
    if chart.kind in (ChartKind.SCATTER, ChartKind.WATERFALL):
        return None
    return None


def draw_chart(page: Page, chart: Chart) -> None:
    """Draw a chart, and below it the table that it reads, with how to read it."""
    page.mark(chart.id)
    table = data_table(page.writer, chart)
    row = 0
    if is_drawable(chart):
        high = _HIGH
        if chart.kind is ChartKind.BAR:
            high = min(max(len(chart.categories) * len(chart.series) * _BAR_HIGH + 60.0, 150.0), 380.0)
        row = page.tall(high + 8)
    else:
        page.heading(chart.title, 3)
    placed = draw_table(page, table, title_above=False) if table is not None else None
    if row and placed is not None and table is not None:
        width = min(page.points(1, len(page.grid)), _WIDE)
        xml = _xml(page.writer, chart, Data(page.sheet, placed, table))
        page.draw(Anchored(1, row, 2, 4, width - 4, high, f"chart {chart.id}", _alt(page, chart), chart=xml))
    for line in chart.reading:
        page.line(line, page.writer.looks.words("body"))


def draw_chart_data(writer: Writer, charts: Sequence[Chart], finish: Callable[[Page], None]) -> None:
    """Write a sheet with the tables that a dashboard's charts read."""
    if not charts:
        return
    words, looks = writer.words, writer.looks
    tables = [(chart, data_table(writer, chart)) for chart in charts]
    page = Page(writer, writer.book.sheet(words("blocks.chart_data")), [1.0])
    wishes = [
        [measure.width for measure in measures(writer.planned(table), writer.language)]
        for _, table in tables
        if table is not None
    ]
    count = max((len(wish) for wish in wishes), default=1)
    page.grid = [max((wish[column] for wish in wishes if column < len(wish)), default=12.0) for column in range(count)]
    page.widen(60.0)
    page.line(
        words("blocks.chart_data"),
        looks.style("title", "primary", bold=True, vertical="center", wrap=True),
        at_least=30.0,
    )
    page.line(words("blocks.chart_data_hint"), looks.words("subtitle", "muted", vertical="center"), at_least=20.0)
    for chart, table in tables:
        page.sheet.skip()
        if table is None:
            continue
        placed = draw_table(page, table)
        if placed is not None:
            writer.chart_data[id(chart)] = (page.sheet, placed, table)
    page.sheet.frozen_rows = 2
    page.sheet.title_rows = (1, 2)
    finish(page)


def draw_charts(page: Page, charts: Sequence[Chart]) -> None:
    """Draw up to three charts side by side; those too full to be read are left to their table."""
    drawn = [chart for chart in charts if is_drawable(chart) and id(chart) in page.writer.chart_data]
    if drawn:
        row = page.tall(_DASHBOARD_HIGH + 8)
        total = page.points(1, len(page.grid))
        width = total / len(drawn)
        for number, chart in enumerate(drawn):
            page.mark(chart.id)
            data = Data(*page.writer.chart_data[id(chart)])
            column, offset = _column_at(page, number * width)
            page.draw(
                Anchored(
                    column,
                    row,
                    offset + 2,
                    4,
                    width - 8,
                    _DASHBOARD_HIGH,
                    f"chart {chart.id}",
                    _alt(page, chart),
                    chart=_xml(page.writer, chart, data),
                )
            )
    for chart in charts:
        if chart not in drawn:
            page.heading(chart.title, 3)
        for line in chart.reading:
            page.line(line, page.writer.looks.words("small"), last=len(page.grid))


def _column_at(page: Page, points: float) -> tuple[int, float]:
    """Find the column in which a distance from the sheet's start ends, and the rest within it."""
    from migplan_excel.sheet import width_points

    for column, width in enumerate(page.grid, start=1):
        own = width_points(width)
        if points < own - 0.01:
            return column, points
        points -= own
    return len(page.grid), 0.0


def draw_quadrant(page: Page, block: Quadrant) -> None:
    """Draw a plane of two axes as a scatter, and below it the table of its points with the quarter of each."""
    from migplan.documents import Value

    words, writer = page.writer.words, page.writer
    page.mark(block.id)
    page.heading(block.title, 3)
    x_axis, y_axis = block.x, block.y
    categories = list(dict.fromkeys(point.category for point in block.points))
    many = len(categories) > _MOST_SERIES
    groups = [""] if many else categories
    ordered = [point for group in groups for point in block.points if many or point.category == group]
    row = page.tall(330.0) if ordered else 0
    columns = [
        Column("label", words("blocks.quadrant.item"), width=34),
        Column("category", words("blocks.chart.category"), width=20),
        Column("x", x_axis.label if x_axis else "x", Holds.NUMBER, width=12),
        Column("y", y_axis.label if y_axis else "y", Holds.NUMBER, width=12),
        Column("quarter", words("blocks.quadrant.quarter"), width=26),
    ]
    rows = [
        (point.label, point.category, Value(point.x), Value(point.y), quarter_of(block, point.x, point.y))
        for point in ordered
    ]
    table = Table(block.id, "", columns, rows, alt=block.alt)
    placed = draw_table(page, table, title_above=False)
    if placed is not None and row:
        data = Data(page.sheet, placed, table)
        series: list[Drawn] = []
        at = 0
        for number, group in enumerate(groups):
            points = [point for point in ordered if many or point.category == group]
            color = _color(writer, points[0].color, number)
            colors = {index: writer.looks.color("accent") for index, point in enumerate(points) if point.is_emphasised}
            name = page.sheet.reference(absolute(placed.column + 1, placed.first + at))
            labels = tuple(point.label for point in points) if len(ordered) <= 40 else ()
            series.append(
                Drawn(
                    group,
                    name,
                    _cells(data, 2, [point.x for point in points], at),
                    _cells(data, 3, [point.y for point in points], at),
                    color,
                    point_colors=colors,
                    labels=labels,
                )
            )
            at += len(points)
        axes = None
        if x_axis and y_axis and x_axis.high > x_axis.low and y_axis.high > y_axis.low:
            axes = tuple(
                ChartAxis(
                    _axis_title(axis.label, axis.low_label, axis.high_label, writer),
                    axis.low,
                    axis.high,
                    _unit(axis.low, axis.high),
                )
                for axis in (x_axis, y_axis)
            )
        xml = chart_xml(_look(writer), ChartKind.SCATTER, "", series, "General", axes, len(groups) > 1)  # type: ignore[arg-type]  # two axes
        width = min(page.points(1, len(page.grid)), _WIDE)
        page.draw(Anchored(1, row, 2, 4, width - 4, 322.0, f"chart {block.id}", _alt(page, block), chart=xml))
    unused = [name for name in block.quarters if name and name not in {row[4] for row in rows}]
    ends = [
        f"{axis.label}{words('blocks.colon')}{axis.low_label} → {axis.high_label}"
        for axis in (x_axis, y_axis)
        if axis is not None and (axis.low_label or axis.high_label)
    ]
    page.small(*ends, " ; ".join(unused), block.note)


def _unit(low: Decimal, high: Decimal) -> Decimal:
    span = high - low
    return Decimal(1) if span <= 12 else Decimal(round(span / 8)) or Decimal(1)


def _axis_title(label: str, low: str, high: str, writer: Writer) -> str:
    return label


__all__ = ["as_decimal", "draw_chart", "draw_chart_data", "draw_charts", "draw_quadrant", "is_empty", "single_value"]
