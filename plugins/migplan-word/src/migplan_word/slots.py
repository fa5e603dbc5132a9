"""Prose that people write: content controls that carry the id of their passage, and what the file remembers of each."""

from hashlib import sha256
from typing import Any

from attrs import evolve

from migplan.documents import Inline, ParagraphStyle, Slot, Span, plain
from migplan.records.prose import paragraphs
from migplan_office.text import clean, cut, xml_attribute
from migplan_word.inline import is_blank
from migplan_word.prose import PARAGRAPHS
from migplan_word.writer import Writer

_LONGEST = 64
"""Units that Word takes for the tag and the title of a content control."""
_PROSE = {**PARAGRAPHS, ParagraphStyle.QUOTE: ("Foreword", 13.5, 20.5, 34.0)}
"""Style, size, leading and space of written prose; what somebody says in person stands large."""


def passage_tag(passage: str) -> str:
    """Name a content control so that its prose finds its way back: `passage:` and the id, at most 64 units.

    A longer id keeps its beginning and ends with eight digits of its SHA-256, which whoever reads can compute too.
    """
    tag = f"passage:{passage}"
    if len(tag) <= _LONGEST:
        return tag
    return f"{tag[: _LONGEST - 9]}~{_digest(passage)[:8]}"


def _digest(passage: str) -> str:
    return sha256(passage.encode("utf-8", "replace")).hexdigest()


def draw_slot(writer: Writer, block: Slot) -> None:
    """Set prose in a content control that carries the passage's id; its hint stands there until it is written.

    A bookmark around it says the same once more, since LibreOffice drops the tags of content controls when it saves.
    """
    tag = passage_tag(block.passage)
    title = xml_attribute(cut(clean(block.hint) or block.passage, _LONGEST)[0])
    is_open = is_blank(block.text)
    if is_open:
        shown = writer.words("blocks.slot.hint", hint=block.hint)
        content = writer.paragraph("SlotHint", runs=writer.runs.text(shown, "PlaceholderText"))
        height = writer.height(shown, 10.5, 15) + 24
    else:
        shown, content, height = writer.plain(block.text), "", 0.0
        style, size, leading, space = _PROSE[block.style]
        for piece in _pieces(block.text, writer.language):
            content += writer.paragraph(style, piece)
            height += writer.height(piece, size, leading) + space
    bookmark = f"slot_{_digest(block.passage)[:12]}_{len(writer.slots) + 1}"
    writer.slots.append(_remembered(block, tag, bookmark, clean(shown), is_open))
    placeholder = "<w:showingPlcHdr/>" if is_open else ""
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{xml_attribute(tag)}"/>'
        f'<w:id w:val="{writer.control_id()}"/>{placeholder}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )
    writer.flow.add(writer.anchors.mark_as(bookmark, control), height)


def _pieces(text: Inline, language: str) -> tuple[Inline, ...]:
    """Give the paragraphs of a text: a blank line parts them."""
    pieces = paragraphs(plain(text, language))
    if len(pieces) < 2:
        return (text,)
    if isinstance(text, Span):
        return tuple(evolve(text, text=piece) for piece in pieces)
    return pieces if isinstance(text, str) else (text,)


def _remembered(block: Slot, tag: str, bookmark: str, shown: str, is_open: bool) -> dict[str, Any]:
    """Give what whoever reads the file back must know of one slot, as plain data."""
    remembered: dict[str, Any] = {"passage": block.passage, "tag": tag, "bookmark": bookmark, "shown": shown}
    if is_open:
        remembered["open"] = True
    home = block.home
    if home is not None:
        named = {name: getattr(home, name) for name in ("report", "section", "roadmap", "event", "language", "text")}
        remembered["home"] = {name: value for name, value in named.items() if value}
        if home.is_new:
            remembered["home"]["new"] = True
    return remembered
