"""The cover and the slides that open chapters."""

from collections.abc import Sequence

from attrs import evolve, frozen

from migplan.documents import Cover, Document, Fact, LogoMark, Section
from migplan_powerpoint.balance import without_orphan
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

_TITLE_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_TITLE_LINES = 2
"""Lines of a cover's title at most."""
_COVER_SIZES = ((22.0, 20.0), (20.0, 18.0), (20.0, 16.0), (18.0, 16.0), (16.0, 16.0))
"""Sizes of subtitle and facts."""
_INSET = cm(0.35)
_MOTIF_TINTS = ("tint-3", "tint-2", "tint-3", "tint-1")
_LEAST_MARKS = cm(1.1)
"""Partners keep this height, whatever must be said under them."""
_HIGHEST_FOOT = cm(6)
"""What the law asks to be said takes the room it needs at the foot, up to this height."""
_MOST_BARS = 60
MOST_MARKS = 6


def draw_cover(deck: Deck, stage: Stage, document: Document) -> None:
    """Draw the first slide: title and facts at the start, the motif at the end, partners on white at the foot."""
    cover = document.cover
    pen = deck.pen()
    foot, lines, left_over = _set_foot(stage, cover)
    left_over += _texts(pen, stage, cover, foot.y - opening(stage.grid).foot.y)
    _motif(pen, cover, foot.y - opening(stage.grid).foot.y)
    _draw_foot(pen, stage, cover, foot, lines)
    deck.add(pen, "cover", tuple(left_over))


def _texts(pen: Pen, stage: Stage, cover: Cover, rise: int) -> list[Para]:
    """Set title, subtitle, facts and what says that the content is invented; give what has no room, for the notes."""
    writer = stage.writer
    text = opening(stage.grid).text
    title = _title(stage, cover)
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
    left_over.extend(title.rest)
    pen.text(opening(stage.grid).title, [title.para], name="title", place=title.place, anchor=title.anchor)
    box = text.at(h=text.h + rise)
    if stage.grid.opening is None:
        # What follows stands close below the title, of one line or of two.
        top = opening(stage.grid).title.y + stage.height([title.para], text.w) + cm(0.7)
        box = Box(text.x, min(top, text.y), text.w, box.bottom - min(top, text.y))
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
        pen.text(place, warning, name="illustration", fill="sand", anchor="ctr", inset=inset)
        pen.shape(place.at(w=cm(0.1)), fill="accent", name="bar")
    return [Para(para.runs, 12.0) for para in left_over]


@frozen
class _Title:
    """A cover's title as set."""

    para: Para
    place: Placeholder
    anchor: str
    rest: tuple[Para, ...]
    """The whole of a title that had to be cut, for the notes."""


def _title(stage: Stage, cover: Cover) -> _Title:
    """Set the title; one that is too long is cut, and given for the notes, and one that shows nothing is a dash."""
    named = (cover.title, stage.request.document.title)
    said = next((one for one in named if not stage.is_blank(one)), "–")
    runs = one_line(stage.writer.runs(said, is_bold=True, color="primary"))
    width = points(opening(stage.grid).title.w)
    grid = stage.grid
    high = points(opening(grid).title.h)
    para = Para(runs, _TITLE_SIZES[-1])
    for size in _TITLE_SIZES:
        para = Para(runs, size)
        is_low = grid.opening is not None or stage.writer.height([para], width) <= high
        if is_low and stage.writer.lines(para, width) <= _TITLE_LINES and stage.writer.widest_word([para]) <= width:
            break
    rest: tuple[Para, ...] = ()
    if stage.writer.lines(para, width) > _TITLE_LINES:
        room = pt(para.size * (_TITLE_LINES + 0.5) * stage.writer.scale)
        parted = part_para(para, stage, opening(stage.grid).title.w, room)
        if parted is not None:
            last = parted[0].runs[-1]
            shown = evolve(last, text=last.text.rstrip()[:-1] + "…")
            rest = (para,)
            para = evolve(parted[0], runs=(*parted[0].runs[:-1], shown))
    if grid.opening is not None:
        runs = tuple(evolve(run, color=grid.title_color) for run in para.runs)
        para = evolve(para, runs=runs, align=grid.title_align)
    para = without_orphan(para, stage.writer, width)
    place = Placeholder("ctrTitle", has_own_frame=grid.opening is not None)
    return _Title(para, place, "b" if grid.opening is not None else "t", rest)


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
        lambda size: [stage.writer.para(cover.illustration, size, color="ink")], room, (12.0, LEAST)
    )
    return paras


