"""What every slide of content has: its title, what it is about, its source, its footer, its notes."""

from collections.abc import Callable, Sequence
from itertools import chain, count

from attrs import define, evolve, field

from migplan.documents import Chart, EntryTable, Matrix, Quadrant, Section, Table, parts, plain
from migplan.documents.inline import Inline, Part, Span, Value
from migplan.locale import format_date
from migplan_powerpoint.balance import without_orphan
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pages import Page
from migplan_powerpoint.pen import Pen, Placeholder
from migplan_powerpoint.pictures import held, picture_size
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import LEAST, Para, Run, one_line

_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
_LEAST_TITLE = 22.0
"""Titles meant for one line take two from this size on."""
_NOTE_SIZE = 12.0
_PLACES = {
    "content": (Placeholder("obj", 1, has_own_frame=True),),
    "reading": (Placeholder("obj", 1, has_own_frame=True), Placeholder("body", 2, has_own_frame=True)),
}
"""Placeholders of layouts that content fills, with a position of its own."""
_SOURCE_LINES = 3
_MOST_LOGOS = 5
_LOGO_WIDTH = cm(1.5)
_LIFT = cm(0.95)
"""What a title of one line leaves to the content below it."""
_LONGEST_SUBJECT = 60


@define
class Frame:
    """The quiet frame around the content, the same on every slide."""

    deck: Deck
    stage: Stage
    _titles: set[str] = field(factory=set)
    _chapter: str = ""
    _footer: str | None = None
    _source: list[Para] = field(factory=list)
    _long_source: tuple[Para, ...] = ()
    _is_short: bool = False
    foot: Callable[[Pen], None] | None = None
    """Draws the foot of printed pages, which have neither footer nor number."""

    def enter(self, chapter: str) -> None:
        """Begin a chapter: slides without a message of their own name it above their title."""
        self._chapter = chapter

    def take(self, title: str) -> None:
        """Keep a title from being used again: the cover has it."""
        self._titles.add(_key(title))

    def settled(self, section: Section) -> Section:
        """Move the note of a section's only noted block to the line of sources, which has its place on every slide."""
        noted = [block for block in section.blocks if not self.stage.is_blank(getattr(block, "note", ""))]
        if len(noted) != 1 or not isinstance(noted[0], Chart | Table | EntryTable | Matrix | Quadrant):
            return section
        note = noted[0].note
        if not self.stage.is_blank(section.source):
            note = (*parts(note), "  ·  ", *parts(section.source))
        blocks = tuple(evolve(block, note="") if block is noted[0] else block for block in section.blocks)
        return evolve(section, blocks=blocks, source=note)

    def body(self, section: Section) -> Box:
        """Give the room that a section's content has: less when its source takes several lines."""
        grid = self.stage.grid
        self._long_source = ()
        self._source = self._set_source(section)
        height = self.stage.height(self._source, grid.source.w) if self._source else 0
        body = grid.body.at(h=grid.body.h - max(height - grid.source.h, 0))
        # Our own pages leave no second line of a title empty; a template's places stay where they are.
        self._is_short = grid.opening is None and not grid.is_printed and self._has_short_title(section)
        lift = _LIFT if self._is_short else 0
        return Box(body.x, body.y - lift, body.w, body.h + lift)

    def _has_short_title(self, section: Section) -> bool:
        """Say whether the title stays on one line; the number of a part after it may make it a little smaller."""
        said = section.message if not self.stage.is_blank(section.message) else section.title
        runs = one_line(self.stage.writer.runs(said, is_bold=True))
        return self.stage.writer.lines(Para(runs, _TITLE_SIZES[1]), points(self.stage.grid.title.w)) <= 1

    def draw(self, section: Section, pages: Sequence[Page]) -> None:
        """Draw every slide of a section; a section without content has one, with its title."""
        notes = self.notes(section)
        for number, page in enumerate(pages, start=1):
            pen = self.deck.pen()
            pen.places = list(_PLACES.get(page.layout, ()))
            part = self.stage.words("blocks.part_of", part=number, parts=len(pages)) if len(pages) > 1 else ""
            left_over = self._title(pen, section, part)
            left_over += self._kicker(pen, section)
            for piece, box in page.items:
                piece.draw(pen, box)
            self._draw_source(pen)
            self.footer(pen)
            for target in page.targets:
                self.deck.mark(target)
            # Every part is projected for itself: the speaker finds the aim and the question again on each.
            said = (*notes, *(self._long_source if number == 1 else ()), *left_over)
            self.deck.add(pen, page.layout, said, is_hidden=section.is_hidden)

    # Title --------------------------------------------------------------------------------------------------

    def _title(self, pen: Pen, section: Section, part: str) -> tuple[Para, ...]:
        """Write the title; give what has to go to the notes because it was cut."""
        said = section.message if not self.stage.is_blank(section.message) else section.title
        runs = one_line(self.stage.writer.runs(said, is_bold=True, color="primary"))
        if not runs:
            runs = (Run(self.stage.words("blocks.page") + f" {len(self.deck.slides) + 1}", True, "primary"),)
        own = "" if self.stage.is_blank(section.message) else self.stage.writer.text(self.stage.plain(section.title))
        return self._write_title(pen, runs, self._tail("".join(run.text for run in runs), part, own))

    def _tail(self, text: str, part: str, own: str = "") -> str:
        """Give what follows a title so that no two slides have the same: its part, its subject, a number."""
        end = f" {part}" if part else ""
        named = f" – {own}{end}" if own and own not in text and len(own) <= _LONGEST_SUBJECT else end
        numbers = (f"{named} [{number}]" for number in count(2))
        tail = next(tail for tail in chain((end, named), numbers) if _key(f"{text}{tail}") not in self._titles)
        self._titles.add(_key(f"{text}{tail}"))
        return tail

    def _write_title(self, pen: Pen, runs: tuple[Run, ...], tail: str) -> tuple[Para, ...]:
        writer = self.stage.writer
        color = "muted" if self.stage.grid.opening is None else self.stage.grid.title_color
        extra: tuple[Run, ...] = (Run(writer.text(tail) if not tail.isascii() else tail, False, color),) if tail else ()
        width, height = points(self.stage.grid.title.w), points(self.stage.grid.title.h)
        grid = self.stage.grid
        runs = tuple(evolve(run, color=grid.title_color) if run.color == "primary" else run for run in runs)
        extra = tuple(
            evolve(run, color=grid.title_color if grid.title_color != "primary" else "muted") for run in extra
        )
        for size in _TITLE_SIZES:
            para = Para((*runs, *extra), size, grid.title_align)
            most = 1 if self._is_short and size > _LEAST_TITLE else 2
            if writer.lines(para, width) <= most and writer.height([para], width) <= height:
                self._put_title(pen, without_orphan(para, writer, width))
                return ()
        size = _TITLE_SIZES[-1]
        whole = " ".join(run.text for run in runs).replace("\n", " ")
        low, high = 1, len(whole)
        while low < high:
            middle = (low + high + 1) // 2
            para = Para((Run(whole[:middle].rstrip() + "…", True, grid.title_color), *extra), size)
            low, high = (middle, high) if writer.lines(para, width) <= 2 else (low, middle - 1)
        para = Para((Run(whole[:low].rstrip() + "…", True, grid.title_color), *extra), size, grid.title_align)
        self._put_title(pen, para)
        return (Para(runs, _NOTE_SIZE),)

    def _put_title(self, pen: Pen, para: Para) -> None:
        grid = self.stage.grid
        place = Placeholder("title", has_own_frame=grid.opening is not None)
        # Nothing is known of a picture behind: what is written stands on a plate of the theme's ground.
        if grid.has_title_plate:
            pen.shape(grid.title.inset(-cm(0.4), -cm(0.1)), fill="ground", name="plate")
        if grid.has_plate:
            high = grid.source.bottom - grid.kicker.y + cm(0.2)
            wide = grid.body.w + cm(0.8)
            pen.shape(Box(grid.body.x - cm(0.4), grid.kicker.y - cm(0.1), wide, high), fill="ground", name="plate")
        pen.text(grid.title, [para], name="title", place=place, anchor=grid.title_anchor)

    def _kicker(self, pen: Pen, section: Section) -> tuple[Para, ...]:
        """Write what the slide is about above its title, on one line; give it for the notes when it was cut."""
        writer = self.stage.writer
        said: list[Run] = []
        if section.number:
            said.append(Run(f"{writer.text(section.number)}  ", True, "accent"))
        if not self.stage.is_blank(section.message) and not self._repeats(section):
            said.extend(writer.runs(section.title, color="muted"))
        elif self._chapter:
            said.append(Run(self._chapter, False, "muted"))
        if section.color:
            pen.shape(Box(0, self.stage.grid.title.y + cm(0.05), cm(0.45), cm(2.1)), fill=section.color, name="color")
        if not said:
            return ()
        whole = "".join(run.text for run in said)
        para = Para(tuple(said), 14.0)
        is_long = writer.lines(para, points(self.stage.grid.kicker.w)) > 1 or "\n" in whole
        if is_long:
            short = writer.shortened(whole.replace("\n", " "), 14.0, points(self.stage.grid.kicker.w), True)
            para = Para((Run(short, False, "muted"),), 14.0)
        pen.text(self.stage.grid.kicker, [para], name="subject", anchor="ctr")
        return (Para(tuple(said), _NOTE_SIZE),) if is_long else ()

    def _repeats(self, section: Section) -> bool:
        language = self.stage.request.language
        return plain(section.title, language) in plain(section.message, language)

    # Source, footer, notes ----------------------------------------------------------------------------------

    def _set_source(self, section: Section) -> list[Para]:
        """Set the source line: at most three lines, what is longer goes to the notes."""
        said = self._said_source(section)
        if self.stage.is_blank(said):
            return []
        para = self.stage.writer.para(said, LEAST, color="muted")
        if self.stage.writer.lines(para, points(self.stage.grid.source.w)) <= _SOURCE_LINES:
            return [para]
        line = pt(self.stage.writer.line_height(para))
        parted = part_para(para, self.stage, self.stage.grid.source.w, _SOURCE_LINES * line)
        if parted is None:
            return [para]
        last = parted[0].runs[-1]
        cut = evolve(last, text=last.text.rstrip()[:-1] + "…")
        self._long_source = (Para(para.runs, _NOTE_SIZE),)
        return [evolve(parted[0], runs=(*parted[0].runs[:-1], cut))]

    def _said_source(self, section: Section) -> Inline:
        if not self.stage.is_blank(section.source):
            whole = self.stage.plain(section.source).strip()
            return "" if whole in self._block_notes(section) else section.source
        known = {note.key: note.text for note in self.stage.request.document.sources}
        keys = dict.fromkeys(key for key in _cited(section.blocks) if key in known) if known else {}
        notes = self._block_notes(section)
        if all(self.stage.plain(known[key]) in notes for key in keys):
            return ""
        said: list[Part] = [self.stage.words("blocks.source"), self.stage.words("blocks.colon")]
        for number, key in enumerate(keys):
            said.extend((*((self.stage.between,) if number else ()), *parts(known[key])))
        return tuple(said)

    def _block_notes(self, section: Section) -> str:
        """Give what stands below the blocks of a section, which may name the same sources."""
        return "\n".join(self.stage.plain(getattr(block, "note", "")) for block in section.blocks)

    def _draw_source(self, pen: Pen) -> None:
        if not self._source:
            return
        height = max(self.stage.height(self._source, self.stage.grid.source.w), self.stage.grid.source.h)
        box = self.stage.grid.source.at(y=self.stage.grid.source.bottom - height, h=height)
        is_short = (
            self.stage.grid.opening is None and height <= self.stage.grid.source.h and not self.stage.grid.is_printed
        )
        place = Placeholder("body", 13) if is_short else None
        pen.text(box, self._source, name="source", anchor="b", place=place)

    def footer(self, pen: Pen) -> None:
        """Write the footer: the document in short with its day, and the slide's number; on paper, the logos."""
        if self.stage.grid.is_printed:
            if self.foot is not None:
                self.foot(pen)
            return
        if self._footer is None:
            document = self.stage.request.document
            day = document.occasion or format_date(self.stage.request.date, self.stage.request.language)
            whole = document.short_title or document.title
            said = self.stage.writer.text(f"{whole} · {day}" if whole else day).replace("\n", " ")
            self._footer = self.stage.writer.shortened(said, LEAST, points(self.stage.grid.footer_text.w))
        self._draw_partners(pen)
        pen.text(
            self.stage.grid.footer_text,
            [Para((Run(self._footer, False, self.stage.grid.footer_color),), LEAST)],
            name="footer",
            anchor="ctr",
            place=Placeholder("ftr", 11, has_own_frame=self.stage.grid.opening is not None),
        )
        pen.field(
            self.stage.grid.page_number, "slidenum", Placeholder("sldNum", 12), LEAST, str(len(self.deck.slides) + 1)
        )

    def _draw_partners(self, pen: Pen) -> None:
        """Draw partners' logos small between the footer's text and the page; without logos, who pays."""
        grid, logos = self.stage.grid, self.stage.request.document.cover.logos
        if grid.opening is not None or logos is None:
            return
        end = grid.page_number.end - cm(1.6)
        pictures = [(mark, size) for mark in logos.marks if mark.data and (size := picture_size(mark.data))]
        for mark, size in reversed(pictures[:_MOST_LOGOS]):
            spot = held(Box(end - _LOGO_WIDTH, grid.footer.y, _LOGO_WIDTH, grid.footer.h), size)
            spot = spot.at(x=end - spot.w)
            pen.picture(spot, mark.data or b"", "")
            end = spot.x - cm(0.3)
        statement = next((mark.statement for mark in logos.marks if mark.statement), "")
        wide = pt(self.stage.writer.width(statement, LEAST) * 1.06) + pt(2)
        if pictures or not statement or wide > end - grid.footer_text.end:
            return
        para = Para((Run(self.stage.writer.text(statement), False, grid.footer_color),), LEAST)
        pen.text(Box(end - wide, grid.footer.y, wide, grid.footer.h), [para], name="funding", anchor="ctr")

    def name(self, pen: Pen, paras: Sequence[Para], box: Box, *, has_own_frame: bool = False) -> None:
        """Write the title of a slide that has a frame of its own, unique in the deck."""
        said = list(paras)
        tail = self._tail(said[0].text, "")
        if tail:
            said[0] = evolve(
                said[0],
                runs=(*said[0].runs, Run(tail, False, said[0].runs[-1].color, size=16.0 if has_own_frame else 0)),
            )
        pen.text(box, said, name="title", place=Placeholder("title", has_own_frame=has_own_frame))

    def notes(self, section: Section) -> tuple[Para, ...]:
        """Give the speaker's notes of a section; those of a divider name its source."""
        return tuple(
            self.stage.writer.para(note, _NOTE_SIZE) for note in section.notes if not self.stage.is_blank(note)
        )


def _key(title: str) -> str:
    """Give a title as titles are told apart: without marks of direction, capitals and doubled spaces."""
    return " ".join(title.replace("\u200e", "").replace("\u200f", "").casefold().split())


def _cited(thing: object) -> list[str]:
    """List the keys of the sources that values and spans cite, in order."""
    if isinstance(thing, Span | Value):
        return [thing.source] if thing.source else []
    if isinstance(thing, tuple):
        return [key for member in thing for key in _cited(member)]
    if hasattr(thing, "__attrs_attrs__"):
        return [key for attribute in thing.__attrs_attrs__ for key in _cited(getattr(thing, attribute.name))]
    return []
