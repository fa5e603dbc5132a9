"""The cover and the slides that open chapters."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import Cover, Document, Fact, LogoMark, Section
from migplan_powerpoint.clipping import clipped
from migplan_powerpoint.deck import Deck
from migplan_powerpoint.frame import Frame
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen, Placeholder
from migplan_powerpoint.pictures import held, name_mark, picture_size
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.template import opening
from migplan_powerpoint.words import LEAST, Para, Run, one_line

_TITLE_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_COVER_SIZES = ((22.0, 20.0), (20.0, 18.0), (20.0, 16.0), (18.0, 16.0), (16.0, 16.0))
"""Sizes of subtitle and facts."""
_INSET = cm(0.35)
_MOTIF_TINTS = ("tint-3", "tint-2", "tint-3", "tint-1")
_LEAST_MARKS = cm(0.9)
"""Partners keep this height, whatever must be said under them."""
_MOST_BARS = 60
MOST_MARKS = 6


def draw_cover(deck: Deck, stage: Stage, document: Document) -> None:
    """Draw the first slide: title and facts at the start, the motif at the end, partners on white at the foot."""
    cover = document.cover
    pen = deck.pen()
    left_over = _texts(pen, stage, cover)
    _motif(pen, cover)
    left_over += _foot(pen, stage, cover)
    deck.add(pen, "cover", tuple(left_over))


def _texts(pen: Pen, stage: Stage, cover: Cover) -> list[Para]:
    """Set title, subtitle, facts and what says that the content is invented; give what has no room, for the notes."""
    writer = stage.writer
    text = opening(stage.grid).text
    left_over: list[Para] = []
    if stage.grid.opening is None:
        pen.shape(Box(text.x, cm(1.3), cm(2.2), cm(0.16)), fill="accent", name="bar")
    if stage.grid.has_title_plate:
        pen.shape(opening(stage.grid).title.inset(-cm(0.4), 0), fill="ground", name="plate")
    if stage.grid.has_foot_plate or (stage.grid.opening is not None and stage.grid.has_plate):
        pen.shape(opening(stage.grid).foot.inset(-cm(0.3), -cm(0.1)), fill="ground", name="plate")
    if stage.grid.opening is not None and stage.grid.has_plate:
        pen.shape(
            Box(text.x - cm(0.4), text.y - cm(0.2), text.w + cm(0.8), text.h + cm(0.4)), fill="ground", name="plate"
        )
    left_over.extend(_title(pen, stage, cover))
    box = text
    warning = _warning(stage, cover, text.w)
    warned = stage.height(warning, text.w - 2 * _INSET) + cm(0.3) if warning else 0
    for sizes in _COVER_SIZES:
        subtitle = [] if stage.is_blank(cover.subtitle) else [writer.para(cover.subtitle, sizes[0], color="muted")]
        facts = _facts(stage, cover.facts, sizes[1])
        heights = [stage.height(paras, text.w) for paras in (subtitle, facts)]
        used = sum(heights) + cm(0.5) + (warned + cm(0.45) if warned else 0)
        if used <= box.h:
            break
    spare = min(max(box.h - used, 0) // 3, cm(0.8))
    y = box.y
    for paras, height, kind, index in ((subtitle, heights[0], "subTitle", 1), (facts, heights[1], "body", 10)):
        room = box.bottom - y - (warned + cm(0.2) if warned else 0)
        if not paras:
            continue
        kept = list(paras)
        while kept and stage.height(kept, text.w) > room:
            left_over.append(kept.pop())
        if kept:
            height = stage.height(kept, text.w)
            pen.text(
                Box(text.x, y, text.w, height), kept, name=kind, place=Placeholder(kind, index, has_own_frame=True)
            )
            y += height + cm(0.5) + spare // 2
    if warning:
        place = Box(text.x, box.bottom - warned, text.w, warned)
        inset = (_INSET, cm(0.1), _INSET, cm(0.1))
        pen.text(place, warning, name="illustration", line="accent", width=1, anchor="ctr", inset=inset)
    return [Para(para.runs, 12.0) for para in left_over]


def _title(pen: Pen, stage: Stage, cover: Cover) -> list[Para]:
    """Set the title on at most two lines; one that is too long is cut, and given for the notes."""
    runs = one_line(stage.writer.runs(cover.title, is_bold=True, color="primary"))
    width = points(opening(stage.grid).title.w)
    para = Para(runs, _TITLE_SIZES[-1])
    for size in _TITLE_SIZES:
        para = Para(runs, size)
        if stage.writer.lines(para, width) <= 2 and stage.writer.widest_word([para]) <= width:
            break
    rest: list[Para] = []
    if stage.writer.lines(para, width) > 2:
        parted = part_para(para, stage, opening(stage.grid).title.w, pt(para.size * 2.5 * stage.writer.scale))
        if parted is not None:
            last = parted[0].runs[-1]
            shown = evolve(last, text=last.text.rstrip()[:-1] + "…")
            rest = [para]
            para = evolve(parted[0], runs=(*parted[0].runs[:-1], shown))
    grid = stage.grid
    if grid.opening is not None:
        runs = tuple(evolve(run, color=grid.title_color) for run in para.runs)
        para = evolve(para, runs=runs, align=grid.title_align)
    place = Placeholder("ctrTitle", has_own_frame=grid.opening is not None)
    anchor = "b" if grid.opening is not None else "t"
    pen.text(opening(grid).title, [para], name="title", place=place, anchor=anchor)
    return rest


def _facts(stage: Stage, facts: Sequence[Fact], size: float) -> list[Para]:
    writer = stage.writer
    colon = stage.words("blocks.colon")
    return [
        Para((*writer.runs(f"{fact.label}{colon}", color="muted"), *writer.runs(fact.content, is_bold=True)), size,
             before=size * 0.3)
        for fact in facts
    ]  # fmt: skip


def _warning(stage: Stage, cover: Cover, width: int) -> list[Para]:
    if stage.is_blank(cover.illustration):
        return []
    room = Box(0, 0, width - 2 * _INSET, cm(2.6))
    paras, _, _ = stage.largest(
        lambda size: [stage.writer.para(cover.illustration, size, color="accent")], room, (14.0, 12.0, LEAST)
    )
    return paras


def _motif(pen: Pen, cover: Cover) -> None:
    """Draw the territory's parts as quiet bars that rise on the band; they are looked at, not read."""
    values = [abs(value) for value in cover.motif][:_MOST_BARS]
    largest = max(values, default=None)
    if not largest:
        return
    band = opening(pen.grid).band
    if band is None:
        return
    left, top, bottom = band.x + cm(1), band.y + cm(0.9), band.bottom - cm(0.9)
    room = Box(left, top, pen.grid.slide.w - cm(1) - left, bottom - top)
    step = room.h / len(values)
    thick = max(round(step * 0.62), pt(1.5))
    with pen.group(room, "", "motif"):
        for number, value in enumerate(sorted(values, reverse=True)):
            # The square root lets the small parts be seen beside a large one: a motif, never read as numbers.
            length = max(round(room.w * float(value / largest) ** 0.5), pt(3))
            fill = "series-2" if number == 0 else _MOTIF_TINTS[number % len(_MOTIF_TINTS)]
            pen.shape(Box(room.end - length, room.y + round(number * step), length, thick), fill=fill, name="motif")


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
    if not stage.is_blank(cover.disclaimer):
        lines.append(writer.para(cover.disclaimer, LEAST, color="muted"))
    box = opening(stage.grid).foot
    foot = stage.height(lines, box.w) if lines else 0
    most = box.h - cm(0.15) - _LEAST_MARKS if marks else box.h
    while lines and foot > most:
        # The disclaimer, last, is what the law asks for: statements of partners leave first, and it never leaves alone.
        if len(lines) == 1:
            shown, _ = clipped(lines, writer, points(box.w), points(most))
            left_over.extend(lines)
            lines = list(shown)
            foot = min(stage.height(lines, box.w), most)
            break
        left_over.insert(0, lines.pop(-2))
        foot = stage.height(lines, box.w)
    if marks:
        draw_marks(pen, stage, marks[:MOST_MARKS], box.top(max(box.h - foot - (cm(0.15) if foot else 0), _LEAST_MARKS)))
        left_over.extend(writer.para(mark.name, 12.0) for mark in marks[MOST_MARKS:])
    if lines:
        pen.text(Box(box.x, box.bottom - foot, box.w, foot), lines, name="statement", anchor="b")
    return [Para(para.runs, 12.0) for para in left_over]