def _motif(pen: Pen, cover: Cover, rise: int) -> None:
    """Draw the territory's parts as quiet bars that rise on the band; they are looked at, not read."""
    values = [abs(value) for value in cover.motif][:_MOST_BARS]
    largest = max(values, default=None)
    if not largest:
        return
    band = opening(pen.grid).band
    if band is None:
        return
    left, top, bottom = band.x + cm(1.2), band.y + cm(1.9), band.bottom + rise - cm(1.2)
    room = Box(left, top, pen.grid.slide.w - cm(1) - left, bottom - top)
    step = room.h / len(values)
    thick = max(round(step * 0.62), pt(1.5))
    with pen.group(room, "", "motif"):
        for number, value in enumerate(sorted(values, reverse=True)):
            # The square root lets the small parts be seen beside a large one: a motif, never read as numbers.
            length = max(round(room.w * float(value / largest) ** 0.5), pt(3))
            fill = "series-2" if number == 0 else _MOTIF_TINTS[number % len(_MOTIF_TINTS)]
            pen.shape(Box(room.end - length, room.y + round(number * step), length, thick), fill=fill, name="motif")


def _set_foot(stage: Stage, cover: Cover) -> tuple[Box, list[Para], list[Para]]:
    """Give the foot, higher where more must be said, what it says below the partners, and what is left for the notes."""
    marks = cover.logos.marks if cover.logos is not None else ()
    writer = stage.writer
    lines: list[Para] = []
    under = {mark.statement.strip() for mark in marks[:MOST_MARKS] if mark.statement}
    if not stage.is_blank(cover.statement) and not (
        stage.grid.opening is None and stage.plain(cover.statement).strip() in under
    ):
        lines.append(writer.para(cover.statement, LEAST, color="ink"))
    shown = set() if stage.grid.opening is None else {mark.statement for mark in marks[:MOST_MARKS]}
    others = [mark.statement for mark in marks[MOST_MARKS:] if mark.statement]
    lines.extend(writer.para(one, LEAST, color="ink") for one in (*sorted(filter(None, shown)), *others))
    if not stage.is_blank(cover.disclaimer):
        lines.append(writer.para(cover.disclaimer, LEAST, color="muted"))
    box = opening(stage.grid).foot
    left_over = [writer.para(mark.name, 12.0) for mark in marks[MOST_MARKS:]]
    most = box.h if stage.grid.opening is not None else _HIGHEST_FOOT
    least = _marks_height(marks, stage, box.w) if marks else 0
    needed = stage.height(lines, box.w) + least + (cm(0.15) if lines and marks else 0)
    if needed > most:
        room = most - (_LEAST_MARKS if marks else 0)
        kept, _ = clipped(lines, writer, points(box.w), points(room))
        left_over = [*(Para(para.runs, 12.0) for para in lines), *left_over]
        lines = list(kept)
        needed = most
    high = max(box.h, needed)
    return Box(box.x, box.bottom - high, box.w, high), lines, left_over


def _draw_foot(pen: Pen, stage: Stage, cover: Cover, box: Box, lines: Sequence[Para]) -> None:
    """Draw partners and statements on white."""
    marks = cover.logos.marks if cover.logos is not None else ()
    if box.h > opening(stage.grid).foot.h and stage.grid.opening is None:
        top = box.y - cm(0.3)
        pen.shape(Box(0, top, stage.grid.slide.w, stage.grid.slide.h - top), fill="ground", name="plate")
    below = min(stage.height(lines, box.w), box.h) if lines else 0
    if marks:
        room = max(box.h - below - (cm(0.15) if below else 0), cm(0.5))
        draw_marks(pen, stage, marks[:MOST_MARKS], box.top(room), has_statements=stage.grid.opening is None)
    if lines:
        pen.text(Box(box.x, box.bottom - below, box.w, below), lines, name="statement", anchor="b")


def _marks_height(marks: Sequence[LogoMark], stage: Stage, width: int) -> int:
    """Give the height that partners' names and statements need at their least size."""
    shown = marks[:MOST_MARKS]
    places = Box(0, 0, width, 0).split([_weight(mark, stage, has_statement=True) for mark in shown], cm(0.6))
    heights = [
        stage.height(_mark(mark, stage, LEAST, has_statement=True), place.w)
        for mark, place in zip(shown, places, strict=True)
        if not mark.data
    ]
    return max([_LEAST_MARKS, *heights])


