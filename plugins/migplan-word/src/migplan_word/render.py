"""From a request to a file: cover, contents, sections, each on the page that suits it."""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import evolve, field, mutable

from migplan.documents import (
    ActionSheet,
    Agenda,
    Bullets,
    Canvas,
    Chart,
    EntryTable,
    Figures,
    Gantt,
    Heading,
    Inline,
    Logos,
    Matrix,
    Note,
    Paragraph,
    Picture,
    Quadrant,
    Section,
    Signatures,
    Slot,
    Table,
    Tree,
)
from migplan.hooks import ExportRequest
from migplan_office.units import mm_from_twips
from migplan_word import (
    agenda,
    charts,
    contents,
    cover,
    figures,
    forms,
    gantt,
    matrices,
    pictures,
    prose,
    quadrants,
    sheets,
    slots,
    tables,
    trees,
)
from migplan_word.brand_cover import has_title
from migplan_word.inline import is_blank
from migplan_word.looks import Fitting
from migplan_word.package import packaged
from migplan_word.pages import CONTENTS, COVER, LANDSCAPE, PORTRAIT, Page
from migplan_word.templates import template_of
from migplan_word.writer import Writer

_SHORT = 0.45
"""Share of a page below which a page counts as nearly empty: what follows goes on there."""

_MOSTLY = 0.6
"""Share of a page up to which a chapter that fits goes on there."""
_CHAPTER_HEAD = 98.0
"""Points of the space above a chapter, its heading and its message."""
_HEADING = 37.0
"""Points of a heading within a chapter."""
_FEW_LETTERS = 900
"""Letters that may stand on a wide page beside its table."""
_ROOM = 0.75
"""Share of a wide page up to which a few words more go on it."""

_DRAW: dict[type, Callable[[Writer, Any], None]] = {
    Paragraph: prose.draw_paragraph,
    Bullets: prose.draw_bullets,
    Note: prose.draw_note,
    Figures: figures.draw_figures,
    Table: tables.draw_table,
    EntryTable: forms.draw_entry_table,
    Chart: charts.draw_chart,
    Gantt: gantt.draw_gantt,
    Tree: trees.draw_tree,
    Quadrant: quadrants.draw_quadrant,
    Matrix: matrices.draw_matrix,
    Agenda: agenda.draw_agenda,
    Canvas: forms.draw_canvas,
    Picture: pictures.draw_picture,
    Slot: slots.draw_slot,
    Signatures: forms.draw_signatures,
    Logos: pictures.draw_logos,
}


def render(request: ExportRequest) -> bytes:
    """Write the document as a Word file.

    Raises:
        TemplateUnusable: The request carries a client's template that cannot be used.
    """
    brand = template_of(request.template)
    if brand is not None:
        request = evolve(request, theme=brand.theme(request.theme))
    writer = Writer.of(request, brand)
    document = request.document
    flow = writer.flow
    cover_gap, contents_at = 10.0, None
    if not document.is_form:
        flow.begin(COVER, "")
        draw = cover.draw_imprint if brand is not None and has_title(brand) else cover.draw_cover
        cover_gap = draw(writer, document.cover, document.creator)
    if not document.is_form and any(not is_blank(section.title) for section in document.sections):
        flow.begin(CONTENTS, writer.words("blocks.contents"))
        contents_at = flow.reserve()
    body = _Body(writer)
    for section in document.sections:
        body.section(section)
    tight = 0
    if contents_at is not None:
        listed = contents.lists_xml(writer, writer.entries, writer.titled)
        flow.fill_in(contents_at, contents.contents_xml(writer, writer.entries) + listed)
        tight = contents.tightness(writer.entries, flow.upright.height)
    title_size, space = cover.title_size(writer, document.cover), cover.space_above(writer, document.cover)
    fitting = Fitting(tight, title_size, space, cover_gap)
    if brand is not None:
        upright, wide = (mm_from_twips(flow.paper.text_width(is_wide)) for is_wide in (False, True))
        fitting = evolve(fitting, text_mm=upright, wide_mm=wide)
    return packaged(writer, flow.finish(), fitting)


