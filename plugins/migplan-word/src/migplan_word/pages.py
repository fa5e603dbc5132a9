"""Pages: their size, their margins, what runs at their head and foot, and where one kind of page gives way to another."""

from collections.abc import Sequence
from functools import cache

from attrs import evolve, field, frozen, mutable

from migplan.documents import Inline, Span, parts
from migplan.themes import DEFAULT
from migplan_word.inline import is_blank
from migplan_word.looks import Fitting, paragraph_looks
from migplan_word.notes import field_runs
from migplan_word.paper import A4, Paper
from migplan_word.runs import Runs


@frozen
class Page:
    """One kind of page."""

    is_landscape: bool = False
    is_cover: bool = False
    is_contents: bool = False
    paper: Paper = field(default=A4, eq=False)

    @property
    def width(self) -> int:
        """Width of the text, in twentieths of a point."""
        return self.paper.text_width(self.is_landscape)

    @property
    def height(self) -> float:
        """Height of the text, in points."""
        return self.paper.text_height(self.is_landscape) / 20


PORTRAIT, LANDSCAPE, COVER, CONTENTS = Page(), Page(is_landscape=True), Page(is_cover=True), Page(is_contents=True)


@mutable(eq=False)
class Running:
    """Heads and feet: one head for each title, one foot for each kind of page."""

    runs: Runs
    short_title: Inline
    statement: Inline
    open: str
    """Beginning of a paragraph of a style: `open.format("Header")`."""
    _parts: dict[tuple[str, str], str] = field(factory=dict)
    """Kind and content to relationship id."""

    def head(self, title: Inline, is_fixed: bool = False) -> str:
        """Give the relationship id of the head that shows a section's title, found by Word itself unless it is fixed."""
        content = self.runs.inline(unlinked(title), notes=False) or self.runs.inline(self.short_title, notes=False)
        properties = f"<w:rPr>{self.runs.language()}</w:rPr>"
        shown = content if is_fixed else field_runs("STYLEREF 1", content, properties)
        body = self.open % "Header" + shown + "</w:p>"
        return self._part("header", body)

    def foot(self, page: Page) -> str:
        """Give the relationship id of the foot: short title, page of pages, funding statement."""
        runs = self.runs
        properties = f"<w:rPr>{runs.language()}</w:rPr>"
        written = runs.request.words("blocks.page_of", page="\ue000", pages="\ue001")
        pieces = []
        for piece in _split(written):
            if piece in _FIELDS:
                number = f"<w:r>{properties}<w:t>1</w:t></w:r>"
                pieces.append(field_runs(_FIELDS[piece], number, properties))
            else:
                pieces.append(runs.text(piece))
        tab = f"<w:r>{properties}<w:tab/></w:r>"
        if page.is_cover:
            return self._part(
                "footer", self.open % "CoverStatement" + runs.inline(self.statement, notes=False) + "</w:p>"
            )
        style = "FooterWide" if page.is_landscape else "Footer"
        body = self.open % style + runs.inline(self.short_title, notes=False) + tab + "".join(pieces) + "</w:p>"
        if not is_blank(self.statement):
            body += self.open % "FooterStatement" + runs.inline(self.statement, notes=False) + "</w:p>"
        return self._part("footer", body)

    def _part(self, kind: str, content: str) -> str:
        key = (kind, content)
        if key not in self._parts:
            self._parts[key] = f"rRun{len(self._parts) + 1}"
        return self._parts[key]

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Relationship id, kind and content of each head and foot."""
        return [(identifier, kind, content) for (kind, content), identifier in self._parts.items()]


_FIELDS = {"\ue000": "PAGE", "\ue001": "NUMPAGES"}


def _split(text: str) -> list[str]:
    pieces = [""]
    for letter in text:
        if letter in _FIELDS:
            pieces += [letter, ""]
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


def section_xml(page: Page, running: Running, title: Inline, rtl: bool) -> str:
    """Write the properties of a section of pages, which Word keeps at the section's end."""
    head = "" if page.is_cover else running.head(title, page.is_contents)
    references = f'<w:headerReference w:type="default" r:id="{head}"/>' if head else ""
    references += f'<w:footerReference w:type="default" r:id="{running.foot(page)}"/>'
    start, end = ("right", "left") if rtl else ("left", "right")
    paper = page.paper
    if page.is_landscape:
        size = f'<w:pgSz w:w="{paper.height}" w:h="{paper.width}" w:orient="landscape"/>'
        top, bottom = paper.wide_top, paper.wide_bottom
    else:
        size = f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"/>'
        top, bottom = paper.top, paper.bottom
    margins = {start: paper.start, end: paper.end}
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>{size}'
        f'<w:pgMar w:top="{top}" w:right="{margins["right"]}" w:bottom="{bottom}" w:left="{margins["left"]}"'
        f' w:header="{paper.header}" w:footer="{paper.footer}" w:gutter="{paper.gutter}"/><w:cols w:space="708"/>'
        f"{'<w:bidi/>' if rtl else ''}</w:sectPr>"
    )


_END_MARK = '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>'
_STYLE = '<w:p><w:pPr><w:pStyle w:val="'
_TWO_LINES = 32.0
"""Points of a paragraph that is not parted over two pages."""
_SPACE_AFTER = 6.0
"""Points of a paragraph that may be lost at the foot of a page."""
_SEPARATOR = 9.0
"""Points of the line above a page's notes."""


@cache
def _kept_styles() -> frozenset[str]:
    """Name the styles whose paragraphs stay on the page of the next one."""
    return frozenset(look.id for look in paragraph_looks(DEFAULT, Fitting()) if look.keep_next)


