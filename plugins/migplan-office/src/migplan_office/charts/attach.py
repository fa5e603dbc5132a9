"""Charts put into documents: through python-pptx and python-docx, and as parts for those who write parts themselves."""

from collections.abc import Sequence
from typing import Any

from attrs import evolve

from migplan.cleaning import cut
from migplan_office.charts.plotted import Range, ranges_at
from migplan_office.charts.spec import ChartSpec
from migplan_office.charts.workbook import WORKBOOK_TYPE, chart_workbook
from migplan_office.charts.xml import CHART_TYPE, chart_xml
from migplan_office.text import clean, xml_attribute
from migplan_office.units import points_from_emu

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LONGEST_ALT = 250


def xlsx_chart_part(
    spec: ChartSpec,
    sheet: str,
    first_row: int = 1,
    first_column: int = 1,
    ranges: Sequence[Range] | None = None,
) -> bytes:
    """Write the part of a chart that draws cells of its own workbook.

    The table is that of `plotted(spec)`, its header row at `first_row` of the sheet, its names in `first_column`; or
    `ranges` says where each of its columns stands. The cells must hold what `plotted` gives.

    Raises:
        ChartError: The chart cannot be drawn, see `is_drawable`.
    """
    return chart_xml(spec, ranges or ranges_at(spec, sheet, first_row, first_column), workbook_id="")


def _about(tag: str, identifier: int, name: str, alt: str) -> str:
    said = xml_attribute(cut(clean(alt), _LONGEST_ALT)[0])
    return f'<{tag} id="{identifier}" name="{xml_attribute(name)}" descr="{said}"/>'


def _graphic(relation: str) -> str:
    return (
        f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_OFFICE}" r:id="{relation}"/></a:graphicData></a:graphic>'
    )


def pptx_frame_xml(relation: str, x: int, y: int, cx: int, cy: int, alt: str, identifier: int, name: str) -> str:
    """Write a slide's frame around a chart; lengths in English Metric Units, `relation` from the slide to the chart."""
    space = "http://schemas.openxmlformats.org/presentationml/2006/main"
    return (
        f'<p:graphicFrame xmlns:p="{space}" xmlns:a="{_MAIN}"><p:nvGraphicFramePr>'
        f'{_about("p:cNvPr", identifier, name, alt)}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f'</p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/>'
        f"</p:xfrm>{_graphic(relation)}</p:graphicFrame>"
    )


def docx_inline_xml(relation: str, cx: int, cy: int, alt: str, identifier: int, name: str) -> str:
    """Write a run's drawing that holds a chart; lengths in English Metric Units."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:drawing xmlns:w="{word}" xmlns:wp="{space}"><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f"{_about('wp:docPr', identifier, name, alt)}<wp:cNvGraphicFramePr/>{_graphic(relation)}</wp:inline></w:drawing>"
    )


def attach_to_pptx(
    slide: Any, spec: ChartSpec, x: int, y: int, cx: int, cy: int, alt: str, name: str = "", title: str = ""
) -> Any:
    """Add a chart to a slide of python-pptx; give its frame's element.

    Args:
        x: Left edge; this and the other lengths in English Metric Units.
        alt: What the chart says, for those who cannot see it; cut at 250 units.
        name: Name in the selection pane; the number of the shape when not given.
        title: What the properties of the chart's workbook say.

    Raises:
        ChartError: The chart cannot be drawn, see `is_drawable`.
    """
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml
    from pptx.parts.chart import ChartPart
    from pptx.parts.embeddedpackage import EmbeddedXlsxPart

    spec = spec if spec.width_pt else evolve(spec, width_pt=points_from_emu(cx))
    package = slide.part.package
    book = EmbeddedXlsxPart.new(chart_workbook(spec, title=title), package)
    part = ChartPart.load(
        PackURI(str(package.next_partname(ChartPart.partname_template))), CHART_TYPE, package, chart_xml(spec)
    )
    relation = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    if relation != "rId1":
        raise AssertionError("a new part begins with rId1")
    shapes = slide.shapes
    identifier = max((shape.shape_id for shape in shapes), default=1) + 1
    frame = parse_xml(
        pptx_frame_xml(
            slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART), x, y, cx, cy, alt, identifier, name or f"{identifier}"
        )
    )
    shapes._spTree.insert_element_before(frame, "p:extLst")
    return frame


def attach_to_docx(
    paragraph: Any, spec: ChartSpec, cx: int, cy: int, alt: str, name: str = "", identifier: int = 0, title: str = ""
) -> Any:
    """Add a chart to the end of a paragraph of python-docx; give its run.

    Args:
        cx: Width; this and the height in English Metric Units.
        alt: What the chart says, for those who cannot see it; cut at 250 units.
        identifier: Number of the drawing, unique over body, headers and footers; the next free one when 0.
        title: What the properties of the chart's workbook say.

    Raises:
        ChartError: The chart cannot be drawn, see `is_drawable`.
    """
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    spec = spec if spec.width_pt else evolve(spec, width_pt=points_from_emu(cx))
    package = paragraph.part.package
    book = Part(
        package.next_partname("/word/embeddings/workbook%d.xlsx"),
        WORKBOOK_TYPE,
        chart_workbook(spec, title=title),
        package,
    )
    part = Part(package.next_partname("/word/charts/chart%d.xml"), CHART_TYPE, chart_xml(spec), package)
    relation = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    if relation != "rId1":
        raise AssertionError("a new part begins with rId1")
    identifier = identifier or paragraph.part.next_id
    run = paragraph.add_run()
    own = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    run._r.append(parse_xml(docx_inline_xml(own, cx, cy, alt, identifier, name or f"{identifier}")))
    return run
