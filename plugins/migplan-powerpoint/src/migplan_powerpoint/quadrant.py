"""Maps of two axes: scores in cells of their own; other values in their own quarter, near their true place."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import Axis, Point, Quadrant
from migplan.documents.categories import PLAIN, Mark, marks_of, shown_marks
from migplan_office.markers import PRESETS
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.lattice import DOT as _DOT
from migplan_powerpoint.lattice import TICKS, Lattice, Tick, label_para, lattices, middle_of
from migplan_powerpoint.lattice import Label as _Label
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.swot import swot_pieces
from migplan_powerpoint.words import LEAST, Para, Run

_TRIES = ((14.0, cm(5.4)), (13.0, cm(5.2)), (12.0, cm(5)), (11.0, cm(4.8)), (11.0, cm(3.8)), (11.0, cm(3.1)))
"""Size of the labels, and the width at which they wrap."""
_MANY = 60
"""With more points than this the smallest labels are tried at once."""
_FULL = 4
"""A quarter that refused so many labels takes no more."""
_AXIS = cm(0.75)
_STEP = cm(0.2)
_LEGEND_ROW = cm(0.62)


def quadrant_pieces(block: Quadrant, stage: Stage, width: int) -> list[Piece]:
    """Give a SWOT when it has lists, else a map; in several parts when it holds more than can be read."""
    pieces: list[Piece] = []
    if block.lists:
        pieces.extend(swot_pieces(block, stage, width))
    if block.points or not block.lists:
        pieces.extend(_map_pieces(block, stage, width))
    return pieces


@frozen
class _Plane:
    """Where a map stands on its slide."""

    box: Box
    plane: Box
    size: float
    """Of the labels, in points."""
    legend: tuple[tuple[str, str, str], ...]
    """Shape, colour and name of each category."""
    fields: tuple[Box, ...]
    """The four quarters."""
    ticks: tuple[Tick, ...] = ()
    """Scores beside the axes; none where values run on."""
    edges: tuple[Box, ...] = ()
    """Lines between the cells of scores."""


def _map_pieces(block: Quadrant, stage: Stage, width: int) -> list[Piece]:
    height = free_height(stage, width, block.title, block.note)
    legend = _legend(block)
    rows = _legend_rows(legend, stage, width - _AXIS)
    box = Box(0, 0, width, height)
    plane = Box(_AXIS, 0, width - _AXIS, height - _AXIS - cm(0.15) - len(rows) * _LEGEND_ROW)
    queue = sorted(block.points, key=lambda point: (not point.is_emphasised, -point.y, -point.x))
    inner = Box(plane.x + TICKS, 0, plane.w - TICKS, plane.h - TICKS)
    parts = lattices(block, queue, inner, stage)
    if parts:
        return [
            captioned(
                _map_piece(block, _held(part, box, inner, legend), part.labels, stage),
                stage, width, block.title, block.note,
            )
            for part in parts
        ]  # fmt: skip
    pieces = []
    while True:
        place, labels, queue = _fitting(block, queue, box, plane, legend, stage)
        pieces.append(captioned(_map_piece(block, place, labels, stage), stage, width, block.title, block.note))
        if not queue:
            return pieces


def _held(part: Lattice, box: Box, plane: Box, legend: tuple[tuple[str, str, str], ...]) -> _Plane:
    return _Plane(box, plane, part.size, legend, part.fields, part.ticks, part.edges)


def _fitting(
    block: Quadrant, queue: list[Point], box: Box, plane: Box, legend: tuple[tuple[str, str, str], ...], stage: Stage
) -> tuple[_Plane, list[_Label], list[Point]]:
    """Place all points at the largest size at which none is left over; else as many as the smallest allows."""
    for size, widest in _TRIES if len(queue) <= _MANY else _TRIES[-3:-2]:
        labels, rest = _placed(block, queue, plane, size, widest, stage)
        if not rest:
            break
    if rest and not labels:
        labels, rest = [_forced(rest[0], plane, stage)], rest[1:]
    return _Plane(box, plane, size, legend, tuple(_fields(plane))), labels, rest


def _forced(point: Point, plane: Box, stage: Stage) -> _Label:
    """Place a label that no quarter holds over the whole plane."""
    inner = plane.inset(cm(0.4), cm(0.9))
    dot = Box(inner.x, inner.y, _DOT, _DOT)
    return _Label(point, dot, Box(inner.x + _DOT + cm(0.1), inner.y, inner.w - _DOT - cm(0.1), inner.h))


def _placed(
    block: Quadrant, queue: Sequence[Point], plane: Box, size: float, widest: int, stage: Stage
) -> tuple[list[_Label], list[Point]]:
    fields = _fields(plane)
    taken = {number: _name_box(block, number, field, stage) for number, field in enumerate(fields)}
    labels: list[_Label] = []
    left: list[Point] = []
    refused = [0, 0, 0, 0]
    for point in queue:
        quarter = _quarter(block, point)
        if refused[quarter] >= _FULL:
            left.append(point)
            continue
        field = fields[quarter].inset(cm(0.2), cm(0.15))
        label = _nearest(block, point, plane, field, taken[quarter], size, widest, stage)
        if label is None:
            refused[quarter] += 1
            left.append(point)
            continue
        labels.append(label)
    return labels, left


def _fields(plane: Box) -> list[Box]:
    return [cell for row in plane.rows(2, cm(0.1)) for cell in row.columns(2, cm(0.1))]


def _name_size(name: str, cell: Box, stage: Stage) -> float:
    sizes = (16.0, 14.0, 12.0)
    return next((size for size in sizes if stage.writer.width(name, size, True) <= points(cell.w) - 14), 11.0)


def _name_box(block: Quadrant, quarter: int, cell: Box, stage: Stage) -> list[Box]:
    """Give the place of a quarter's name, in its outer corner."""
    name = block.quarters[quarter]
    if not name:
        return []
    size = _name_size(name, cell, stage)
    wide = min(pt(stage.writer.width(name, size, True) + 4), cell.w - cm(0.5))
    x = cell.x + cm(0.25) if quarter % 2 == 0 else cell.end - cm(0.25) - wide
    y = cell.y + cm(0.1) if quarter < 2 else cell.bottom - cm(0.75)
    return [Box(x, y, wide, cm(0.65))]


