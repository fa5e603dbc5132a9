"""What people fill in: tables to complete, frames for group work, prose still to be written, places to sign."""

from collections.abc import Sequence

from migplan.documents import Canvas, Column, EntryTable, Row, RowKind, Signatures
from migplan_office.text import clean, cut, xml_attribute
from migplan_word.grids import HEADER_ROW, NAMELESS, cell_properties, opening, row_of
from migplan_word.inline import is_blank, joined
from migplan_word.tables import header, source_below
from migplan_word.tables import wants_landscape as table_wants_landscape
from migplan_word.widths import in_twips, shared
from migplan_word.writer import Writer, opened

_EMPTY_ROW_MM = 9.0
_SIGN_MM = 62.0
"""Height of a place to sign, with its stamp."""
_LONGEST_TAG = 64
_LONGEST_HINT = 60


def wants_landscape(writer: Writer, block: EntryTable, width: float) -> bool:
    """Say whether a table to be filled in needs a wide page."""
    return table_wants_landscape(writer.planned_entry(block), width)


def draw_entry_table(writer: Writer, block: EntryTable) -> None:
    """Set a table to be filled in: rows that are filled, then empty ones high enough to write in."""
    planned = writer.planned_entry(block)
    if not is_blank(block.title):
        writer.flow.add(writer.caption("table", block.title, block.id), 30)
    if not block.columns:
        source_below(writer, block.note)
        return
    widths = in_twips(shared(planned.needs, writer.width / 20), writer.width)
    rows = [_entry_header(writer, block.columns, widths)]
    for row in block.rows:
        rows.append(_filled(writer, row, block.columns, widths))
    empty = block.empty_rows if block.rows else max(block.empty_rows, 1)
    rows.extend(_empty(writer, block.columns, widths) for _ in range(empty))
    title = writer.plain(block.title)
    alt = block.alt or writer.words("blocks.table_alt", title=title)
    height = 40 + 17 * len(block.rows) + _EMPTY_ROW_MM * 2.835 * empty
    writer.flow.add(f"{opening(writer, widths, title, alt, 'Framed')}{''.join(rows)}</w:tbl>", height)
    source_below(writer, block.note)


