"""Action sheets: who, when and how much in a panel at the start; why, what, with whom and how we will know beside it."""

from collections.abc import Sequence

from migplan.documents import ActionSheet, SheetPart, Table, is_empty
from migplan_powerpoint.geometry import Box, across, cm, points
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import GAP, Piece, Stage
from migplan_powerpoint.tables import table_pieces
from migplan_powerpoint.words import Para, Run

_PANEL = across(0, 4).w
_LABEL = cm(3.7)
_SIDE = cm(0.55)
_PART_SIZES = (18.0, 17.0, 16.0)
_FACT_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0)
_PART_GAP = cm(0.35)


def action_pieces(block: ActionSheet, stage: Stage, width: int) -> list[Piece]:
    """Give a sheet on one slide where it fits, else go on beside the same panel; its tables last."""
    right = width - _PANEL - cm(0.7)
    room = stage.body_height
    pages: list[tuple[list[tuple[SheetPart, list[Para]]], list[Piece]]] = []
    for parts in _pages_of_parts(block, stage, right, room):
        pages.append((parts, []))
    for table in block.tables:
        if isinstance(table, Table):
            for piece in table_pieces(table, stage, right):
                _add_table(pages, piece, stage, right, room)
    if not pages:
        pages.append(([], []))
    return [_piece(block, parts, tables, stage, right) for parts, tables in pages]


def _paras(part: SheetPart, stage: Stage, size: float) -> list[Para]:
    lines = [line for line in part.content if not is_empty(line)]
    mark = "•" if len(lines) > 1 else ""
    return [stage.writer.para(line, size, mark=mark, before=size * 0.2) for line in lines]


def _part_height(part: SheetPart, paras: Sequence[Para], stage: Stage, right: int) -> int:
    label = stage.height([_label(part, stage)], _LABEL - cm(0.3))
    return max(stage.height(paras, right - _LABEL), label) + _PART_GAP * 2


def _label(part: SheetPart, stage: Stage) -> Para:
    return stage.writer.para(part.label, 16.0, is_bold=True, color="primary")


def _pages_of_parts(
    block: ActionSheet, stage: Stage, right: int, room: int
) -> list[list[tuple[SheetPart, list[Para]]]]:
    parts = [part for part in block.parts if part.label or any(not is_empty(line) for line in part.content)]
    if not parts:
        return []
    for size in _PART_SIZES:
        said = [(part, _paras(part, stage, size)) for part in parts]
        if sum(_part_height(part, paras, stage, right) for part, paras in said) <= room:
            return [said]
    pages: list[list[tuple[SheetPart, list[Para]]]] = [[]]
    used = 0
    queue = [(part, _paras(part, stage, _PART_SIZES[-1])) for part in parts]
    while queue:
        part, paras = queue.pop(0)
        height = _part_height(part, paras, stage, right)
        if used + height <= room:
            pages[-1].append((part, paras))
            used += height
            continue
        if pages[-1]:
            if height <= room:
                pages.append([])
                used = 0
                queue.insert(0, (part, paras))
                continue
            pages.append([])
            used = 0
        first, rest = _taken(paras, stage, right - _LABEL, room - 2 * _PART_GAP)
        pages[-1].append((part, first))
        used = room
        if rest:
            queue.insert(0, (part, rest))
    return pages


def _taken(paras: list[Para], stage: Stage, width: int, room: int) -> tuple[list[Para], list[Para]]:
    count = 0
    while count < len(paras) and stage.height(paras[: count + 1], width) <= room:
        count += 1
    if count:
        return paras[:count], paras[count:]
    parted = part_para(paras[0], stage, width, room)
    return ([parted[0]], [parted[1], *paras[1:]]) if parted else (paras[:1], paras[1:])


def _add_table(
    pages: list[tuple[list[tuple[SheetPart, list[Para]]], list[Piece]]], piece: Piece, stage: Stage, right: int, room: int
) -> None:
    """Put a table below what is on the last slide, or on the next, parted where it is too high."""
    while True:
        used = 0
        if pages:
            parts, tables = pages[-1]
            used = sum(_part_height(part, paras, stage, right) for part, paras in parts)
            used += sum(table.least + GAP for table in tables)
        if pages and piece.least <= room - used:
            pages[-1][1].append(piece)
            return
        if piece.least <= room:
            pages.append(([], [piece]))
            return
        parted = piece.cut(room) if piece.cut is not None else None
        if parted is None:
            pages.append(([], [piece]))
            return
        pages.append(([], [parted[0]]))
        piece = parted[1]


