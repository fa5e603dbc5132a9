"""Ballots and sheets for dots: one line for each choice in every language, with large boxes or room for stickers."""

from collections.abc import Sequence

from attrs import frozen

from migplan.documents import Choice, Span, VoteKind, VoteSheet
from migplan_powerpoint.geometry import GUTTER, Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import GAP, Piece, Stage
from migplan_powerpoint.words import Para, Run

_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_WANTED = 20.0
_PARTED = 16.0
_INTRO_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0)
_HEAD_SIZES = (14.0, 13.0, 12.0, 11.0)
_BOX = cm(1.25)
"""Side of a box to tick."""
_LEAST_BOX = cm(1.05)
_CIRCLE = cm(1.15)
_LEAST_CIRCLE = cm(0.8)
_DOTS_SHARE = 0.46
"""Share of a line that its circles take; the rest is for names to be read from where one stands."""
_GAP = cm(0.25)
_CODE = cm(1.6)
_PAD = cm(0.17)
_TWO_SIDES = cm(9)
"""Width from which two languages stand side by side."""
_STAMP = cm(3.2)
_STAMPS = (cm(5), cm(4.4), cm(3.8), cm(3.4))
"""Widths of the room for a stamp beside the voters; the widest at which their names take the fewest lines."""


def vote_pieces(block: VoteSheet, stage: Stage, width: int) -> list[Piece]:
    """Give title and instructions, the lines to vote on, who votes, and room for a stamp."""
    if not block.choices:
        return []
    intro = _intro(block, stage, width)
    foot = _foot(block, stage, width)
    taken = sum(piece.least + GAP for piece in (*((intro,) if intro else ()), *foot))
    lines = _Lines(block, stage, width, stage.body_height - taken).piece(block.choices)
    return [*((intro,) if intro else ()), lines, *foot]


