"""Action sheets: who, when and how much in a panel at the start; why, what, with whom and how we will know beside it.

Milestones run along the foot. What does not fit beside the panel goes on, on the next slide, in two columns.
"""

from collections.abc import Sequence

from attrs import evolve, frozen

from migplan.documents import ActionSheet, Inline, Part, SheetPart, Table, is_empty, parts
from migplan_powerpoint.geometry import Box, cm
from migplan_powerpoint.money import money_of
from migplan_powerpoint.panel import Panel, draw_panel, set_panel
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import GAP, Piece, Stage
from migplan_powerpoint.steps import Steps, draw_steps, steps_height, steps_of
from migplan_powerpoint.tables import table_pieces
from migplan_powerpoint.words import Para

_BESIDE = cm(0.7)
_LABEL = cm(3.4)
_SIZE = 16.0
"""Every part of every sheet has the same size."""
_PART_GAP = cm(0.26)
_SHORT_GAP = cm(0.12)
_MOST_AIR = cm(1.3)
_COLUMN_GAP = cm(1)
_MOST_NOTED = 3
"""Lines that may be left to the notes so that a sheet stays on one slide."""


@frozen
class _Part:
    """One labelled part as set: its label, its paragraphs."""

    label: str
    paras: tuple[Para, ...]
    gap: int = _PART_GAP
    """Above and below it, in EMU."""


def action_pieces(block: ActionSheet, stage: Stage, width: int) -> list[Piece]:
    """Give a sheet on one slide where it fits, else on as many as it takes; its tables last."""
    money = next((found for table in block.tables if (found := money_of(table, stage)) is not None), None)
    steps = next((made for table in block.tables if (made := steps_of(table, stage)) is not None), None)
    side = stage.grid.across(0, 4).w
    right = width - side - _BESIDE
    foot = steps_height(steps, stage, right - _LABEL) + 2 * _PART_GAP if steps is not None else 0
    if foot > stage.body_height // 3:
        steps, foot = None, 0
    panel, left_over = set_panel(block, stage, Box(0, 0, side, stage.body_height), money)
    first, rest = _beside(block, stage, right, stage.body_height - foot)
    noted: list[Para] = []
    if rest:
        # A line or two too many are said in the notes rather than on a slide of their own.
        shorter = _without_last_lines(block, stage, right, stage.body_height - foot)
        if shorter is not None:
            first, rest, noted = shorter[0], [], shorter[1]
    if left_over:
        rest = [_Part("", tuple(left_over)), *rest]
    pieces = [_first_piece(panel, first, steps, noted, stage, right)]
    column = (width - _COLUMN_GAP) // 2
    flow = [_part_piece(part, stage, column) for part in rest]
    for table in block.tables:
        is_drawn = (money is not None and money_of(table, stage) is not None) or (
            steps is not None and steps_of(table, stage) is not None
        )
        if isinstance(table, Table) and not is_drawn:
            flow.extend(table_pieces(table, stage, column))
    pieces.extend(_columns(flow, stage, column))
    return pieces


# Parts ----------------------------------------------------------------------------------------------------------


def _set(part: SheetPart, stage: Stage, gap: int, *, is_short: bool = False) -> _Part:
    """Set a part: several lines as a list, or one after the other where room is short."""
    lines = [line for line in part.content if not is_empty(line)]
    if is_short and len(lines) > 1 and all(len(stage.plain(line)) <= 60 for line in lines):
        return _Part(part.label, (stage.writer.para(_listed(lines, stage.between), _SIZE),), gap)
    paras = tuple(stage.writer.para(line, _SIZE, before=0 if is_short else _SIZE * 0.15) for line in lines)
    if len(lines) > 2 and not is_short:
        paras = tuple(evolve(para, mark="•") for para in paras)
    return _Part(part.label, paras, gap)


def _listed(lines: Sequence[Inline], between: str) -> Inline:
    said: list[Part] = []
    for line in lines:
        if said:
            said.append(between)
        said.extend(parts(line))
    return tuple(said)


def _label(text: str, stage: Stage) -> list[Para]:
    return [stage.writer.para(text, _SIZE, is_bold=True, color="primary")] if text else []


def _height(part: _Part, stage: Stage, right: int) -> int:
    label = stage.height(_label(part.label, stage), _LABEL - cm(0.3))
    return max(stage.height(part.paras, right - _LABEL), label) + part.gap * 2


def _beside(block: ActionSheet, stage: Stage, right: int, room: int) -> tuple[list[_Part], list[_Part]]:
    """Give the parts that stand beside the panel, and the others."""
    said = [part for part in block.parts if part.label or any(not is_empty(line) for line in part.content)]
    for gap, is_short in ((_PART_GAP, False), (_SHORT_GAP, False), (_SHORT_GAP, True)):
        made = [_set(part, stage, gap, is_short=is_short) for part in said]
        if sum(_height(part, stage, right) for part in made) <= room:
            return made, []
    made = [_set(part, stage, _SHORT_GAP, is_short=True) for part in said]
    used = 0
    for index, part in enumerate(made):
        height = _height(part, stage, right)
        if used + height > room:
            if index == 0:
                first, rest = _parted(part, stage, right - _LABEL, room - 2 * _PART_GAP)
                return [first], [*([rest] if rest else []), *made[1:]]
            return made[:index], made[index:]
        used += height
    return made, []


