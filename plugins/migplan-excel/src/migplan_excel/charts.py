"""Charts over cells: each reads a table of the workbook, and nothing else."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import Chart, ChartKind, Holds, Quadrant, Span, Table, Weight, parts, plain
from migplan.locale import language_tag
from migplan_excel.chart_xml import Cells, Drawn, Look, chart_xml
from migplan_excel.columns import measures
from migplan_excel.data import MOST_SERIES, is_waterfall, steps
from migplan_excel.names import absolute
from migplan_excel.page import Page, decimals_of
from migplan_excel.sheet import Anchored, Sheet
from migplan_excel.strings import cell_text
from migplan_excel.tables import Placed, draw_table
from migplan_excel.writer import Writer

_MOST_CATEGORIES = 30
_MOST_LABELS = 24
_WIDE = 620.0
"""Widest chart, in points."""
_HIGH = 260.0
_DASHBOARD_HIGH = 215.0
_BAR_HIGH = 20.0
_SCALES = ((Decimal(1_000_000), 2, "blocks.millions"), (Decimal(50_000), 1, "blocks.thousands"))
"""From which number on labels are scaled, by how many thousands, and what that is called."""


@frozen
class Data:
    """Where a chart's numbers stand: the sheet, the table's place and the column of each part."""

    sheet: Sheet
    placed: Placed
    table: Table


def chart_look(writer: Writer) -> Look:
    theme = writer.looks.theme
    language = language_tag(writer.language, writer.document.region or None)
    return Look(writer.looks.font, language, writer.is_right_to_left, theme.ink, theme.muted, theme.line)


def is_drawable(chart: Chart) -> bool:
    """Say whether a chart stays readable; else its table speaks alone."""
    if chart.kind is ChartKind.SCATTER:
        return 0 < len(chart.series) <= MOST_SERIES and any(series.values and series.x for series in chart.series)
    known = any(value is not None for series in chart.series for value in series.values)
    return 0 < len(chart.series) <= MOST_SERIES and 0 < len(chart.categories) <= _MOST_CATEGORIES and known


def _scaled(writer: Writer, chart: Chart) -> tuple[str, str]:
    """Give the number format of a chart's labels, and its unit: large numbers are shown in thousands or millions."""
    known = [abs(value) for series in chart.series for value in series.values if value is not None]
    largest = max(known, default=Decimal(0))
    holds = chart.holds if chart.holds.is_number and chart.holds is not Holds.BAR else Holds.NUMBER
    step, name = next(((step, name) for limit, step, name in _SCALES if largest >= limit), (0, ""))
    if holds is Holds.SHARE or not step:
        decimals = chart.decimals
        if decimals is None:
            decimals = min(max((decimals_of(value, chart.holds) for value in known), default=0), 2)
        return writer.looks.format(holds, decimals), chart.unit
    scaled = largest / (1000**step)
    code = writer.looks.format(holds, 1 if scaled < 100 else 0) + "," * step
    return code, f"{writer.words(name)} {chart.unit}".strip()


def series_color(writer: Writer, role: str, number: int) -> str:
    return writer.looks.color(role or f"series-{number + 1}")


def column_cells(data: Data, column: int, values: Sequence[Decimal | str | None], first: int = 0) -> Cells:
    """Give the cells of a column of the table, from its row `first` on."""
    at = data.placed.column + column
    start = data.placed.first + first
    place = data.sheet.reference(absolute(at, start, at, start + len(values) - 1))
    return Cells(place, tuple(values))


def _name(writer: Writer, data: Data, column: int) -> tuple[str, str]:
    """Give the head of a column, which names a series, and its place."""
    place = data.sheet.reference(absolute(data.placed.column + column, data.placed.header))
    return writer.planned(data.table).headers[column], place


