"""The cover and the slides that open chapters."""

from collections.abc import Sequence

from migplan.documents import Cover, Document, Fact, LogoMark, Section, is_empty
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.frame import Frame
from migplan_powerpoint.geometry import CONTENT, MARGIN, SLIDE, Box, across, cm, points, pt
from migplan_powerpoint.pen import Pen, Placeholder
from migplan_powerpoint.pictures import held, picture_size
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.template import COVER_BAND, COVER_TEXT
from migplan_powerpoint.words import LEAST, Para, Run

_TITLE_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0)
_FOOT = Box(MARGIN, cm(15.95), CONTENT.w, cm(2.2))
_MOST_BARS = 60
_MOST_MARKS = 6


def draw_cover(deck: Deck, stage: Stage, document: Document) -> None:
    """Draw the first slide: title and facts at the start, the motif at the end, partners on white at the foot."""
    cover = document.cover
    pen = deck.pen()
    _texts(pen, stage, cover)
    _motif(pen, cover)
    notes = _foot(pen, stage, cover)
    deck.add(pen, "cover", tuple(notes))


def _texts(pen: Pen, stage: Stage, cover: Cover) -> None:
    writer = stage.writer
    text = COVER_TEXT
    title_box = Box(text.x, cm(2.2), text.w, cm(5.4))

    def title(size: float) -> list[Para]:
        return [Para(writer.runs(cover.title, is_bold=True, color="primary"), size)]

    titled, _, _ = stage.largest(title, title_box, _TITLE_SIZES)
    high = min(stage.height(titled, text.w) + pt(4), title_box.h)
    title_box = title_box.at(h=high)
    pen.text(title_box, titled, name="title", anchor="t", place=Placeholder("ctrTitle", has_own_frame=True))
    pen.shape(Box(text.x, cm(1.5), cm(2.2), cm(0.16)), fill="accent", name="bar")
    y = title_box.bottom + cm(0.4)
    if not is_empty(cover.subtitle):
        room = Box(text.x, y, text.w, cm(2))
        said, _, _ = stage.largest(lambda size: [writer.para(cover.subtitle, size, color="muted")], room, (20.0, 18.0, 16.0))
        room = room.at(h=stage.height(said, text.w) + pt(2))
        pen.text(room, said, name="subtitle", place=Placeholder("subTitle", 1, has_own_frame=True))
        y = room.bottom + cm(0.6)
    y = _facts(pen, stage, cover.facts, Box(text.x, y, text.w, cm(15.2) - y))
    if not is_empty(cover.illustration):
        _illustration(pen, stage, cover, Box(text.x, y + cm(0.35), text.w, max(cm(15.3) - y - cm(0.35), cm(1))))


def _facts(pen: Pen, stage: Stage, facts: Sequence[Fact], box: Box) -> int:
    if not facts:
        return box.y
    writer = stage.writer
    colon = stage.words("blocks.colon")

    def make(size: float) -> list[Para]:
        return [
            Para((*writer.runs(f"{fact.label}{colon}", color="muted"), *writer.runs(fact.content, is_bold=True)), size,
                 before=size * 0.35)
            for fact in facts
        ]  # fmt: skip

    said, _, _ = stage.largest(make, box, (18.0, 17.0, 16.0, 14.0, 12.0))
    height = min(stage.height(said, box.w) + pt(2), box.h)
    pen.text(box.at(h=height), said, name="facts", place=Placeholder("body", 10, has_own_frame=True))
    return box.y + height


def _illustration(pen: Pen, stage: Stage, cover: Cover, box: Box) -> None:
    inner = cm(0.35)
    room = box.inset(inner, cm(0.12))
    said, _, fits = stage.largest(
        lambda size: [stage.writer.para(cover.illustration, size, color="accent")], room, (16.0, 14.0, 12.0, LEAST)
    )
    height = min(stage.height(said, room.w) + 2 * cm(0.15), box.h) if fits else box.h
    pen.text(box.at(h=height), said, name="illustration", line="accent", width=1, anchor="ctr",
             inset=(inner, cm(0.12), inner, cm(0.12)))  # fmt: skip


def _motif(pen: Pen, cover: Cover) -> None:
    """Draw the territory's parts as quiet bars that rise on the band; they are looked at, not read."""
    values = [abs(value) for value in cover.motif][:_MOST_BARS]
    largest = max(values, default=None)
    if not largest:
        return
    band = COVER_BAND
    left, top, bottom = band.x + cm(1.2), cm(2.2), band.bottom - cm(1.2)
    room = Box(left, top, SLIDE.w - cm(1.2) - left, bottom - top)
    step = room.h / len(values)
    thick = max(round(step * 0.62), pt(1.5))
    with pen.group(room, "", "motif"):
        for number, value in enumerate(sorted(values, reverse=True)):
            length = max(round(room.w * float(value / largest)), pt(3))
            y = room.y + round(number * step)
            # The strongest bar in full, the others in lighter tints of the band: depth without a second colour.
            fill = "series-2" if number == 0 else ("ground" if number % 5 == 0 else "tint-3" if number % 2 else "tint-2")
            pen.shape(Box(room.end - length, y, length, thick), fill=fill, name="motif")


