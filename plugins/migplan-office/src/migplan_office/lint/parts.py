"""Rules of any package: V2, V4, T4, I4."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.package import CONTENT_TYPES, Package, Relation
from migplan_office.lint.xml import Element, P, R, S, place

_IDS = etree.XPath("//@r:*", namespaces={"r": R.strip("{}")})
_ISOLATES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATE_BYTES = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|&#")
_POINTED_AT = frozenset(
    (
        "chart",
        "table",
        "drawing",
        "worksheet",
        "slide",
        "image",
        "hyperlink",
        "header",
        "footer",
        "package",
        "video",
        "audio",
    )
)
"""Kinds of relationship that do nothing unless an element names their id."""
_OWN = {
    "table": "table",
    "drawing": "drawing",
    "chart": "chart",
    "notesSlide": "page of notes",
    "comments": "list of comments",
}
"""Kinds of part that belong to one owner."""


def sound_package(file: File) -> Iterator[Finding]:
    """Part names are unique without regard to case; relationships, parts and ids fit together; only links are external."""
    package = file.package
    yield from (fault for fault in package.faults if fault.rule == "V2")
    if package.faults and not package.parts:
        return
    for name, count in Counter(name.lower() for name in package.names).items():
        if count > 1:
            yield Finding(
                "V2", package.stored[name], "", f"stands {count} times in the package; give each part its own name"
            )
    if not file.kind:
        yield Finding(
            "V2",
            CONTENT_TYPES,
            "",
            "no main part of Word, PowerPoint or Excel; declare its content type and relationship",
        )
        return
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        for relation in package.relations(source):
            yield from _relation(file, relation)
            if not relation.is_external and relation.target in package.parts and relation.target not in reached:
                reached.add(relation.target)
                waiting.append(relation.target)
    for name in package.parts:
        if name == CONTENT_TYPES:
            continue
        if name.endswith(".rels"):
            folder, _, base = name.rpartition("/")
            source = "/".join(piece for piece in (folder.rpartition("/")[0], base[:-5]) if piece)
            if base != ".rels" and source not in package.parts:
                yield Finding("V2", name, "", f"relationships of the missing part {source}; remove them with it")
            continue
        if name not in reached and package.stored[name.lower()] == name:
            yield Finding("V2", name, "", "no relationship leads to this part; add one or leave the part out")
        if not package.type_of(name):
            yield Finding("V2", name, "", "no content type is declared for this part; add it to [Content_Types].xml")
    yield from _missing_ids(package)


def _relation(file: File, relation: Relation) -> Iterator[Finding]:
    source = relation.source or "_rels/.rels"
    if relation.is_external:
        if file.strict and relation.kind != "hyperlink":
            message = (
                f"external relationship of kind {relation.kind}; only hyperlinks may leave the file, embed the rest"
            )
            yield Finding("V2", source, relation.id, message)
    elif relation.target not in file.package.parts:
        message = f"points to {relation.target}, which is not in the package; add the part or drop the relationship"
        yield Finding("V2", source, relation.id, message)


def _used_ids(root: Element) -> list[tuple[str, Element]]:
    found: Any = _IDS(root)
    return [(str(value), value.getparent()) for value in found]


def _missing_ids(package: Package) -> Iterator[Finding]:
    for name, root in package.xml_parts.items():
        known = {relation.id for relation in package.relations(name)}
        for id, element in _used_ids(root):
            if id and id not in known:
                message = f"names the relationship {id}, which the part does not have; add it or remove the element"
                yield Finding("V2", name, place(element), message)


def whole_copies(file: File) -> Iterator[Finding]:
    """Slides, sheets and tables are copied and removed with their relationships, never the element alone."""
    package = file.package
    if file.kind == "pptx":
        yield from _listed(package, "slide", f"{P}sldId")
    elif file.kind == "xlsx":
        yield from _listed(package, "worksheet", f"{S}sheet")
        yield from _table_ids(file)
    owners: dict[str, str] = {}
    for name, root in package.xml_parts.items():
        used = Counter(id for id, _ in _used_ids(root))
        for relation in package.relations(name):
            if relation.is_external and relation.kind != "hyperlink":
                continue
            if relation.kind in _OWN and not relation.is_external:
                owner = owners.setdefault(relation.target, name)
                if owner != name or used[relation.id] > 1:
                    message = f"shares the {_OWN[relation.kind]} {relation.target} with {owner}; copy the part too"
                    yield Finding("V4", name, relation.id, message)
            implied = relation.kind == "slide" and "notesSlide" in package.type_of(name)
            pointed = relation.kind in _POINTED_AT and not implied
            if file.strict and pointed and not used[relation.id] and name != file.main:
                message = f"keeps a relationship to {relation.target} that nothing uses; drop it with its element"
                yield Finding("V4", name, relation.id, message)


def _listed(package: Package, kind: str, tag: str) -> Iterator[Finding]:
    root = package.root(package.main)
    if root is None:
        return
    used = Counter(element.get(f"{R}id") or "" for element in root.iter(tag))
    targets: set[str] = set()
    for relation in package.relations(package.main):
        if relation.kind != kind or relation.is_external:
            continue
        if not used[relation.id]:
            message = f"{relation.target} is kept but not listed; drop its relationship and its part too"
            yield Finding("V4", package.main, relation.id, message)
        if used[relation.id] > 1 or relation.target in targets:
            yield Finding("V4", package.main, relation.id, f"{relation.target} is listed twice; copy the part too")
        targets.add(relation.target)


def _table_ids(file: File) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for table in file.workbook.tables:
        id = table.root.get("id") or ""
        if id in seen:
            message = f"has the id {id} of {seen[id]}; give the copy its own id and name"
            yield Finding("V4", table.part, table.name, message)
        seen.setdefault(id, table.part)


def no_isolates(file: File) -> Iterator[Finding]:
    """The direction controls U+202A to U+202E and U+2066 to U+2069 never appear."""
    for name, root in file.package.xml_parts.items():
        if not _ISOLATE_BYTES.search(file.package.parts[name]):
            continue
        for element in root.iter(etree.Element):
            for text in (element.text, element.tail, *element.attrib.values()):
                found = _ISOLATES.search(text) if isinstance(text, str) else None
                if found:
                    message = (
                        f"holds U+{ord(found[0]):04X}; clean the text, and use U+200E or U+200F where order needs help"
                    )
                    yield Finding("T4", name, place(element), message)
                    break


def parsed_parts(file: File) -> Iterator[Finding]:
    """Every part is well-formed XML in UTF-8, without document type or entities."""
    package = file.package
    for name in package.parts:
        package.root(name)
    yield from (fault for fault in package.faults if fault.rule == "I4")
    for name, root in package.xml_parts.items():
        encoding = (root.getroottree().docinfo.encoding or "UTF-8").upper()
        if encoding not in ("UTF-8", "ASCII", "US-ASCII"):
            yield Finding("I4", name, "", f"is written in {encoding}; write UTF-8")


RULES = (
    Rule("V2", sound_package),
    Rule("V4", whole_copies),
    Rule("T4", no_isolates, ours=True),
    Rule("I4", parsed_parts),
)
