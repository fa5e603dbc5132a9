"""Charts over cells: each reads a table of the workbook, and nothing else."""

from collections.abc import Callable, Sequence

from migplan.documents import Chart, ChartKind, Span, Table, Weight, parts, plain
from migplan_excel.chart_data import Data, is_drawable, matching_table, xml_of
from migplan_excel.page import Page
from migplan_excel.sheet import HIGHEST_ROW, Anchored, width_points
from migplan_excel.tables import draw_table
from migplan_excel.writer import Writer

_WIDE = 620.0
"""Widest chart, in points."""
_HIGH = 260.0
_DASHBOARD_HIGH = 215.0
_BAR_HIGH = 20.0


def source_of(writer: Writer, chart: Chart) -> tuple[Table, tuple[int, ...], bool] | None:
    """Give the table that a chart reads, the columns, and whether the table stands in the document by itself."""
    if id(chart) not in writer.chart_sources:
        found = matching_table(writer, chart)
        own = writer.as_table(chart) if found is None else None
        writer.chart_sources[id(chart)] = (*found, True) if found else (own, (), False) if own else None
    return writer.chart_sources[id(chart)]


def _place(page: Page, chart: Chart, column: int, row: int, x: float, width: float, high: float) -> None:
    """Put a chart over the cells once its table has been written, wherever that is."""
    writer = page.writer

    def finish() -> None:
        source = source_of(writer, chart)
        placed = writer.placed.get(id(source[0])) if source else None
        if source is None or placed is None:
            return
        data = Data(placed[0], placed[1], source[0], source[1])
        xml = xml_of(writer, chart, data)
        page.draw(
            Anchored(
                column,
                row,
                x,
                4,
                width,
                high,
                f"chart {chart.id}",
                writer.alt(chart.alt, chart.title, "chart"),
                chart=xml,
            )
        )

    writer.last.append(finish)


def draw_chart(page: Page, chart: Chart) -> None:
    """Draw a chart, and below it the table that it reads unless another one holds its numbers; then how to read it."""
    page.mark(chart.id)
    source = source_of(page.writer, chart)
    if is_drawable(chart):
        high = _HIGH
        if chart.kind is ChartKind.BAR:
            high = min(max(len(chart.categories) * len(chart.series) * _BAR_HIGH + 60.0, 150.0), 380.0)
        row = page.tall(high + 8)
        _place(page, chart, 1, row, 2, min(page.points(1, len(page.grid)), _WIDE) - 4, high)
    else:
        page.heading(chart.title, 3)
    if source is not None and not source[2]:
        draw_table(page, source[0], title_above=False)
    else:
        page.small(chart.note)
    for line in chart.reading:
        page.line(line, page.writer.looks.words("body"))


def draw_chart_data(writer: Writer, charts: Sequence[Chart], finish: Callable[[Page], None]) -> None:
    """Write a sheet with the tables that a dashboard's charts read, where the document has none that holds them."""
    sources = [source_of(writer, chart) for chart in charts]
    tables = [source[0] for source in sources if source is not None and not source[2]]
    if not tables:
        return
    words, looks = writer.words, writer.looks
    page = Page(writer, writer.book.sheet(words("blocks.chart_data")), [1.0])
    wishes = [[measure.width for measure in writer.measured(table)] for table in tables]
    count = max((len(wish) for wish in wishes), default=1)
    page.grid = [max((wish[column] for wish in wishes if column < len(wish)), default=12.0) for column in range(count)]
    page.widen(60.0)
    title = looks.style("title", "primary", bold=True, wrap=True)
    page.line(words("blocks.chart_data"), title, at_least=30.0)
    page.line(words("blocks.chart_data_hint"), looks.words("subtitle", "muted"), at_least=20.0)
    for table in tables:
        page.sheet.skip()
        draw_table(page, table)
    page.sheet.frozen_rows = 2
    page.sheet.title_rows = (1, 2)
    finish(page)


def draw_charts(page: Page, charts: Sequence[Chart]) -> None:
    """Draw up to three charts side by side; those too full to be read are left to their table."""
    drawn = [chart for chart in charts if is_drawable(chart)]
    if drawn:
        bars = max((len(chart.categories) for chart in drawn if chart.kind is ChartKind.BAR), default=0)
        high = min(max(_DASHBOARD_HIGH, bars * _BAR_HIGH + 60.0), HIGHEST_ROW - 8)
        row = page.tall(high + 8)
        width = page.points(1, len(page.grid)) / len(drawn)
        for number, chart in enumerate(drawn):
            page.mark(chart.id)
            column, offset = _column_at(page, number * width)
            _place(page, chart, column, row, offset + 2, width - 8, high)
    small = page.writer.looks.words("small", "muted")
    for chart in charts:
        if not is_drawable(chart):
            page.heading(chart.title, 3)
        if chart.reading:
            head = (Span(plain(chart.title, page.language), weight=Weight.STRONG), page.writer.words("blocks.colon"))
            lines = [part for line in chart.reading for part in (*parts(line), " ")]
            page.line((*head, *lines[:-1]), small, last=len(page.grid), padding=3.0)


def _column_at(page: Page, points: float) -> tuple[int, float]:
    """Find the column in which a distance from the sheet's start ends, and the rest within it."""
    for column, width in enumerate(page.grid, start=1):
        own = width_points(width)
        if points < own - 0.01:
            return column, points
        points -= own
    return len(page.grid), 0.0