def _foot(pen: Pen, stage: Stage, cover: Cover) -> list[Para]:
    """Draw partners and statements on white; give what does not fit there, for the notes."""
    marks = cover.logos.marks if cover.logos is not None else ()
    writer = stage.writer
    left_over: list[Para] = []
    statements = [mark.statement for mark in marks if mark.statement]
    said = stage.plain(cover.statement).strip()
    lines: list[Para] = []
    if said:
        lines.append(writer.para(cover.statement, LEAST, color="ink"))
        statements = [one for one in statements if one.strip() not in said]
    lines.extend(writer.para(one, LEAST, color="ink") for one in statements)
    if not is_empty(cover.disclaimer):
        lines.append(writer.para(cover.disclaimer, LEAST, color="muted"))
    box = _FOOT
    foot = stage.height(lines, box.w) if lines else 0
    most = cm(1.45) if marks else box.h
    while lines and foot > most:
        left_over.insert(0, lines.pop())
        foot = stage.height(lines, box.w) if lines else 0
    if marks:
        _marks(pen, stage, marks[:_MOST_MARKS], box.top(max(box.h - foot - (cm(0.15) if foot else 0), cm(0.7))))
        left_over.extend(writer.para(mark.name, 12.0) for mark in marks[_MOST_MARKS:])
    if lines:
        pen.text(Box(box.x, box.bottom - foot, box.w, foot), lines, name="statement", anchor="b")
    return [Para(para.runs, 12.0) for para in left_over]


def _marks(pen: Pen, stage: Stage, marks: Sequence[LogoMark], box: Box) -> None:
    """Draw partners side by side, with equal weight to the eye."""
    places = box.columns(len(marks), cm(0.6))
    longest = (14.0, 13.0, 12.0, LEAST)

    def name(mark: LogoMark, size: float) -> list[Para]:
        return [Para((Run(stage.writer.text(mark.name), True, "ink"),), size)]

    size = next(
        (
            size
            for size in longest
            if all(stage.writer.fits(name(mark, size), points(box.w) / len(marks) - 20, points(box.h)) for mark in marks)
        ),
        LEAST,
    )
    for number, (mark, place) in enumerate(zip(marks, places, strict=True)):
        found = picture_size(mark.data) if mark.data else None
        if number:
            x = place.x - cm(0.3)
            pen.rule((x, place.y + cm(0.1)), (x, place.bottom - cm(0.1)), line="line")
        if found is not None and mark.data:
            spot = held(place.inset(cm(0.2), 0), found)
            pen.picture(spot.at(x=place.x + cm(0.2)) if number == 0 else spot, mark.data, mark.alt or mark.name)
        else:
            pen.text(place, name(mark, size), name="partner", anchor="ctr")


def draw_divider(deck: Deck, stage: Stage, section: Section, dividers: Sequence[Section], frame: Frame) -> None:
    """Draw the slide that opens a chapter: number and name large, progress as dots."""
    writer = stage.writer
    pen = deck.pen()
    runs = writer.runs(section.title, is_bold=True, color="ground") or (
        Run(f"{len(deck.slides) + 1}", True, "ground"),
    )
    title_box = Box(MARGIN, cm(7.6), across(0, 10).w, cm(4.6))
    title, _, _ = stage.largest(lambda size: [Para(runs, size)], title_box, _TITLE_SIZES)
    frame.name(pen, title, title_box)
    if section.number:
        box = Box(MARGIN, cm(3.6), across(0, 10).w, cm(3.6))
        number = [Para((Run(writer.text(section.number), True, "series-2"),), 80.0)]
        pen.text(box, number, name="number", anchor="b", place=Placeholder("body", 1))
    if not is_empty(section.message):
        box = Box(MARGIN, cm(12.5), across(0, 10).w, cm(2.4))
        said, _, _ = stage.largest(
            lambda size: [writer.para(section.message, size, color="ground")], box, (20.0, 18.0, 16.0)
        )
        pen.text(box, said, name="message")
    _dots(pen, dividers.index(section), len(dividers))
    frame.enter(writer.text(stage.plain(section.title)).replace("\n", " "))
    deck.add(pen, "divider", frame.notes(section), is_hidden=section.is_hidden)


def _dots(pen: Pen, place: int, count: int) -> None:
    """Draw one dot a chapter: full up to this one, outlined after it."""
    if not 1 < count <= 24:
        return
    size, step = cm(0.38), cm(0.85)
    for number in range(count):
        box = Box(MARGIN + number * step, cm(16.2), size, size)
        is_done = number <= place
        fill = "series-2" if number == place else ("ground" if is_done else "")
        pen.shape(box, fill=fill, line="" if is_done else "ground", width=1, shape="ellipse", name="progress")
