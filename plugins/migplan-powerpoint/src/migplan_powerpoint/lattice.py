"""Maps of few scores: one cell for each pair of scores, so that every dot stands where its scores say."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from migplan.documents import Axis, Point, Quadrant
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import Para

MOST_SCORES = 6
"""With more scores on an axis a cell would be too small for a name."""
DOT = cm(0.3)
TICKS = cm(0.55)
"""Room for the scores beside the axes."""
_SIZES = (14.0, 13.0, 12.0, 11.0)
_NAME = cm(0.75)
"""Height that the name of a quarter takes."""
_PAD = cm(0.25)
_ROW = cm(0.16)
_GAP = cm(0.1)
_AIR = cm(0.05)
_POWERS = (0.0, 0.5, 0.75)
"""How much the width of a column follows the number of its names: not at all, then ever more."""


@frozen
class Label:
    """A point as placed: its dot, and its label beside it."""

    point: Point
    dot: Box
    text: Box


@frozen
class Tick:
    """A score beside an axis."""

    box: Box
    text: str


@frozen
class Lattice:
    """One slide's points at their places, the four quarters, and the scores of both axes."""

    size: float
    fields: tuple[Box, ...]
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]
    edges: tuple[Box, ...]
    """Lines between cells, without width or without height."""


@frozen
class _Cell:
    """The names of one pair of scores, in one to three columns."""

    members: tuple[Point, ...]
    heights: tuple[int, ...]
    count: int
    room: int
    """Width of a name."""
    line: int
    """Height of a line."""

    @property
    def rows(self) -> list[int]:
        """Heights of the rows of names."""
        starts = range(0, len(self.heights), self.count)
        return [max(self.heights[start : start + self.count]) for start in starts]

    @property
    def high(self) -> int:
        """Height of all names."""
        return sum(self.rows)

    def placed(self, x: int, row: Box) -> list[Label]:
        """Place the names in the middle of the row of their score."""
        labels = []
        y = row.y + (row.h - self.high) // 2
        for number, high in enumerate(self.rows):
            for place, point in enumerate(self.members[number * self.count : (number + 1) * self.count]):
                start = x + place * (self.room + DOT + 2 * _GAP)
                own = self.heights[number * self.count + place] - _AIR
                dot = Box(start, y + max(min(self.line, own) - DOT, 0) // 2, DOT, DOT)
                labels.append(Label(point, dot, Box(start + DOT + _GAP, y, self.room, own)))
            y += high
        return labels


def middle_of(axis: Axis | None) -> Decimal:
    """Give the score from which a point stands in the upper or the end half."""
    return (axis.low + axis.high) / 2 if axis is not None else Decimal(3)


def label_para(point: Point, size: float, stage: Stage) -> Para:
    """Set the name of a point."""
    color = "accent" if point.is_emphasised else "ink"
    return stage.writer.para(point.label, size, is_bold=point.is_emphasised, color=color)


def lattices(block: Quadrant, queue: Sequence[Point], plane: Box, stage: Stage) -> list[Lattice]:
    """Give the map on as few slides as hold it, filled alike; none when scores or names do not suit cells.

    `plane` leaves room for the scores: `TICKS` before its start and under its foot.
    """
    across = sorted({point.x for point in queue})
    upward = sorted({point.y for point in queue}, reverse=True)
    if not queue or max(len(across), len(upward)) > MOST_SCORES:
        return []
    # Columns of one width are read best; where names do not fit so, full columns take from those with few names.
    scales = [_Scales(block, across, upward, plane, stage, queue, power) for power in _POWERS]
    # Neighbours go to different slides, so that a full cell is shared out; all slides take the same size.
    ordered = sorted(queue, key=lambda point: (-point.y, -point.x, not point.is_emphasised))
    for count in range(1, len(queue) // 4 + 2):
        for size in _SIZES:
            for scale in scales:
                found = [scale.placed(ordered[part::count], size) for part in range(count)]
                parts = [lattice for lattice in found if lattice is not None]
                if len(parts) == count:
                    return parts
    return []


class _Scales:
    """Columns and rows of the scores that are used; a half without a point keeps a strip for its names."""

    def __init__(
        self,
        block: Quadrant,
        across: Sequence[Decimal],
        upward: Sequence[Decimal],
        plane: Box,
        stage: Stage,
        queue: Sequence[Point],
        power: float,
    ) -> None:
        self.block, self.plane, self.stage = block, plane, stage
        self.across, self.upward = list(across), list(upward)
        middle_x, self.middle_y = middle_of(block.x), middle_of(block.y)
        low = [score for score in across if score < middle_x]
        names = [pt(stage.writer.width(name, 12.0, True) + 4) + cm(0.6) for name in block.quarters]
        strips = [min(max(one, other), plane.w // 4) for one, other in ((names[0], names[2]), (names[1], names[3]))]
        before = 0 if low else strips[0]
        after = 0 if len(low) < len(across) else strips[1]
        weights = [float(sum(point.x == score for point in queue)) ** power for score in across]
        room = plane.w - before - after
        self.steps = {score: int(room * weight / sum(weights)) for score, weight in zip(across, weights, strict=True)}
        self.columns: dict[Decimal, int] = {}
        x = plane.x + before
        for score in across:
            self.columns[score] = x
            x += self.steps[score]
        self.cut_x = plane.x + before + sum(self.steps[score] for score in low)

    def placed(self, queue: Sequence[Point], size: float) -> Lattice | None:
        """Place points at a size; none when a cell does not hold its names."""
        cells: dict[tuple[Decimal, Decimal], list[Point]] = {}
        for point in queue:
            cells.setdefault((point.x, point.y), []).append(point)
        laid = {key: self._laid(members, size, self.steps[key[0]]) for key, members in cells.items()}
        found = {key: cell for key, cell in laid.items() if cell is not None}
        if len(found) < len(laid):
            return None
        needs = [
            max((found[column, score].high for column in self.across if (column, score) in found), default=0) + _ROW
            for score in self.upward
        ]
        plane = self.plane
        spare = (plane.h - 2 * _NAME - sum(needs)) // len(needs)
        if spare < 0:
            return None
        y = plane.y + _NAME
        rows: dict[Decimal, Box] = {}
        cut_y = y
        for score, need in zip(self.upward, needs, strict=True):
            rows[score] = Box(plane.x, y, plane.w, need + spare)
            y += need + spare
            if score >= self.middle_y:
                cut_y = y
        labels = [
            label
            for (column, score), cell in found.items()
            for label in cell.placed(self.columns[column] + _PAD, rows[score])
        ]
        return Lattice(size, self._fields(cut_y), tuple(labels), self._ticks(rows), self._edges(rows, cut_y))

    def _laid(self, members: Sequence[Point], size: float, step: int) -> "_Cell | None":
        """Lay out the names of one cell in one to three columns, whichever is lowest."""
        writer = self.stage.writer
        best: _Cell | None = None
        for count in range(1, min(len(members), 3) + 1):
            room = (step - 2 * _PAD) // count - DOT - 2 * _GAP
            paras = [label_para(point, size, self.stage) for point in members]
            if room <= 0 or writer.widest_word(paras) > points(room):
                continue
            high = [max(pt(writer.height([para], points(room))), DOT) + _AIR for para in paras]
            line = min(pt(writer.line_height(para)) for para in paras)
            cell = _Cell(tuple(members), tuple(high), count, room, line)
            if best is None or cell.high < best.high:
                best = cell
        return best

    def _fields(self, cut_y: int) -> tuple[Box, ...]:
        plane, half = self.plane, cm(0.05)
        sides = ((plane.x, self.cut_x - half), (self.cut_x + half, plane.end))
        levels = ((plane.y, cut_y - half), (cut_y + half, plane.bottom))
        return tuple(Box(x, y, end - x, bottom - y) for y, bottom in levels for x, end in sides)

    def _edges(self, rows: dict[Decimal, Box], cut_y: int) -> tuple[Box, ...]:
        """Give the lines between cells, as boxes without width or height."""
        plane = self.plane
        upright = [Box(x, plane.y + _NAME, 0, plane.h - 2 * _NAME) for x in self.columns.values() if x != self.cut_x]
        level = [Box(plane.x, row.y, plane.w, 0) for row in rows.values() if row.y not in (cut_y, plane.y + _NAME)]
        return tuple(box for box in (*upright, *level) if box.x > plane.x or box.w)

    def _ticks(self, rows: dict[Decimal, Box]) -> tuple[Tick, ...]:
        plane = self.plane
        below = [
            Tick(Box(x, plane.bottom + cm(0.03), self.steps[score], TICKS - cm(0.06)), _written(score))
            for score, x in self.columns.items()
        ]
        beside = [
            Tick(Box(plane.x - TICKS, row.y + (row.h - cm(0.5)) // 2, TICKS, cm(0.5)), _written(score))
            for score, row in rows.items()
        ]
        return (*below, *beside)


def _written(score: Decimal) -> str:
    return f"{score.normalize():f}"
