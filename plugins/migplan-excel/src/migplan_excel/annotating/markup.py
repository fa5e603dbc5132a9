"""XML changed at offsets: elements are found by the parser and edited in the text, so that all else stays as it was."""

import re
from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from attrs import define, field, frozen

from migplan_office.text import xml_attribute

RELATIONS_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")

Keep = Callable[[str, Mapping[str, str], int], bool]
"""Says of an element, by local name, attributes and depth (0 for the root), whether it is kept."""


@define(eq=False)
class Element:
    """One element and where it stands, in bytes."""

    name: str
    """Without its prefix."""
    attributes: Mapping[str, str]
    depth: int
    start: int
    inner: int
    """Where its content begins."""
    outer: int = -1
    """Where its content ends; for an element without end tag the end of its only tag."""
    end: int = -1
    children: int = 0
    parent: "Element | None" = field(default=None, repr=False)
    """The nearest kept element around it."""

    def holds(self, other: "Element") -> bool:
        """Say whether another element lies inside."""
        return self.start < other.start < self.end


def elements(data: bytes, keep: Keep) -> list[Element]:
    """Find the elements that are wanted, in their order. The part has passed the gate, so that it is sound XML."""
    found: list[Element] = []
    open_: list[Element | None] = []
    counts: list[int] = []
    parser = expat.ParserCreate()
    parser.buffer_text = False

    def start(name: str, attributes: dict[str, str]) -> None:
        if counts:
            counts[-1] += 1
        counts.append(0)
        local = name.rpartition(":")[2] if ":" in name else name
        if not keep(local, attributes, len(open_)):
            open_.append(None)
            return
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        if tag is None:
            raise ValueError(f"no tag at {at}")
        around = next((one for one in reversed(open_) if one is not None), None)
        element = Element(local, attributes, len(open_), at, tag.end(), parent=around)
        open_.append(element)
        found.append(element)

    def end(name: str) -> None:
        element = open_.pop()
        children = counts.pop()
        if element is None:
            return
        element.children = children
        if data[element.inner - 2 : element.inner] == b"/>":
            element.outer = element.end = element.inner
        else:
            element.outer = parser.CurrentByteIndex
            element.end = data.index(b">", element.outer) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found


_CELLS = re.compile(rb"<((?:[\w.-]+:)?sheetData)\b[^>]*(?<!/)>")


def outline(data: bytes, keep: Keep) -> list[Element]:
    """Find elements as `elements` does, in a sheet without a look at its cells, which are most of it."""
    opening = _CELLS.search(data)
    closing = data.rfind(b"</" + opening[1]) if opening else -1
    if opening is None or closing < opening.end():
        return elements(data, keep)
    inner, left_out = opening.end(), closing - opening.end()
    found = elements(data[:inner] + data[closing:], keep)
    for one in found:
        one.start += left_out if one.start >= inner else 0
        one.inner += left_out if one.inner > inner else 0
        one.outer += left_out if one.outer >= inner else 0
        one.end += left_out if one.end > inner else 0
    return found


@frozen
class Edit:
    """Bytes from `start` to `end` become `text`."""

    start: int
    end: int
    text: bytes


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Carry out edits that do not overlap; those at one place come in the order given."""
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        pieces += (data[at : edit.start], edit.text)
        at = edit.end
    pieces.append(data[at:])
    return b"".join(pieces)


def prefix(data: bytes, element: Element) -> str:
    """Give the prefix that an element is written with, with its colon."""
    name = re.match(rb"<([^\s/>]+)", data[element.start : element.inner])
    written = name[1].decode() if name else ""
    return written[: written.rindex(":") + 1] if ":" in written else ""


def with_prefix(xml: str, mark: str) -> bytes:
    """Write our own elements, which have no prefix, with one."""
    return (re.sub(r"<(/?)(?=\w)(?![\w.-]+:)", rf"<\1{mark}", xml) if mark else xml).encode()


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """Set attributes of a start tag, or take them out; new ones stand at its front."""
    for name, value in changes.items():
        written = re.compile(rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(\"[^\"]*\"|'[^']*')")
        there = written.search(tag)
        if value is None:
            tag = tag[: there.start()] + tag[there.end() :] if there else tag
        elif there:
            tag = tag[: there.start(1)] + f'"{xml_attribute(value)}"'.encode() + tag[there.end(1) :]
        else:
            front = re.match(rb"<[^\s/>]+", tag)
            at = front.end() if front else 0
            tag = tag[:at] + f' {name}="{xml_attribute(value)}"'.encode() + tag[at:]
    return tag


def inserted(data: bytes, parent: Element, content: bytes, at: int | None = None) -> list[Edit]:
    """Put content into an element, at its end unless said otherwise; an empty one is opened.

    A space before the `>` of an opened tag tells `closed` that there was no end tag before.
    """
    tag = data[parent.start : parent.inner]
    if not tag.endswith(b"/>"):
        place = parent.outer if at is None else at
        return [Edit(place, place, content)]
    name = re.match(rb"<([^\s/>]+)", tag)
    closing = b"</" + (name[1] if name else b"") + b">"
    return [Edit(parent.inner - 2, parent.inner, b" >" + content + closing)]


def closed(data: bytes, parent: Element) -> list[Edit]:
    """Write an emptied element as one tag again, if it was one before `inserted`; its content goes by these edits too."""
    if data[parent.inner - 2 : parent.inner] == b" >":
        return [Edit(parent.inner - 2, parent.end, b"/>")]
    return [Edit(parent.inner, parent.outer, b"")]


def was_opened(data: bytes, parent: Element) -> bool:
    """Say whether `inserted` opened this element."""
    return data[parent.inner - 2 : parent.inner] == b" >"
