"""The parts of a meeting side by side, each with what it holds below its name."""

from collections.abc import Sequence

from migplan.documents import Bullets, Inline
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import LARGE_SIZES
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para, Run

_MOST_PARTS = 5
_SIDE = cm(0.55)
_NUMBER = cm(1.5)
"""Height of the number above a part."""
_LOWEST = cm(11)
"""Height of parts where there is room."""


def parts_piece(block: Bullets, stage: Stage, width: int) -> Piece | None:
    """Give a numbered list of two levels as columns; `None` when it has other levels or does not fit."""
    if all(item.level == 1 for item in block.items):
        return None
    parts: list[list[Inline]] = []
    for item in block.items:
        if item.level == 1:
            parts.append([item.text])
        elif item.level == 2 and parts:
            parts[-1].append(item.text)
        else:
            return None
    if not block.is_numbered or not 2 <= len(parts) <= _MOST_PARTS:
        return None
    gap = cm(0.5)
    column = (width - gap * (len(parts) - 1)) // len(parts)
    inner = column - 2 * _SIDE

    def head(part: Sequence[Inline], size: float) -> list[Para]:
        return [stage.writer.para(part[0], size * 1.25, is_bold=True, color="primary")]

    def rest(part: Sequence[Inline], size: float) -> list[Para]:
        return [stage.writer.para(line, size, before=size * 0.7) for line in part[1:]]

    def heights(size: float) -> tuple[int, int]:
        """Give the height of the highest head and of the highest list below."""
        return (
            max(stage.height(head(part, size), inner) for part in parts),
            max(stage.height(rest(part, size), inner) for part in parts),
        )

    def needed(size: float) -> int:
        return _NUMBER + sum(heights(size)) + cm(1.6)

    def is_legible(size: float) -> bool:
        every = [para for part in parts for para in (*head(part, size), *rest(part, size))]
        return needed(size) <= stage.body_height and stage.writer.widest_word(every) <= points(inner)

    size = next((size for size in (22.0, *LARGE_SIZES) if is_legible(size)), None)
    if size is None:
        return None

    def draw(pen: Pen, box: Box) -> None:
        high = min(max(needed(size), _LOWEST), box.h)
        top, _ = heights(size)
        for number, (part, place) in enumerate(
            zip(parts, box.top(high).columns(len(parts), gap), strict=True), start=1
        ):
            pen.shape(place, fill="sand", name="card")
            pen.shape(place.at(h=cm(0.12)), fill="primary", name="bar")
            mark = Para((Run(str(number), True, "accent"),), 32.0)
            pen.text(Box(place.x + _SIDE, place.y + cm(0.4), inner, _NUMBER), [mark], name="number")
            first = Box(place.x + _SIDE, place.y + cm(0.4) + _NUMBER, inner, top + pt(2))
            pen.text(first, head(part, size), name="part")
            line = first.bottom + cm(0.3)
            pen.rule((first.x, line), (first.x + inner, line), line="line")
            if len(part) > 1:
                below = Box(first.x, line + cm(0.3), inner, place.bottom - line - cm(0.5))
                pen.text(below, rest(part, size), name="list")

    return Piece(max(needed(size), _LOWEST), needed(size), draw)