def _entry_header(writer: Writer, columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = []
    for column, width in zip(columns, widths, strict=True):
        label = joined(header(column, writer.rtl), "•") if column.is_required else header(column, writer.rtl)
        said = writer.paragraph("TableHeader", NAMELESS if is_blank(label) else label)
        hint = column.hint or " / ".join(column.choices)
        if hint and len(hint) <= _LONGEST_HINT:
            said += writer.paragraph("TableHint", hint)
        cells.append(f"<w:tc>{cell_properties(width, writer.theme.sand)}{said}</w:tc>")
    return f"{HEADER_ROW}{''.join(cells)}</w:tr>"


def _filled(writer: Writer, row: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
    style = "TableText" if row.kind is RowKind.DATA else "TableTotal"
    cells = []
    for index, width in enumerate(widths):
        content = writer.paragraph(style, row.cells[index] if index < len(row.cells) else "")
        cells.append(f"<w:tc>{cell_properties(width)}{content}</w:tc>")
    return f"{row_of(_EMPTY_ROW_MM)}{''.join(cells)}</w:tr>"


def _empty(writer: Writer, columns: Sequence[Column], widths: Sequence[int]) -> str:
    cells = []
    for column, width in zip(columns, widths, strict=True):
        if column.choices:
            content = f"{opened('TableText', writer.rtl)}{_choice(writer, column)}</w:p>"
        else:
            content = writer.paragraph("TableText", "")
        cells.append(f"<w:tc>{cell_properties(width)}{content}</w:tc>")
    return f"{row_of(_EMPTY_ROW_MM)}{''.join(cells)}</w:tr>"


def _choice(writer: Writer, column: Column) -> str:
    """A list to choose from, on screen; on paper a small mark."""
    items = "".join(
        f'<w:listItem w:displayText="{said}" w:value="{said}"/>'
        for said in dict.fromkeys(xml_attribute(cut(clean(choice), 250)[0]) for choice in column.choices if choice)
    )
    label = xml_attribute(cut(clean(writer.plain(column.label)), _LONGEST_TAG)[0])
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{label}"/><w:id w:val="{writer.control_id()}"/><w:showingPlcHdr/>'
        f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent>{writer.runs.text('▾', 'PlaceholderText')}</w:sdtContent></w:sdt>"
    )


def draw_canvas(writer: Writer, block: Canvas) -> None:
    """Set frames to be filled in by a group, high enough for sticky notes, on what is left of the page."""
    minutes = writer.words("blocks.canvas.minutes", n=block.minutes) if block.minutes is not None else ""
    title = joined(block.title, minutes, between=" · ")
    if not is_blank(title):
        writer.flow.add(writer.paragraph("CanvasHead", title), 30)
    if not block.frames:
        return
    columns = max(1, min(block.columns, len(block.frames), 4))
    widths = in_twips([writer.width / 20 / columns] * columns, writer.width)
    count = -(-len(block.frames) // columns)
    page = writer.flow.page.height
    left = page * (1 - writer.flow.fill) - 20
    height = max(min(left / count, page / 2), 118.0)
    rows = []
    for start in range(0, len(block.frames), columns):
        cells = ""
        for index, width in enumerate(widths):
            frame = block.frames[start + index] if start + index < len(block.frames) else None
            said = writer.paragraph(
                "CanvasTitle", "" if frame is None else NAMELESS if is_blank(frame.title) else frame.title
            )
            if frame and not is_blank(frame.hint):
                said += writer.paragraph("CanvasHint", frame.hint)
            cells += f"<w:tc>{cell_properties(width)}{said}</w:tc>"
        rows.append(f"{row_of(height / 2.835)}{cells}</w:tr>")
    name = writer.plain(block.title)
    alt = block.alt or writer.words("blocks.draw_alt", title=name)
    table = opening(writer, widths, name, alt, "Framed", look="side")
    writer.flow.add(f"{table}{''.join(rows)}</w:tbl>", height * count)
    writer.gap()


def draw_signatures(writer: Writer, block: Signatures) -> None:
    """Set a line for place and day, then places to sign, level with each other: two or three in a row, with room for a stamp."""
    if not is_blank(block.title):
        writer.flow.add(writer.paragraph("CanvasHead", block.title), 30)
    words = writer.words
    writer.flow.add(writer.paragraph("BodyText", words("blocks.signatures.done")), 24)
    across = 3 if len(block.places) in (3, 5, 6) else 2
    widths = in_twips([writer.width / 20 / across] * across, writer.width)
    names = ", ".join(place.role for place in block.places)
    for start in range(0, len(block.places), across):
        cells = ""
        for index, width in enumerate(widths):
            place = block.places[start + index] if start + index < len(block.places) else None
            said = writer.paragraph("SignatureRole" if place else "SignatureLine", place.role if place else "")
            if place is not None:
                if not is_blank(place.organisation):
                    said += writer.paragraph("SignatureLine", place.organisation)
                said += writer.paragraph(
                    "SignatureDate", words("blocks.signatures.date") + words("blocks.colon").rstrip()
                )
                said += writer.paragraph(
                    "SignatureLine", words("blocks.signatures.signature") + words("blocks.colon").rstrip()
                )
            cells += f"<w:tc>{cell_properties(width)}{said}</w:tc>"
        title = writer.plain(block.title) or words("blocks.signatures.signature")
        table = opening(writer, widths, title, names, "Open")
        writer.flow.add(f"{table}{row_of(_SIGN_MM)}{cells}</w:tr></w:tbl>", _SIGN_MM * 2.835)
        writer.gap()
