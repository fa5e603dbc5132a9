"""Rules of pages, ids and fields in text documents: W1, W5, W6."""

import re
from collections.abc import Iterator

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.xml import WP, Element, W, child, is_true, place, units, whole

A4 = (11_906, 16_838)
"""Twentieths of a point."""
_BOOKMARK = re.compile(r"[^\W\d]\w*")
_FORBIDDEN_FIELDS = frozenset(("INCLUDETEXT", "INCLUDEPICTURE", "DDE", "DDEAUTO", "LINK"))
_RESULTLESS = frozenset(("TC", "XE", "RD", "SET", "PRIVATE"))
"""Fields that show nothing by nature."""
_RESULTS = frozenset(W + name for name in ("t", "drawing", "sym", "noBreakHyphen", "tab", "br"))


def page_and_mode(file: File) -> Iterator[Finding]:
    """Pages are A4, upright or lying, and the compatibility mode is 15."""
    prose = file.prose
    for number, section in enumerate(prose.sections, start=1):
        size = child(section, f"{W}pgSz")
        found = (whole(size.get(f"{W}w")), whole(size.get(f"{W}h"))) if size is not None else (0, 0)
        if found not in (A4, A4[::-1]):
            message = f"the page is {found[0]} x {found[1]}; write A4, 11906 x 16838"
            yield Finding("W1", file.main, f"section {number}", message)
        elif size is not None and (size.get(f"{W}orient") == "landscape") != (found == A4[::-1]):
            yield Finding(
                "W1", file.main, f"section {number}", "the page's orientation contradicts its size; set w:orient too"
            )
    if not prose.sections:
        yield Finding("W1", file.main, "", "no section says the page's size; write A4, 11906 x 16838")
    mode = [
        item.get(f"{W}val")
        for item in (prose.settings.iter(f"{W}compatSetting") if prose.settings is not None else ())
        if item.get(f"{W}name") == "compatibilityMode"
    ]
    if mode != ["15"]:
        message = f"the compatibility mode is {mode[0] if mode else 'missing'}; write 15, or Word opens an old layout"
        yield Finding("W1", "word/settings.xml", "w:compat", message)


def unique_ids(file: File) -> Iterator[Finding]:
    """Drawings, bookmarks, comments, notes and numberings have unique ids; names of bookmarks begin with a letter."""
    prose = file.prose
    drawings: dict[str, str] = {}
    bookmarks: dict[str, str] = {}
    names: dict[str, str] = {}
    for part, root in prose.stories:
        for item in root.iter(f"{WP}docPr"):
            yield from _once(drawings, item.get("id") or "", part, item, "drawing")
        for item in root.iter(f"{W}bookmarkStart"):
            name = item.get(f"{W}name") or ""
            yield from _once(bookmarks, item.get(f"{W}id") or "", part, item, "bookmark")
            yield from _once(names, name.lower(), part, item, "bookmark", "name")
            if units(name) > 40 or not _BOOKMARK.fullmatch(name):
                yield Finding(
                    "W5", part, name, "a bookmark's name has a letter first, then letters, digits and _, at most 40"
                )
        for tag in ("comment", "footnote", "endnote"):
            notes: dict[str, str] = {}
            for item in root.iterchildren(W + tag):
                yield from _once(notes, item.get(f"{W}id") or "", part, item, tag)
    numbering = prose.numbering
    for tag, attribute in (("abstractNum", "abstractNumId"), ("num", "numId")):
        numbers: dict[str, str] = {}
        for item in numbering.iterchildren(W + tag) if numbering is not None else ():
            yield from _once(numbers, item.get(W + attribute) or "", "word/numbering.xml", item, tag)


def _once(seen: dict[str, str], id: str, part: str, item: Element, what: str, which: str = "id") -> Iterator[Finding]:
    if id in seen:
        message = f"the {which} {id!r} is taken by another {what} in {seen[id]}; count up over the whole document"
        yield Finding("W5", part, place(item), message)
    seen.setdefault(id, part)


def complete_fields(file: File) -> Iterator[Finding]:
    """Fields are balanced and carry a result; none reads other files, none asks to be updated on opening."""
    prose = file.prose
    for part, root in prose.stories:
        yield from _fields(part, root, file.strict)
    if not file.strict or prose.settings is None:
        return
    for item in prose.settings.iter(f"{W}updateFields"):
        if is_true(item.get(f"{W}val"), True):
            message = "asks to update fields on opening, with a frightening question; write results and leave it out"
            yield Finding("W6", "word/settings.xml", "w:updateFields", message)
    for _ in prose.settings.iter(f"{W}attachedTemplate"):
        yield Finding(
            "W6", "word/settings.xml", "w:attachedTemplate", "attaches a template outside the file; leave it out"
        )


def _fields(part: str, root: Element, strict: bool) -> Iterator[Finding]:
    # Open fields: where each began, its instruction, and whether it parted and showed something.
    stack: list[tuple[Element, list[str], list[bool]]] = []
    for item in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple", *_RESULTS):
        tag = item.tag
        if tag == f"{W}fldSimple":
            yield from _field(part, item, item.get(f"{W}instr") or "", _shows(item), strict)
        elif tag == f"{W}instrText" and stack:
            stack[-1][1].append(item.text or "")
        elif tag in _RESULTS:
            if tag != f"{W}t" or (item.text or "").strip():
                for _, _, state in stack:
                    state[1] = state[1] or state[0]
        elif tag == f"{W}fldChar":
            kind = item.get(f"{W}fldCharType")
            if kind == "begin":
                stack.append((item, [], [False, False]))
            elif not stack:
                yield Finding(
                    "W6", part, place(item), f"a field {kind}s that never began; write begin, separate and end"
                )
            elif kind == "separate":
                stack[-1][2][0] = True
            else:
                began, instruction, state = stack.pop()
                yield from _field(part, began, "".join(instruction), state[1], strict)
    for began, _, _ in stack:
        yield Finding("W6", part, place(began), "a field never ends; write begin, separate and end")


def _shows(element: Element) -> bool:
    return any(item.tag != f"{W}t" or (item.text or "").strip() for item in element.iter(*_RESULTS))


def _field(part: str, element: Element, instruction: str, has_result: bool, strict: bool) -> Iterator[Finding]:
    if not strict:
        return
    name = instruction.split(maxsplit=1)[0].upper() if instruction.strip() else ""
    if name in _FORBIDDEN_FIELDS:
        yield Finding("W6", part, place(element), f"the field {name} reads outside the file; embed the content")
    elif not has_result and name not in _RESULTLESS:
        message = f"the field {name or 'without instruction'} has no result; write the value that a reader sees before updating"
        yield Finding("W6", part, place(element), message)


RULES = (
    Rule("W1", page_and_mode, ("docx",), ours=True),
    Rule("W5", unique_ids, ("docx",)),
    Rule("W6", complete_fields, ("docx",)),
)
