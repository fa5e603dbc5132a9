"""From a document to a deck: the cover, then each section on one slide or more; on paper, pages without a cover."""

from attrs import evolve

from migplan.documents import Document, Role, Section, Signs
from migplan.hooks import ExportRequest
from migplan.problems import MigplanError
from migplan_powerpoint.cover import MOST_MARKS, draw_cover, draw_divider, draw_marks
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.frame import Frame
from migplan_powerpoint.geometry import Grid, cm, page_grid
from migplan_powerpoint.pages import pages_of
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.signs import draw_signs
from migplan_powerpoint.stage import Stage


class TemplateNotSupported(MigplanError):
    """A template was given; this exporter draws on its own."""


def render(request: ExportRequest) -> bytes:
    """Write a document as a PowerPoint file.

    Raises:
        TemplateNotSupported: The request carries a template.
    """
    if request.template is not None:
        raise TemplateNotSupported("the slides are drawn on the exporter's own template; ask for none")
    document = request.document
    grid = _grid(document)
    deck = Deck(request, _targets(document.sections), grid)
    stage = Stage(request, deck.writer, deck.palette, grid)
    frame = Frame(deck, stage)
    deck.chapter(deck.writer.text(stage.plain(document.cover.title)) or request.words("blocks.cover"))
    if grid.is_printed:
        frame.foot = lambda pen: _foot(pen, stage, document)
    else:
        frame.take(deck.writer.text(stage.plain(document.cover.title)))
        draw_cover(deck, stage, document)
    dividers = [section for section in document.sections if section.role is Role.DIVIDER]
    for section in document.sections:
        deck.mark(section.id)
        if section.role is Role.DIVIDER:
            deck.chapter(deck.writer.text(stage.plain(section.title)))
            if not grid.is_printed:
                draw_divider(deck, stage, section, dividers, frame)
            if not section.blocks:
                continue
        _draw_section(section, deck, stage, frame)
    return deck.to_bytes()


def _draw_section(section: Section, deck: Deck, stage: Stage, frame: Frame) -> None:
    """Draw a section; signs stand on pages of their own, without its frame."""
    signs = [block for block in section.blocks if isinstance(block, Signs) and block.items]
    others = [block for block in section.blocks if not isinstance(block, Signs)]
    if not signs or others:
        kept = evolve(section, blocks=tuple(others))
        frame.draw(kept, pages_of(kept, stage, frame.body(kept)))
    for block in signs:
        draw_signs(deck, stage, block, section, frame)


def _grid(document: Document) -> Grid:
    paper = document.paper
    if not paper.is_printed:
        return page_grid(12_192_000, 6_858_000)
    return page_grid(cm(paper.width_mm / 10), cm(paper.height_mm / 10), is_printed=True)


def _foot(pen: Pen, stage: Stage, document: Document) -> None:
    logos = document.cover.logos
    if logos is not None and logos.marks:
        draw_marks(pen, stage, logos.marks[:MOST_MARKS], stage.grid.footer)


def _targets(sections: tuple[Section, ...]) -> frozenset[str]:
    names = {section.id for section in sections}
    names.update(str(getattr(block, "id", "")) for section in sections for block in section.blocks)
    return frozenset(f"#{name}" for name in names if name)
