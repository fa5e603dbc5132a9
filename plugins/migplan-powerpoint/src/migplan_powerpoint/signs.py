"""Table signs: a page each, folded along its middle, the same on both faces."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import Section, Sign, Signs
from migplan_powerpoint.clipping import clipped
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.frame import Frame
from migplan_powerpoint.geometry import Box, cm, points
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import Para

_NAME_SIZES = (66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0, 16.0)
_SIDE = cm(1.6)
_SPARE = cm(1.4)
"""Width kept for the number that tells two signs of one name apart in the list of slides."""


def draw_signs(deck: Deck, stage: Stage, block: Signs, section: Section, frame: Frame) -> None:
    """Draw a page for each sign: the lower face upright, the upper one upside down, a fold between."""
    for sign in block.items:
        _page(deck, stage, sign, section, frame)


def _page(deck: Deck, stage: Stage, sign: Sign, section: Section, frame: Frame) -> None:
    pen = deck.pen()
    slide = stage.grid.slide
    half = slide.h // 2
    lower = _room(stage)
    upper = lower.at(y=slide.h - lower.bottom)  # what the fold makes of it
    names, details = _texts(stage, sign, lower)
    title = names[:1] or [stage.writer.para(section.title, 28.0, is_bold=True, color="primary", align="ctr")]
    title, is_cut = clipped(title, stage.writer, points(lower.w), 2 * stage.writer.line_height(title[0]))
    if is_cut:
        pen.note(names[:1])
    of = (section.title, *((f"  {section.number}",) if section.number else ()))
    pen.note(
        [stage.writer.para(said, 12.0) for said in (of, section.message, section.source) if not stage.is_blank(said)]
    )
    said = stage.height(title, lower.w)
    rest = [*names[1:], *details]
    tall = said + stage.height(rest, lower.w)
    top = lower.y + max((lower.h - tall) // 2, 0)
    frame.name(pen, title, lower.at(y=top, h=said + cm(0.2)), has_own_frame=True)
    pen.text(upper, [*title, *rest], name="face", anchor="ctr", is_turned=True)
    if rest:
        pen.text(lower.at(y=top + said + cm(0.2), h=lower.bottom - top - said - cm(0.2)), rest, name="face")
    pen.shape(Box(0, half + half - cm(0.7), slide.w, cm(0.7)), fill=sign.color, name="color")
    pen.shape(Box(0, 0, slide.w, cm(0.7)), fill=sign.color, name="color")
    pen.rule((0, half), (slide.w, half), line="muted", dash="dash")
    deck.add(pen, "title_only", frame.notes(section), is_hidden=section.is_hidden)


def _room(stage: Stage) -> Box:
    """Give the room for the words of the lower face: under the fold, above the line of the page's foot."""
    slide = stage.grid.slide
    top = slide.h // 2 + cm(1.1)
    return Box(_SIDE, top, slide.w - 2 * _SIDE, min(stage.grid.footer.y - cm(0.4), slide.h - cm(1.1)) - top)


def _texts(stage: Stage, sign: Sign, room: Box) -> tuple[list[Para], list[Para]]:
    """Set names and details at the largest size at which a face holds them."""

    def names(size: float) -> list[Para]:
        return stage.writer.sides(sign.names, size, is_bold=True, color="primary", align="ctr", before=size * 0.2)

    def details(size: float) -> list[Para]:
        small = max(size * 0.42, 16.0)
        return stage.writer.sides(sign.details, small, color="muted", align="ctr", before=small * 0.4)

    def whole(size: float) -> Sequence[Para]:
        return [*names(size), *details(size)]

    inner = room.at(h=room.h - cm(0.4))
    wide = points(inner.w - _SPARE)
    size = next(
        (
            size
            for size in _NAME_SIZES
            if stage.writer.fits(whole(size), wide, points(inner.h))
            and all(stage.writer.lines(para, wide) <= 2 for para in names(size)[:1])
        ),
        _NAME_SIZES[-1],
    )
    return [evolve(para, before=para.before if number else 0) for number, para in enumerate(names(size))], details(size)
