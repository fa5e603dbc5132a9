"""Charts as DrawingML, written from their description; the same bytes every time."""

from collections.abc import Sequence

from migplan.documents import ChartKind, Pattern
from migplan_office.charts import marks
from migplan_office.charts.axes import axes, axis_ids
from migplan_office.charts.marks import INVISIBLE, Label
from migplan_office.charts.plotted import Column, Range, pattern_of, plotted, ranges_at
from migplan_office.charts.spec import ChartSpec, require_drawable
from migplan_office.fonts import text_width
from migplan_office.text import xml_text

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
"""Content type of a chart's part."""

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_MOST_LABELS = 24
_SMALL_SHARE = 0.06
_Placed = tuple[Column, Range]


def chart_xml(spec: ChartSpec, ranges: Sequence[Range] | None = None, workbook_id: str = "rId1") -> bytes:
    """Write a chart's part.

    Args:
        ranges: Where each column of `plotted(spec)` stands; in the chart's own workbook when not given.
        workbook_id: Relationship to the embedded workbook; empty where the chart draws cells of its own file.

    Raises:
        ChartError: The chart cannot be drawn, see `is_drawable`.
    """
    require_drawable(spec)
    columns = plotted(spec)
    placed = tuple(zip(columns, ranges or ranges_at(spec, spec.sheet_name), strict=True))
    with_values = _has_value_axis(spec)
    embedded = f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData>' if workbook_id else ""
    plot = _PLOTS[spec.kind](spec, placed)
    shown_axes = "" if spec.kind is ChartKind.DOUGHNUT else axes(spec, with_values)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_SPACES}><c:date1904 val="0"/>'
        f'<c:lang val="{xml_text(spec.language)}"/><c:roundedCorners val="0"/><c:chart>{_title(spec)}<c:plotArea>'
        f"{_layout(spec)}{plot}{shown_axes}{INVISIBLE}</c:plotArea>{_legend(spec, columns)}"
        f'<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>{INVISIBLE}'
        f"{marks.text_properties(spec)}{embedded}</c:chartSpace>"
    ).encode()


def _title(spec: ChartSpec) -> str:
    if not spec.title:
        return '<c:autoTitleDeleted val="1"/>'
    text = marks.rich(spec, spec.title, spec.looks.ink, True, spec.looks.size_pt + 1)
    return f'<c:title>{text}<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'


def _is_labelled(spec: ChartSpec) -> bool:
    """Say whether every point carries its value."""
    if spec.labels is not None:
        return spec.labels
    if spec.kind in (ChartKind.LINE, ChartKind.SCATTER):
        return False
    if spec.kind in (ChartKind.DOUGHNUT, ChartKind.WATERFALL, ChartKind.STACKED):
        return True
    return len(spec.series) * len(spec.categories) <= _MOST_LABELS


def _has_value_axis(spec: ChartSpec) -> bool:
    if spec.kind in (ChartKind.BAR, ChartKind.COLUMN, ChartKind.WATERFALL):
        return not _is_labelled(spec)
    return True


def _names_at_ends(spec: ChartSpec) -> bool:
    """Say whether lines carry their names at their ends instead of a legend."""
    return spec.kind is ChartKind.LINE and 1 < len(spec.series) <= 3 and spec.legend is not True


def _layout(spec: ChartSpec) -> str:
    """Leave room beside the plot for the names at the ends of lines; the program places everything else."""
    if not _names_at_ends(spec):
        return "<c:layout/>"
    room = 0.22
    if spec.width_pt:
        widest = max(text_width(series.name, spec.looks.size_pt, True, reserve=True) for series in spec.series)
        room = min((widest + 10) / spec.width_pt, 0.4)
    edge = 0.09
    left = room if spec.rtl else edge
    top = 0.14 if spec.title else 0.04
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{top}"/><c:w val="{1 - room - edge:.4f}"/><c:h val="{0.86 - top:.2f}"/>'
        "</c:manualLayout></c:layout>"
    )


def _legend(spec: ChartSpec, columns: Sequence[Column]) -> str:
    wanted = spec.legend
    if wanted is None:
        wanted = spec.kind is ChartKind.DOUGHNUT or (len(spec.series) > 1 and not _names_at_ends(spec))
    if not wanted or spec.kind is ChartKind.WATERFALL:
        return ""
    without = "".join(
        f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
        for number, column in enumerate(columns[1:])
        if column.role == "total"
    )
    place = "l" if spec.rtl else "r"
    return f'<c:legend><c:legendPos val="{place}"/>{without}<c:overlay val="0"/>{marks.text_properties(spec, spec.looks.ink)}</c:legend>'


def _head(number: int, column: Column, place: Range) -> str:
    return f'<c:idx val="{number}"/><c:order val="{number}"/>{marks.name_reference(column, place)}'


def _data(spec: ChartSpec, names: _Placed, column: Column, place: Range) -> str:
    return marks.text_reference("cat", *names) + marks.number_reference("val", column, place, spec.number_format)


