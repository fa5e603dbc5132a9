"""Action sheets: who, when and how much in a panel at the start; why, what, with whom and how we will know beside it.

What does not fit beside the panel goes on, on the next slide, in two columns.
"""

from collections.abc import Sequence

from attrs import frozen

from migplan.documents import ActionSheet, Inline, Part, SheetPart, Table, is_empty, parts
from migplan_powerpoint.geometry import Box, cm, points
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import GAP, Piece, Stage
from migplan_powerpoint.tables import table_pieces
from migplan_powerpoint.words import Para, Run

_BESIDE = cm(0.7)
_LABEL = cm(3.7)
_SIDE = cm(0.55)
_LEAST_SIZE = 16.0
_PART_GAP = cm(0.26)
_SHORT_GAP = cm(0.15)
_COLUMN_GAP = cm(1)
_CODE_SIZES = (44.0, 36.0, 28.0)


@frozen
class _Part:
    """One labelled part as set: its label, its paragraphs."""

    label: str
    paras: tuple[Para, ...]
    gap: int = _PART_GAP
    """Above and below it, in EMU."""


def action_pieces(block: ActionSheet, stage: Stage, width: int) -> list[Piece]:
    """Give a sheet on one slide where it fits, else on as many as it takes; its tables last."""
    panel, left_over = _panel(block, stage, Box(0, 0, stage.grid.across(0, 4).w, stage.body_height))
    right = width - stage.grid.across(0, 4).w - _BESIDE
    first, rest = _beside(block, stage, right)
    if left_over:
        rest = [_Part("", tuple(left_over)), *rest]
    pieces = [_first_piece(panel, first, stage, right)]
    column = (width - _COLUMN_GAP) // 2
    flow = [_part_piece(part, stage, column) for part in rest]
    for table in block.tables:
        if isinstance(table, Table):
            flow.extend(table_pieces(table, stage, column))
    pieces.extend(_columns(flow, stage, column))
    return pieces


# Parts ----------------------------------------------------------------------------------------------------------


def _set(part: SheetPart, stage: Stage, size: float, *, is_short: bool = False) -> _Part:
    """Set a part: several lines as a list, or one after the other where room is short."""
    lines = [line for line in part.content if not is_empty(line)]
    if is_short and len(lines) > 1 and all(len(stage.plain(line)) <= 60 for line in lines):
        return _Part(part.label, (stage.writer.para(_listed(lines), size),), _SHORT_GAP)
    mark = "•" if len(lines) > 1 else ""
    paras = tuple(stage.writer.para(line, size, mark=mark, before=size * 0.2) for line in lines)
    return _Part(part.label, paras, _SHORT_GAP if is_short else _PART_GAP)


def _listed(lines: Sequence[Inline]) -> Inline:
    said: list[Part] = []
    for line in lines:
        if said:
            said.append(" ; ")
        said.extend(parts(line))
    return tuple(said)


def _label(text: str, stage: Stage) -> list[Para]:
    return [stage.writer.para(text, _LEAST_SIZE, is_bold=True, color="primary")] if text else []


def _height(part: _Part, stage: Stage, right: int) -> int:
    label = stage.height(_label(part.label, stage), _LABEL - cm(0.3))
    return max(stage.height(part.paras, right - _LABEL), label) + part.gap * 2


def _beside(block: ActionSheet, stage: Stage, right: int) -> tuple[list[_Part], list[_Part]]:
    """Give the parts that stand beside the panel, and the others."""
    said = [part for part in block.parts if part.label or any(not is_empty(line) for line in part.content)]
    room = stage.body_height
    for size, is_short in (
        (20.0, False),
        (18.0, False),
        (17.0, False),
        (16.0, False),
        (16.0, True),
        (15.0, True),
        (14.0, True),
    ):
        made = [_set(part, stage, size, is_short=is_short) for part in said]
        if sum(_height(part, stage, right) for part in made) <= room:
            return made, []
    made = [_set(part, stage, _LEAST_SIZE, is_short=True) for part in said]
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


@frozen
class _Panel:
    """The panel as set."""

    block: ActionSheet
    code: tuple[Para, ...]
    facts: tuple[Para, ...]
    status: tuple[Para, ...]


