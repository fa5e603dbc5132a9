"""Words: headings, paragraphs, lists, remarks set apart."""

from collections.abc import Sequence

from migplan.documents import Bullets, Heading, Inline, Note, NoteKind, Paragraph, ParagraphStyle
from migplan_word.inline import is_blank
from migplan_word.writer import Entry, Writer

PARAGRAPHS = {
    ParagraphStyle.BODY: ("BodyText", 10.5, 15, 7),
    ParagraphStyle.LEAD: ("Lead", 12.5, 17.5, 12),
    ParagraphStyle.QUOTE: ("Quote", 12, 18, 18),
    ParagraphStyle.SMALL: ("Small", 9, 12.5, 5),
}
"""Style, size, leading and space."""
_HEADINGS = ((24, 29, 6), (15, 20, 23), (12, 17, 17), (11, 16, 17), (10.5, 15.5, 17))
"""Size, leading and space by level."""
DEEPEST = 5
_LISTED = 2
"""Levels that the contents list."""


def heading(writer: Writer, text: Inline, level: int, number: str = "", identifier: str = "") -> None:
    """Set a heading, never an empty one; its number comes from Word's list where that agrees, else it is written out."""
    if is_blank(text):
        return
    level = min(max(level, 1), DEEPEST)
    numbering = writer.numbering.heading(number, level)
    runs = writer.runs.inline(text)
    if numbering is None:
        runs = writer.runs.text(f"{number}\u2002", "HeadingNumber") + runs
        numbering = writer.numbering.heading("", level) or ""
    bookmark = writer.anchors.names.get(identifier, "")
    if writer.anchors.is_open(identifier) or not bookmark:
        bookmark = writer.next_bookmark()
        runs = writer.anchors.mark_as(bookmark, runs)
    else:
        runs = writer.anchors.mark(identifier, runs)
    if level <= _LISTED:
        writer.entries.append(Entry(text, level, number, bookmark))
    size, leading, space = _HEADINGS[level - 1]
    xml = writer.paragraph(f"Heading{level}", runs=runs, before=numbering)
    writer.flow.add(xml, writer.height(text, size, leading, writer.width / 20 - 34, True) + space)


def draw_heading(writer: Writer, block: Heading, level: int) -> None:
    """Set a heading of a block at the level that follows from its section."""
    if not is_blank(block.text):
        heading(writer, block.text, level, block.number, block.id)


def draw_paragraph(writer: Writer, block: Paragraph) -> None:
    """Set running text."""
    if is_blank(block.text):
        return
    style, size, leading, space = PARAGRAPHS[block.style]
    width = writer.width / 20 - (46 if block.style is ParagraphStyle.QUOTE else 0)
    writer.flow.add(writer.paragraph(style, block.text), writer.height(block.text, size, leading, width) + space)


def draw_bullets(writer: Writer, block: Bullets) -> None:
    """Set a list."""
    kind, own = "ListBullet", ""
    if block.is_numbered:
        kind, number = "ListNumber", writer.numbering.new_list()
        own = f'<w:numId w:val="{number}"/>'
    items = [item for item in block.items if not is_blank(item.text)]
    last = len(items) - 1
    for index, item in enumerate(items):
        level = min(max(item.level, 1), 3)
        before = f'<w:numPr><w:ilvl w:val="{level - 1}"/>{own}</w:numPr>' if own else ""
        if index == 0 and last > 0:
            before = "<w:keepNext/>" + before
        style = kind + (str(level) if level > 1 else "")
        height = writer.height(item.text, 10.5, 15, writer.width / 20 - 16 * level) + 3.5
        writer.flow.add(writer.paragraph(style, item.text, before=before), height)


_NOTES = {NoteKind.INFORMATION: "Note", NoteKind.WARNING: "NoteWarning", NoteKind.ILLUSTRATION: "NoteIllustration"}


def draw_note(writer: Writer, block: Note) -> None:
    """Set a remark on a panel."""
    title: Inline = block.title if not is_blank(block.title) else writer.words(f"blocks.note.{block.kind.value}")
    panel(writer, _NOTES[block.kind], title, [block.text])


def panel(writer: Writer, style: str, title: Inline, lines: Sequence[Inline]) -> None:
    """Set a title and lines on one ground, with space around."""
    shown = [line for line in lines if not is_blank(line)]
    writer.gap()
    writer.flow.add(writer.paragraph(f"{style}Title", title), 14.5)
    for line in shown:
        writer.flow.add(writer.paragraph(style, line), writer.height(line, 10, 14.5, writer.width / 20 - 24))
    writer.gap()


def source_line(writer: Writer, text: Inline, style: str = "Source") -> None:
    """Set where something comes from, in small type; nothing when it is empty."""
    if not is_blank(text):
        writer.flow.add(writer.paragraph(style, text), writer.height(text, 9, 12) + 8)