def _points(spec: ChartSpec, column: Column) -> str:
    """Write the points that differ from their series in colour or pattern."""
    series = spec.series[column.series]
    return "".join(
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{marks.area(series.color_at(index), series.pattern_at(index), spec.looks.ground)}</c:dPt>"
        for index in range(len(column.cells))
        if (series.color_at(index), series.pattern_at(index)) != (series.color, series.pattern)
    )


def _bars(spec: ChartSpec, placed: Sequence[_Placed]) -> str:
    is_bar = spec.kind is ChartKind.BAR
    label = marks.labels(spec, Label("outEnd")) if _is_labelled(spec) else ""
    written = "".join(
        f"<c:ser>{_head(number, column, place)}"
        f"{marks.area(spec.series[column.series].color, pattern_of(spec, column), spec.looks.ground)}"
        f'<c:invertIfNegative val="0"/>{_points(spec, column)}{label}{_data(spec, placed[0], column, place)}</c:ser>'
        for number, (column, place) in enumerate(placed[1:])
    )
    overlap = "0" if len(spec.series) > 1 else "100"
    return _bar_chart("bar" if is_bar else "col", "clustered", written, 45 if len(spec.categories) > 3 else 80, overlap)


def _bar_chart(way: str, grouping: str, written: str, gap: int, overlap: str) -> str:
    return (
        f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{written}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{axis_ids()}</c:barChart>'
    )


def _on_area(spec: ChartSpec, color: str, pattern: Pattern) -> Label:
    """Give a label in the middle of an area, readable on it."""
    if pattern is Pattern.SOLID:
        return Label("ctr", spec.looks.ground if marks.is_dark(color) else spec.looks.ink)
    return Label("ctr", spec.looks.ink, on_ground=pattern is Pattern.HATCHED)


def _stacked(spec: ChartSpec, placed: Sequence[_Placed]) -> str:
    stacks = [column for column, _ in placed[1:] if column.role == "values"]
    highest = max(
        sum(abs(float(column.cells[index] or 0)) for column in stacks) for index in range(len(spec.categories))
    )
    written = ""
    total = ""
    for number, (column, place) in enumerate(placed[1:]):
        if column.role == "total":
            total = _total_line(spec, placed[0], number, column, place)
            continue
        series = spec.series[column.series]
        label = ""
        if _is_labelled(spec):
            small = [
                (index, None)
                for index, cell in enumerate(column.cells)
                if cell is not None and abs(float(cell)) < highest * _SMALL_SHARE
            ]
            label = marks.labels(spec, _on_area(spec, series.color, series.pattern), points=small)
        written += (
            f"<c:ser>{_head(number, column, place)}{marks.area(series.color, series.pattern, spec.looks.ground)}"
            f'<c:invertIfNegative val="0"/>{_points(spec, column)}{label}{_data(spec, placed[0], column, place)}</c:ser>'
        )
    return _bar_chart("col", "stacked", written, 55, "100") + total


def _total_line(spec: ChartSpec, names: _Placed, number: int, column: Column, place: Range) -> str:
    """Print totals above columns: a line that is not drawn, whose points carry their value."""
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/><c:ser>{_head(number, column, place)}'
        f'<c:spPr>{marks.NO_LINE}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        f"{marks.labels(spec, Label('t', spec.looks.ink, bold=True))}{_data(spec, names, column, place)}"
        f'<c:smooth val="0"/></c:ser><c:marker val="1"/>{axis_ids()}</c:lineChart>'
    )


def _lines(spec: ChartSpec, placed: Sequence[_Placed]) -> str:
    written = ""
    for number, (column, place) in enumerate(placed[1:]):
        series = spec.series[column.series]
        dash = {Pattern.SOLID: "", Pattern.HATCHED: "dash", Pattern.OUTLINE: "sysDot"}[series.pattern]
        last = max((index for index, cell in enumerate(column.cells) if cell is not None), default=0)
        end = Label(
            "l" if spec.rtl else "r",
            series.color if marks.luminance(series.color) < 0.18 else spec.looks.ink,
            name_of_series=_names_at_ends(spec),
            bold=True,
        )
        if _is_labelled(spec):
            label = marks.labels(spec, Label("t"), points=[(last, end)] if _names_at_ends(spec) else [])
        else:
            label = marks.only_labels(spec, [(last, end)])
        shape = ("circle", "diamond", "square", "triangle")[number % 4]
        fill = marks.solid(series.color if series.pattern is Pattern.SOLID else spec.looks.ground)
        written += (
            f"<c:ser>{_head(number, column, place)}<c:spPr>{marks.line(series.color, 2.25, dash)}</c:spPr>"
            f'<c:marker><c:symbol val="{shape}"/><c:size val="6"/><c:spPr>{fill}{marks.line(series.color, 1)}</c:spPr>'
            f'</c:marker>{label}{_data(spec, placed[0], column, place)}<c:smooth val="0"/></c:ser>'
        )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{written}<c:marker val="1"/>'
        f"{axis_ids()}</c:lineChart>"
    )


