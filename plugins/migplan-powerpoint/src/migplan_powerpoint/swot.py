"""The four fields of a SWOT: no heavy fills, at most five lines a field on a slide."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import Quadrant
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.geometry import Box, cm, points
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para

_SIZES = (22.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0)
_GAP = cm(0.45)
_MOST_LINES = 6
_COLORS = ("series-5", "series-3", "series-1", "series-2")


def swot_pieces(block: Quadrant, stage: Stage, width: int) -> list[Piece]:
    """Give the four fields, in several slides when they hold more than can be read."""
    height = free_height(stage, width, block.title, block.note)
    cell = Box(0, 0, (width - _GAP) // 2, (height - _GAP) // 2)
    left: list[list[Para]] = [
        [_held(stage.writer.para(line, _SIZES[-1], mark="•", before=5)) for line in lines]
        for lines in (*block.lists, *((),) * (4 - len(block.lists)))
    ]
    alt = stage.alt(block.alt, block.title, "draw_alt")
    pieces = []
    while True:
        part = []
        for index, paras in enumerate(left):
            taken, left[index] = _taken(paras, stage, _room(cell))
            part.append(taken)
        pieces.append(captioned(_piece(block, part, stage, height, alt), stage, width, block.title, block.note))
        if not any(left):
            return pieces


def _held(para: Para) -> Para:
    """Keep the number of a proof, in brackets at the end, on the line of the word before it."""
    if len(para.runs) < 2 and " [" not in para.text:
        return para
    runs = list(para.runs)
    for number, run in enumerate(runs):
        cut = run.text.rfind(" [")
        if cut >= 0:
            tail = run.text[cut + 1 :].replace(" ", "\u00a0")
            runs[number] = evolve(run, text=f"{run.text[:cut]}\u00a0{tail}")
    return evolve(para, runs=tuple(runs))


def _room(cell: Box) -> Box:
    return Box(cell.x + cm(0.5), cell.y + cm(1.05), cell.w - cm(0.9), max(cell.h - cm(1.2), cm(1)))


def _taken(paras: list[Para], stage: Stage, room: Box) -> tuple[list[Para], list[Para]]:
    """Take as many lines as a field holds; a line too long for a field is parted."""
    count = 0
    most = paras[:_MOST_LINES]
    while count < len(most) and stage.height(most[: count + 1], room.w) <= room.h:
        count += 1
    if count or not paras:
        return paras[:count], paras[count:]
    parted = part_para(paras[0], stage, room.w, room.h)
    return ([parted[0]], [parted[1], *paras[1:]]) if parted else (paras[:1], paras[1:])


def _piece(block: Quadrant, part: Sequence[Sequence[Para]], stage: Stage, height: int, alt: str) -> Piece:
    def draw(pen: Pen, box: Box) -> None:
        cells = [cell for row in box.rows(2, _GAP) for cell in row.columns(2, _GAP)]
        size = next(
            (
                size
                for size in _SIZES
                if all(
                    stage.writer.fits(_sized(paras, size), points(_room(cell).w), points(_room(cell).h))
                    for paras, cell in zip(part, cells, strict=True)
                )
            ),
            _SIZES[-1],
        )
        with pen.group(box, alt, "swot"):
            for name, paras, cell, color in zip(block.quarters, part, cells, _COLORS, strict=True):
                pen.shape(cell, line="line", width=1, name="field")
                pen.shape(cell.at(w=cm(0.16)), fill=color, name="bar")
                head = Box(cell.x + cm(0.5), cell.y + cm(0.2), cell.w - cm(0.9), cm(0.8))
                pen.text(
                    head, [stage.writer.para(name, 18.0, is_bold=True, color="primary")], name="name", anchor="ctr"
                )
                if paras:
                    pen.text(_room(cell), _sized(paras, size), name="lines")

    return Piece(height, height, draw, grows=True)


def _sized(paras: Sequence[Para], size: float) -> list[Para]:
    return [evolve(para, size=size) for para in paras]
