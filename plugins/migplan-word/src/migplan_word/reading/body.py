"""The text of a Word body: its paragraphs in order, with the content controls and the bookmarks that hold them.

The package has passed the gate, so that the body is well-formed XML of bounded size and depth without any document type.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from attrs import field, mutable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SLOT_MARK = "slot_"
"""What the names of the bookmarks around slots begin with."""
_LEFT_OUT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "drawing", "pict", "object")
)
"""What was struck out, what steers, and what is drawn."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Mapping[str, str] = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "\u2011"}


@mutable(eq=False)
class Line:
    """One paragraph."""

    text: str = ""
    tags: tuple[str, ...] = ()
    """Tags of the content controls around it, or within it, outermost first."""
    marks: frozenset[str] = frozenset()
    """Bookmarks that are open somewhere in it; one that ends before its first word does not count."""
    style: str = ""


@mutable(eq=False)
class Body:
    """The paragraphs of a document, and what they say of themselves."""

    lines: list[Line] = field(factory=list)
    placeholders: set[str] = field(factory=set)
    """Tags of content controls that show their placeholder."""
    found: set[str] = field(factory=set)
    """Tags of content controls and names of bookmarks that are there, whether or not they hold a word."""
    _open: dict[str, str] = field(factory=dict)
    """Name by number of the bookmarks that are open."""

    @classmethod
    def of(cls, root: Element) -> "Body":
        """Walk over a parsed `word/document.xml`."""
        body = cls()
        body._walk(root, (), None)
        return body

    def tagged(self, tag: str) -> str | None:
        """Give the text in the content controls of a tag, paragraphs parted by a blank line; `None` when it is gone."""
        return self._joined(line for line in self.lines if tag in line.tags) if tag in self.found else None

    def marked(self, name: str, following: str | None = None) -> str | None:
        """Give the text of the paragraphs that a bookmark reaches; `None` when it is gone.

        LibreOffice does not widen a bookmark over what is typed behind it. With `following`, the words that stood behind the
        slot when the file was made, further paragraphs of the same style belong to it, up to those words or another slot.
        """
        if name not in self.found:
            return None
        held = [number for number, line in enumerate(self.lines) if name in line.marks]
        lines = [self.lines[number] for number in held]
        if held and following is not None:
            for line in self.lines[held[-1] + 1 :]:
                is_other = any(mark.startswith(SLOT_MARK) for mark in line.marks)
                if line.style != lines[-1].style or is_other or line.text.split() == following.split():
                    break
                lines.append(line)
        return self._joined(iter(lines))

    def _joined(self, lines: Iterator[Line]) -> str:
        return "\n\n".join(text for text in (line.text.strip() for line in lines) if text)

    def _walk(self, element: Element, tags: tuple[str, ...], line: Line | None) -> None:
        for item in element:
            name = item.tag
            if name in _LEFT_OUT or name == _FALLBACK:
                continue
            if name == f"{W}p":
                self._paragraph(item, tags)
            elif name == f"{W}sdt":
                self._control(item, tags, line)
            elif name == f"{W}bookmarkStart":
                self._begin(item, line)
            elif name == f"{W}bookmarkEnd":
                self._end(item)
            elif line is not None and name == f"{W}t":
                self._say(line, item.text or "")
            elif line is not None and name in _SIGNS:
                self._say(line, _SIGNS[name])
            else:
                self._walk(item, tags, line)

    def _paragraph(self, item: Element, tags: tuple[str, ...]) -> None:
        style = item.find(f"{W}pPr/{W}pStyle")
        line = Line(tags=tags, style="" if style is None else style.get(f"{W}val", ""))
        self.lines.append(line)
        self._walk(item, tags, line)
        if not line.text:  # an empty paragraph between the ends of a bookmark
            line.marks |= frozenset(self._open.values())

    def _say(self, line: Line, text: str) -> None:
        line.text += text
        line.marks |= frozenset(self._open.values())

    def _begin(self, item: Element, line: Line | None) -> None:
        name = item.get(f"{W}name", "")
        if name.startswith(SLOT_MARK):  # slots never lie within one another: another one closes what was left open
            self._open = {key: one for key, one in self._open.items() if not one.startswith(SLOT_MARK) or one == name}
        self._open[item.get(f"{W}id", "")] = name
        self.found.add(name)
        if line is not None:
            line.marks |= {name}

    def _end(self, item: Element) -> None:
        """Close a bookmark; LibreOffice begins one of several paragraphs several times, and ends it once."""
        name = self._open.get(item.get(f"{W}id", ""))
        self._open = {key: one for key, one in self._open.items() if one != name}

    def _control(self, item: Element, tags: tuple[str, ...], line: Line | None) -> None:
        properties, content = item.find(f"{W}sdtPr"), item.find(f"{W}sdtContent")
        if properties is not None:
            named = properties.find(f"{W}tag")
            tag = named.get(f"{W}val", "") if named is not None else ""
            if tag:
                tags = (*tags, tag)
                self.found.add(tag)
                if properties.find(f"{W}showingPlcHdr") is not None:
                    self.placeholders.add(tag)
        if line is not None:
            line.tags = tuple(dict.fromkeys((*line.tags, *tags)))
        if content is not None:
            self._walk(content, tags, line)