def _piece(
    block: ActionSheet,
    parts: Sequence[tuple[SheetPart, list[Para]]],
    tables: Sequence[Piece],
    stage: Stage,
    right: int,
) -> Piece:
    def draw(pen: Pen, box: Box) -> None:
        _draw_panel(pen, block, Box(box.x, box.y, _PANEL, box.h), stage)
        x = box.end - right
        y = box.y
        heights = [_part_height(part, paras, stage, right) for part, paras in parts]
        spare = box.h - sum(heights) - sum(table.least + GAP for table in tables)
        air = min(max(spare // max(len(parts), 1), 0), cm(0.9)) if parts else 0
        for number, ((part, paras), height) in enumerate(zip(parts, heights, strict=True)):
            if number:
                pen.rule((x, y), (box.end, y), line="line")
            pen.text(Box(x, y + _PART_GAP, _LABEL - cm(0.3), height + air - _PART_GAP), [_label(part, stage)], name="label")
            if paras:
                place = Box(x + _LABEL, y + _PART_GAP, right - _LABEL, height + air - _PART_GAP)
                pen.text(place, paras, name="part")
            y += height + air
        for table in tables:
            height = min(max(table.want, table.least), box.bottom - y)
            table.draw(pen, Box(x, y, right, height))
            y += table.least + GAP

    return Piece(stage.body_height, stage.body_height, draw, grows=True)


def _draw_panel(pen: Pen, block: ActionSheet, box: Box, stage: Stage) -> None:
    writer = stage.writer
    color = block.color or "primary"
    pen.shape(box, fill="sand", name="panel")
    pen.shape(box.at(h=cm(0.16)), fill=color, name="bar")
    inner = box.inset(_SIDE, cm(0.45))
    y = inner.y
    if block.code:
        size = next((size for size in (44.0, 36.0, 28.0, 20.0) if writer.width(block.code, size, True) <= points(inner.w)), 16.0)
        para = Para((Run(writer.text(block.code), True, "primary"),), size)
        height = stage.height([para], inner.w)
        pen.text(Box(inner.x, y, inner.w, height), [para], name="code")
        y += height + cm(0.1)
    foot = _status_height(block, stage, inner.w)
    room = Box(inner.x, y, inner.w, inner.bottom - y - foot)

    def make(size: float) -> list[Para]:
        paras: list[Para] = []
        if not stage.is_said(block.title) and not stage.contains(block.title):
            paras.append(writer.para(block.title, size, is_bold=True))
        small = max(size - 4, 11.0)
        head = stage.words("blocks.sheet.objective")
        objective = (f"{block.objective_code} – " if block.objective_code else "", block.objective_title)
        pairs = [(head, _joined(*objective)), *((fact.label, fact.content) for fact in block.facts)]
        for label, content in pairs:
            if is_empty(content):
                continue
            paras.append(writer.para(label, small, color="muted", before=size * 0.55))
            paras.append(writer.para(content, size, is_bold=label != head))
        return paras

    paras, _, fits = stage.largest(make, room, _FACT_SIZES)
    if not fits:
        pen.note(make(12.0)[len(paras) :])
    pen.text(room, paras, name="facts")
    if not is_empty(block.status):
        looks = stage.theme.tone(block.status.tone.value)
        place = Box(box.x, box.bottom - foot, box.w, foot)
        pen.text(place, [writer.para(block.status, 16.0)], name="status", fill=looks.ground, anchor="ctr",
                 inset=(_SIDE, cm(0.15), _SIDE, cm(0.15)))  # fmt: skip


def _joined(code: str, title: object) -> tuple[object, ...]:
    return ((code,) if code else ()) + (title if isinstance(title, tuple) else (title,))


def _status_height(block: ActionSheet, stage: Stage, width: int) -> int:
    if is_empty(block.status):
        return 0
    return stage.height([stage.writer.para(block.status, 16.0)], width) + cm(0.5)
