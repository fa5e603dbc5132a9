"""What a deck says, slide by slide, for an audit of its figures."""

from collections.abc import Iterator
from xml.etree import ElementTree

from migplan.problems import Problem
from migplan.records.figures import Examined, Place
from migplan_office.custom import carried
from migplan_office.gate import Kind, understood
from migplan_office.package import Parts, resolved

_MAIN = "ppt/presentation.xml"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def examine(data: bytes, source: str) -> Examined | Problem:
    """Read a deck given as bytes; unsafe, damaged and other files are one problem."""

    def read(parts: Parts) -> Examined:
        return Examined(_places(parts), carried(parts))

    return understood(data, Kind.DECK, source, "unreadable-deck", read)


def _places(parts: Parts) -> Iterator[Place]:
    """Give the slides in their order, with what their notes say."""
    root = ElementTree.fromstring(parts[_MAIN])
    slides = {target.get("Id", ""): resolved(_MAIN, target.get("Target", "")) for target in _relations(parts, _MAIN)}
    for number, listed in enumerate(root.iter(f"{_P}sldId"), start=1):
        name = slides[listed.get(f"{_R}id", "")]
        notes = [
            resolved(name, one.get("Target", ""))
            for one in _relations(parts, name)
            if one.get("Type", "").endswith("/notesSlide")
        ]
        yield Place("slide", str(number), "\n".join(_text(parts[part]) for part in (name, *notes)))


def _relations(parts: Parts, name: str) -> list[ElementTree.Element]:
    folder, _, short = name.rpartition("/")
    listed = parts.get(f"{folder}/_rels/{short}.rels")
    return [] if listed is None else list(ElementTree.fromstring(listed).iter(_RELATION))


def _text(part: bytes) -> str:
    """Give the words of a part, a paragraph a line."""
    paragraphs = ElementTree.fromstring(part).iter(f"{_A}p")
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    for item in paragraph.iter():
        if item.tag == f"{_A}br":
            yield "\n"
        elif item.tag == f"{_A}t":
            yield item.text or ""
