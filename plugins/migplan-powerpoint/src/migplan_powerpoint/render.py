"""From a document to a deck: the cover, then each section on one slide or more."""

from migplan.documents import Role, Section
from migplan.hooks import ExportRequest
from migplan.problems import MigplanError
from migplan_powerpoint.cover import draw_cover, draw_divider
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.frame import Frame
from migplan_powerpoint.pages import pages_of
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
    deck = Deck(request, _targets(document.sections))
    stage = Stage(request, deck.writer, deck.palette)
    frame = Frame(deck, stage)
    deck.chapter(deck.writer.text(stage.plain(document.cover.title)) or request.words("blocks.cover"))
    frame.take(deck.writer.text(stage.plain(document.cover.title)))
    draw_cover(deck, stage, document)
    dividers = [section for section in document.sections if section.role is Role.DIVIDER]
    for section in document.sections:
        deck.mark(section.id)
        if section.role is Role.DIVIDER:
            deck.chapter(deck.writer.text(stage.plain(section.title)))
            draw_divider(deck, stage, section, dividers, frame)
            if not section.blocks:
                continue
        frame.draw(section, pages_of(section, stage, frame.body(section)))
    return deck.to_bytes()


def _targets(sections: tuple[Section, ...]) -> frozenset[str]:
    names = {section.id for section in sections}
    names.update(str(getattr(block, "id", "")) for section in sections for block in section.blocks)
    return frozenset(f"#{name}" for name in names if name)
