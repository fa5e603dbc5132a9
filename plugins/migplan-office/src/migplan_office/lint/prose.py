"""A package read as a text document: its stories, styles and sections."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define, field

from migplan_office.lint.package import Package
from migplan_office.lint.xml import Element, W, child, whole

if TYPE_CHECKING:
    from migplan_office.lint.passages import Paragraph

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
BLOCKS = frozenset((f"{W}p", f"{W}tbl", f"{W}sdt"))


@define(slots=False, eq=False)
class Style:
    """One style."""

    id: str
    element: Element
    name: str
    """In lower case, as Word compares it: `heading 1`."""
    kind: str
    """`paragraph`, `character`, `table` or `numbering`."""


@define(slots=False, eq=False)
class Prose:
    """The whole text document."""

    package: Package
    _found: dict[tuple[str, tuple[str, ...]], Element | None] = field(factory=dict)
    _inherited: dict[tuple[str, str, str, str, str | None], Element | None] = field(factory=dict)
    _attributes: dict[tuple[str, str, str, str], str | None] = field(factory=dict)

    @cached_property
    def root(self) -> Element | None:
        """The main part."""
        return self.package.root(self.package.main)

    @property
    def body(self) -> Element | None:
        """The body."""
        return child(self.root, f"{W}body")

    @cached_property
    def stories(self) -> list[tuple[str, Element]]:
        """Parts that hold text, the main one first."""
        names = [
            self.package.main,
            *(part for kind in _STORIES for part in self.package.targets(self.package.main, kind)),
        ]
        return [(name, root) for name in dict.fromkeys(names) if (root := self.package.root(name)) is not None]

    @cached_property
    def paragraphs(self) -> "list[Paragraph]":
        """The paragraphs of all stories with their runs."""
        from migplan_office.lint.passages import paragraphs_of

        return paragraphs_of(self)

    @cached_property
    def settings(self) -> Element | None:
        """The part of settings."""
        return self.package.root(self.package.target(self.package.main, "settings"))

    @cached_property
    def numbering(self) -> Element | None:
        """The part of numberings."""
        return self.package.root(self.package.target(self.package.main, "numbering"))

    @cached_property
    def styles_part(self) -> str:
        """Name of the part of styles."""
        return self.package.target(self.package.main, "styles")

    @cached_property
    def styles(self) -> dict[str, Style]:
        """Styles by id."""
        root = self.package.root(self.styles_part)
        found = {}
        for element in root.iterchildren(f"{W}style") if root is not None else ():
            id, name = element.get(f"{W}styleId") or "", child(element, f"{W}name")
            text = (name.get(f"{W}val") or "") if name is not None else ""
            found[id] = Style(id, element, text.lower(), element.get(f"{W}type") or "paragraph")
        return found

    @cached_property
    def _defaults(self) -> dict[str, str]:
        return {
            style.kind: style.id for style in self.styles.values() if style.element.get(f"{W}default") in ("1", "true")
        }

    @property
    def default_paragraph_style(self) -> str:
        """Id of the style of paragraphs that name none."""
        return self._defaults.get("paragraph", "")

    @cached_property
    def default_run(self) -> Element | None:
        """Run properties of the document's defaults."""
        return child(self.package.root(self.styles_part), f"{W}docDefaults", f"{W}rPrDefault", f"{W}rPr")

    def chain(self, id: str) -> Iterator[Style]:
        """Give a style and those it is based on."""
        seen: set[str] = set()
        while id and id not in seen and id in self.styles:
            seen.add(id)
            style = self.styles[id]
            yield style
            based = child(style.element, f"{W}basedOn")
            id = (based.get(f"{W}val") or "") if based is not None else ""

    def of_style(self, id: str, *path: str) -> Element | None:
        """Find an element of a style or of those it is based on: `of_style("Body", "rPr", "sz")`."""
        key = (id, path)
        if key not in self._found:
            names = [W + name for name in path]
            found = (child(style.element, *names) for style in self.chain(id))
            self._found[key] = next((element for element in found if element is not None), None)
        return self._found[key]

    def style_of(self, paragraph: Element) -> str:
        """Give the id of a paragraph's style, the default one where none is named."""
        named = child(paragraph, f"{W}pPr", f"{W}pStyle")
        return (named.get(f"{W}val") or "") if named is not None else self.default_paragraph_style

    def style_name(self, paragraph: Element) -> str:
        """Give the name of a paragraph's style, in lower case."""
        style = self.styles.get(self.style_of(paragraph))
        return style.name if style is not None else ""

    def paragraph_property(self, paragraph: Element, name: str) -> Element | None:
        """Find a property of a paragraph: its own, its style's, or its table's style's."""
        own = child(paragraph, f"{W}pPr", W + name)
        if own is not None:
            return own
        named = self.of_style(self.style_of(paragraph), "pPr", name)
        if named is not None:
            return named
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        return self.of_style(self.table_style(table), "pPr", name) if table is not None else None

    def inherited(self, kind: str, name: str, character: str, paragraph: str, table: str | None) -> Element | None:
        """Find a property of `pPr` or `rPr` in the styles of a run, its paragraph and its table, then in the defaults."""
        key = (kind, name, character, paragraph, table)
        if key not in self._inherited:
            styles = [style for style in (character, paragraph, table) if style]
            found = (self.of_style(style, kind, name) for style in styles)
            first = next((element for element in found if element is not None), None)
            if first is None and kind == "rPr":
                first = child(self.default_run, W + name)
            self._inherited[key] = first
        return self._inherited[key]

    def inherited_attribute(self, name: str, attribute: str, character: str, paragraph: str) -> str | None:
        """Find an attribute of a run's property: the nearest style, or the defaults, that has it decides."""
        key = (name, attribute, character, paragraph)
        if key not in self._attributes:
            links = [link.element for style in (character, paragraph) for link in self.chain(style)]
            marks = [child(link, f"{W}rPr", W + name) for link in links] + [child(self.default_run, W + name)]
            values = (mark.get(attribute) for mark in marks if mark is not None)
            self._attributes[key] = next((value for value in values if value), None)
        return self._attributes[key]

    def table_style(self, table: Element | None) -> str:
        """Give the id of a table's style."""
        named = child(table, f"{W}tblPr", f"{W}tblStyle")
        return (named.get(f"{W}val") or "") if named is not None else self._defaults.get("table", "")

    def heading_level(self, paragraph: Element) -> int:
        """Give 1 to 9 for a heading, by its style; 0 for anything else."""
        return self._levels.get(self.style_of(paragraph), 0)

    @cached_property
    def _levels(self) -> dict[str, int]:
        found = {}
        for id, style in self.styles.items():
            level = self.of_style(id, "pPr", "outlineLvl")
            number = whole(level.get(f"{W}val"), 9) if level is not None else 9
            if style.kind == "paragraph" and number < 9:
                found[id] = number + 1
            elif style.name.startswith("heading ") and style.name[8:].isdigit():
                found[id] = int(style.name[8:])
        return found

    @cached_property
    def sections(self) -> list[Element]:
        """The properties of the sections, in order."""
        return list(self.body.iter(f"{W}sectPr")) if self.body is not None else []

    @cached_property
    def body_tables(self) -> list[tuple[Element, Element | None]]:
        """Tables of the body that are in no other table, each with the properties of its section."""
        found: list[tuple[Element, Element | None]] = []
        waiting: list[Element] = []
        for block in blocks(self.body):
            if block.tag == f"{W}tbl":
                waiting.append(block)
            section = child(block, f"{W}pPr", f"{W}sectPr")
            if section is not None:
                found += [(table, section) for table in waiting]
                waiting = []
        last = child(self.body, f"{W}sectPr")
        return found + [(table, last) for table in waiting]


