"""Words on a sheet: headings, paragraphs, lists, notes, slots, places to sign."""

from migplan.documents import (
    Bullets,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    ParagraphStyle,
    Signatures,
    Slot,
    Span,
    Weight,
    is_empty,
    parts,
)
from migplan_excel.page import Page

_PLACE_TO_SIGN = 64.0
"""Height in points."""
_PLACE_TO_WRITE = 60.0


def draw_heading(page: Page, block: Heading) -> None:
    """Write a heading."""
    page.gap()
    page.heading(block.text, block.level, block.number, block.id)


def draw_paragraph(page: Page, block: Paragraph) -> None:
    """Write running text over the columns of the sheet."""
    if is_empty(block.text):
        return
    looks = page.writer.looks
    style = {
        ParagraphStyle.LEAD: looks.words("lead", "primary"),
        ParagraphStyle.QUOTE: looks.words(
            "body", "muted", italic=True, indent=1, edges=(looks.edge("start", "thick", "accent"),)
        ),
        ParagraphStyle.SMALL: looks.words("small", "muted"),
        ParagraphStyle.BODY: looks.words("body"),
    }[block.style]
    page.line(block.text, style)


def draw_bullets(page: Page, block: Bullets) -> None:
    """Write a list, one row an item."""
    looks = page.writer.looks
    counts = {1: 0, 2: 0, 3: 0}
    for item in block.items:
        level = min(max(item.level, 1), 3)
        counts[level] += 1
        for deeper in range(level + 1, 4):
            counts[deeper] = 0
        mark = f"{counts[level]}. " if block.is_numbered else ("•", "–", "·")[level - 1] + " "
        style = looks.words("body", indent=level)
        page.line((Span(mark, weight=Weight.ACCENT), *parts(item.text)), style)


def draw_note(page: Page, block: Note) -> None:
    """Write a remark set apart by its ground and a bar."""
    words, looks = page.writer.words, page.writer.looks
    title = block.title if not is_empty(block.title) else words(f"blocks.note.{block.kind.value}")
    color = "accent" if block.kind is not NoteKind.INFORMATION else "primary"
    style = looks.words("body", fill="sand", indent=1, vertical="center", edges=(looks.edge("start", "thick", color),))
    head = tuple(Span(part, weight=Weight.STRONG) if isinstance(part, str) else part for part in parts(title))
    page.line((*head, words("blocks.colon"), *parts(block.text)), style, padding=10.0)


def draw_slot(page: Page, block: Slot) -> None:
    """Write the prose, or a framed place to write it in."""
    looks = page.writer.looks
    if not is_empty(block.text):
        page.line(block.text, looks.words("body"))
        return
    frame = tuple(looks.edge(side, "hair", "muted") for side in ("start", "end", "top", "bottom"))
    style = looks.words("body", "muted", italic=True, edges=frame)
    page.line(page.writer.words("blocks.slot.hint", hint=block.hint), style, at_least=_PLACE_TO_WRITE)


def draw_signatures(page: Page, block: Signatures) -> None:
    """Write a plain table with room to sign and to stamp."""
    words, looks, sheet = page.writer.words, page.writer.looks, page.sheet
    page.heading(block.title, 3)
    names = ("role", "organisation", "date", "signature")
    header = looks.header()
    sheet.add(
        [sheet.text(column, words(f"blocks.signatures.{name}"), header) for column, name in enumerate(names, start=1)],
        24.0,
    )
    frame = tuple(looks.edge(side, "thin", "muted") for side in ("start", "end", "top", "bottom"))
    style = looks.words("body", edges=frame)
    number = looks.number(style)
    for place in block.places:
        cells = [
            sheet.text(1, place.role, number),
            page.cell(2, place.organisation, style),
            sheet.text(3, "", number),
            sheet.text(4, "", number),
        ]
        sheet.add(cells, _PLACE_TO_SIGN)


SIGNATURE_WIDTHS = (30.0, 30.0, 16.0, 30.0)
"""Widths of the columns of a place to sign, in characters."""
