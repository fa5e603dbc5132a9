"""Pictures and logos, with their alternative text; a word-mark stands where no picture is given."""

from collections.abc import Sequence

from migplan.documents import LogoMark, Logos, Picture, Span, Weight
from migplan_office.images import Image, image_of
from migplan_office.text import xml_attribute
from migplan_office.units import emu_from_points
from migplan_word.grids import ROW, cell_properties, opening
from migplan_word.inline import is_blank
from migplan_word.widths import in_twips
from migplan_word.writer import Writer

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_POINTS_PER_PIXEL = 0.75
_LOGO_AREA = 2600.0
"""Square points of each logo: equal weight to the eye, whatever its shape."""
_LOGO_HEIGHT = 46.0
_WIDE_MARK = 95.0
"""Points of a cell from which word-marks are set in full size."""
_MOST_MARKS = 4


def picture_run(writer: Writer, data: bytes, image: Image, width: float, height: float, alt: str) -> str:
    """Set a picture in the line of text; width and height are points."""
    name = f"word/media/picture{len(writer.media) + 1}.{image.suffix}"
    for known, content in writer.media.items():
        if content == data:
            name = known
            break
    writer.media[name] = data
    relation = writer.relations.to(_IMAGE, name.removeprefix("word/"))
    number = writer.drawing_id()
    said = f'id="{number}" name="{number}" descr="{xml_attribute(alt)}"'
    extent = f'cx="{emu_from_points(width)}" cy="{emu_from_points(height)}"'
    return (
        '<w:r><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr {said}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        '</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def draw_picture(writer: Writer, block: Picture) -> None:
    """Set a picture with its caption and credit below; one that cannot be read is said by its alternative text."""
    image = image_of(block.data)
    if image is None:
        writer.flow.add(
            writer.paragraph("Small", Span(block.alt, weight=Weight.MUTED)), writer.height(block.alt, 9, 12.5) + 5
        )
    else:
        room, tallest = writer.width / 20, writer.flow.page.height * 0.5
        width, height = image.width * _POINTS_PER_PIXEL, image.height * _POINTS_PER_PIXEL
        scale = min(room / width, tallest / height, max(1.0, 0.6 * room / width))
        alt = writer.alternative(block.alt, block.caption)
        run = picture_run(writer, block.data, image, width * scale, height * scale, alt)
        writer.flow.add(writer.drawing(run), height * scale + 4)
    if not is_blank(block.caption):
        writer.flow.add(writer.caption("figure", block.caption), writer.height(block.caption, 9.5, 13) + 7)
    if block.credit:
        writer.flow.add(writer.paragraph("Source", block.credit), 20)


def draw_logos(writer: Writer, block: Logos) -> None:
    """Set all logos, four in a row, each with its funding statement below."""
    if not block.marks:
        return
    columns = min(len(block.marks), _MOST_MARKS)
    widths = in_twips([writer.width / 20 / columns] * columns, writer.width)
    names = ", ".join(mark.name for mark in block.marks)
    for start in range(0, len(block.marks), columns):
        cells, high = logo_cells(writer, Logos(block.marks[start : start + columns]), widths)
        table = opening(writer, widths, writer.words("blocks.funding"), names, "Open")
        writer.flow.add(f"{table}{ROW}{cells}</w:tr></w:tbl>", high)
        writer.gap()


def logo_cells(writer: Writer, block: Logos, widths: Sequence[int]) -> tuple[str, float]:
    """Give the cells of a row of logos, and its believed height in points."""
    cells, tallest = [], 0.0
    for index, width in enumerate(widths):
        mark = block.marks[index] if index < len(block.marks) else None
        content, height = _mark(writer, mark, width / 20 - 10) if mark else (writer.paragraph("LogoStatement", ""), 0.0)
        cells.append(f"<w:tc>{cell_properties(width)}{content}</w:tc>")
        tallest = max(tallest, height)
    return "".join(cells), tallest


def _mark(writer: Writer, mark: LogoMark, room: float) -> tuple[str, float]:
    image = image_of(mark.data) if mark.data else None
    statement = writer.paragraph("LogoStatement", Span(mark.statement, mark.language)) if mark.statement else ""
    height = len(writer.lines(mark.statement, room, 9)) * 11.5 if mark.statement else 0.0
    if image is None or mark.data is None:
        style, size, leading = ("LogoMark", 11, 14) if room > _WIDE_MARK else ("LogoMarkSmall", 9.5, 12)
        name = writer.paragraph(style, Span(mark.name, mark.language))
        return name + statement, height + len(writer.lines(mark.name, room, size, True)) * leading + 10
    ratio = image.width / image.height
    high = min((_LOGO_AREA / ratio) ** 0.5, _LOGO_HEIGHT)
    wide = min(high * ratio, room)
    run = picture_run(
        writer, mark.data, image, wide, wide / ratio, writer.alternative(mark.alt or mark.name, mark.name)
    )
    name = writer.paragraph("LogoStatement", Span(mark.name, mark.language))
    return writer.paragraph("LogoPicture", runs=run) + name + statement, height + wide / ratio + 16