def _quarter(block: Quadrant, point: Point) -> int:
    middle_x, middle_y = middle_of(block.x), middle_of(block.y)
    return (0 if point.y >= middle_y else 2) + (1 if point.x >= middle_x else 0)


def _nearest(
    block: Quadrant, point: Point, plane: Box, field: Box, taken: list[Box], size: float, widest: int, stage: Stage
) -> _Label | None:
    """Find the free place nearest to where the point truly stands; its box is then taken."""
    para = label_para(point, size, stage)
    gap = cm(0.1)
    room = min(widest, field.w - _DOT - gap)
    natural = pt(stage.writer.width(point.label, size, point.is_emphasised) + 3)
    lines = 1
    if natural > room:
        lines = stage.writer.lines(para, points(room))
        natural = room
        while lines > 1 and stage.writer.lines(para, points(natural - cm(0.3))) == lines:
            natural -= cm(0.3)
    high = max(pt(stage.writer.line_height(para) * lines), _DOT) + cm(0.04)
    wide = natural + _DOT + gap
    if wide > field.w or high > field.h:
        return None
    aim_x = plane.x + round(plane.w * _share(point.x, block.x)) - _DOT // 2
    aim_y = plane.bottom - round(plane.h * _share(point.y, block.y)) - high // 2
    best: tuple[float, Box] | None = None
    for y in range(field.y, field.bottom - high + 1, _STEP):
        for x in range(field.x, field.end - wide + 1, _STEP):
            distance = (x - aim_x) ** 2 + 4.0 * (y - aim_y) ** 2
            if best is not None and distance >= best[0]:
                continue
            box = Box(x, y, wide, high)
            if not any(_meet(box, other) for other in taken):
                best = (distance, box)
    if best is None:
        return None
    box = best[1]
    taken.append(box)
    dot = Box(box.x, box.y + (box.h - _DOT) // 2 if lines == 1 else box.y + cm(0.08), _DOT, _DOT)
    return _Label(point, dot, Box(box.x + _DOT + gap, box.y, natural, box.h))


def _share(value: Decimal, axis: Axis | None) -> float:
    """Say how far along an axis a value stands, 0 to 1, kept a little from both ends."""
    low, high = (axis.low, axis.high) if axis is not None else (Decimal(1), Decimal(5))
    span = high - low
    share = min(max(float((value - low) / span), 0.0), 1.0) if span else 0.5
    return 0.04 + share * 0.88


def _meet(first: Box, second: Box) -> bool:
    gap = cm(0.12)
    return (
        first.x < second.end + gap
        and second.x < first.end + gap
        and first.y < second.bottom
        and second.y < first.bottom
    )


def _map_piece(block: Quadrant, place: _Plane, labels: Sequence[_Label], stage: Stage) -> Piece:
    alt = stage.alt(block.alt, block.title, "draw_alt")
    marks = marks_of(block)

    def draw(pen: Pen, box: Box) -> None:
        plane = Box(box.x + place.plane.x, box.y, place.plane.w, place.plane.h)
        whole = box.at(h=place.box.h)
        with pen.group(whole, alt, "map"):
            _draw_plane(pen, block, place, plane, box, stage)
            for label in labels:
                _draw_point(pen, label, box, place, marks, stage)
            rows = _legend_rows(place.legend, stage, plane.w)
            y = plane.bottom + _AXIS + cm(0.12) + (TICKS if place.ticks else 0)
            for row in rows:
                _draw_legend(pen, row, Box(plane.x, y, plane.w, cm(0.55)), stage)
                y += _LEGEND_ROW

    return Piece(place.box.h, place.box.h, draw)


def _draw_plane(pen: Pen, block: Quadrant, held: _Plane, plane: Box, box: Box, stage: Stage) -> None:
    for index, (name, field) in enumerate(zip(block.quarters, held.fields, strict=True)):
        cell = field.at(x=field.x + box.x, y=field.y + box.y)
        pen.shape(cell, fill="sand" if index == 1 else "F9F7F2", name="quarter")
        for place in _name_box(block, index, cell, stage):
            color = "primary" if index == 1 else "muted"
            para = stage.writer.para(name, _name_size(name, cell, stage), is_bold=True, color=color)
            pen.text(place, [para], name="quarter", anchor="ctr")
    for edge in held.edges:
        x, y = box.x + edge.x, box.y + edge.y
        pen.rule((x, y), (x + edge.w, y + edge.h), line="ground", width=0.75)
    for tick in held.ticks:
        para = Para((Run(stage.writer.text(tick.text), False, "muted"),), LEAST, "ctr")
        pen.text(tick.box.at(x=tick.box.x + box.x, y=tick.box.y + box.y), [para], name="tick", anchor="ctr")
    below = Box(plane.x, plane.bottom + cm(0.1) + (TICKS if held.ticks else 0), plane.w, cm(0.6))
    _axis_text(pen, block.x, below, stage)
    _upright_axis(pen, block.y, Box(box.x, plane.y, cm(0.65), plane.h), stage)


def _axis_text(pen: Pen, axis: Axis | None, box: Box, stage: Stage) -> None:
    if axis is None:
        return
    third = box.w // 3 - cm(0.2)
    for text, side, is_bold in ((axis.low_label, 0, False), (axis.label, 1, True), (axis.high_label, 2, False)):
        if not text:
            continue
        size = _axis_size(text, third, is_bold, stage)
        wide = min(pt(stage.writer.width(text, size, is_bold) + 4), third)
        x = (box.x, box.x + (box.w - wide) // 2, box.end - wide)[side]
        para = stage.writer.para(text, size, is_bold=is_bold, color="ink" if is_bold else "muted", align="ctr")
        pen.text(box.at(x=x, w=wide), [para], name="axis", anchor="ctr")


def _axis_size(text: str, room: int, is_bold: bool, stage: Stage) -> float:
    return next((size for size in (14.0, 12.0) if stage.writer.width(text, size, is_bold) + 4 <= points(room)), 11.0)


def _upright_axis(pen: Pen, axis: Axis | None, box: Box, stage: Stage) -> None:
    """Write the upright axis along its line: its name in the middle, its ends at the ends."""
    if axis is None:
        return
    third = box.h // 3 - cm(0.1)
    for text, side, is_bold in ((axis.high_label, 0, False), (axis.label, 1, True), (axis.low_label, 2, False)):
        if not text:
            continue
        size = _axis_size(text, third, is_bold, stage)
        high = min(pt(stage.writer.width(text, size, is_bold) + 4), third)
        y = (box.y, box.y + (box.h - high) // 2, box.bottom - high)[side]
        para = stage.writer.para(text, size, is_bold=is_bold, color="ink" if is_bold else "muted", align="ctr")
        pen.text(box.at(y=y, h=high), [para], name="axis", anchor="ctr", upright=True)


def _draw_point(pen: Pen, label: _Label, origin: Box, held: _Plane, marks: Mapping[str, Mark], stage: Stage) -> None:
    point = label.point
    mark = marks.get(point.category, PLAIN)
    color = mark.color if point.category else point.color or ("accent" if point.is_emphasised else mark.color)
    dot = label.dot.at(x=label.dot.x + origin.x, y=label.dot.y + origin.y)
    text = label.text.at(x=label.text.x + origin.x, y=label.text.y + origin.y)
    pen.shape(dot, fill=color, shape=PRESETS[mark.shape], name="dot")
    pen.text(text, [label_para(point, held.size, stage)], name="label", anchor="t" if held.ticks else "ctr")


def _legend(block: Quadrant) -> tuple[tuple[str, str, str], ...]:
    return tuple((PRESETS[mark.shape], mark.color, name) for name, mark in shown_marks(block).items())


def _legend_width(name: str, stage: Stage) -> int:
    return pt(stage.writer.width(name, 12.0) + 4) + _DOT + cm(0.55)


def _legend_rows(legend: Sequence[tuple[str, str, str]], stage: Stage, width: int) -> list[list[tuple[str, str, str]]]:
    """Set the keys in as many rows as they need."""
    rows: list[list[tuple[str, str, str]]] = []
    used = width
    for entry in legend:
        need = min(_legend_width(entry[2], stage), width)
        if used + need > width:
            rows.append([])
            used = 0
        rows[-1].append(entry)
        used += need
    return rows


def _draw_legend(pen: Pen, row: Sequence[tuple[str, str, str]], box: Box, stage: Stage) -> None:
    x = box.x
    for shape, color, name in row:
        width = min(_legend_width(name, stage), box.w)
        pen.shape(Box(x, box.y + (box.h - _DOT) // 2, _DOT, _DOT), fill=color, shape=shape, name="key")
        room = Box(x + _DOT + cm(0.12), box.y, width - _DOT - cm(0.2), box.h)
        pen.text(room, [stage.writer.para(name, 12.0, color="muted")], name="key", anchor="ctr")
        x += width