def _without_last_lines(
    block: ActionSheet, stage: Stage, right: int, room: int
) -> tuple[list[_Part], list[Para]] | None:
    """Leave out last lines of parts that have several until all parts fit; give the parts and what was left out.

    `None` when more than a few lines would be lost.
    """
    made = [_set(part, stage, _SHORT_GAP) for part in block.parts if part.label or part.content]
    noted: list[Para] = []
    while sum(_height(part, stage, right) for part in made) > room:
        longest = max(made, key=lambda part: (len(part.paras) > 1, stage.height(part.paras, right - _LABEL)))
        if len(longest.paras) < 2 or len(noted) >= _MOST_NOTED:
            return None
        noted.insert(0, evolve(longest.paras[-1], size=12.0))
        made[made.index(longest)] = evolve(longest, paras=longest.paras[:-1])
    return made, noted


def _parted(part: _Part, stage: Stage, width: int, room: int) -> tuple[_Part, _Part | None]:
    count = 0
    while count < len(part.paras) and stage.height(part.paras[: count + 1], width) <= room:
        count += 1
    if count == len(part.paras):
        return part, None
    if count:
        return _Part(part.label, part.paras[:count]), _Part(part.label, part.paras[count:])
    split = part_para(part.paras[0], stage, width, room)
    if split is None:
        return part, None
    return _Part(part.label, (split[0],)), _Part(part.label, (split[1], *part.paras[1:]))


def _part_piece(part: _Part, stage: Stage, width: int) -> Piece:
    """Give a part as it goes on in a column: its label above its words."""
    paras = [*_label(part.label, stage), *part.paras]
    height = stage.height(paras, width)

    def draw(pen: Pen, box: Box) -> None:
        pen.text(box, paras, name="part")

    def cut(room: int) -> tuple[Piece, Piece] | None:
        label = stage.height(_label(part.label, stage), width)
        first, rest = _parted(part, stage, width, room - label)
        if rest is None or stage.height([*_label(first.label, stage), *first.paras], width) > room:
            return None
        return _part_piece(first, stage, width), _part_piece(rest, stage, width)

    return Piece(height, height, draw, cut)


def _columns(flow: Sequence[Piece], stage: Stage, column: int) -> list[Piece]:
    """Fill slides of two columns, one after the other."""
    room = stage.body_height
    columns: list[list[Piece]] = []
    used = room + 1
    queue = list(flow)
    while queue:
        piece = queue.pop(0)
        if used + piece.least <= room:
            columns[-1].append(piece)
            used += piece.least + GAP
            continue
        if piece.least > room and piece.cut is not None and (parted := piece.cut(room)) is not None:
            columns.append([parted[0]])
            queue.insert(0, parted[1])
            used = room
            continue
        columns.append([piece])
        used = piece.least + GAP
    return [_column_piece(columns[start : start + 2], stage, column) for start in range(0, len(columns), 2)]


def _column_piece(columns: Sequence[Sequence[Piece]], stage: Stage, column: int) -> Piece:
    def draw(pen: Pen, box: Box) -> None:
        for number, pieces in enumerate(columns):
            x = box.x + number * (column + _COLUMN_GAP)
            if number:
                middle = x - _COLUMN_GAP // 2
                pen.rule((middle, box.y), (middle, box.bottom), line="line")
            spare = box.h - sum(piece.least for piece in pieces) - GAP * (len(pieces) - 1)
            y = box.y
            for piece in pieces:
                height = piece.least + min(max(piece.want - piece.least, 0), max(spare, 0) // len(pieces))
                piece.draw(pen, Box(x, y, column, height))
                y += height + GAP

    return Piece(stage.body_height, stage.body_height, draw, grows=True)


# The first slide ------------------------------------------------------------------------------------------------


def _first_piece(
    panel: Panel, said: Sequence[_Part], steps: Steps | None, noted: Sequence[Para], stage: Stage, right: int
) -> Piece:
    def draw(pen: Pen, box: Box) -> None:
        pen.note(noted)
        draw_panel(pen, panel, Box(box.x, box.y, stage.grid.across(0, 4).w, box.h), stage)
        x, y = box.end - right, box.y
        foot = steps_height(steps, stage, right - _LABEL) if steps is not None else 0
        heights = [_height(part, stage, right) for part in said]
        spare = box.h - sum(heights) - (foot + 2 * _PART_GAP if foot else 0)
        air = min(max(spare // max(len(said), 1), 0), _MOST_AIR)
        for number, (part, height) in enumerate(zip(said, heights, strict=True)):
            if number:
                pen.rule((x, y), (box.end, y), line="line")
            top, high = y + part.gap + (air // 2 if number else 0), height - 2 * part.gap
            if part.label:
                pen.text(Box(x, top, _LABEL - cm(0.3), high), _label(part.label, stage), name="label")
            if part.paras:
                pen.text(Box(x + _LABEL, top, right - _LABEL, high), part.paras, name="part")
            y += height + air - (0 if number else air // 2)
        if steps is not None:
            y = box.bottom - foot
            pen.rule((x, y - _PART_GAP), (box.end, y - _PART_GAP), line="line")
            pen.text(Box(x, y, _LABEL - cm(0.3), foot), _label(steps.label, stage), name="label")
            draw_steps(pen, steps, Box(x + _LABEL, y, right - _LABEL, foot), stage)

    return Piece(stage.body_height, stage.body_height, draw, grows=True)