def _first_piece(panel: _Panel, said: Sequence[_Part], stage: Stage, right: int) -> Piece:
    def draw(pen: Pen, box: Box) -> None:
        _draw_panel(pen, panel, Box(box.x, box.y, stage.grid.across(0, 4).w, box.h), stage)
        x, y = box.end - right, box.y
        heights = [_height(part, stage, right) for part in said]
        air = min(max((box.h - sum(heights)) // max(len(said), 1), 0), cm(0.8))
        for number, (part, height) in enumerate(zip(said, heights, strict=True)):
            if number:
                pen.rule((x, y), (box.end, y), line="line")
            top, high = y + part.gap + (air // 2 if number else 0), height - 2 * part.gap
            if part.label:
                pen.text(Box(x, top, _LABEL - cm(0.3), high), _label(part.label, stage), name="label")
            if part.paras:
                pen.text(Box(x + _LABEL, top, right - _LABEL, high), part.paras, name="part")
            y += height + air

    return Piece(stage.body_height, stage.body_height, draw, grows=True)


def _status(block: ActionSheet, stage: Stage) -> tuple[Para, ...]:
    return () if is_empty(block.status) else (stage.writer.para(block.status, 18.0),)


def _status_height(panel: _Panel, stage: Stage, width: int) -> int:
    return stage.height(panel.status, width - 2 * _SIDE) + cm(0.55) if panel.status else 0


def _facts(block: ActionSheet, stage: Stage, size: float, *, is_inline: bool) -> list[Para]:
    writer = stage.writer
    paras: list[Para] = []
    if not stage.is_said(block.title) and not stage.contains(block.title):
        paras.append(writer.para(block.title, size + 2, is_bold=True))
    code = f"{block.objective_code} – " if block.objective_code else ""
    head = stage.words("blocks.sheet.objective")
    objective: Inline = (code, *parts(block.objective_title)) if code else block.objective_title
    small = max(size - 3, 11.0)
    colon = stage.words("blocks.colon")
    for label, content in ((head, objective), *((fact.label, fact.content) for fact in block.facts)):
        if stage.is_blank(content):
            if label == head:
                continue
            content = "–"
        if is_inline:
            runs = (*writer.runs(f"{label}{colon}", color="muted"), *writer.runs(content, is_bold=label != head))
            paras.append(Para(runs, size, before=size * 0.35))
        else:
            paras.append(writer.para(label, small, color="muted", before=size * 0.5))
            paras.append(writer.para(content, size, is_bold=label != head))
    return paras


def _panel(block: ActionSheet, stage: Stage, box: Box) -> tuple[_Panel, list[Para]]:
    """Set the panel; give also the facts for which it has no room."""
    writer = stage.writer
    inner = box.inset(_SIDE, cm(0.4))
    status = _status(block, stage)
    foot = _status_height(_Panel(block, (), (), status), stage, box.w)
    code: tuple[Para, ...] = ()
    facts: list[Para] = []
    room = 0
    for code_size in _CODE_SIZES:
        if block.code:
            fitting = next(
                (
                    s
                    for s in (code_size, 24.0, 18.0)
                    if s <= code_size and writer.width(block.code, s, True) <= points(inner.w)
                ),
                14.0,
            )
            code = (Para((Run(writer.text(block.code), True, "primary"),), fitting),)
        room = inner.h - stage.height(code, inner.w) - foot - cm(0.15)
        for size, is_inline in (
            (18.0, False), (16.0, False), (14.0, False), (16.0, True), (14.0, True), (13.0, True), (12.0, True), (11.0, True)
        ):  # fmt: skip
            facts = _facts(block, stage, size, is_inline=is_inline)
            if writer.fits(facts, points(inner.w), points(room)):
                return _Panel(block, code, tuple(facts), status), []
    count = 0
    while count < len(facts) and stage.height(facts[: count + 1], inner.w) <= room:
        count += 1
    return _Panel(block, code, tuple(facts[:count]), status), facts[count:]


def _draw_panel(pen: Pen, panel: _Panel, box: Box, stage: Stage) -> None:
    color = panel.block.color or "primary"
    pen.shape(box, fill="sand", name="panel")
    pen.shape(box.at(h=cm(0.16)), fill=color, name="bar")
    inner = box.inset(_SIDE, cm(0.4))
    y = inner.y
    if panel.code:
        height = stage.height(panel.code, inner.w)
        pen.text(Box(inner.x, y, inner.w, height), panel.code, name="code")
        y += height + cm(0.1)
    foot = _status_height(panel, stage, box.w)
    if panel.facts:
        pen.text(Box(inner.x, y, inner.w, inner.bottom - y - foot), panel.facts, name="facts")
    if panel.status:
        ground = stage.theme.tone(panel.block.status.tone.value).ground
        place = Box(box.x, box.bottom - foot, box.w, foot)
        inset = (_SIDE, cm(0.15), _SIDE, cm(0.15))
        pen.text(place, panel.status, name="status", fill=ground, anchor="ctr", inset=inset)