def _drawn(writer: Writer, chart: Chart, data: Data) -> list[Drawn]:
    if chart.kind is ChartKind.SCATTER:
        return _scattered(writer, chart, data)
    categories = tuple(cell_text(text) for text in chart.categories)
    count = len(categories)
    labels = (
        chart.kind is not ChartKind.STACKED
        and len(chart.series) * count <= _MOST_LABELS
        and (chart.kind is not ChartKind.LINE or len(chart.series) == 1)
    )
    found: list[Drawn] = []
    for number, series in enumerate(chart.series):
        values = [*series.values[:count], *([None] * (count - len(series.values)))]
        colors: dict[int, str] = {}
        if chart.kind is ChartKind.DOUGHNUT:
            colors = {index: series_color(writer, "", index) for index in range(count)}
        elif chart.emphasised in chart.categories:
            colors = {chart.categories.index(chart.emphasised): writer.looks.color("accent")}
        color = series_color(writer, series.color or ("tint-3" if colors and len(chart.series) == 1 else ""), number)
        found.append(
            Drawn(
                *_name(writer, data, number + 1), column_cells(data, 0, categories),
                column_cells(data, number + 1, values), color, series.pattern, colors, shows_values=labels,
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
            color = series_color(writer, series.color, number)
            place = data.sheet.reference(absolute(data.placed.column + 1, data.placed.first + row))
            found.append(
                Drawn(
                    cell_text(series.name), place, column_cells(data, 2, series.x[:count], row),
                    column_cells(data, 3, series.values[:count], row), color, series.pattern, labels=labels,
                )
            )  # fmt: skip
        row += count
    return found


def _xml(writer: Writer, chart: Chart, data: Data) -> str:
    series = _drawn(writer, chart, data)
    if is_waterfall(chart):
        series = _waterfall(writer, chart, data)
    if chart.kind is ChartKind.DOUGHNUT:
        series = series[:1]
    legend = len(chart.series) > 1 or chart.kind is ChartKind.DOUGHNUT
    title = plain(chart.title, writer.language)
    code, unit = _scaled(writer, chart)
    if unit and unit not in title:
        title = f"{title}\n{unit}" if title else unit
    return chart_xml(chart_look(writer), chart.kind, title, series, code, has_legend=legend)


def _waterfall(writer: Writer, chart: Chart, data: Data) -> list[Drawn]:
    """Draw changes as steps: an unseen base, what is gained, what is lost, the result."""
    categories = column_cells(data, 0, tuple(cell_text(text) for text in chart.categories))
    columns = steps(chart)
    looks = writer.looks
    colors = (looks.color("ground"), looks.color("series-5"), looks.color("accent"), looks.color("primary"))
    return [
        Drawn(
            *_name(writer, data, number + 2), categories, column_cells(data, number + 2, column),
            colors[number], is_hidden=number == 0, shows_values=number > 0,
        )
        for number, column in enumerate(columns)
    ]  # fmt: skip


def alt_of_chart(page: Page, chart: Chart | Quadrant) -> str:
    return chart.alt or page.writer.words("blocks.chart_alt", title=plain(chart.title, page.language))


def draw_chart(page: Page, chart: Chart) -> None:
    """Draw a chart, and below it the table that it reads, with how to read it."""
    page.mark(chart.id)
    table = page.writer.as_table(chart)
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
        page.draw(Anchored(1, row, 2, 4, width - 4, high, f"chart {chart.id}", alt_of_chart(page, chart), chart=xml))
    for line in chart.reading:
        page.line(line, page.writer.looks.words("body"))


def draw_chart_data(writer: Writer, charts: Sequence[Chart], finish: Callable[[Page], None]) -> None:
    """Write a sheet with the tables that a dashboard's charts read."""
    if not charts:
        return
    words, looks = writer.words, writer.looks
    tables = [(chart, writer.as_table(chart)) for chart in charts]
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
                    alt_of_chart(page, chart),
                    chart=_xml(page.writer, chart, data),
                )
            )
    small = page.writer.looks.words("small", "muted")
    for chart in charts:
        if chart not in drawn:
            page.heading(chart.title, 3)
        if chart.reading:
            head = (Span(plain(chart.title, page.language), weight=Weight.STRONG), page.writer.words("blocks.colon"))
            lines = [part for line in chart.reading for part in (*parts(line), " ")]
            page.line((*head, *lines[:-1]), small, last=len(page.grid), padding=3.0)


def _column_at(page: Page, points: float) -> tuple[int, float]:
    """Find the column in which a distance from the sheet's start ends, and the rest within it."""
    from migplan_excel.sheet import width_points

    for column, width in enumerate(page.grid, start=1):
        own = width_points(width)
        if points < own - 0.01:
            return column, points
        points -= own
    return len(page.grid), 0.0
