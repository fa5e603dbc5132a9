"""What a chart draws: the cells of a table, as series with their colours and labels."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import Chart, ChartKind, Holds, RowKind, Table, plain, single_value
from migplan.locale import language_tag
from migplan_excel.chart_xml import Cells, Drawn, Look, chart_xml
from migplan_excel.data import MOST_SERIES, is_waterfall, steps
from migplan_excel.names import absolute
from migplan_excel.page import decimals_of
from migplan_excel.sheet import Sheet, number_text
from migplan_excel.strings import cell_text
from migplan_excel.tables import Placed
from migplan_excel.writer import Writer

_MOST_CATEGORIES = 30
_MOST_LABELS = 24
_SCALES = ((Decimal(1_000_000), 2, "blocks.millions"), (Decimal(50_000), 1, "blocks.thousands"))
"""From which number on labels are scaled, by how many thousands, and what that is called."""


@frozen
class Data:
    """Where a chart's numbers stand."""

    sheet: Sheet
    placed: Placed
    table: Table
    columns: tuple[int, ...] = ()
    """Columns of the sheet's table that hold the categories and each series; in order from the first when empty."""

    def column(self, number: int) -> int:
        """Give the column of the categories (0) or of a series (from 1), 0 for the table's first."""
        return self.columns[number] if self.columns else number


def chart_look(writer: Writer) -> Look:
    """Give what all charts of the workbook share."""
    theme = writer.looks.theme
    language = language_tag(writer.language, writer.document.region or None)
    return Look(writer.looks.font, language, writer.is_right_to_left, theme.ink, theme.muted, theme.line)


def is_drawable(chart: Chart) -> bool:
    """Say whether a chart stays readable; else its table speaks alone."""
    numbers = [number for series in chart.series for number in (*series.values, *series.x) if number is not None]
    if not 0 < len(chart.series) <= MOST_SERIES or any(number_text(number) is None for number in numbers):
        return False
    if chart.kind is ChartKind.SCATTER:
        return any(series.values and series.x for series in chart.series)
    known = any(value is not None for series in chart.series for value in series.values)
    return 0 < len(chart.categories) <= _MOST_CATEGORIES and known


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
    """Give the colour of a series: of its role, else by its number."""
    return writer.looks.color(role or f"series-{number + 1}")


def column_cells(data: Data, column: int, values: Sequence[Decimal | str | None], first: int = 0) -> Cells:
    """Give the cells of a column of the table, from its row `first` on."""
    at = data.placed.column + data.column(column)
    start = data.placed.first + first
    place = data.sheet.reference(absolute(at, start, at, start + len(values) - 1))
    return Cells(place, tuple(values))


def _name(writer: Writer, data: Data, column: int) -> tuple[str, str]:
    """Give the head of a column, which names a series, and its place."""
    own = data.column(column)
    place = data.sheet.reference(absolute(data.placed.column + own, data.placed.header))
    return writer.planned(data.table).headers[own], place


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


def xml_of(writer: Writer, chart: Chart, data: Data) -> str:
    """Write the part of a chart that reads these cells."""
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


def matching_table(writer: Writer, chart: Chart) -> tuple[Table, tuple[int, ...]] | None:
    """Find a table of the document that holds the chart's very numbers, row by row: the chart then reads its cells.

    Gives the table, and its columns that hold the categories and each series.
    """
    if not is_drawable(chart) or chart.kind is ChartKind.SCATTER or is_waterfall(chart):
        return None
    count = len(chart.categories)
    wanted = [[*series.values[:count], *([None] * (count - len(series.values)))] for series in chart.series]
    categories = [cell_text(text) for text in chart.categories]
    for block in writer.tables.values():
        if not isinstance(block, Table) or sum(row.kind is RowKind.DATA for row in block.rows) != count:
            continue
        planned = writer.planned(block)
        texts: dict[int, list[str]] = {}
        numbers: dict[int, list[Decimal | None]] = {}
        for number in range(len(block.columns)):
            cells = [row.cells[number] if number < len(row.cells) else "" for row in planned.data]
            values = [single_value(cell) for cell in cells]
            if all(value is None for value in values):
                texts[number] = [cell_text(plain(cell, writer.language)) for cell in cells]
            numbers[number] = [
                Decimal(value.value) if value is not None and isinstance(value.value, int | Decimal) else None
                for value in values
            ]
        own = next((number for number, column in texts.items() if column == categories), None)
        found = [next((number for number, column in numbers.items() if column == series), None) for series in wanted]
        if own is not None and all(number is not None for number in found) and len(set(found)) == len(found):
            return block, tuple(number + planned.offset for number in (own, *found) if number is not None)
    return None
