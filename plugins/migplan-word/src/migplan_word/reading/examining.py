"""What a Word file says, heading by heading, for an audit of its figures."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from migplan.problems import Problem
from migplan.records.figures import Examined, Place
from migplan_office.custom import carried
from migplan_office.gate import Kind, understood
from migplan_office.package import Parts
from migplan_word.reading.body import W

_MAIN = re.compile(r"(?:^|/)word/document\.xml$", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading ?\d", re.IGNORECASE)
_BREAKS = frozenset(f"{W}{name}" for name in ("p", "br", "cr", "tab", "tc"))
_FIELDS = frozenset(f"{W}{name}" for name in ("fldChar", "fldSimple", "footnoteReference"))
"""What stands apart from the words before it: the number of a note is no digit of the figure that it follows."""
_STRUCK = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "pPr"))


def examine(data: bytes, source: str) -> Examined | Problem:
    """Read a Word file given as bytes; unsafe, damaged and other files are one problem."""

    def read(parts: Parts) -> Examined:
        main = next(name for name in parts if _MAIN.search(name))
        walk = _Walk()
        walk.over(ElementTree.fromstring(parts[main]))
        return Examined(walk.places, carried(parts))

    return understood(data, Kind.DOCUMENT, source, "unreadable-document", read)


class _Walk:
    """Goes over a body, and cuts it at its headings."""

    def __init__(self) -> None:
        self._name, self._said, self._begun = "", [""], 0
        self._done: list[Place] = []
        self._page, self._is_paged = 1, False

    @property
    def places(self) -> tuple[Place, ...]:
        """The places: before the first heading, then below each."""
        return tuple(
            place if self._is_paged else Place(place.kind, place.name, place.text)
            for place in (*self._done, self._place())
        )

    def _place(self) -> Place:
        return Place("section", self._name, "".join(self._said), page=self._begun or 1)

    def over(self, element: Element) -> None:
        """Take in all that an element says."""
        for item in element:
            if item.tag in _STRUCK or item.tag == _FALLBACK:
                continue
            if item.tag == f"{W}p" and _is_heading(item):
                self._done.append(self._place())
                self._name, self._said, self._begun = _words(item), [""], 0
            if item.tag in _BREAKS:
                self._said.append("\n")
            elif item.tag in _FIELDS:
                self._said.append("|")
            if item.tag == f"{W}lastRenderedPageBreak":
                self._page, self._is_paged = self._page + 1, True
            elif item.tag == f"{W}t":
                self._begun = self._begun or self._page
                self._said.append(item.text or "")
            else:
                self.over(item)


def _is_heading(paragraph: Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and _HEADING.match(style.get(f"{W}val", "")) is not None


def _words(paragraph: Element) -> str:
    return " ".join("".join(one.text or "" for one in paragraph.iter(f"{W}t")).split())