@mutable(eq=False)
class _Body:
    """Sets the sections, one after another."""

    writer: Writer
    chapter: Inline = ""
    is_first: bool = True
    after_sheet: bool = field(default=False)

    def section(self, section: Section) -> None:
        """Set one section: its heading, its message, its blocks, its notes, its sources."""
        writer, flow = self.writer, self.writer.flow
        writer.notes.new_section()
        title = section.title if not is_blank(section.title) else section.message
        level = min(max(section.level, 1), self.writer.depth + 1)
        if level == 1:
            self.chapter = title
        writer.chapter = title
        wide = [_wants_landscape(writer, block) for block in section.blocks]
        page = LANDSCAPE if any(wide) and _short_before(writer, section.blocks, wide) else PORTRAIT
        breaks = self._breaks(section, level, page)
        if breaks:
            flow.begin(page, self.chapter)
        self.is_first = self.after_sheet = False
        sheet = section.blocks[0] if section.blocks and isinstance(section.blocks[0], ActionSheet) else None
        if sheet is not None:
            sheets.draw_eyebrow(writer, sheet, section.number)
        elif level == 1 and not breaks and flow.used:
            writer.gap(wide=True)
            flow.goes_on(title)
        if not is_blank(title):
            prose.heading(writer, title, level, section.number, section.id or f"section {len(writer.entries)}")
            self.writer.depth = level
        if not is_blank(section.message) and title is not section.message:
            height = writer.height(section.message, 12.5, 17.5) + 12
            flow.add(writer.paragraph("Lead", section.message), height)
        self._blocks(section.blocks, wide, level, title)
        notes = [line for line in section.notes if not is_blank(line)]
        if notes:
            prose.panel(writer, "Note", writer.words("blocks.notes"), notes)
        if not is_blank(section.source):
            prose.source_line(writer, section.source)

    def _breaks(self, section: Section, level: int, page: Page) -> bool:
        """Say whether a section begins a new page: when it must, or when the present page is full enough to be left."""
        flow = self.writer.flow
        if self.is_first or flow.page != page or self.after_sheet:
            return True
        if flow.used < 1:
            return False
        starts_sheet = bool(section.blocks) and isinstance(section.blocks[0], ActionSheet)
        if section.starts_page or starts_sheet:
            return True
        return level == 1 and flow.fill > _SHORT and not self._fits(section)

    def _fits(self, section: Section) -> bool:
        """Say whether a short chapter, words and tables alone, stands whole on what is left of the present page."""
        writer = self.writer
        needed = _CHAPTER_HEAD + 15.0 * len(section.notes)
        for block in section.blocks:
            if isinstance(block, Table):
                needed += 42 + tables.believed_height(writer, block, "Dense")
            elif isinstance(block, Paragraph | Bullets | Note):
                needed += _letters(writer, [block]) / 6
            elif isinstance(block, Heading):
                needed += _HEADING
            else:
                return False
        return writer.flow.fill < _MOSTLY and needed < writer.flow.left

    def _blocks(self, blocks: Sequence[Any], wide: Sequence[bool], level: int, title: Inline) -> None:
        writer, flow = self.writer, self.writer.flow
        first_level = level + 1
        for index, block in enumerate(blocks):
            if wide[index] and flow.page != LANDSCAPE:
                if isinstance(block, Gantt):
                    gantt.draw_milestones_before(writer, block)
                flow.begin(LANDSCAPE, self.chapter)
            elif (
                not wide[index]
                and flow.page == LANDSCAPE
                and not _stays(writer, blocks[index:], wide[index:], flow.fill)
            ):
                flow.begin(PORTRAIT, self.chapter)
            if isinstance(block, Heading):
                below = min(level + max(block.level, 2) - 1, self.writer.depth + 1)
                prose.draw_heading(writer, block, below)
                self.writer.depth = below if not is_blank(block.text) else self.writer.depth
            elif isinstance(block, ActionSheet):
                if index:
                    flow.begin(flow.page, self.chapter)
                    sheets.draw_eyebrow(writer, block)
                same = not index and writer.plain(block.title) == writer.plain(title)
                sheets.draw_sheet(writer, block, 0 if same else min(first_level, self.writer.depth + 1))
                self.after_sheet = True
            elif isinstance(block, Table) and index + 1 < len(blocks) and isinstance(blocks[index + 1], Gantt):
                after = gantt.room_before(writer, blocks[index + 1]) if wide[index + 1] else 0.0
                tables.draw_table(writer, block, after=after)
            else:
                _DRAW[type(block)](writer, block)


def _wants_landscape(writer: Writer, block: object) -> bool:
    width = writer.flow.upright.width / 20
    if isinstance(block, Table):
        return tables.wants_landscape(writer.planned(block), width)
    if isinstance(block, EntryTable):
        return forms.wants_landscape(writer, block, width)
    if isinstance(block, Gantt):
        return gantt.wants_landscape(block)
    return isinstance(block, Matrix) and matrices.wants_landscape(writer, block, width)


def _short_before(writer: Writer, blocks: Sequence[object], wide: Sequence[bool]) -> bool:
    """Say whether what stands before the first wide block is so short that it may stand on the wide page with it."""
    before = blocks[: list(wide).index(True)]
    if any(not isinstance(block, Paragraph | Heading | Bullets | Note | Figures) for block in before):
        return False
    return _letters(writer, before) < _FEW_LETTERS


def _letters(writer: Writer, blocks: Sequence[object]) -> int:
    """Count the letters of paragraphs and lists."""
    rows = sum(-(-len(block.items) // 4) for block in blocks if isinstance(block, Figures))
    items = [item for block in blocks for item in (block.items if isinstance(block, Bullets) else (block,))]
    return sum(len(writer.plain(getattr(item, "text", ""))) + 60 for item in items) + rows * 300


def _stays(writer: Writer, blocks: Sequence[object], wide: Sequence[bool], fill: float) -> bool:
    """Say whether the rest of a section stays on the wide page: few words, or another wide block at once."""
    if any(wide[:2]):
        return True
    if isinstance(blocks[0], Chart) and charts.room_of(writer, blocks[0]) < writer.flow.left:
        return True
    small = all(isinstance(block, Paragraph | Note | Bullets) for block in blocks)
    return small and fill < _ROOM and _letters(writer, blocks) < _FEW_LETTERS
