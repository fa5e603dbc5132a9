"""What all blocks of one document share while they are written."""

import re
from typing import TYPE_CHECKING, Any

from attrs import field, frozen, mutable

from migplan.documents import EntryTable, Inline, Span, Table, parts, plain
from migplan.hooks import ExportRequest
from migplan.locale import Words, is_right_to_left
from migplan.themes import Theme
from migplan_office.fonts import text_width, wrap
from migplan_office.scripts import has_rtl
from migplan_office.text import clean, cut
from migplan_word.anchors import HYPERLINK, Anchors, target_of
from migplan_word.notes import Notes, field_runs
from migplan_word.numbering import Numbering
from migplan_word.pages import Flow, Running, unlinked
from migplan_word.runs import Runs

if TYPE_CHECKING:
    from migplan_word.brand import Brand
    from migplan_word.tables import Planned

LONGEST_ALT = 250
"""Units of an alternative text."""
_LETTER = re.compile("[A-Za-z]")
"""What makes a text Latin; figures alone are set in the wide fallback font by LibreOffice in mirrored documents."""


@frozen
class Entry:
    """One heading that the contents list."""

    text: Inline
    level: int
    number: str
    bookmark: str


@frozen
class Titled:
    """One table or figure that the lists after the contents name."""

    kind: str
    """`table` or `figure`."""
    label: str
    """`Table 3`."""
    text: Inline
    bookmark: str


@mutable(eq=False)
class Relations:
    """Relationships of one part: web links, pictures, charts, counted as they come."""

    rows: list[tuple[str, str, str, bool]] = field(factory=list)
    """Id, type, target, and whether it leads out of the package."""
    _known: dict[tuple[str, str], str] = field(factory=dict)

    def to(self, kind: str, target: str, is_external: bool = False) -> str:
        """Give the id of the relationship to a target, made at need."""
        key = (kind, target)
        if key not in self._known:
            self._known[key] = f"rId{len(self.rows) + 100}"
            self.rows.append((self._known[key], kind, target, is_external))
        return self._known[key]

    def link(self, url: str) -> str:
        """Give the id of the relationship to a web page."""
        return self.to(HYPERLINK, target_of(url), True)


