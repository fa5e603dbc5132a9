"""Charts as DrawingML, written from their description; the same bytes every time."""

from collections.abc import Callable, Mapping, Sequence

from migplan.documents import ChartKind
from migplan_office.charts import marks
from migplan_office.charts.axes import axes
from migplan_office.charts.marks import INVISIBLE
from migplan_office.charts.plots import Placed, bars, doughnut, lines, scatter, stacked
from migplan_office.charts.plotted import Column, Range, plotted, ranges_at
from migplan_office.charts.room import has_legend, has_value_axis, legend_place, names_at_ends
from migplan_office.charts.spec import ChartSpec, require_drawable
from migplan_office.charts.waterfall import waterfall
from migplan_office.fonts import text_width
from migplan_office.text import xml_text

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
"""Content type of a chart's part."""

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_PLOTS: Mapping[ChartKind, Callable[[ChartSpec, Sequence[Placed]], str]] = {
    ChartKind.BAR: bars,
    ChartKind.COLUMN: bars,
    ChartKind.STACKED: stacked,
    ChartKind.LINE: lines,
    ChartKind.DOUGHNUT: doughnut,
    ChartKind.WATERFALL: waterfall,
    ChartKind.SCATTER: scatter,
}


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
    with_values = has_value_axis(spec)
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


def _layout(spec: ChartSpec) -> str:
    """Leave room beside the plot for the names at the ends of lines; the program places everything else."""
    if not names_at_ends(spec):
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
    if not has_legend(spec):
        return ""
    without = "".join(
        f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
        for number, column in enumerate(columns[1:])
        if column.role == "total"
    )
    said = spec.categories if spec.kind is ChartKind.DOUGHNUT else tuple(series.name for series in spec.series)
    written = marks.text_properties(spec, spec.looks.ink, texts=said)
    return f'<c:legend><c:legendPos val="{legend_place(spec)}"/>{without}<c:overlay val="0"/>{written}</c:legend>'
