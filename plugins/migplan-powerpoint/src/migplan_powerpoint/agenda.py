"""The agenda: a time ruler at the start, blocks as high as they are long, breaks pale."""

from collections.abc import Sequence

from migplan.documents import Agenda, AgendaItem
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.geometry import Box, cm, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para, Run

_RULER = cm(2.6)
_GAP = pt(3)
_SIDE = cm(0.4)
_PAD = pt(4)
_SIZES = ((18.0, 14.0), (16.0, 12.0), (14.0, 12.0), (12.0, 11.0))
"""Sizes of titles and of what is said below them, in points."""
_METHODS = ("ellipse", "rect", "diamond", "triangle", "hexagon", "plus", "pentagon", "octagon")
_TALLEST = cm(2.6)
_LONGEST = 12
"""Blocks on one slide."""


def agenda_pieces(block: Agenda, stage: Stage, width: int) -> list[Piece]:
    """Give each day as one drawing, in parts where it has too many blocks."""
    days = sorted({item.day for item in block.items})
    alt = stage.alt(block.alt, block.title, "draw_alt")
    methods = list(dict.fromkeys(item.method_key for item in block.items if not item.is_break))
    pieces = []
    for day in days:
        items = [item for item in block.items if item.day == day]
        subtitle = stage.words("blocks.agenda.day", n=day) if len(days) > 1 else ""
        free = free_height(stage, width, block.title, "", subtitle)
        for part, sizes in _parts(items, stage, width, free):
            piece = _piece(part, sizes, methods, stage, width, alt, free)
            pieces.append(captioned(piece, stage, width, block.title, "", subtitle))
    return pieces


def _parts(
    items: Sequence[AgendaItem], stage: Stage, width: int, room: int
) -> list[tuple[list[AgendaItem], tuple[float, float]]]:
    for sizes in _SIZES:
        heights = [_least(item, sizes, stage, width) for item in items]
        if len(items) <= _LONGEST and sum(heights) + _GAP * len(items) <= room:
            return [(list(items), sizes)]
    sizes = _SIZES[1]
    parts: list[tuple[list[AgendaItem], tuple[float, float]]] = []
    used = room
    for item in items:
        height = _least(item, sizes, stage, width) + _GAP
        if used + height > room or len(parts[-1][0]) >= _LONGEST:
            parts.append(([], sizes))
            used = 0
        parts[-1][0].append(item)
        used += height
    return parts


def _texts(item: AgendaItem, sizes: tuple[float, float], stage: Stage) -> list[Para]:
    large, small = sizes
    minutes = stage.words("blocks.canvas.minutes", n=item.minutes)
    title = stage.writer.runs(item.title, is_bold=not item.is_break, color="muted" if item.is_break else "ink")
    head = (*title, Run(f"  {stage.writer.text(minutes)}", False, "muted", size=small))
    said = [text for text in (item.method, item.facilitator, item.materials) if text]
    if said and item.is_break:
        # A break says all on one line, so that the parts of work have the room.
        more = Run(stage.writer.text(f"  {' · '.join(said)}"), False, "muted", size=small)
        return [Para((*head, more), large)]
    return [Para(head, large), *([stage.writer.para(" · ".join(said), small, color="muted")] if said else ())]


def _inner(width: int) -> int:
    return width - _RULER - 2 * _SIDE - cm(0.8)


def _least(item: AgendaItem, sizes: tuple[float, float], stage: Stage, width: int) -> int:
    return stage.height(_texts(item, sizes, stage), _inner(width)) + 2 * _PAD


def _piece(
    items: Sequence[AgendaItem],
    sizes: tuple[float, float],
    methods: Sequence[str],
    stage: Stage,
    width: int,
    alt: str,
    free: int,
) -> Piece:
    least = [_least(item, sizes, stage, width) for item in items]
    total = sum(least) + _GAP * len(items)

    def draw(pen: Pen, box: Box) -> None:
        room = box.h - _GAP * len(items)
        heights = _heights(items, least, min(room, max(total, _TALLEST * len(items))))
        with pen.group(box, alt, "agenda"):
            y = box.y
            line = box.x + _RULER - cm(0.35)
            pen.rule((line, box.y), (line, box.y + sum(heights) + _GAP * (len(items) - 1)), line="line", width=1.5)
            for item, height in zip(items, heights, strict=True):
                _draw(pen, item, Box(box.x, y, box.w, height), sizes, methods, stage)
                y += height + _GAP

    return Piece(max(total, free), total, draw, grows=True)


def _heights(items: Sequence[AgendaItem], least: Sequence[int], room: int) -> list[int]:
    """Share the height out by duration, none below what its words need."""
    fixed: set[int] = set()
    while True:
        free = room - sum(least[index] for index in fixed)
        minutes = sum(items[index].minutes for index in range(len(items)) if index not in fixed)
        heights = [
            least[index] if index in fixed or minutes <= 0 else round(free * items[index].minutes / minutes)
            for index in range(len(items))
        ]
        short = {index for index in range(len(items)) if index not in fixed and heights[index] < least[index]}
        if not short:
            return heights
        fixed |= short


def _draw(
    pen: Pen, item: AgendaItem, box: Box, sizes: tuple[float, float], methods: Sequence[str], stage: Stage
) -> None:
    time = Box(box.x, box.y, _RULER - cm(0.6), min(pt(24), box.h))
    color = "accent" if item.is_now else "muted" if item.is_break else "primary"
    pen.text(time, [Para((Run(stage.writer.text(item.start), True, color),), 16.0, "end")], name="time", anchor="ctr")
    place = Box(box.x + _RULER, box.y, box.w - _RULER, box.h)
    inset = (_SIDE + cm(0.8), _PAD, _SIDE, _PAD)
    fill = "ground" if item.is_break else "sand"
    line = "accent" if item.is_now else "line" if item.is_break else ""
    pen.text(place, _texts(item, sizes, stage), name="block", fill=fill, line=line, width=1.5 if item.is_now else 0.75,
             dash="dash" if item.is_break and not item.is_now else "", anchor="ctr", inset=inset)  # fmt: skip
    if not item.is_break:
        half = cm(0.2)
        shape = _METHODS[methods.index(item.method_key) % len(_METHODS)]
        mark = Box(place.x + cm(0.45), place.y + place.h // 2 - half, 2 * half, 2 * half)
        pen.shape(mark, fill=color, shape=shape, name="method")
