"""The paragraphs and runs of a text document, gathered once, with what they inherit from their styles."""

from collections.abc import Iterator

from migplan_office.lint.prose import Prose
from migplan_office.lint.xml import Element, W

_P, _R, _T, _PPR, _RPR = f"{W}p", f"{W}r", f"{W}t", f"{W}pPr", f"{W}rPr"


def _own(element: Element, tag: str) -> dict[str, Element]:
    """Give the properties written on an element, by their short name."""
    properties = element.find(tag)
    if properties is None:
        return {}
    return {str(item.tag).rpartition("}")[2]: item for item in properties}


class Paragraph:
    """One paragraph of a story."""

    __slots__ = ("element", "own", "part", "prose", "runs", "style", "table_style", "text")

    def __init__(self, prose: Prose, part: str, element: Element) -> None:
        self.prose, self.part, self.element = prose, part, element
        self.own = _own(element, _PPR)
        named = self.own.get("pStyle")
        self.style = (named.get(f"{W}val") or "") if named is not None else prose.default_paragraph_style
        table = next(element.iterancestors(f"{W}tbl"), None)
        self.table_style: str | None = prose.table_style(table) if table is not None else None
        """Style of the table it stands in; `None` outside tables."""
        self.runs: list[Run] = []
        self.text = ""

    def property(self, name: str) -> Element | None:
        """Find a property: its own, its style's, or its table's style's."""
        own = self.own.get(name)
        return own if own is not None else self.prose.inherited("pPr", name, "", self.style, self.table_style)


class Run:
    """One run of a paragraph that shows text."""

    __slots__ = ("element", "own", "paragraph", "style", "text")

    def __init__(self, element: Element, paragraph: Paragraph, text: str) -> None:
        self.element, self.paragraph, self.text = element, paragraph, text
        self.own = _own(element, _RPR)
        named = self.own.get("rStyle")
        self.style = (named.get(f"{W}val") or "") if named is not None else ""

    def property(self, name: str) -> Element | None:
        """Find a property: its own, its styles', its table's style's, or the defaults'."""
        own = self.own.get(name)
        if own is not None:
            return own
        paragraph = self.paragraph
        return paragraph.prose.inherited("rPr", name, self.style, paragraph.style, paragraph.table_style)

    def attribute(self, name: str, attribute: str) -> str | None:
        """Find an attribute of a property; the nearest property that has the attribute decides."""
        own = self.own.get(name)
        found = own.get(attribute) if own is not None else None
        return found or self.paragraph.prose.inherited_attribute(name, attribute, self.style, self.paragraph.style)


def paragraphs_of(prose: Prose) -> list[Paragraph]:
    """Gather the paragraphs of all stories with their runs."""
    return [paragraph for part, root in prose.stories for paragraph in _gathered(prose, part, root)]


def _gathered(prose: Prose, part: str, root: Element) -> Iterator[Paragraph]:
    found = {element: Paragraph(prose, part, element) for element in root.iter(_P)}
    for element in root.iter(_R):
        text = "".join(item.text or "" for item in element if item.tag == _T)
        if not text:
            continue
        parent: Element | None = element.getparent()
        if parent is not None and parent.tag != _P:
            parent = next(element.iterancestors(_P), None)
        if parent is not None and parent in found:
            paragraph = found[parent]
            paragraph.runs.append(Run(element, paragraph, text))
            paragraph.text += text
    yield from found.values()
