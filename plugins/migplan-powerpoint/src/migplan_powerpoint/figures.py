"""Key numbers: a row of cards, each with one number that can be read from the last row."""

from attrs import frozen

from migplan.documents import Figures, KeyFigure, is_empty
from migplan_powerpoint.geometry import Box, cm, points
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para, Run

_NUMBER_SIZES = (60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_LABEL_SIZES = (18.0, 17.0, 16.0)
_SIDE = cm(0.6)
_MOST_IN_ROW = 4
_GAP = cm(0.5)


@frozen
class _Card:
    number: str
    unit: str
    item: KeyFigure


def figures_pieces(block: Figures, stage: Stage, width: int) -> list[Piece]:
    """Give the numbers in rows of at most four, the conclusion below the last row."""
    cards = [_card(item, stage) for item in block.items]
    per_row = _per_row(len(cards))
    rows = [cards[start : start + per_row] for start in range(0, len(cards), per_row)]
    pieces = [_row_piece(row, per_row, stage, width) for row in rows]
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


def _row_piece(cards: list[_Card], columns: int, stage: Stage, width: int) -> Piece:
    cell = (width - (columns - 1) * _GAP) // columns
    inner = cell - 2 * _SIDE
    number_size = _number_size(cards, stage, points(inner))
    number_height = number_size * 1.2

    def below(size: float) -> float:
        return max((stage.writer.height(_texts(card, stage, size), points(inner)) for card in cards), default=0.0)

    def needed(size: float) -> int:
        return round((number_height + 6 + below(size)) * 12_700) + cm(1.3)

    def draw(pen: Pen, box: Box) -> None:
        high = min(box.h, max(needed(18.0), cm(7.4)))
        size = next((size for size in _LABEL_SIZES if needed(size) <= high), _LABEL_SIZES[-1])
        for card, place in zip(cards, box.at(h=high).columns(columns, _GAP), strict=False):
            _draw_card(pen, place, card, number_size, size, stage)

    return Piece(max(needed(18.0), cm(6.6)), needed(16.0), draw, grows=True)


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


def _draw_card(pen: Pen, box: Box, card: _Card, number_size: float, size: float, stage: Stage) -> None:
    color = "accent" if card.item.is_emphasised else "primary"
    pen.shape(box, fill="sand", name="card")
    pen.shape(box.at(h=cm(0.14)), fill=color, name="bar")
    runs = [Run(card.number, True, color)]
    if card.unit:
        runs.append(Run(f" {card.unit}", True, color, size=max(number_size * 0.4, 16.0)))
    number = Para(tuple(runs), number_size)
    inner = box.inset(_SIDE, cm(0.5))
    high = round(number_size * 1.25 * 12_700)
    pen.text(inner.top(high), [number], name="figure", anchor="b")
    pen.text(inner.below(high + cm(0.15)), _texts(card, stage, size), name="label")


def _conclusion(block: Figures, stage: Stage, width: int) -> Piece:
    def paras(size: float) -> list[Para]:
        return [stage.writer.para(block.conclusion, size, color="primary")]

    def draw(pen: Pen, box: Box) -> None:
        said, _, _ = stage.largest(paras, box, (22.0, 20.0, 18.0, 17.0, 16.0))
        pen.text(box, said, name="conclusion")

    return Piece(stage.height(paras(20.0), width), stage.height(paras(16.0), width), draw, is_text=True)
