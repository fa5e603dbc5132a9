"""Notes on cells: ours beside those of the sender, and taken out again."""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import groupby

from attrs import define, field, frozen

from migplan_excel.annotating.book import (
    SPREADSHEET,
    Package,
    local_relation,
    place,
    relation_id,
)
from migplan_excel.annotating.cells import Place, following_element
from migplan_excel.annotating.formats import MAIN
from migplan_excel.annotating.markup import (
    Edit,
    Element,
    elements,
    inserted,
    outline,
    prefix,
    spliced,
    with_prefix,
)
from migplan_excel.annotating.shapes import NO_SHAPES, Box, shape, shapes_of, with_shapes
from migplan_excel.strings import cell_text
from migplan_office.text import cut, escape_cell, unescape_cell, xml_escape

AUTHOR = "migplan"
"""By whom our notes are; those on the headers of a workbook of ours have no author."""
MARK = f"— {AUTHOR} —"
"""First line of our words: LibreOffice forgets the authors of notes."""
LONGEST = 32_767
_NOTHING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
).encode()
_AFTER_LEGACY = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
)  # fmt: skip
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@frozen
class Note:
    """Words on a cell."""

    place: Place
    text: str
    box: Box
    """Where it opens and how large it is."""


def add(package: Package, sheet: str, notes: Sequence[Note], font: str, is_right_to_left: bool) -> None:
    """Put notes on cells of a sheet. A note of the sender gets our words at its end; a conversation is left alone."""
    if not notes:
        return
    comments = package.target(sheet, "comments")
    if not comments:
        comments = package.free("xl/comments{}.xml")
        package.add(comments, _NOTHING, f"{SPREADSHEET}.comments+xml")
        package.relate(sheet, "comments", comments)
    written, fresh = _with_notes(package[comments], notes, _talked_about(package, sheet), font)
    package[comments] = written
    drawing = _drawing(package, sheet)
    if not drawing:
        drawing = package.free("xl/drawings/vmlDrawing{}.vml")
        package.add(drawing, NO_SHAPES, _VML)
        identifier = package.relate(sheet, "vmlDrawing", drawing)
        data = package[sheet]
        root = outline(data, lambda name, attributes, depth: depth == 0)[0]
        line = with_prefix(f"<legacyDrawing {local_relation(identifier)}/>", prefix(data, root))
        at = following_element(data, _AFTER_LEGACY)
        package[sheet] = spliced(data, inserted(data, root, line, at))
    package[drawing] = with_shapes(package[drawing], [shape(one.place, one.box, is_right_to_left) for one in fresh])


def _drawing(package: Package, sheet: str) -> str:
    """Give the part that holds the shapes of a sheet's notes; empty where there is none."""
    found = outline(package[sheet], lambda name, attributes, depth: depth == 1 and name == "legacyDrawing")
    wanted = relation_id(found[0]) if found else ""
    return next((one.part for one in package.relations(sheet) if one.id == wanted and one.part in package), "")


def _talked_about(package: Package, sheet: str) -> frozenset[str]:
    """Give the cells that people hold a conversation about."""
    parts = {one.part for one in package.relations(sheet) if one.kind == "threadedComment" and one.part in package}
    return frozenset(
        one.attributes.get("ref", "")
        for part in parts
        for one in elements(package[part], lambda name, attributes, depth: name == "threadedComment")
    )


