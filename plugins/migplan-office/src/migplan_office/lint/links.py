"""Rules of links: P6, A6."""

import re
from collections.abc import Iterator

from migplan_office.lint.cells import Box, sheet_and_range
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.workbook import Sheet
from migplan_office.lint.xml import A, Element, P, R, S, W, is_true, place, said

SCHEMES = ("https:", "http:", "mailto:")
_ACTIONS = ("ppaction://hlinksldjump", "ppaction://hlinkshowjump", "ppaction://noaction")
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S*", re.IGNORECASE)
_VAGUE = frozenset(
    (
        "here",
        "click here",
        "link",
        "read more",
        "more",
        "ici",
        "cliquez ici",
        "lien",
        "en savoir plus",
        "هنا",
        "اضغط هنا",
        "رابط",
    )
)
_FIELD_PLACE = re.compile(r'\s*(?:HYPERLINK\s+\\l|PAGEREF|REF)\s+"?([^\s"\\]+)', re.IGNORECASE)
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+(?:(\\[a-z])\s+)?"([^"]*)"', re.IGNORECASE)


def safe_links(file: File) -> Iterator[Finding]:
    """Links go to `https`, `http`, `mailto` or a place of the same file; never to a file, a server or a script."""
    package = file.package
    for name in package.xml_parts:
        for relation in package.relations(name):
            if relation.is_external and relation.kind == "hyperlink" and not _is_safe(relation.target):
                message = f"links to {relation.target[:60]!r}; only https, http and mailto may leave the file"
                yield Finding("P6", name, relation.id, message)
    if file.kind == "pptx":
        for slide in file.deck.slides:
            for link in slide.root.iter(f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver"):
                action = link.get("action") or ""
                if action and not action.startswith(_ACTIONS):
                    yield Finding(
                        "P6", slide.part, place(link), f"acts by {action!r}; use a link to a slide or an address"
                    )
    if file.kind == "docx":
        yield from _bookmarks(file)
        for part, root in file.prose.stories:
            for element in root.iter(f"{W}instrText"):
                found = _FIELD_LINK.match(element.text or "")
                if found and not found[1] and not _is_safe(found[2]):
                    yield Finding(
                        "P6", part, place(element), f"links to {found[2][:60]!r}; only https, http and mailto may leave"
                    )
    if file.kind == "xlsx":
        yield from _places(file)


def _bookmarks(file: File) -> Iterator[Finding]:
    """A link or page reference within a text document leads to one of its bookmarks."""
    known = {"", "_top"}
    for _, root in file.prose.stories:
        known.update((mark.get(f"{W}name") or "").lower() for mark in root.iter(f"{W}bookmarkStart"))
    for part, root in file.prose.stories:
        for element in root.iter(f"{W}hyperlink", f"{W}instrText"):
            named = _FIELD_PLACE.match(element.text or "")
            name = element.get(f"{W}anchor") or (named[1] if named else "")
            if name.lower() not in known:
                message = (
                    f"leads to the bookmark {name!r}, which the document does not have; write it, or drop the link"
                )
                yield Finding("P6", part, place(element), message)


def _is_safe(address: str) -> bool:
    return address.lower().startswith(SCHEMES)


def _places(file: File) -> Iterator[Finding]:
    """A link within a workbook leads to one of its sheets or names."""
    book = file.workbook
    names = {name.name.lower() for name in book.names} | {table.name.lower() for table in book.tables}
    for sheet in book.sheets:
        for link in sheet.root.iter(f"{S}hyperlink"):
            location = link.get("location")
            if not location or link.get(f"{R}id"):
                continue
            split = sheet_and_range(location)
            known = (
                book.sheet(split[0]) is not None if split else location.lower() in names or Box.of(location) is not None
            )
            if not known:
                yield Finding(
                    "P6", sheet.part, link.get("ref") or "", f"links to {location!r}, which the workbook does not have"
                )


def telling_links(file: File) -> Iterator[Finding]:
    """The text of a link says where it goes, not its address and not "here"; no bar or icon stands without its value."""
    for part, where, text in _link_texts(file):
        bare = " ".join(text.split()).strip(" .…").lower()
        if _ADDRESS.fullmatch(bare) or bare in _VAGUE:
            yield Finding("A6", part, where, f"the link's text is {text[:40]!r}; say where it leads")
    if file.kind == "xlsx":
        for sheet in file.workbook.sheets:
            for item in sheet.root.iter(f"{S}dataBar", f"{S}iconSet"):
                if not is_true(item.get("showValue"), True):
                    yield Finding(
                        "A6", sheet.part, place(item), "hides the value behind its picture; show the value too"
                    )


def _link_texts(file: File) -> Iterator[tuple[str, str, str]]:
    if file.kind == "docx":
        for part, root in file.prose.stories:
            for element in root.iter(f"{W}hyperlink"):
                yield part, place(element), said(element, f"{W}t")
    elif file.kind == "pptx":
        for slide in file.deck.slides:
            for paragraph in slide.root.iter(f"{A}p"):
                for text in _linked_runs(paragraph):
                    yield slide.part, place(paragraph), text
            for shape in slide.root.iter(f"{P}cNvPr"):
                if shape.find(f"{A}hlinkClick") is not None and shape.get("descr"):
                    yield slide.part, shape.get("name") or "", shape.get("descr") or ""
    elif file.kind == "xlsx":
        for sheet in file.workbook.sheets:
            yield from ((sheet.part, where, text) for where, text in _linked_cells(sheet))


def _linked_runs(paragraph: Element) -> Iterator[str]:
    """Give the text of each link, runs that share a target joined."""
    target, text = None, ""
    for run in paragraph.iter(f"{A}r"):
        link = run.find(f"{A}rPr/{A}hlinkClick")
        now = link.get(f"{R}id") if link is not None else None
        if now != target:
            if target is not None:
                yield text
            target, text = now, ""
        text += said(run, f"{A}t")
    if target is not None:
        yield text


def _linked_cells(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for link in sheet.root.iter(f"{S}hyperlink"):
        box = Box.of(link.get("ref") or "")
        text = sheet.text(box.top, box.left) if box is not None else ""
        if text:
            yield link.get("ref") or "", text


RULES = (
    Rule("P6", safe_links, ours=True),
    Rule("A6", telling_links, ours=True),
)
