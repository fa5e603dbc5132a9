"""Charts: native, editable, each with its numbers in a workbook inside; what cannot be drawn is told as a table."""

from attrs import evolve

from migplan.documents import Bullets, Chart, ChartKind, Inline, Paragraph, Span, Table, Weight, fallback
from migplan.locale import language_tag
from migplan_office.charts import chart_workbook, chart_xml, docx_inline_xml, from_block, is_drawable
from migplan_office.units import emu_from_points
from migplan_word.inline import is_blank, joined
from migplan_word.prose import draw_bullets, draw_paragraph, source_line
from migplan_word.tables import draw_table
from migplan_word.writer import Writer

_PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
_CHART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_SIZE = 9.0
_LOWEST, _USUAL, _HIGHEST = 110.0, 205.0, 430.0
"""Heights in points."""
_MOST_LABELS = 30
"""Bars that each carry their value: a page gives each the height of a line."""
_LEAST_BAR = 13.0
"""Height of a bar and its gap on a page that would otherwise be left half empty."""
_BELOW = 60.0
"""Room for caption and source."""


def draw_chart(writer: Writer, block: Chart) -> None:
    """Set a chart, its caption and source below, then how to read it."""
    request, document = writer.request, writer.request.document
    width = writer.width / 20
    spec = from_block(
        block,
        writer.theme.color,
        language=writer.language,
        tag=language_tag(document.language, document.region or None),
        rtl=writer.rtl,
        size_pt=_SIZE,
        latin_font=writer.theme.latin_font,
        arabic_font=writer.theme.arabic_font,
        sheet_name=writer.words("blocks.data_table"),
        total_name=writer.words("blocks.total") if block.kind is ChartKind.STACKED else "",
        width_pt=width,
    )
    if block.kind is ChartKind.BAR and len(block.series) == 1 and len(block.categories) <= _MOST_LABELS:
        spec = evolve(spec, labels=True)
    if not is_drawable(spec):
        _as_table(writer, block)
        return
    height = _height(writer, block)
    number = sum(1 for name in writer.charts if name.startswith("word/charts/chart")) + 1
    title = writer.plain(block.title)
    writer.charts[f"word/charts/chart{number}.xml"] = chart_xml(spec)
    writer.charts[f"word/charts/_rels/chart{number}.xml.rels"] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_PACKAGE}" Target="../embeddings/workbook{number}.xlsx"/></Relationships>'
    ).encode()
    writer.charts[f"word/embeddings/workbook{number}.xlsx"] = chart_workbook(
        spec, request.date, title or document.title
    )
    relation = writer.relations.to(_CHART, f"charts/chart{number}.xml")
    identifier = writer.drawing_id()
    alt = writer.alternative(block.alt, title)
    size = (emu_from_points(width), emu_from_points(height))
    drawing = docx_inline_xml(relation, *size, alt, identifier, f"{identifier}")
    run = f"<w:r><w:rPr><w:noProof/></w:rPr>{drawing}</w:r>"
    writer.flow.add(writer.drawing(writer.anchors.mark(block.id, run)), height + 4)
    told = block.series[0].name if block.kind is ChartKind.WATERFALL and block.series[0].name != title else ""
    counted = " · ".join(word for word in (told, block.category_label, block.unit) if word)
    caption = joined(block.title, Span(f"({counted})", weight=Weight.MUTED)) if counted else block.title
    if not is_blank(caption):
        writer.flow.add(writer.caption("figure", caption), writer.height(caption, 9.5, 13) + 7)
    source_line(writer, block.note)
    _reading(writer, block)


def room_of(writer: Writer, block: Chart) -> float:
    """Believe the height in points of a chart with its caption, its source and how to read it."""
    return _height(writer, block) + _BELOW + 20 * len(block.reading)


def _height(writer: Writer, block: Chart) -> float:
    """Give each bar its room, a little less where the chart then still fits the present page; the rest has one height."""
    if block.kind is not ChartKind.BAR:
        return _USUAL
    bars = len(block.categories) * max(1.0, 0.6 * len(block.series))
    wanted = min(max(_LOWEST, 40 + 24 * bars), _HIGHEST)
    left = writer.flow.left - _BELOW - 20 * len(block.reading)
    return max(left, 40 + _LEAST_BAR * bars) if 40 + _LEAST_BAR * bars <= left < wanted else wanted


def _reading(writer: Writer, block: Chart) -> None:
    lines = [line for line in block.reading if not is_blank(line)]
    if not lines:
        return
    label: Inline = writer.words("blocks.reading") + writer.words("blocks.colon")
    runs = writer.runs.inline(label, "PrimaryStrong")
    if len(lines) == 1:
        height = writer.height(joined(label, lines[0]), 10.5, 15) + 7
        writer.flow.add(writer.paragraph("BodyText", runs=runs + writer.runs.inline(lines[0])), height)
        return
    writer.flow.add(writer.paragraph("BodyText", runs=runs, before="<w:keepNext/>"), 22)
    draw_bullets(writer, Bullets(tuple(lines)))


def _as_table(writer: Writer, block: Chart) -> None:
    for simpler in fallback(block, writer.words):
        if isinstance(simpler, Table):
            draw_table(writer, simpler)
        elif isinstance(simpler, Paragraph):
            draw_paragraph(writer, simpler)