@define(eq=False)
class _Comments:
    """The part of notes, taken apart."""

    data: bytes
    authors: Element
    author_list: list[Element]
    holder: Element
    comments: list[Element]
    texts: Mapping[int, Element]
    """The text of each note, by where the note begins."""
    names: tuple[str, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.names = tuple(self.data[one.inner : one.outer].decode("utf-8-sig").strip() for one in self.author_list)

    @classmethod
    def of(cls, data: bytes) -> "_Comments":
        found = elements(
            data, lambda name, _, depth: name in ("authors", "author", "commentList", "comment") or name == "text"
        )
        by_name: dict[str, list[Element]] = {}
        for one in found:
            by_name.setdefault(one.name, []).append(one)
        texts = {one.parent.start: one for one in by_name.get("text", ()) if one.parent is not None}
        return cls(
            data,
            by_name["authors"][0],
            by_name.get("author", []),
            by_name["commentList"][0],
            by_name.get("comment", []),
            texts,
        )

    def is_ours(self, comment: Element) -> bool:
        """Say whether a note is one of ours, by its author or by its first line."""
        if comment.attributes.get("authorId") in self.ours:
            return True
        text = self.texts.get(comment.start)
        return text is not None and _said(self.data[text.start : text.end]).lstrip().startswith(MARK)

    @property
    def ours(self) -> frozenset[str]:
        return frozenset(str(number) for number, name in enumerate(self.names) if name == AUTHOR)


def _with_notes(data: bytes, notes: Sequence[Note], untouched: frozenset[str], font: str) -> tuple[bytes, list[Note]]:
    """Write the notes into the part; give those that need a shape too."""
    comments = _Comments.of(data)
    mark = prefix(data, comments.holder)
    there = {one.attributes.get("ref", ""): one for one in comments.comments}
    edits: list[Edit] = []
    fresh: list[Note] = []
    lines = b""
    author = next(iter(comments.ours), str(len(comments.names)))
    for note in notes:
        name = note.place.name
        if name in untouched:
            continue
        existing = there.get(name)
        if existing is not None:
            text = comments.texts.get(existing.start)
            if text is not None:
                edits += _appended(data, text, note.text, font, mark)
            continue
        fresh.append(note)
        run = _run(f"{MARK}\n{note.text}", font)
        lines += with_prefix(f'<comment ref="{name}" authorId="{author}"><text>{run}</text></comment>', mark)
    if fresh:
        edits += inserted(data, comments.holder, lines)
        if not comments.ours:
            edits += inserted(data, comments.authors, with_prefix(f"<author>{AUTHOR}</author>", mark))
    return spliced(data, edits), fresh


def _run(text: str, font: str) -> str:
    return (
        f'<r><rPr><sz val="10"/><color rgb="FF000000"/><rFont val="{xml_escape(font)}"/><family val="2"/></rPr>'
        f'<t xml:space="preserve">{xml_escape(escape_cell(cell_text(text)))}</t></r>'
    )


def _appended(data: bytes, text: Element, words: str, font: str, mark: str) -> list[Edit]:
    """Put our words at the end of a note, as far as there is room."""
    held = _said(data[text.start : text.end])
    room = LONGEST - len(held) * 2 - len(MARK) - 2
    if room < 2:
        return []
    written = with_prefix(_run(f"\n{MARK}\n{cut(words, room)[0]}", font), mark)
    phonetic = elements(data[text.start : text.end], lambda name, _, depth: name in ("rPh", "phoneticPr"))
    at = text.start + phonetic[0].start if phonetic else None
    return inserted(data, text, written, at)


def _said(data: bytes) -> str:
    return "".join(
        unescape_cell(unescape(data[one.inner : one.outer].decode()))
        for one in elements(data, lambda name, _, depth: name == "t")
    )


def remove(package: Package, sheet: str) -> None:
    """Take our notes off a sheet, and our words out of notes of the sender."""
    part = package.target(sheet, "comments")
    if not part:
        return
    data = package[part]
    comments = _Comments.of(data)
    out = [one for one in comments.comments if comments.is_ours(one)]
    drawing = _drawing(package, sheet)
    places = {Place(*found) for one in out if (found := place(one.attributes.get("ref", ""))) is not None}
    if out and len(out) == len(comments.comments):
        package.unrelate(sheet, part)
        package.drop(part)
    else:
        edits = [Edit(one.start, one.end, b"") for one in out]
        last = len(comments.names) - 1
        still = {one.attributes.get("authorId") for one in comments.comments if not comments.is_ours(one)}
        if last >= 0 and comments.names[last] == AUTHOR and str(last) not in still:
            author = comments.author_list[last]
            edits.append(Edit(author.start, author.end, b""))
        package[part] = _without_words(spliced(data, edits))
    if drawing and places:
        _remove_shapes(package, sheet, drawing, places)


def _remove_shapes(package: Package, sheet: str, drawing: str, places: set[Place]) -> None:
    data = package[drawing]
    shapes = shapes_of(data)
    out = [element for element, where in shapes if where in places]
    if len(out) < len(shapes):
        package[drawing] = spliced(data, [Edit(one.start, one.end, b"") for one in out])
        return
    written = package[sheet]
    lines = outline(written, lambda name, attributes, depth: depth == 1 and name == "legacyDrawing")
    package[sheet] = spliced(written, [Edit(one.start, one.end, b"") for one in lines])
    package.unrelate(sheet, drawing)
    package.drop(drawing)


def _without_words(data: bytes) -> bytes:
    """Take our words out of the notes of others: from the line that parts them to the end."""
    if MARK.encode() not in data:
        return data
    edits: list[Edit] = []
    found = elements(data, lambda name, _, depth: name in ("text", "r", "t"))
    for text, inside in groupby(found, key=lambda one: _text_around(one)):
        if text is None:
            continue
        is_past = False
        for one in inside:
            if one.name == "r" and is_past:
                edits.append(Edit(one.start, one.end, b""))
            elif one.name == "t" and not is_past:
                words = data[one.inner : one.outer].decode()
                before, mark, _ = words.partition(MARK)
                if not mark:
                    continue
                is_past = True
                kept = re.sub(r"(\r?\n|&#(?:10|x0?[Aa]);)\Z", "", before)
                run = one.parent if one.parent is not None and one.parent.name == "r" else None
                if kept or run is None:
                    edits.append(Edit(one.inner, one.outer, kept.encode()))
                else:
                    edits.append(Edit(run.start, run.end, b""))
    return spliced(data, edits)


def _text_around(element: Element) -> Element | None:
    around: Element | None = element
    while around is not None and around.name != "text":
        around = around.parent
    return around


__all__ = ["AUTHOR", "Note", "add", "remove"]