@mutable(eq=False)
class Writer:
    """The state of one export."""

    request: ExportRequest
    runs: Runs
    notes: Notes
    anchors: Anchors
    numbering: Numbering
    flow: Flow
    relations: Relations
    note_relations: Relations
    brand: "Brand | None" = None
    """The client's template."""
    media: dict[str, bytes] = field(factory=dict)
    """Pictures by name of part."""
    charts: dict[str, bytes] = field(factory=dict)
    """Parts of charts by name, relationships and workbooks included."""
    said_before: set[str] = field(factory=set)
    """Ids of calendars whose milestones were said before them."""
    entries: list[Entry] = field(factory=list)
    """Headings that the contents list, in order."""
    titled: list[Titled] = field(factory=list)
    """Tables and figures with a caption, in order."""
    slots: list[dict[str, Any]] = field(factory=list)
    """What the file remembers of each slot, as plain data."""
    chapter: Inline = ""
    """Title of the section being written: what a table without a title is about."""
    _planned: dict[int, "Planned"] = field(factory=dict)
    depth: int = 0
    """Level of the last heading."""
    _drawings: int = 0
    _controls: int = 0
    _headings: int = 0
    _captions: dict[str, int] = field(factory=dict)

    @classmethod
    def of(cls, request: ExportRequest, brand: "Brand | None" = None) -> "Writer":
        """Start an empty document for a request, whose theme is that of the client's template if there is one."""
        document = request.document
        rtl = request.is_right_to_left
        anchors = Anchors.of(document)
        relations, note_relations = Relations(), Relations()
        runs = Runs(request, anchors, relations.link)
        note_runs = Runs(request, anchors, note_relations.link, variants=runs.variants)
        opening = opened("%s", rtl)
        notes = Notes(
            {note.key: note for note in document.sources},
            anchors,
            lambda inline: note_runs.inline(inline, notes=False),
            opening % "FootnoteText",
            runs.language(),
        )
        runs.cite = notes.cite
        head = document.short_title or document.title
        statement = document.cover.statement
        plain_runs = Runs(request, anchors, lambda url: "", variants=runs.variants)
        running = Running(plain_runs, head, unlinked(statement), opening)
        flow = Flow(running, rtl) if brand is None else Flow(running, rtl, brand.paper)
        numbering = Numbering(request.theme, rtl, is_explicit=brand is not None)
        writer = cls(request, runs, notes, anchors, numbering, flow, relations, note_relations, brand)
        notes.believe = lambda text: flow.note(writer.height(text, 9, 12) + 2)
        return writer

    @property
    def theme(self) -> Theme:
        """Colours and fonts."""
        return self.request.theme

    @property
    def words(self) -> Words:
        """Labels in the document's language."""
        return self.request.words

    @property
    def language(self) -> str:
        """The document's language."""
        return self.request.document.language

    @property
    def rtl(self) -> bool:
        """Whether the document runs from right to left."""
        return self.flow.rtl

    @property
    def letter_width(self) -> float:
        """How much wider than ours the letters of the client's template run."""
        return self.brand.letter_width if self.brand is not None else 1.0

    @property
    def width(self) -> int:
        """Width of the text on the present page, in twentieths of a point."""
        return self.flow.page.width

    def plain(self, inline: Inline) -> str:
        """Write a line as plain text."""
        return plain(inline, self.language)

    def drawing_id(self) -> int:
        """Give the number of the next drawing, unique in the document."""
        self._drawings += 1
        return self._drawings

    def is_rtl(self, inline: Inline) -> bool:
        """Say whether a line runs from right to left: as the document does, unless it is all of other languages."""
        if self.rtl or isinstance(inline, str):
            return self.rtl
        languages = {part.language for part in parts(inline) if isinstance(part, Span) and part.text.strip()}
        if not languages or "" in languages or any(not isinstance(part, Span) for part in parts(inline)):
            return self.rtl
        directions = {is_right_to_left(language) for language in languages}
        return directions.pop() if len(directions) == 1 else self.rtl

    def paragraph(
        self,
        style: str,
        inline: Inline = "",
        *,
        runs: str | None = None,
        before: str = "",
        after: str = "",
        notes: bool = True,
    ) -> str:
        """Write a paragraph: a line, or runs ready made, in a style.

        `before` and `after` are further properties, in the order of the schema, before and after the direction.
        """
        rtl = self.rtl if runs is not None else self.is_rtl(inline)
        content = self.runs.inline(inline, notes=notes) if runs is None else runs
        return f"{opened(style, rtl, before, after)}{content}</w:p>"

    def drawing(self, run: str) -> str:
        """Write the paragraph that holds a drawing and no words: always from left to right.

        LibreOffice moves the words of grouped shapes away from them when the paragraph around runs from right to left;
        the words within the shapes run as the document does.
        """
        direction = '<w:bidi w:val="0"/>' if self.rtl else ""
        return f'<w:p><w:pPr><w:pStyle w:val="Drawing"/>{direction}</w:pPr>{run}</w:p>'

    def wide(self, text: str, size: float, bold: bool = False) -> float:
        """Give the width in points of a text's widest line, with a little air; Arabic letters are set larger."""
        if has_rtl(text):
            width = text_width(text, size * self.theme.arabic_scale, bold, reserve=True)
            return width * 1.04 if bold else width
        size *= self.letter_width
        return text_width(text, size, bold) * (1.03 if not self.rtl else 1.1 if _LETTER.search(text) else 1.3)

    def lines(self, text: str, room: float, size: float, bold: bool = False, is_even: bool = False) -> list[str]:
        """Break a text into lines of so many points; `is_even` when Arabic letters are no larger than Latin ones."""
        rtl = has_rtl(text)
        scale = self.letter_width if not rtl else self.theme.arabic_scale if not is_even else 1.0
        return wrap(text, room, size * scale, bold, reserve=rtl)

    def height(
        self, inline: Inline, size: float, leading: float, width: float | None = None, bold: bool = False
    ) -> float:
        """Believe the height in points of a line set in so many points of width."""
        return len(self.lines(self.plain(inline), self.width / 20 if width is None else width, size, bold)) * leading

    def alternative(self, text: str, title: Inline) -> str:
        """Give what a screen reader says of a drawing: 5 to 250 units, a sentence rather than a name."""
        said = " ".join(clean(text).split())
        if len(said.split()) < 3:
            said = self.words("blocks.draw_alt", title=said or " ".join(clean(self.plain(title)).split()) or "–")
        return cut(said, LONGEST_ALT)[0]

    def caption(self, kind: str, inline: Inline, identifier: str = "") -> str:
        """Write a caption with its number as a field: `kind` is `table` or `figure`."""
        number = self._captions[kind] = self._captions.get(kind, 0) + 1
        name = {"table": "Table", "figure": "Figure"}[kind]
        properties = f'<w:rPr><w:rStyle w:val="PrimaryStrong"/>{self.runs.language()}</w:rPr>'
        label = self.runs.text(self.words(f"blocks.caption_{kind}") + "\u00a0", "PrimaryStrong")
        counted = field_runs(f"SEQ {name} \\* ARABIC", f"<w:r>{properties}<w:t>{number}</w:t></w:r>", properties)
        dash = self.runs.text("\u2002", "PrimaryStrong")
        runs = label + counted + dash + self.runs.inline(inline)
        style = "Caption" if kind == "table" else "CaptionBelow"
        bookmark = self.anchors.names.get(identifier, "")
        if not bookmark or self.anchors.is_open(identifier):
            bookmark = f"{kind}_{number}"
            runs = self.anchors.mark_as(bookmark, runs)
        else:
            runs = self.anchors.mark(identifier, runs)
        said = f"{self.words(f'blocks.caption_{kind}')}\u00a0{number}"
        self.titled.append(Titled(kind, said, inline, bookmark))
        return self.paragraph(style, runs=runs)

    def gap(self, wide: bool = False) -> None:
        """Set the space that keeps two tables apart, or a wide one before a chapter; never two in a row."""
        self.flow.gap(opened("GapWide" if wide else "Gap", self.rtl) + "</w:p>", 34 if wide else 10)

    def next_bookmark(self) -> str:
        """Name the bookmark of a heading that has no id."""
        self._headings += 1
        return f"heading_{self._headings}"

    def control_id(self) -> int:
        """Give the number of the next content control."""
        self._controls += 1
        return self._controls

    def planned_entry(self, block: EntryTable) -> "Planned":
        """Measure a table to be filled in, once."""
        from migplan_word.tables import plan_table

        key = id(block)
        if key not in self._planned:
            self._planned[key] = plan_table(
                self, Table(block.id, block.title, block.columns, block.rows, block.note, block.alt)
            )
        return self._planned[key]

    def planned(self, table: Table) -> "Planned":
        """Measure a table, once."""
        from migplan_word.tables import plan_table

        key = id(table)
        if key not in self._planned:
            self._planned[key] = plan_table(self, table)
        return self._planned[key]


def opened(style: str, rtl: bool, before: str = "", after: str = "") -> str:
    """Write the beginning of a paragraph."""
    direction = "<w:bidi/>" if rtl else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{before}{direction}{after}</w:pPr>'


def kept(paragraph: str) -> str:
    """Keep a paragraph that was written on the page of the next one."""
    return paragraph.replace("/>", "/><w:keepNext/>", 1)
