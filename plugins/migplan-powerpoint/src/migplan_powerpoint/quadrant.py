"""Maps of two axes, and the four fields of a SWOT; labels stand beside their dots and never meet."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from migplan.documents import Axis, Point, Quadrant
from migplan_powerpoint.captions import captioned
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para, Run

_MOST_POINTS = 30
_LABEL = 12.0
_DOT = cm(0.3)
_AXIS = cm(0.75)
_SWOT_SIZES = (18.0, 17.0, 16.0)
_SWOT_GAP = cm(0.45)
_MOST_LINES = 5
_SHAPES = ("ellipse", "rect", "diamond", "triangle", "pentagon", "hexagon", "plus", "octagon")
"""Category by shape as well as by colour."""


def quadrant_pieces(block: Quadrant, stage: Stage, width: int) -> list[Piece]:
    """Give a SWOT when it has lists, else a map; in several parts when it holds more than can be read."""
    pieces: list[Piece] = []
    if block.lists:
        pieces.extend(_swot_pieces(block, stage, width))
    if block.points or not block.lists:
        pieces.extend(_map_pieces(block, stage, width))
    return pieces


# SWOT -----------------------------------------------------------------------------------------------------------


def _swot_pieces(block: Quadrant, stage: Stage, width: int) -> list[Piece]:
    left: list[list[Para]] = [
        [stage.writer.para(line, _SWOT_SIZES[-1], mark="•", before=5) for line in lines]
        for lines in (*block.lists, *((),) * (4 - len(block.lists)))
    ]
    cell = Box(0, 0, (width - _SWOT_GAP) // 2, (stage.body_height - cm(1.2) - _SWOT_GAP) // 2)
    alt = stage.alt(block.alt, block.title, "draw_alt")
    pieces = []
    while True:
        part = []
        for index, paras in enumerate(left):
            taken, left[index] = _taken(paras, stage, _field_room(cell))
            part.append(taken)
        piece = _swot_piece(block, part, stage, alt)
        pieces.append(captioned(piece, stage, width, block.title, block.note))
        if not any(left):
            return pieces


def _field_room(cell: Box) -> Box:
    return Box(cell.x + cm(0.5), cell.y + cm(1.15), cell.w - cm(1), max(cell.h - cm(1.35), cm(1)))


def _taken(paras: list[Para], stage: Stage, room: Box) -> tuple[list[Para], list[Para]]:
    """Take as many lines as a field holds, at most five; a line too long for a field is parted."""
    count = 0
    most = paras[:_MOST_LINES]
    while count < len(most) and stage.height(most[: count + 1], room.w) <= room.h:
        count += 1
    if count or not paras:
        return paras[:count], paras[count:]
    parted = part_para(paras[0], stage, room.w, room.h)
    return ([parted[0]], [parted[1], *paras[1:]]) if parted else (paras[:1], paras[1:])


def _swot_piece(block: Quadrant, part: Sequence[Sequence[Para]], stage: Stage, alt: str) -> Piece:
    colors = ("series-5", "series-3", "series-1", "series-2")

    def draw(pen: Pen, box: Box) -> None:
        cells = [cell for row in box.rows(2, _SWOT_GAP) for cell in row.columns(2, _SWOT_GAP)]
        size = next(
            (
                size
                for size in _SWOT_SIZES
                if all(
                    stage.writer.fits(_sized(paras, size), points(_field_room(cell).w), points(_field_room(cell).h))
                    for paras, cell in zip(part, cells, strict=True)
                )
            ),
            _SWOT_SIZES[-1],
        )
        with pen.group(box, alt, "swot"):
            for name, paras, cell, color in zip(block.quarters, part, cells, colors, strict=True):
                pen.shape(cell, line="line", width=1, name="field")
                pen.shape(cell.at(w=cm(0.16)), fill=color, name="bar")
                head = Box(cell.x + cm(0.5), cell.y + cm(0.25), cell.w - cm(1), cm(0.85))
                pen.text(head, [stage.writer.para(name, 18.0, is_bold=True, color="primary")], name="name", anchor="ctr")
                if paras:
                    pen.text(_field_room(cell), _sized(paras, size), name="lines")

    return Piece(stage.body_height - cm(1.2), stage.body_height - cm(1.2), draw, grows=True)


def _sized(paras: Sequence[Para], size: float) -> list[Para]:
    return [evolve(para, size=size) for para in paras]


# Map ------------------------------------------------------------------------------------------------------------


@frozen
class _Label:
    """A label as placed: the dot it belongs to, and its box."""

    point: Point
    dot: Box
    box: Box
    is_far: bool
    """It stands away from its dot and a line leads to it."""


def _map_pieces(block: Quadrant, stage: Stage, width: int) -> list[Piece]:
    if not block.points:
        return [captioned(_map_piece(block, (), stage), stage, width, block.title, block.note)]
    count = len(block.points)
    parts = -(-count // _MOST_POINTS)
    each = -(-count // parts)
    return [
        captioned(_map_piece(block, block.points[start : start + each], stage), stage, width, block.title, block.note)
        for start in range(0, count, each)
    ]


def _map_piece(block: Quadrant, part: Sequence[Point], stage: Stage) -> Piece:
    alt = stage.alt(block.alt, block.title, "draw_alt")
    categories = list(dict.fromkeys(point.category for point in block.points if point.category))

    def draw(pen: Pen, box: Box) -> None:
        legend = _legend(categories, block.points, stage, box.w)
        foot = cm(0.8) if legend else 0
        plane = Box(box.x + _AXIS, box.y, box.w - _AXIS, box.h - _AXIS - foot)
        with pen.group(box, alt, "map"):
            _draw_plane(pen, block, plane, box, stage)
            placed = _placed(part, block, plane, stage)
            for label in placed:
                if label.is_far:
                    _lead(pen, label)
            for label in placed:
                _draw_point(pen, label, categories, stage)
        if legend:
            _draw_legend(pen, legend, Box(box.x + _AXIS, box.bottom - cm(0.65), box.w - _AXIS, cm(0.65)), stage)

    return Piece(stage.body_height - cm(1), cm(9), draw, grows=True)


def _draw_plane(pen: Pen, block: Quadrant, plane: Box, box: Box, stage: Stage) -> None:
    cells = [cell for row in plane.rows(2, cm(0.1)) for cell in row.columns(2, cm(0.1))]
    for index, (name, cell) in enumerate(zip(block.quarters, cells, strict=True)):
        pen.shape(cell, fill="sand" if index == 1 else "F9F7F2", name="quarter")
        if name:
            top = index < 2
            spot = Box(cell.x + cm(0.25), cell.y + cm(0.1) if top else cell.bottom - cm(0.75), cell.w - cm(0.5), cm(0.65))
            size = next((size for size in (16.0, 14.0, 12.0) if stage.writer.width(name, size, True) <= points(spot.w)), 11.0)
            para = stage.writer.para(name, size, is_bold=True, color="primary" if index == 1 else "muted",
                                     align="start" if index % 2 == 0 else "end")  # fmt: skip
            pen.text(spot, [para], name="quarter", anchor="ctr")
    below = Box(plane.x, plane.bottom + cm(0.1), plane.w, cm(0.6))
    _axis_text(pen, block.x, below, stage)
    _upright_axis(pen, block.y, Box(box.x, plane.y, cm(0.65), plane.h), stage)


def _axis_text(pen: Pen, axis: Axis | None, box: Box, stage: Stage) -> None:
    if axis is None:
        return
    low, label, high = box.columns(3, cm(0.2))
    for text, place, align, is_bold in (
        (axis.low_label, low, "start", False), (f"{axis.label}", label, "ctr", True), (axis.high_label, high, "end", False)
    ):  # fmt: skip
        if text:
            size = next((s for s in (14.0, 12.0) if stage.writer.width(text, s, is_bold) <= points(place.w)), 11.0)
            pen.text(place, [stage.writer.para(text, size, is_bold=is_bold, color="ink" if is_bold else "muted", align=align)],
                     name="axis", anchor="ctr")  # fmt: skip


def _upright_axis(pen: Pen, axis: Axis | None, box: Box, stage: Stage) -> None:
    """Write the upright axis along its line: its name in the middle, its ends at the ends."""
    if axis is None:
        return
    thirds = box.rows(3, cm(0.1))
    for text, place, align, is_bold in (
        (axis.high_label, thirds[0], "end", False), (axis.label, thirds[1], "ctr", True), (axis.low_label, thirds[2], "start", False)
    ):  # fmt: skip
        if text:
            size = next((s for s in (14.0, 12.0) if stage.writer.width(text, s, is_bold) <= points(place.h)), 11.0)
            pen.text(place, [stage.writer.para(text, size, is_bold=is_bold, color="ink" if is_bold else "muted", align=align)],
                     name="axis", anchor="ctr", upright=True)  # fmt: skip


def _place(value: Decimal, axis: Axis | None) -> float:
    low, high = (axis.low, axis.high) if axis is not None else (Decimal(1), Decimal(5))
    span = high - low
    if not span:
        return 0.5
    return min(max(float((value - low) / span), 0.0), 1.0)


def _placed(part: Sequence[Point], block: Quadrant, plane: Box, stage: Stage) -> list[_Label]:
    """Give each dot its own spot and each label the nearest free place; the most influential choose first."""
    room = plane.inset(cm(0.5), cm(0.85))
    taken: list[Box] = []
    if block.quarters[0]:
        taken.extend((plane.at(h=cm(0.75)), Box(plane.x, plane.bottom - cm(0.75), plane.w, cm(0.75))))
    dots = _dots(part, block, room)
    taken.extend(dots)
    placed: list[_Label] = []
    order = sorted(range(len(part)), key=lambda index: (not part[index].is_emphasised, -part[index].y, part[index].x))
    for index in order:
        point, dot = part[index], dots[index]
        width = pt(stage.writer.width(point.label, _LABEL, point.is_emphasised) + 2)
        width = min(width, room.w // 3)
        lines = stage.writer.lines(stage.writer.para(point.label, _LABEL, is_bold=point.is_emphasised), points(width))
        height = pt(stage.writer.ruler.leading(point.label) * stage.writer.size_of(point.label, _LABEL) * lines)
        box, is_far = _free(dot, width, height, plane.inset(cm(0.1)), taken)
        taken.append(box)
        placed.append(_Label(point, dot, box, is_far))
    return placed


def _dots(part: Sequence[Point], block: Quadrant, room: Box) -> list[Box]:
    """Give each point its dot; points of one place stand side by side around it."""
    groups: dict[tuple[Decimal, Decimal], list[int]] = {}
    for index, point in enumerate(part):
        groups.setdefault((point.x, point.y), []).append(index)
    dots: dict[int, Box] = {}
    step = cm(0.62)
    for (x, y), members in groups.items():
        middle_x = room.x + round(room.w * _place(x, block.x))
        middle_y = room.bottom - round(room.h * _place(y, block.y))
        offset = (len(members) - 1) / 2
        for order, index in enumerate(members):
            shift = round((order - offset) * step)
            top = min(max(middle_y + shift - _DOT // 2, room.y - cm(0.05)), room.bottom - _DOT)
            dots[index] = Box(min(max(middle_x - _DOT // 2, room.x), room.end - _DOT), top, _DOT, _DOT)
    spread: list[Box] = []
    for index in range(len(part)):
        box = dots[index]
        while any(_meet(box, other) for other in spread):
            box = box.at(x=box.x + _DOT + cm(0.08))
            if box.end > room.end:
                box = box.at(x=room.x, y=min(box.y + _DOT, room.bottom - _DOT))
                if box.bottom >= room.bottom:
                    break
        spread.append(box)
    return spread


def _free(dot: Box, width: int, height: int, room: Box, taken: Sequence[Box]) -> tuple[Box, bool]:
    for box, is_far in _candidates(dot, width, height):
        inside = box.x >= room.x and box.end <= room.end and box.y >= room.y and box.bottom <= room.bottom
        if inside and not any(_meet(box, other) for other in taken):
            return box, is_far
    step = cm(0.25)
    for y in range(room.y, room.bottom - height, step):
        for x in range(room.x, room.end - width, step * 2):
            box = Box(x, y, width, height)
            if not any(_meet(box, other) for other in taken):
                return box, True
    return Box(min(dot.end + cm(0.1), room.end - width), min(dot.y, room.bottom - height), width, height), False


def _candidates(dot: Box, width: int, height: int) -> Iterator[tuple[Box, bool]]:
    """Offer places for a label: at its dot's sides first, then ever further away."""
    gap = cm(0.08)
    middle = dot.y + (dot.h - height) // 2
    yield Box(dot.end + gap, middle, width, height), False
    yield Box(dot.x - gap - width, middle, width, height), False
    yield Box(dot.x + (dot.w - width) // 2, dot.y - gap - height, width, height), False
    yield Box(dot.x + (dot.w - width) // 2, dot.bottom + gap, width, height), False
    for ring in range(1, 24):
        reach = ring * cm(0.28)
        for side in (1, -1):
            x = dot.end + gap + reach // 2 if side == 1 else dot.x - gap - width - reach // 2
            for rise in (reach, -reach):
                yield Box(x, middle + rise, width, height), True
        yield Box(dot.x + (dot.w - width) // 2, dot.y - gap - height - reach, width, height), True
        yield Box(dot.x + (dot.w - width) // 2, dot.bottom + gap + reach, width, height), True


def _meet(first: Box, second: Box) -> bool:
    gap = cm(0.03)
    return (
        first.x < second.end + gap
        and second.x < first.end + gap
        and first.y < second.bottom + gap
        and second.y < first.bottom + gap
    )


def _lead(pen: Pen, label: _Label) -> None:
    dot, box = label.dot, label.box
    middle = (dot.x + dot.w // 2, dot.y + dot.h // 2)
    x = min(max(middle[0], box.x), box.end)
    y = min(max(middle[1], box.y), box.bottom)
    pen.rule(middle, (x, y), line="muted", width=0.75)


def _draw_point(pen: Pen, label: _Label, categories: Sequence[str], stage: Stage) -> None:
    point = label.point
    color = "accent" if point.is_emphasised else point.color or "primary"
    shape = _SHAPES[categories.index(point.category) % len(_SHAPES)] if point.category else "ellipse"
    pen.shape(label.dot, fill=color, shape=shape, line="ground", width=0.5, name="dot")
    starts = label.box.x >= label.dot.end
    ends = label.box.end <= label.dot.x
    para = stage.writer.para(
        point.label, _LABEL, is_bold=point.is_emphasised, color="accent" if point.is_emphasised else "ink",
        align="start" if starts else "end" if ends else "ctr",
    )  # fmt: skip
    pen.text(label.box, [para], name="label", anchor="ctr")


def _legend(categories: Sequence[str], every: Sequence[Point], stage: Stage, width: int) -> list[tuple[str, str, str]]:
    """Give shape, colour and name of each category."""
    found = []
    for number, category in enumerate(categories):
        color = next((point.color for point in every if point.category == category and point.color), "primary")
        found.append((_SHAPES[number % len(_SHAPES)], color, category))
    return found


def _draw_legend(pen: Pen, legend: Sequence[tuple[str, str, str]], box: Box, stage: Stage) -> None:
    free = points(box.w) / len(legend)
    size = next(
        (size for size in (12.0, 11.0) if all(stage.writer.width(name, size) + 24 <= free for _, _, name in legend)), 11.0
    )
    widths = [pt(stage.writer.width(name, size) + 10) + _DOT + cm(0.5) for _, _, name in legend]
    if sum(widths) > box.w:
        widths = [box.w // len(legend)] * len(legend)
    x = box.x
    for (shape, color, name), width in zip(legend, widths, strict=True):
        pen.shape(Box(x, box.y + (box.h - _DOT) // 2, _DOT, _DOT), fill=color, shape=shape, name="key")
        room = Box(x + _DOT + cm(0.12), box.y, width - _DOT - cm(0.2), box.h)
        text = name
        if stage.writer.width(name, size) > points(room.w):
            text = stage.writer.shortened(name, size, points(room.w))
            pen.note([Para((Run(stage.writer.text(name)),), 12.0)])
        pen.text(room, [stage.writer.para(text, size, color="muted")], name="key", anchor="ctr")
        x += width