def draw_marks(pen: Pen, stage: Stage, marks: Sequence[LogoMark], box: Box) -> None:
    """Draw partners side by side, with equal weight to the eye."""
    gap = cm(0.6)
    places = box.split([_weight(mark, stage) for mark in marks], gap)

    def name(mark: LogoMark, size: float) -> list[Para]:
        return [Para((Run(stage.writer.text(mark.name), True, "ink"),), size)]

    size = next(
        (
            size
            for size in (14.0, 13.0, 12.0, LEAST)
            if all(
                stage.writer.fits(name(mark, size), points(place.w), points(place.h))
                for mark, place in zip(marks, places, strict=True)
            )
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
            name_mark(pen, spot.at(x=place.x + cm(0.2)) if number == 0 else spot, mark, stage)
        else:
            pen.text(place, name(mark, size), name="partner", anchor="ctr")


def _weight(mark: LogoMark, stage: Stage) -> float:
    """Say how much of the foot a partner takes: a logo as much as a middling name, long names more than short ones."""
    if mark.data and picture_size(mark.data):
        return 100.0
    longest = max(stage.writer.width(word, LEAST, True) for word in mark.name.split(" ")) if mark.name else 0.0
    whole = min(stage.writer.width(mark.name, LEAST, True), 260.0)
    return max(float(whole**0.8), longest, 40.0)


def draw_divider(deck: Deck, stage: Stage, section: Section, dividers: Sequence[Section], frame: Frame) -> None:
    """Draw the slide that opens a chapter: number and name large, progress as dots."""
    writer = stage.writer
    pen = deck.pen()
    has_own = stage.grid.opening is None
    lead = () if has_own or not section.number else (Run(f"{writer.text(section.number)}  ", True, "series-2"),)
    runs = (*lead, *one_line(writer.runs(section.title, is_bold=True, color="ground"))) or (
        Run(f"{len(deck.slides) + 1}", True, "ground"),
    )
    places = opening(stage.grid)
    title_box = places.name
    width = points(title_box.w)
    size = next((size for size in _TITLE_SIZES if writer.lines(Para(runs, size), width) <= 2), _TITLE_SIZES[-1])
    whole = Para(runs, size)
    title, is_cut = clipped([whole], writer, width, 2 * writer.line_height(whole))
    if is_cut:
        pen.note([Para(runs, 12.0)])
    frame.name(pen, title, title_box, has_own_frame=not has_own)
    if section.number and has_own:
        number = [Para((Run(writer.text(section.number), True, "series-2"),), 80.0)]
        pen.text(places.number, number, name="number", anchor="b", place=Placeholder("body", 1))
    if not stage.is_blank(section.message):
        box = places.message
        said, _, _ = stage.largest(
            lambda size: [writer.para(section.message, size, color="ground")], box, (20.0, 18.0, 16.0)
        )
        pen.text(box, said, name="message")
    if has_own:
        _dots(pen, dividers.index(section), len(dividers))
    frame.enter(writer.text(stage.plain(section.title)).replace("\n", " "))
    source = () if stage.is_blank(section.source) else (writer.para(section.source, 12.0),)
    deck.add(pen, "divider", (*frame.notes(section), *source), is_hidden=section.is_hidden)


def _dots(pen: Pen, place: int, count: int) -> None:
    """Draw one dot a chapter: full up to this one, outlined after it."""
    if not 1 < count <= 24:
        return
    size, step = cm(0.38), cm(0.85)
    for number in range(count):
        box = Box(pen.grid.margin + number * step, pen.grid.slide.h - cm(2.85), size, size)
        is_done = number <= place
        fill = "series-2" if number == place else ("ground" if is_done else "")
        pen.shape(box, fill=fill, line="" if is_done else "ground", width=1, shape="ellipse", name="progress")