def blocks(parent: Element | None) -> Iterator[Element]:
    """Give the paragraphs and tables of a story in order, those inside content controls included."""
    for item in parent if parent is not None else ():
        if item.tag == f"{W}sdt":
            yield from blocks(child(item, f"{W}sdtContent"))
        elif item.tag in BLOCKS:
            yield item


def rows(table: Element) -> Iterator[Element]:
    """Give the rows of a table, not those of tables within."""
    for item in table:
        if item.tag == f"{W}tr":
            yield item
        elif item.tag == f"{W}sdt":
            content = child(item, f"{W}sdtContent")
            yield from rows(content) if content is not None else ()


def cells(row: Element) -> Iterator[Element]:
    """Give the cells of a row, those inside content controls included."""
    for item in row:
        if item.tag == f"{W}tc":
            yield item
        elif item.tag == f"{W}sdt":
            content = child(item, f"{W}sdtContent")
            if content is not None:
                yield from cells(content)


def text_width(section: Element | None) -> int | None:
    """Give the width between the margins of a section, in twentieths of a point; `None` when it is not said."""
    size, margins = child(section, f"{W}pgSz"), child(section, f"{W}pgMar")
    if size is None or margins is None:
        return None
    gutter = whole(margins.get(f"{W}gutter"))
    return whole(size.get(f"{W}w")) - whole(margins.get(f"{W}left")) - whole(margins.get(f"{W}right")) - gutter


def is_blank(paragraph: Element) -> bool:
    """Say whether a paragraph shows nothing: no text, picture, break, field or end of section."""
    for item in paragraph.iter():
        tag = item.tag
        if tag in _SHOWN or (tag == f"{W}t" and (item.text or "").strip()):
            return False
    return True


_SHOWN = frozenset(
    W + name
    for name in (
        "drawing",
        "pict",
        "object",
        "br",
        "sectPr",
        "fldChar",
        "fldSimple",
        "sym",
        "footnoteReference",
        "tab",
        "sdt",
        "ptab",
    )
)
