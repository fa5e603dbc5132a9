"""Places in the document that links lead to, and the links themselves."""

import re
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from attrs import field, mutable

from migplan.documents import ActionSheet, Document
from migplan_office.text import xml_attribute

_SCHEME = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_NOT_NAME = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_NAME = 40
_LONGEST_URL = 2079
_KEPT_IN_URL = "%/:=&?~#+!$,;'@()*[]._-"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def is_web(link: str) -> bool:
    """Say whether a link leads to a page or an address that a file may name: `https`, `http`, `mailto`."""
    return _SCHEME.match(link) is not None and len(link) <= _LONGEST_URL


def target_of(link: str) -> str:
    """Write a web link as the target of a relationship: a URI without spaces or quotes."""
    return quote(link, safe=_KEPT_IN_URL)


@mutable(eq=False)
class Anchors:
    """Bookmarks by the id of the section or block that they mark; names and numbers count up in document order."""

    names: dict[str, str]
    """Id to bookmark name; only what stands here can be linked to."""
    _open: set[str] = field(factory=set)
    _number: int = 0

    @classmethod
    def of(cls, document: Document) -> "Anchors":
        """Name a bookmark for each section and each block that has an id."""
        names: dict[str, str] = {}
        taken: set[str] = set()
        for identifier in _ids(document):
            if identifier and identifier not in names:
                names[identifier] = _name(identifier, taken)
        return cls(names)

    def is_open(self, identifier: str) -> bool:
        """Say whether the bookmark of an id was set already."""
        return identifier in self._open

    def mark(self, identifier: str, content: str) -> str:
        """Set a bookmark around runs; the second one of an id gives the runs alone."""
        name = self.names.get(identifier)
        if name is None or identifier in self._open:
            return content
        self._open.add(identifier)
        return self.mark_as(name, content)

    def mark_as(self, name: str, content: str) -> str:
        """Set a bookmark of a given name around runs."""
        self._number += 1
        start = f'<w:bookmarkStart w:id="{self._number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{self._number}"/>'

    def to(self, identifier: str, runs: str) -> str:
        """Link runs to a section or block of the document; runs alone when there is none of that id."""
        name = self.names.get(identifier)
        return f'<w:hyperlink w:anchor="{xml_attribute(name)}" w:history="1">{runs}</w:hyperlink>' if name else runs


def _ids(document: Document) -> Iterator[str]:
    for section in document.sections:
        yield section.id
        for block in section.blocks:
            yield getattr(block, "id", "")
            if isinstance(block, ActionSheet):
                yield from (getattr(table, "id", "") for table in block.tables)


def _name(identifier: str, taken: set[str]) -> str:
    base = "m_" + _NOT_NAME.sub("_", identifier)
    name = base
    if len(base) > _LONGEST_NAME or not identifier.isascii() or base.lower() in taken:
        name = f"{base[:30]}_{sha256(identifier.encode('utf-8', 'replace')).hexdigest()[:8]}"
    while name.lower() in taken:
        name = f"{name[:36]}_{len(taken) % 1000}"
    taken.add(name.lower())
    return name
