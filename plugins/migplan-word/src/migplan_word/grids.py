"""Tables as XML: their beginning, their rows, the properties of their cells. Widths are twentieths of a point."""

from collections.abc import Sequence

from migplan_office.text import clean, cut, xml_attribute
from migplan_word.writer import LONGEST_ALT, Writer


def _look(value: str, first_row: int, last_row: int, first_column: int) -> str:
    return (
        f'<w:tblLook w:val="{value}" w:firstRow="{first_row}" w:lastRow="{last_row}" w:firstColumn="{first_column}"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


_LOOKS = {
    "head": _look("0620", 1, 0, 0),
    "head and total": _look("0660", 1, 1, 0),
    "side": _look("0680", 0, 0, 1),
}


def opening(
    writer: Writer,
    widths: Sequence[int],
    title: str,
    description: str,
    style: str = "Ruled",
    place: str = "",
    look: str = "head",
) -> str:
    """Write the beginning of a table: style, direction, widths, alternative text; `look` says which edges differ."""
    title = title or writer.plain(writer.chapter) or writer.request.document.title
    title = cut(" ".join(clean(title).split()) or "–", LONGEST_ALT)[0]
    caption = f'<w:tblCaption w:val="{xml_attribute(title)}"/>'
    said = f'<w:tblDescription w:val="{xml_attribute(writer.alternative(description, title))}"/>'
    direction = "<w:bidiVisual/>" if writer.rtl else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{place}{direction}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOKS[look]}{caption}{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def cell_properties(width: int, fill: str = "", span: int = 1) -> str:
    """Write the properties of a cell: width in twips, ground, columns it takes."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shading}</w:tcPr>'


NAMELESS = "–"
"""Stands at the head of a column that has no name: nothing is harder to read to somebody than an empty column."""
HEADER_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
KEEP = "<w:keepNext/>"


def row_of(height_mm: float, is_header: bool = False) -> str:
    """Write the beginning of a row of at least a height."""
    head = "<w:tblHeader/>" if is_header else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(height_mm * 56.7)}" w:hRule="atLeast"/>{head}</w:trPr>'
    )
