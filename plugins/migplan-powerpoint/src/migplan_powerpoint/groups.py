"""Work in groups and quiz: one large question, the time as an arc, an empty frame to type into."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import Bullets, GroupWork, Inline, Quiz
from migplan_powerpoint.geometry import GUTTER, Box, cm, points
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import text_piece
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para, Run

_QUESTION_SIZES = (32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_TEXT_SIZES = (20.0, 18.0, 17.0, 16.0)
_WIDE_SIZES = (28.0, 26.0, 24.0, 22.0, *_TEXT_SIZES)
"""Sizes of the steps where nothing is typed in below them."""
_GROUP_SIZES = (20.0, 18.0, 17.0, 16.0)
_COLUMN_GAP = cm(0.5)
_FRAME = cm(3.4)
"""Least height of the frame to type into."""
_CLOCKS = (cm(4.6), cm(4), cm(3.4), cm(2.8))
_LEAST_SIDE = 14.0
_SIDE = cm(0.5)
_CLOCK_GAP = cm(0.4)
_HOUR = 60
_FULL_TURN = 21_600_000
"""60 000ths of a degree."""
_MOST_CHOICES = 8


def group_pieces(block: GroupWork, stage: Stage, width: int) -> list[Piece]:
    """Give the slide of one piece of work; nothing when its words do not fit, so that simpler blocks say it."""
    has_side = bool(block.minutes or block.roles or block.groups or not stage.is_blank(block.hand_in))
    side = stage.grid.across(8, 4).w if has_side else 0
    main = width - side - (2 * GUTTER if side else 0)
    clock = next((size for size in _CLOCKS if _side_height(block, stage, side) + size <= stage.body_height), 0)
    if side and not clock:
        return []
    clock = clock if block.minutes else 0
    question = [stage.writer.para(block.question, _QUESTION_SIZES[-1], is_bold=True, color="primary")]
    needed = stage.height(question, main) + stage.height(_steps(block, stage, 16.0), main) + 2 * cm(0.5)
    # As much as the drawing leaves, which sets question and steps as large as this share allows.
    room = Box(0, 0, main, min(stage.body_height - needed, _rest(stage.body_height)))
    is_listed = bool(block.groups) and not block.prompt
    listed = _list_piece(block, stage, width) if is_listed and _setting(block, stage, room) is None else None
    if needed + _FRAME > stage.body_height:
        return []
    if listed is not None:  # the list takes a slide of its own rather than small letters
        block = evolve(block, groups=())

    def draw(pen: Pen, box: Box) -> None:
        with_steps = box.at(w=main)
        _draw_main(pen, block, stage, with_steps)
        if side:
            _draw_side(pen, block, stage, Box(box.end - side, box.y, side, box.h), clock)

    own = Piece(stage.body_height, needed + _FRAME if listed is None else stage.body_height, draw, grows=True)
    return [own] if listed is None else [own, listed]


def _list_piece(block: GroupWork, stage: Stage, width: int) -> Piece:
    """Give what the work is about as a list for a slide of its own, which parts when it is long."""
    whole = Box(0, 0, width, stage.body_height)
    if _setting(block, stage, whole) is None:
        return text_piece([Bullets(block.groups)], stage, width)

    def draw(pen: Pen, box: Box) -> None:
        _draw_groups(pen, block, stage, box)

    return Piece(stage.body_height, stage.body_height, draw, grows=True)


def _side_height(block: GroupWork, stage: Stage, width: int) -> int:
    paras = _side_texts(block, stage, _LEAST_SIDE)
    return (stage.height(paras, width - 2 * _SIDE) + 2 * _SIDE if paras else 0) + _CLOCK_GAP


def _steps(block: GroupWork, stage: Stage, size: float) -> list[Para]:
    return [
        stage.writer.para(step, size, mark=f"{number}." if len(block.steps) > 1 else "", before=size * 0.35)
        for number, step in enumerate(block.steps, start=1)
    ]


def _draw_main(pen: Pen, block: GroupWork, stage: Stage, box: Box) -> None:
    is_typed = bool(block.prompt) or stage.is_blank(block.hand_in)
    rest = _rest(box.h) if is_typed or block.groups else 0
    sizes = _TEXT_SIZES if rest else _WIDE_SIZES
    for size in _QUESTION_SIZES:
        question = [stage.writer.para(block.question, size, is_bold=True, color="primary")]
        small = next((s for s in sizes if _fits(question, _steps(block, stage, s), stage, box, rest)), 0.0)
        if small:
            break
    small = small or _TEXT_SIZES[-1]
    tall = stage.height(question, box.w)
    pen.text(box.top(tall), question, name="question")
    y = box.y + tall + cm(0.4)
    steps = _steps(block, stage, small)
    if steps:
        high = stage.height(steps, box.w)
        pen.text(Box(box.x, y, box.w, high), steps, name="steps")
        y += high + cm(0.5)
    place = Box(box.x, y, box.w, max(box.bottom - y, cm(1.5)))
    if not block.prompt and block.groups:
        _draw_groups(pen, block, stage, place)
        return
    if not rest:  # the answer is no text: it is handed in on paper
        return
    if block.prompt:
        prompt = [stage.writer.para(block.prompt, 12.0, color="muted")]
        high = stage.height(prompt, box.w)
        pen.text(place.top(high), prompt, name="prompt")
        place = place.below(high + cm(0.1))
    pen.answer(place, stage.alt(block.alt, block.question, "draw_alt"), inset=_SIDE, size=20.0)


def _rest(height: int) -> int:
    """Give what is kept below the steps for an answer or a list."""
    return max(_FRAME, height * 2 // 5)


def _columns(block: GroupWork, stage: Stage, count: int, size: float) -> list[list[Para]]:
    """Share the groups out over columns, first down, then across."""
    each = -(-len(block.groups) // count)
    paras = [stage.writer.para(line, size, before=size * 0.35) for line in block.groups]
    return [paras[start : start + each] for start in range(0, len(paras), each)]


def _setting(block: GroupWork, stage: Stage, box: Box) -> tuple[float, int] | None:
    """Give the largest size and the fewest columns in which the groups fit a box; `None` when they do not."""
    for size in _GROUP_SIZES:
        for count in (1, 2, 3):
            places = box.columns(count, _COLUMN_GAP)
            columns = _columns(block, stage, count, size)
            if all(
                stage.writer.fits(paras, points(place.w), points(place.h))
                for paras, place in zip(columns, places, strict=False)
            ):
                return size, count
    return None


def _draw_groups(pen: Pen, block: GroupWork, stage: Stage, box: Box) -> None:
    """Draw what the work is about where nothing is typed in."""
    size, count = _setting(block, stage, box) or (_GROUP_SIZES[-1], 3)
    for place, paras in zip(box.columns(count, _COLUMN_GAP), _columns(block, stage, count, size), strict=False):
        pen.text(place, paras, name="groups")


def _fits(question: Sequence[Para], steps: Sequence[Para], stage: Stage, box: Box, rest: int) -> bool:
    used = stage.height(question, box.w) + stage.height(steps, box.w) + cm(0.9)
    return used + rest <= box.h


def _side_texts(block: GroupWork, stage: Stage, size: float) -> list[Para]:
    writer = stage.writer
    paras: list[Para] = []
    beside = block.groups if block.prompt else ()
    groups: tuple[tuple[str, tuple[Inline, ...]], ...] = (("roles", block.roles), ("groups", beside))
    for key, lines in groups:
        if lines:
            head = stage.words(f"blocks.group_work.{key}")
            paras.append(writer.para(head, size, is_bold=True, color="primary", before=size * 0.7 if paras else 0))
            paras += [writer.para(line, size, mark="•", before=size * 0.2) for line in lines]
    if not stage.is_blank(block.hand_in):
        head = stage.words("blocks.group_work.hand_in")
        paras.append(writer.para(head, size, is_bold=True, color="accent", before=size * 0.7 if paras else 0))
        paras.append(writer.para(block.hand_in, size, before=size * 0.2))
    return paras


def _draw_side(pen: Pen, block: GroupWork, stage: Stage, box: Box, clock: int) -> None:
    if block.minutes:
        _draw_clock(pen, block.minutes, stage, Box(box.x + (box.w - clock) // 2, box.y, clock, clock))
        box = box.below(clock + _CLOCK_GAP)
    inner = box.inset(_SIDE)
    paras, _, _ = stage.largest(lambda size: _side_texts(block, stage, size), inner, (18.0, 17.0, 16.0, _LEAST_SIDE))
    if paras:
        used = min(stage.height(paras, inner.w) + 2 * _SIDE, box.h)
        pen.text(box.top(used), paras, name="roles", fill="sand", inset=(_SIDE, _SIDE, _SIDE, _SIDE))


def _draw_clock(pen: Pen, minutes: int, stage: Stage, box: Box) -> None:
    """Draw the time as an arc that runs clockwise from the top, in every language: an hour is the whole ring."""
    words = stage.words("blocks.canvas.minutes", n=minutes)
    with pen.group(box, stage.alt("", words, "draw_alt"), "clock"):
        pen.shape(box, fill="sand", shape="ellipse", name="clock")
        turn = min(minutes, _HOUR) * _FULL_TURN // _HOUR
        if turn < _FULL_TURN:
            end = (16_200_000 + turn) % _FULL_TURN
            adjust = f'<a:gd name="adj1" fmla="val 16200000"/><a:gd name="adj2" fmla="val {end}"/>'
            pen.shape(box, fill="accent", shape="pie", adjust=adjust, name="time")
        else:
            pen.shape(box, fill="accent", shape="ellipse", name="time")
        hole = box.inset(box.w // 9)
        pen.shape(hole, fill="ground", shape="ellipse", name="face")
        number = Para((Run(str(minutes), True, "accent"),), points(box.h) * 0.3, "ctr")
        unit = Para((Run(stage.writer.text(words.replace(str(minutes), "").strip()), False, "muted"),), 14.0, "ctr")
        pen.text(hole.inset(cm(0.1)), [number, unit], name="minutes", anchor="ctr")


def quiz_pieces(block: Quiz, stage: Stage, width: int) -> list[Piece]:
    """Give the question large and its choices as lettered cards; nothing when they do not fit."""
    count = len(block.choices)
    if not 1 <= count <= _MOST_CHOICES:
        return []
    columns = 2 if count > 3 else 1
    gap = cm(0.45)
    badge = cm(1.3)
    wide = (width - gap * (columns - 1)) // columns
    rows = -(-count // columns)
    writer = stage.writer

    def paras(place: int, size: float) -> list[Para]:
        choice = writer.para(block.choices[place - 1], size)
        if block.answer != place:
            return [choice]
        return [choice, writer.para(stage.words("blocks.quiz.right"), 16.0, is_bold=True, color="accent", before=2)]

    def tall(size: float) -> int:
        room = wide - badge - 2 * _SIDE
        return max(stage.height(paras(place, size), room) for place in range(1, count + 1)) + cm(0.6)

    def head(size: float) -> list[Para]:
        number = (Run(f"{writer.text(stage.words('blocks.quiz.number', n=block.number))}  ", True, "accent"),)
        said = writer.para(block.question, size, is_bold=True, color="primary")
        return [Para((*(number if block.number else ()), *said.runs), size)]

    least = stage.height(head(20.0), width) + cm(0.6) + rows * (max(tall(16.0), badge) + gap)
    if least > stage.body_height:
        return []

    def draw(pen: Pen, box: Box) -> None:
        for large in _QUESTION_SIZES:
            top = stage.height(head(large), box.w)
            room = (box.h - top - cm(0.6)) // rows - gap
            size = next((s for s in (24.0, 22.0, *_TEXT_SIZES) if max(tall(s), badge) <= room), 0.0)
            if size:
                break
        pen.text(box.top(top), head(large), name="question")
        high = min(room, max(tall(size or 16.0), badge) + cm(1.2))
        for number in range(count):
            row, column = divmod(number, columns)
            y = box.y + top + cm(0.6) + row * (high + gap)
            _draw_choice(pen, block, stage, Box(box.x + column * (wide + gap), y, wide, high), number + 1,
                         paras(number + 1, size or 16.0), badge)  # fmt: skip

    return [Piece(max(least, stage.body_height), least, draw, grows=True)]


def _draw_choice(pen: Pen, block: Quiz, stage: Stage, box: Box, place: int, paras: Sequence[Para], badge: int) -> None:
    is_right = block.answer == place
    pen.shape(box, fill="sand", line="accent" if is_right else "", width=2.5, name="choice")
    letter = Para((Run(chr(ord("A") + place - 1), True, "ground"),), 20.0, "ctr")
    pen.text(box.at(w=badge), [letter], name="letter", fill="accent" if is_right else "primary", anchor="ctr")
    inner = Box(box.x + badge + _SIDE, box.y + cm(0.1), box.w - badge - 2 * _SIDE, box.h - cm(0.2))
    pen.text(inner, paras, name="choice", anchor="ctr")
