"""Native, editable charts for Word, PowerPoint and Excel, from one plain description."""

from migplan_office.charts.attach import (
    attach_to_docx,
    attach_to_pptx,
    docx_inline_xml,
    pptx_frame_xml,
    xlsx_chart_part,
)
from migplan_office.charts.plotted import Column, Range, plotted, ranges_at
from migplan_office.charts.spec import ChartError, ChartLooks, ChartSeries, ChartSpec, from_block, is_drawable
from migplan_office.charts.workbook import chart_workbook
from migplan_office.charts.xml import CHART_TYPE, chart_xml

__all__ = [
    "CHART_TYPE",
    "ChartError",
    "ChartLooks",
    "ChartSeries",
    "ChartSpec",
    "Column",
    "Range",
    "attach_to_docx",
    "attach_to_pptx",
    "chart_workbook",
    "chart_xml",
    "docx_inline_xml",
    "from_block",
    "is_drawable",
    "plotted",
    "pptx_frame_xml",
    "ranges_at",
    "xlsx_chart_part",
]