def _intro(block: VoteSheet, stage: Stage, width: int) -> Piece | None:
    """Give what the frame of the page does not say: the title in the other languages, and the instructions."""

    titles = [span for span in block.title if span.text and not stage.is_said(span)]
    told = [span for span in block.instructions if span.text]
    if not titles and not told:
        return None
    count = max(len(titles), len(told))
    is_parted = count == 2 and {len(titles), len(told)} <= {0, 2}
    halves = [(titles[place : place + 1], told[place : place + 1]) for place in range(2)]
    parts = halves if is_parted else [(titles, told)]
    wide = (width - GUTTER) // 2 if is_parted else width

    def make(some: tuple[list[Span], list[Span]], size: float) -> list[Para]:
        return [
            *stage.writer.sides(some[0], size + 4, is_bold=True, color="primary"),
            *stage.writer.sides(some[1], size, before=size * 0.2),
        ]

    def tall(size: float) -> int:
        return max(stage.height(make(some, size), wide) for some in parts)

    def draw(pen: Pen, box: Box) -> None:
        size = next((size for size in _INTRO_SIZES if tall(size) <= box.h), _INTRO_SIZES[-1])
        for place, some in zip(box.columns(len(parts), GUTTER), parts, strict=True):
            pen.text(place, make(some, size), name="instructions")

    return Piece(tall(_INTRO_SIZES[0]), min(tall(_INTRO_SIZES[-1]), stage.body_height // 3), draw, keeps_next=True)


def _foot(block: VoteSheet, stage: Stage, width: int) -> list[Piece]:
    """Give who votes with the room for a stamp beside it; under one another where they are too many."""
    if not block.voters or not block.stamp:
        voters = [_voters(block.voters, stage, width)] if block.voters else []
        return voters + ([_stamp(block, stage, width)] if block.stamp else [])
    sides = [min(side, width // 3) for side in _STAMPS]
    tried = [(_voters(block.voters, stage, width - side - GUTTER, 12.0), side) for side in sides]
    beside, side = min(tried, key=lambda one: one[0].least)
    if beside.least > stage.body_height * 2 // 5:
        return [_voters(block.voters, stage, width), _stamp(block, stage, width)]
    stamp = _stamp(block, stage, side)

    def draw(pen: Pen, box: Box) -> None:
        beside.draw(pen, box.at(w=width - side - GUTTER))
        stamp.draw(pen, Box(box.end - side, box.y, side, box.h))

    return [Piece(max(beside.want, stamp.want), max(beside.least, stamp.least), draw)]


@frozen
class _Zones:
    """How the width of a line is shared."""

    code: int
    labels: tuple[tuple[int, int], ...]
    """Start and width of each language's column; one column holds all."""
    marks: int
    """Where boxes or circles begin."""
    step: int
    """From one box or circle to the next."""
    side: int
    """Side of a box, diameter of a circle."""
    per_row: int


class _Lines:
    """Sets the lines of one sheet."""

    def __init__(self, block: VoteSheet, stage: Stage, width: int, room: int) -> None:
        """Take the sheet and the height that is left for its lines; circles shrink before the sheet is parted."""
        self.block, self.stage, self.width = block, stage, width
        self.is_dots = block.kind is VoteKind.DOTS
        self.count = max(block.circles, 1) if self.is_dots else max(len(block.heads), 1)
        marks = (_CIRCLE, cm(1), cm(0.9), _LEAST_CIRCLE) if self.is_dots else (_BOX, _LEAST_BOX)
        tried = [
            (self._zones(mark, has_sides), size)
            for size in (16.0, 14.0, 12.0)
            for mark in marks
            for has_sides in (False, True)
        ]
        for self.zones, size in tried:
            if sum(self.height(choice, size) for choice in block.choices) <= room:
                break

    def _zones(self, circle: int, has_sides: bool) -> _Zones:
        if self.is_dots:
            room = round(self.width * _DOTS_SHARE)
            side = max(min(circle, room // self.count - _GAP), _LEAST_CIRCLE)
            per_row = max(min(self.count, room // (side + _GAP)), 1)
            step = side + _GAP
        else:
            side, per_row = circle, self.count
            room = round(self.width * 0.55)
            step = max(min(cm(3.4), room // self.count), side + _GAP) if self.block.heads else side + 2 * _GAP
            per_row = max(min(self.count, room // step), 1)
        marks = self.width - step * per_row
        code = _CODE if any(choice.code for choice in self.block.choices) else 0
        start = code + _PAD
        free = marks - start - 2 * _GAP
        sides = max((len(choice.labels) for choice in self.block.choices), default=1)
        if sides == 2 and has_sides and free >= _TWO_SIDES:
            half = (free - 2 * _GAP) // 2
            return _Zones(code, ((start, half), (start + half + 2 * _GAP, half)), marks, step, side, per_row)
        return _Zones(code, ((start, free),), marks, step, side, per_row)

    def texts(self, choice: Choice, size: float) -> list[list[Para]]:
        sides = self.stage.writer.sides(choice.labels, size)
        if len(self.zones.labels) == 2:
            return [[para] for para in sides]
        return [sides]

    def height(self, choice: Choice, size: float) -> int:
        tall = max(
            (
                self.stage.height(paras, wide)
                for paras, (_, wide) in zip(self.texts(choice, size), self.zones.labels, strict=False)
            ),
            default=0,
        )
        rows = -(-self.count // self.zones.per_row)
        return max(min(tall, self.stage.body_height // 3), rows * (self.zones.side + _GAP) - _GAP) + 2 * _PAD

    def heads(self, size: float) -> list[list[Para]]:
        writer = self.stage.writer
        return [
            [
                *([Para((Run(writer.text(head.code), True, "accent"),), size, "ctr")] if head.code else []),
                *writer.sides(head.labels, size, is_bold=True, color="primary", align="ctr"),
            ]
            for head in self.block.heads
        ]

    def head_height(self) -> tuple[float, int]:
        """Give size and height of the heads over the boxes."""
        if self.is_dots or not self.block.heads or self.zones.per_row < self.count:
            return 0.0, 0
        wide = self.zones.step - _GAP
        size = next(
            (size for size in _HEAD_SIZES if all(self.stage.writer.widest_word(one) <= points(wide) for one in self.heads(size))),
            _HEAD_SIZES[-1],
        )  # fmt: skip
        tall = max(self.stage.height(one, wide) for one in self.heads(size))
        return size, min(tall, self.stage.body_height // 3) + _PAD

    def piece(self, choices: Sequence[Choice], largest: float = _SIZES[0]) -> Piece:
        """Give some of the lines, set no larger than `largest` points: those of one sheet look alike on every page."""
        least = [self.height(choice, _SIZES[-1]) for choice in choices]
        want = [self.height(choice, _WANTED) for choice in choices]
        size, above = self.head_height()

        def draw(pen: Pen, box: Box) -> None:
            with pen.group(box, self.stage.alt(self.block.alt, self.block.title, "draw_alt"), "vote"):
                self._draw(pen, box, choices, size, above, largest)

        def cut(room: int) -> tuple[Piece, Piece] | None:
            used, count = above, 0
            while count < len(choices) and used + least[count] <= room:
                used += least[count]
                count += 1
            if not 0 < count < len(choices):
                return None
            return self.piece(choices[:count], _PARTED), self.piece(choices[count:], _PARTED)

        return Piece(above + sum(want), above + sum(least), draw, cut, grows=True)

    def _draw(
        self, pen: Pen, box: Box, choices: Sequence[Choice], head_size: float, above: int, largest: float
    ) -> None:
        zones, room = self.zones, box.h - above
        sizes = [size for size in _SIZES if size <= largest]
        size = next(
            (size for size in sizes if sum(self.height(choice, size) for choice in choices) <= room), _SIZES[-1]
        )
        heights = [self.height(choice, size) for choice in choices]
        spare = max(room - sum(heights), 0) // len(heights)
        heights = [height + min(spare, height // 2) for height in heights]
        if above:
            for number, paras in enumerate(self.heads(head_size)):
                x = box.x + zones.marks + number * zones.step + _GAP // 2
                pen.text(Box(x, box.y, zones.step - _GAP, above - _PAD), paras, name="head", anchor="b")
        y = box.y + above
        for choice, height in zip(choices, heights, strict=True):
            self._line(pen, choice, Box(box.x, y, box.w, height), size)
            y += height
            pen.rule((box.x, y), (box.end, y), line="line")

    def _line(self, pen: Pen, choice: Choice, box: Box, size: float) -> None:
        zones, writer = self.zones, self.stage.writer
        pen.shape(Box(box.x, box.y + _PAD, cm(0.14), box.h - 2 * _PAD), fill=choice.color or "primary", name="color")
        if zones.code and choice.code:
            code = Para((Run(writer.text(choice.code), True, "primary"),), min(size, 18.0))
            pen.text(Box(box.x + cm(0.3), box.y, zones.code - cm(0.3), box.h), [code], name="code", anchor="ctr")
        for paras, (start, wide) in zip(self.texts(choice, size), zones.labels, strict=False):
            pen.text(Box(box.x + start, box.y + _PAD // 2, wide, box.h - _PAD), paras, name="choice", anchor="ctr")
        rows = -(-self.count // zones.per_row)
        block = rows * (zones.side + _GAP) - _GAP
        top = box.y + (box.h - block) // 2
        for number in range(self.count):
            row, place = divmod(number, zones.per_row)
            x = box.x + zones.marks + place * zones.step + (zones.step - zones.side) // 2
            spot = Box(x, top + row * (zones.side + _GAP), zones.side, zones.side)
            if self.is_dots:
                pen.shape(spot, line="muted", width=1, dash="dash", shape="ellipse", name="dot")
            else:
                pen.shape(spot, fill="ground", line="ink", width=2, name="box")


def _voters(voters: Sequence[Choice], stage: Stage, width: int, size: float = 14.0) -> Piece:
    """Give the groups of voters as boxes to tick, as many in a row as their names allow."""
    writer = stage.writer
    side = cm(0.6)

    def names(voter: Choice) -> list[Para]:
        labels = [label for label in voter.labels if label.text]
        said = tuple(part for label in labels for part in (" · ", label))[1:]
        return [writer.para((f"{voter.code} ", *said) if voter.code else said, size)]

    widest = max(max((writer.width(para.text, size) for para in names(voter)), default=0.0) for voter in voters)
    columns = max(min(width // (pt(widest) + side + 3 * _GAP), 4, len(voters)), 1)
    wide = width // columns
    tall = max(stage.height(names(voter), wide - side - 2 * _GAP) for voter in voters)
    step = max(tall, side) + _GAP
    label = [writer.para(stage.words("blocks.vote.voter"), size, is_bold=True, color="primary")]
    head = stage.height(label, width) + _GAP

    def piece(some: Sequence[Choice]) -> Piece:
        rows = -(-len(some) // columns)

        def draw(pen: Pen, box: Box) -> None:
            pen.text(box.top(head), label, name="voters")
            for number, voter in enumerate(some):
                row, column = divmod(number, columns)
                x, y = box.x + column * wide, box.y + head + row * step
                pen.shape(Box(x, y, side, side), fill="ground", line="ink", width=1.5, name="box")
                room = Box(x + side + _GAP, y, wide - side - 2 * _GAP, step - _GAP // 2)
                pen.text(room, names(voter), name="voter")

        def cut(room: int) -> tuple[Piece, Piece] | None:
            kept = max((room - head) // step, 0) * columns
            return (piece(some[:kept]), piece(some[kept:])) if 0 < kept < len(some) else None

        return Piece(head + rows * step, head + rows * step, draw, cut)

    return piece(voters)


def _stamp(block: VoteSheet, stage: Stage, width: int) -> Piece:
    """Give a frame at the end of the page with room for a stamp."""
    label = stage.writer.sides(block.stamp, 12.0, color="muted", align="ctr")

    def draw(pen: Pen, box: Box) -> None:
        wide = min(cm(6.4), width)
        place = Box(box.end - wide, box.y, wide, min(box.h, _STAMP))
        inset = (_PAD, _PAD, _PAD, _PAD)
        pen.text(place, label, name="stamp", line="muted", dash="dash", width=1, anchor="t", inset=inset)

    return Piece(_STAMP, cm(2.4), draw)