def _mark(mark: LogoMark, stage: Stage, size: float, *, has_statement: bool) -> list[Para]:
    name = Para((Run(stage.writer.text(mark.name), True, "ink"),), size)
    said = [stage.writer.para(mark.statement, LEAST, color="muted", before=1)] if mark.statement else []
    return [name, *(said if has_statement else ())]


def draw_marks(
    pen: Pen, stage: Stage, marks: Sequence[LogoMark], box: Box, *, has_statements: bool = False
) -> None:  # fmt: skip
    """Draw partners side by side, with equal weight to the eye; each with the statement it asks for, if wanted."""
    gap = cm(0.6)
    places = box.split([_weight(mark, stage, has_statement=has_statements) for mark in marks], gap)
    size = next(
        (
            size
            for size in (14.0, 13.0, 12.0, LEAST)
            if all(
                stage.writer.fits(
                    _mark(mark, stage, size, has_statement=has_statements), points(place.w), points(place.h)
                )
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
            said = _mark(mark, stage, LEAST, has_statement=has_statements)[1:]
            below = stage.height(said, place.w) if said else 0
            spot = held(place.inset(cm(0.2), 0).at(h=max(place.h - below, cm(0.5))), found)
            name_mark(pen, spot.at(x=place.x + cm(0.2)) if number == 0 else spot, mark, stage)
            if said:
                pen.text(place.at(y=place.bottom - below, h=below), said, name="partner")
        else:
            pen.text(place, _mark(mark, stage, size, has_statement=has_statements), name="partner", anchor="ctr")


def _weight(mark: LogoMark, stage: Stage, *, has_statement: bool) -> float:
    """Say how much of the foot a partner takes: a logo as much as a middling name, a long name two lines."""
    if mark.data and picture_size(mark.data):
        return 100.0
    longest = max(stage.writer.width(word, LEAST, True) for word in mark.name.split(" ")) if mark.name else 0.0
    statement = mark.statement if has_statement else ""
    said = max(stage.writer.width(mark.name, LEAST, True), stage.writer.width(statement, LEAST))
    whole = min(said, 300.0)
    return max(whole if whole <= 110 else max(whole * 0.6, 110.0), longest, 60.0)


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
        if has_own:
            top = title_box.y + stage.height(title, title_box.w) + cm(0.6)
            box = Box(box.x, top, box.w, box.bottom - top)
        said, _, _ = stage.largest(
            lambda size: [writer.para(section.message, size, color="ground")], box, (24.0, 20.0, 18.0, 16.0)
        )
        pen.text(box, [without_orphan(para, writer, points(box.w)) for para in said], name="message")
    if has_own:
        _progress(pen, dividers, dividers.index(section), stage)
    frame.enter(writer.text(stage.plain(section.title)).replace("\n", " "))
    source = () if stage.is_blank(section.source) else (writer.para(section.source, 12.0),)
    deck.add(pen, "divider", (*frame.notes(section), *source), is_hidden=section.is_hidden)


def _progress(pen: Pen, dividers: Sequence[Section], place: int, stage: Stage) -> None:
    """Draw one dot a chapter: full up to this one, outlined after it; with their names where there is room."""
    count = len(dividers)
    if not 1 < count <= 24:
        return
    size, y = cm(0.38), pen.grid.slide.h - cm(3.3)
    columns = pen.grid.content.at(y=y, h=size).columns(count, cm(0.5))
    names = [Para(one_line(stage.writer.runs(one.title, color="ground")), 14.0) for one in dividers]
    is_named = all(
        stage.writer.lines(name, points(columns[0].w)) <= 2 and stage.writer.widest_word([name]) <= points(columns[0].w)
        for name in names
    )
    if not is_named:
        columns = tuple(Box(pen.grid.margin + number * cm(0.85), y, size, size) for number in range(count))
    else:
        middle = y + size // 2
        pen.rule((columns[0].x, middle), (columns[-1].x, middle), line="ground")
    for number, column in enumerate(columns):
        is_done = number <= place
        fill = "series-2" if number == place else ("ground" if is_done else "primary")
        line = "" if is_done else "ground"
        pen.shape(Box(column.x, y, size, size), fill=fill, line=line, width=1, shape="ellipse", name="progress")
        if is_named:
            name = names[number]
            if number == place:
                name = evolve(name, runs=tuple(evolve(run, is_bold=True) for run in name.runs))
            high = stage.height([name], column.w)
            pen.text(Box(column.x, y + size + cm(0.2), column.w, high), [name], name="chapter")