@mutable(eq=False)
class Flow:
    """The body as it grows: its content, and how full the present page is believed to be.

    It turns pages as Word does, near enough: what is kept with the next is held until that comes, a row or a drawing
    that does not fit goes to the next page, heads of tables are repeated, notes take room at the foot.
    """

    running: Running
    rtl: bool
    paper: Paper = A4
    page: Page = field(init=False)
    title: Inline = ""
    """Title at the head of the present pages."""
    used: float = 0.0
    """Points of height set since the present pages began, believed; more than a page when they went on."""
    _body: list[str] = field(factory=list)
    _gap: tuple[str, float] | None = None
    _begun: int = 0
    """Where the present pages begin in the body."""
    _held: float = 0.0
    """Height of what waits for the next, with which it stays."""
    _notes: float = 0.0
    """Height of the notes at the foot of the present page."""

    def __attrs_post_init__(self) -> None:
        self.page = self.upright

    @property
    def upright(self) -> Page:
        """The usual page."""
        return evolve(PORTRAIT, paper=self.paper)

    def add(self, xml: str, height: float = 0.0, rows: Sequence[float] = (), head: float = 0.0) -> None:
        """Add a paragraph or a table, and its believed height in points.

        Args:
            rows: Heights of the rows of a table that may go on over pages.
            head: Height of its header rows, which are repeated.
        """
        if not xml:
            return
        self._body.append(xml)
        is_paragraph = xml.startswith(_STYLE)
        if is_paragraph and (
            xml[len(_STYLE) : xml.index('"', len(_STYLE))] in _kept_styles() or "<w:keepNext/>" in xml[:200]
        ):
            self._held += height
            return
        first = head + rows[0] if rows else height if not is_paragraph else min(height, _TWO_LINES) - _SPACE_AFTER
        if first > self.left and self._held + first < self.page.height:
            self._turn()
        self._advance(self._held)
        self._held = 0.0
        if not rows:
            self._advance(height)
            return
        self._advance(head)
        for row in rows:
            if row > self.left:
                self._turn()
                self._advance(head)
            self._advance(row)

    def pages(self, rows: Sequence[float], head: float) -> tuple[int, float]:
        """Give on how many pages a table of such rows would stand, the present one counted, and what it leaves of the last."""
        left, count = self.left - head, 1
        for row in rows:
            if row > left:
                count += 1
                left = self.page.height - head - (self._held if count == 2 and row is rows[0] else 0)
            left -= row
        return count, left

    def _turn(self) -> None:
        self.used += self.page.height - self.used % self.page.height
        self._notes = 0.0

    def _advance(self, height: float) -> None:
        before = self.used // self.page.height
        self.used += height
        if self.used // self.page.height != before:
            self._notes = 0.0

    def note(self, height: float) -> None:
        """Take in a note at the foot of the present page."""
        self._notes += height if self._notes else height + _SEPARATOR

    def turn(self) -> None:
        """Begin to count a new page, for what turns it by its style."""
        self.used = self._held = self._notes = 0.0

    def goes_on(self, title: Inline) -> None:
        """Let another chapter begin on the present pages; programs that do not know STYLEREF show both titles."""
        self.title = (*parts(self.title), " · ", *parts(title)) if parts(self.title) else title

    @property
    def left(self) -> float:
        """Points of height that are believed to be free on the present page."""
        return self.page.height - self.used % self.page.height - self._notes - self._held

    def gap(self, xml: str, height: float) -> None:
        """Add a space; one that stands there already gives way to a larger one and keeps out a smaller one."""
        if self._gap and self._body and self._body[-1] == self._gap[0]:
            if self._gap[1] < height:
                self.used += height - self._gap[1]
                self._body[-1] = xml
                self._gap = (xml, height)
            return
        self._gap = (xml, height)
        self.add(xml, height)

    def reserve(self) -> int:
        """Keep a place for what is only known at the end; give its number for `fill_in`."""
        self._body.append("")
        return len(self._body) - 1

    def fill_in(self, place: int, xml: str) -> None:
        """Fill a place that was kept."""
        self._body[place] = xml + self._body[place]

    @property
    def fill(self) -> float:
        """Share of the present page that is believed to be used, 0 to 1."""
        return (self.used % self.page.height + self._held + self._notes) / self.page.height

    def begin(self, page: Page, title: Inline) -> None:
        """Begin a new page of a kind, with a title at its head; the first call names the first page."""
        if len(self._body) > self._begun:
            self._close()
        self.page, self.title = evolve(page, paper=self.paper), title
        self.turn()
        self._begun = len(self._body)

    def _close(self) -> None:
        properties = section_xml(self.page, self.running, self.title, self.rtl)
        last = self._body[-1]
        if last.startswith("<w:p>") and last.endswith("</w:p>") and last.rfind("<w:p>") == 0 and "</w:pPr>" in last:
            self._body[-1] = last.replace("</w:pPr>", f"{properties}</w:pPr>", 1)
        else:
            self._body.append(_END_MARK.replace("</w:pPr>", f"{properties}</w:pPr>"))

    def finish(self) -> str:
        """Give the whole body, its last section closed."""
        properties = section_xml(self.page, self.running, self.title, self.rtl)
        if not self._body or not self._body[-1].endswith("</w:p>"):
            self._body.append(_END_MARK)
        return "".join(self._body) + properties


def unlinked(inline: Inline) -> Inline:
    """Give a line without its links and sources, for heads, feet and contents."""
    return tuple(
        Span(part.text, part.language, part.weight) if isinstance(part, Span) else part for part in parts(inline)
    )
