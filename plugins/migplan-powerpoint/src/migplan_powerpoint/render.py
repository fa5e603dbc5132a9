"""From a document to a deck: the cover, then each section on one slide or more; on paper, pages without a cover."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import evolve

from migplan.documents import Document, Role, Section, Signs
from migplan.hooks import ExportRequest
from migplan.problems import MigplanError, Problem
from migplan.themes import Theme
from migplan_office.brand import reversed_theme
from migplan_powerpoint.brand import Brand, read_brand
from migplan_powerpoint.brand_grid import Dress, brand_grid, dressed
from migplan_powerpoint.cover import MOST_MARKS, draw_cover, draw_divider, draw_marks
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.frame import Frame
from migplan_powerpoint.geometry import Box, Grid, cm, page_grid
from migplan_powerpoint.pages import pages_of
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.signs import draw_signs
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.template import opening


class UnusableTemplate(MigplanError):
    """A template was given that cannot be used; checking it before says why."""


def render(request: ExportRequest) -> bytes:
    """Write a document as a PowerPoint file.

    Raises:
        UnusableTemplate: The request carries a template in which `check_template` finds an error.
    """
    document = request.document
    brand = read_brand(request.template) if request.template is not None and not document.paper.is_printed else None
    if isinstance(brand, Problem):
        raise UnusableTemplate(brand)
    base = request.theme
    grid = _grid(document)
    if brand is not None:
        grid = brand_grid(brand, base)
        request = evolve(request, theme=dress_of(brand, base, grid, "content").theme)
    deck = Deck(request, _targets(document.sections), grid, brand)
    stage = Stage(request, deck.writer, deck.palette, grid)
    frame = Frame(deck, stage)
    deck.chapter(deck.writer.text(stage.plain(document.cover.title)) or request.words("blocks.cover"))
    if grid.is_printed:
        frame.foot = lambda pen: _foot(pen, stage, document)
    else:
        frame.take(deck.writer.text(stage.plain(document.cover.title)))
        if brand is None:
            draw_cover(deck, stage, document)
        else:
            with dressed_stage(deck, stage, dress_of(brand, base, grid, "cover")) as other:
                other.grid = evolve(other.grid, has_foot_plate=_is_apart(brand, other.grid, other.theme.ground))
                draw_cover(deck, other, document)
    dividers = [section for section in document.sections if section.role is Role.DIVIDER]
    for section in document.sections:
        deck.mark(section.id)
        if section.role is Role.DIVIDER:
            deck.chapter(deck.writer.text(stage.plain(section.title)))
            if not grid.is_printed:
                if brand is None:
                    draw_divider(deck, stage, section, dividers, frame)
                else:
                    dress = dress_of(brand, base, grid, "divider")
                    with dressed_stage(deck, stage, evolve(dress, theme=reversed_theme(dress.theme))) as other:
                        draw_divider(deck, other, section, dividers, frame)
            if not section.blocks:
                continue
        _draw_section(section, deck, stage, frame)
    return deck.to_bytes()


def _draw_section(section: Section, deck: Deck, stage: Stage, frame: Frame) -> None:
    """Draw a section; signs stand on pages of their own, without its frame."""
    signs = [block for block in section.blocks if isinstance(block, Signs) and block.items]
    others = [block for block in section.blocks if not isinstance(block, Signs)]
    if not signs or others:
        kept = frame.settled(evolve(section, blocks=tuple(others)))
        frame.draw(kept, pages_of(kept, stage, frame.body(kept)))
    for block in signs:
        draw_signs(deck, stage, block, section, frame)


@contextmanager
def dressed_stage(deck: Deck, stage: Stage, dress: Dress) -> Iterator[Stage]:
    """Give a stage in the looks of another layout of the template."""
    color = stage.grid.title_color if dress.title_color == "" else dress.title_color
    grid = evolve(stage.grid, has_plate=dress.has_plate, has_title_plate=dress.has_title_plate, title_color=color)
    with deck.dressed(dress.theme):
        request = evolve(stage.request, theme=dress.theme)
        yield Stage(request, deck.writer, deck.palette, grid)


def dress_of(brand: Brand, base: Theme, grid: Grid, key: str) -> Dress:
    """Give theme and plate of the layout for covers, dividers or content."""
    layout = {"cover": brand.cover, "divider": brand.divider}.get(key, brand.content)
    place = {"cover": opening(grid).text, "divider": opening(grid).name}.get(key, grid.body)
    x, y, w, h = (round(length * grid.scale) for length in (place.x, place.y, place.w, place.h))
    if brand.is_right_to_left:
        x = brand.width - x - w
    return dressed(brand, layout, base, Box(x, y, w, h))


def _is_apart(brand: Brand, grid: Grid, ground: str) -> bool:
    """Say whether the foot of the cover stands on another ground than its text."""
    foot = opening(grid).foot
    x, y, w, h = (round(length * grid.scale) for length in (foot.x, foot.y, foot.w, foot.h))
    x = brand.width - x - w if brand.is_right_to_left else x
    return brand.cover.under(Box(x, y, w, h)) != ground


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
