"""Key numbers: a row of cards, each with one number that can be read from the last row."""

from attrs import evolve, frozen

from migplan.documents import Figures, KeyFigure, is_empty
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import GAP, Piece, Stage
from migplan_powerpoint.words import Para, Run

_NUMBER_SIZES = (66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_LARGE = 44.0
_LEAST_NUMBER, _LEAST_BESIDE = 28.0, 22.0
"""Smaller numbers want fewer cards in a row."""
_LABEL_SIZES = (20.0, 18.0, 17.0, 16.0)
_SIDE = cm(0.6)
_MOST_IN_ROW = 4
_GAP = cm(0.5)
_MOST_LARGE = 6
"""More numbers than these are proofs of what stands beside them: small cards, three a row."""
_SMALL_SIZES = ((30.0, 16.0), (28.0, 16.0), (26.0, 16.0), (24.0, 16.0), (24.0, 15.0), (22.0, 14.0), (20.0, 14.0))
"""Sizes of number and words."""
_SMALL_SIDE = cm(0.45)


@frozen
class _Card:
    number: str
    unit: str
    item: KeyFigure


def figures_pieces(block: Figures, stage: Stage, width: int, *, is_alone: bool = False) -> list[Piece]:
    """Give the numbers in rows of at most four, the conclusion below the last row.

    With a slide to themselves, numbers too long for a row of four stand in rows of two, so that they can be large.
    """
    sources = {stage.plain(item.source) for item in block.items if not is_empty(item.source)}
    items = block.items
    if len(sources) == 1 and stage.is_sourced(next(iter(sources))):
        # One source for all stands under them, once.
        items = tuple(evolve(item, source="") for item in items)
    cards = [_card(item, stage) for item in items]
    if len(cards) > _MOST_LARGE:
        pieces = _small_pieces(cards, stage, width)
        return [*pieces, *([] if is_empty(block.conclusion) else [_conclusion(block, stage, width)])]
    per_row = _per_row(len(cards))
    if is_alone and len(cards) == _MOST_IN_ROW and _number_size(cards, stage, points(_inner(width, per_row))) < _LARGE:
        per_row = 2
    # Beside other blocks numbers may be smaller: a second row would take their place.
    least = _LEAST_NUMBER if is_alone else _LEAST_BESIDE
    while per_row > 2 and _number_size(cards, stage, points(_inner(width, per_row))) < least:
        per_row = 2 if per_row == len(cards) == _MOST_IN_ROW else per_row - 1
    rows = [cards[start : start + per_row] for start in range(0, len(cards), per_row)]
    size = _number_size(cards, stage, points(_inner(width, per_row)))
    pieces = [_row_piece(row, cards, per_row, size, stage, width, is_alone=is_alone) for row in rows]
    if not is_empty(block.conclusion):
        pieces.append(_conclusion(block, stage, width))
    return pieces


def _per_row(count: int) -> int:
    if count <= _MOST_IN_ROW:
        return max(count, 1)
    return 3 if count in (5, 6, 9) else _MOST_IN_ROW


def _card(item: KeyFigure, stage: Stage) -> _Card:
    value = item.value
    written = value.written(stage.request.language, with_unit=False)
    return _Card(stage.writer.text(written), stage.writer.text(value.unit), item)


def _inner(width: int, columns: int) -> int:
    return (width - (columns - 1) * _GAP) // columns - 2 * _SIDE


def _row_piece(
    cards: list[_Card],
    every: list[_Card],
    columns: int,
    number_size: float,
    stage: Stage,
    width: int,
    *,
    is_alone: bool,
) -> Piece:
    """Give one row, as high as the highest card of `every` row needs."""
    inner = _inner(width, columns)

    def below(size: float) -> float:
        return max((stage.writer.height(_texts(card, stage, size), points(inner)) for card in every), default=0.0)

    def needed(size: float) -> int:
        return pt(number_size * 1.25 + below(size) + 2) + cm(1.15)

    def draw(pen: Pen, box: Box) -> None:
        high = min(box.h, needed(20.0) + cm(2.5) if is_alone else box.h)
        size = next((size for size in _LABEL_SIZES if needed(size) <= high), _LABEL_SIZES[-1])
        for card, place in zip(cards, box.at(h=high).columns(columns, _GAP), strict=False):
            _draw_card(pen, place, card, number_size, size, stage, max(high - needed(size), 0) // 2 if is_alone else 0)

    want = needed(20.0) + cm(2.2) if is_alone else needed(18.0)
    return Piece(want, needed(16.0), draw)


def _small_pieces(cards: list[_Card], stage: Stage, width: int) -> list[Piece]:
    """Give many numbers in rows of three: the number, what it proves in bold, what it counts below."""
    columns = 3
    inner = (width - (columns - 1) * _GAP) // columns - 2 * _SMALL_SIDE
    rows = [cards[start : start + columns] for start in range(0, len(cards), columns)]
    room = (stage.body_height - (len(rows) - 1) * GAP) // len(rows)

    def needed(row: list[_Card], number: float, size: float) -> int:
        texts = max(stage.height(_small_texts(card, stage, size), inner) for card in row)
        return pt(number * 1.2) + texts + cm(0.62)

    number, size = next(
        (
            (number, size)
            for number, size in _SMALL_SIZES
            if all(_number_width(card, stage, number) <= points(inner) for card in cards)
            and all(needed(row, number, size) <= room for row in rows)
        ),
        _SMALL_SIZES[-1],
    )
    return [_small_row(row, columns, number, size, needed(row, number, size), stage) for row in rows]


def _small_texts(card: _Card, stage: Stage, size: float) -> list[Para]:
    paras = [stage.writer.para(card.item.label, size, is_bold=True)]
    if card.item.value.is_estimated:
        paras[0] = Para((*paras[0].runs, Run(f" ({stage.words('blocks.estimated')})", False, "muted")), size)
    if not is_empty(card.item.trend):
        paras.append(stage.writer.para(card.item.trend, 12.0, color="muted", before=3))
    if not is_empty(card.item.source):
        paras.append(stage.writer.para(card.item.source, 11.0, color="muted", before=3))
    return paras


def _small_row(row: list[_Card], columns: int, number: float, size: float, height: int, stage: Stage) -> Piece:
    def draw(pen: Pen, box: Box) -> None:
        for card, place in zip(row, box.columns(columns, _GAP), strict=False):
            color = "accent" if card.item.is_emphasised else "primary"
            pen.shape(place, fill="sand", name="card")
            pen.shape(place.at(w=cm(0.12)), fill=color, name="bar")
            inner = place.inset(_SMALL_SIDE, cm(0.22))
            runs = [Run(card.number, True, color)]
            if card.unit:
                runs.append(Run(f" {card.unit}", True, color, size=16.0))
            high = pt(number * 1.2)
            pen.text(inner.top(high), [Para(tuple(runs), number)], name="figure", anchor="b")
            pen.text(inner.below(high + cm(0.08)), _small_texts(card, stage, size), name="label")

    return Piece(height + cm(1), height, draw, grows=True)


def _number_size(cards: list[_Card], stage: Stage, width: float) -> float:
    """Give the largest size at which every number stays on one line with its unit."""
    for size in _NUMBER_SIZES:
        if all(_number_width(card, stage, size) <= width for card in cards):
            return size
    return _NUMBER_SIZES[-1]


def _number_width(card: _Card, stage: Stage, size: float) -> float:
    unit = stage.writer.width(f" {card.unit}", max(size * 0.4, 16.0), True) if card.unit else 0.0
    return stage.writer.width(card.number, size, True) + unit


def _texts(card: _Card, stage: Stage, size: float) -> list[Para]:
    item = card.item
    paras = [stage.writer.para(item.label, size)]
    if item.value.is_estimated:
        paras[0] = Para((*paras[0].runs, Run(f" ({stage.words('blocks.estimated')})", False, "muted")), size)
    if not is_empty(item.trend):
        paras.append(stage.writer.para(item.trend, size, is_bold=True, color="primary", before=4))
    if not is_empty(item.source):
        paras.append(stage.writer.para(item.source, 12.0, color="muted", before=6))
    return paras


def _draw_card(pen: Pen, box: Box, card: _Card, number_size: float, size: float, stage: Stage, lift: int) -> None:
    color = "accent" if card.item.is_emphasised else "primary"
    pen.shape(box, fill="sand", name="card")
    pen.shape(box.at(h=cm(0.14)), fill=color, name="bar")
    runs = [Run(card.number, True, color)]
    if card.unit:
        runs.append(Run(f" {card.unit}", True, color, size=max(number_size * 0.4, 16.0)))
    number = Para(tuple(runs), number_size)
    inner = Box(box.x + _SIDE, box.y + cm(0.5) + lift, box.w - 2 * _SIDE, box.h - cm(1) - lift)
    high = pt(number_size * 1.25)
    pen.text(inner.top(high), [number], name="figure", anchor="b")
    pen.text(inner.below(high + cm(0.15)), _texts(card, stage, size), name="label")


def _conclusion(block: Figures, stage: Stage, width: int) -> Piece:
    def paras(size: float) -> list[Para]:
        return [stage.writer.para(block.conclusion, size, color="primary")]

    def draw(pen: Pen, box: Box) -> None:
        said, _, _ = stage.largest(paras, box, (22.0, 20.0, 18.0, 17.0, 16.0))
        pen.text(box, said, name="conclusion")

    return Piece(stage.height(paras(20.0), width), stage.height(paras(16.0), width), draw, is_text=True)