def _doughnut(spec: ChartSpec, placed: Sequence[_Placed]) -> str:
    column, place = placed[1]
    series = spec.series[0]
    whole = sum(float(value or 0) for value in series.values) or 1.0
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/>'
        f"{marks.area(series.color_at(index), series.pattern_at(index), spec.looks.ground)}</c:dPt>"
        for index in range(len(column.cells))
    )
    labels = [
        (
            index,
            _on_area(spec, series.color_at(index), series.pattern_at(index))
            if float(value or 0) / whole >= _SMALL_SHARE
            else None,
        )
        for index, value in enumerate(series.values)
    ]
    centred = [(index, _without_place(label)) for index, label in labels]
    label = marks.labels(spec, Label(), points=centred) if _is_labelled(spec) else ""
    return (
        f'<c:doughnutChart><c:varyColors val="1"/><c:ser>{_head(0, column, place)}{points}{label}'
        f'{_data(spec, placed[0], column, place)}</c:ser><c:firstSliceAng val="0"/><c:holeSize val="58"/></c:doughnutChart>'
    )


def _without_place(label: Label | None) -> Label | None:
    """Doughnuts know no label position."""
    return None if label is None else Label("", label.color, on_ground=label.on_ground, bold=True)


def _waterfall(spec: ChartSpec, placed: Sequence[_Placed]) -> str:
    series = spec.series[0]
    highest = max(
        (
            sum(abs(float(column.cells[index] or 0)) for column, _ in placed[1:])
            for index in range(len(spec.categories))
        ),
    )
    written = ""
    for number, (column, place) in enumerate(placed[1:]):
        head = _head(number, column, place)
        data = _data(spec, placed[0], column, place)
        if column.role == "base":
            written += f'<c:ser>{head}{INVISIBLE}<c:invertIfNegative val="0"/>{marks.HIDDEN}{data}</c:ser>'
            continue
        color = spec.looks.accent if column.role == "fall" else series.color
        looks = marks.area(color, series.pattern, spec.looks.ground)
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"{marks.area(_own(series.point_colors, index, color), series.pattern_at(index), spec.looks.ground)}</c:dPt>"
            for index, cell in enumerate(column.cells)
            if cell and (index < len(series.point_colors) or index < len(series.point_patterns))
        )
        own = []
        for index, cell in enumerate(column.cells):
            if cell:
                label = _on_area(spec, _own(series.point_colors, index, color), series.pattern_at(index))
                if abs(float(cell)) < highest * _SMALL_SHARE:
                    label = Label("ctr", spec.looks.ink, on_ground=True)
                own.append((index, label))
        sign = {"rise": "\\+", "fall": "\\\u2212"}.get(column.role, "")
        signed = ";".join([sign + spec.number_format, sign + spec.number_format]) if sign else spec.number_format
        label_xml = marks.labels(spec, Label("ctr"), signed, own) if _is_labelled(spec) else ""
        written += f'<c:ser>{head}{looks}<c:invertIfNegative val="0"/>{points}{label_xml}{data}</c:ser>'
    return _bar_chart("col", "stacked", written, 40, "100")


def _own(colors: Sequence[str], index: int, otherwise: str) -> str:
    return colors[index] if index < len(colors) else otherwise


def _scatter(spec: ChartSpec, placed: Sequence[_Placed]) -> str:
    names = placed[0][0].cells
    written = ""
    for number, (horizontal, vertical) in enumerate(zip(placed[1::2], placed[2::2], strict=True)):
        column, place = vertical
        series = spec.series[column.series]
        shape = ("circle", "diamond", "square", "triangle")[number % 4]
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/><c:marker><c:symbol val="{shape}"/><c:size val="10"/><c:spPr>'
            f"{marks.solid(series.color_at(index))}{marks.line(spec.looks.ground, 0.75)}</c:spPr></c:marker>"
            '<c:bubble3D val="0"/></c:dPt>'
            for index in range(len(series.values))
            if series.color_at(index) != series.color
        )
        named = [
            (index, Label("l" if spec.rtl else "r", text=str(names[index])))
            for index, value in enumerate(series.values)
            if value is not None and names[index]
        ]
        label = marks.only_labels(spec, named) if spec.labels is not False else ""
        written += (
            f"<c:ser>{_head(number, column, place)}<c:spPr>{marks.NO_LINE}</c:spPr><c:marker>"
            f'<c:symbol val="{shape}"/><c:size val="9"/><c:spPr>{marks.solid(series.color)}'
            f"{marks.line(spec.looks.ground, 0.75)}</c:spPr></c:marker>{points}{label}"
            f"{marks.number_reference('xVal', *horizontal, 'General')}"
            f'{marks.number_reference("yVal", column, place, spec.number_format)}<c:smooth val="0"/></c:ser>'
        )
    return f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{written}{axis_ids()}</c:scatterChart>'


_PLOTS = {
    ChartKind.BAR: _bars,
    ChartKind.COLUMN: _bars,
    ChartKind.STACKED: _stacked,
    ChartKind.LINE: _lines,
    ChartKind.DOUGHNUT: _doughnut,
    ChartKind.WATERFALL: _waterfall,
    ChartKind.SCATTER: _scatter,
}
