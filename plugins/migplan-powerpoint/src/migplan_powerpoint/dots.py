"""Marks that lie near each other as dots on a scale that need not begin at zero: bars of them would look equal."""

from decimal import ROUND_CEILING, Decimal

from attrs import frozen

from migplan.documents import Chart, ChartKind, Holds
from migplan.locale import format_decimal
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import LEAST, Para, Run

_FEWEST, _MOST = 3, 14
_NEAR = Decimal("0.6")
"""From this share of the highest on, the lowest can hardly be told from it by the length of a bar."""
_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0, LEAST)
_NAMES, _NAMES_BESIDE = 0.56, 0.47
"""Share of the width that the names take, alone and where places stand beside the dots."""
_PLACES = 0.22
"""Share of the width of the places."""
_HEAD = cm(0.75)
"""Room above the rows for what dots and places are."""
_BAND = cm(0.26)
_DOT = cm(0.42)
_FOOT = cm(0.75)
"""Room below the rows for the numbers of the scale."""
_PAD = pt(3)
_TALLEST = cm(1.5)
_STEPS = tuple(Decimal(step) for step in ("0.05", "0.1", "0.2", "0.25", "0.5", "1", "2", "5", "10", "20", "50"))
_MOST_STEPS = 5


@frozen
class Scale:
    """Where the scale begins and ends, and how far its lines are apart."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def marks(self) -> list[Decimal]:
        """Give the values that have a line."""
        return [self.low + self.step * index for index in range(int((self.high - self.low) / self.step) + 1)]

    def share(self, value: Decimal) -> float:
        """Give how far along the scale a value lies, 0 to 1."""
        return float((value - self.low) / (self.high - self.low))


def scale_of(block: Chart) -> Scale | None:
    """Give the scale of a chart that is better read as dots; `None` for one whose bars can be told apart."""
    if (
        block.kind is not ChartKind.BAR
        or len(block.series) != 1
        or block.holds is not Holds.NUMBER
        or not block.decimals
    ):
        return None
    if not _FEWEST <= len(block.categories) <= _MOST or len(block.series[0].values) != len(block.categories):
        return None
    values = [Decimal(value) for value in block.series[0].values if value is not None]
    if len(values) != len(block.categories) or not all(value.is_finite() for value in values):
        return None
    low, high = min(values), max(values)
    if low <= 0 or low == high or low < high * _NEAR:
        return None
    for step in _STEPS:
        first, last = low // step * step, (high / step).to_integral_value(ROUND_CEILING) * step
        if (last - first) / step <= _MOST_STEPS:
            return Scale(first, last, step)
    return None


def dots_piece(block: Chart, scale: Scale, stage: Stage, width: int) -> Piece | None:
    """Give the chart as names, dots and their numbers; `None` when its names need more than a slide."""
    writer = stage.writer
    has_places = len(block.places) == len(block.categories)
    names = int(width * (_NAMES_BESIDE if has_places else _NAMES)) - cm(0.4)
    head = _HEAD if has_places else 0
    texts = [
        writer.text(format_decimal(Decimal(value or 0), writer.language, block.decimals or 0))
        for value in block.series[0].values
    ]

    def name(index: int, size: float) -> Para:
        is_first = block.categories[index] == block.emphasised
        return writer.para(block.categories[index], size, is_bold=is_first, color="accent" if is_first else "ink")

    def rows(size: float) -> list[int]:
        return [stage.height([name(index, size)], names) + 2 * _PAD for index in range(len(block.categories))]

    least = sum(rows(_SIZES[-1])) + _FOOT + head
    if least > stage.body_height:
        return None

    def draw(pen: Pen, box: Box) -> None:
        room = box.h - _FOOT - head
        size = next((size for size in _SIZES if sum(rows(size)) <= room), _SIZES[-1])
        high = rows(size)
        if max(high) * len(texts) <= room:
            high = [min(room // len(texts), max(_TALLEST, max(high)))] * len(texts)
        else:
            high = [height + max(room - sum(high), 0) // len(texts) for height in high]
        number = points(cm(0.1)) + max(writer.width(text, size, True) for text in texts)
        beside = int(width * _PLACES) if has_places else 0
        end = box.x + box.w - beside
        track = Box(box.x + names + cm(0.4) + _DOT, box.y + head, 0, sum(high))
        track = track.at(w=end - track.x - pt(number) - _DOT)
        with pen.group(box.at(h=head + track.h + _FOOT), stage.alt(block.alt, block.title, "chart_alt"), "dots"):
            _lines(pen, scale, track, stage)
            if has_places:
                place = Box(end + cm(0.9), track.y, beside - cm(1.3), track.h)
                _head(pen, block.series[0].name, track.at(y=box.y, h=head), stage)
                _head(pen, block.places_label, place.at(y=box.y, h=head), stage)
                _places(pen, block, place, high, stage)
            y = track.y
            for index, height in enumerate(high):
                is_first = block.categories[index] == block.emphasised
                color = "accent" if is_first else "primary"
                middle = y + height // 2
                x = track.x + int(track.w * scale.share(Decimal(block.series[0].values[index] or 0)))
                pen.text(Box(box.x, y, names, height), [name(index, size)], name="name", anchor="ctr")
                pen.rule((track.x, middle), (track.x + track.w, middle), line="line", width=0.75, dash="sysDot")
                pen.shape(Box(x - _DOT // 2, middle - _DOT // 2, _DOT, _DOT), fill=color, shape="ellipse", name="dot")
                mark = Para((Run(texts[index], True, color),), size)
                place = Box(x + _DOT // 2 + cm(0.1), y, pt(number + size * 0.8), height)
                pen.text(place.at(w=min(place.w, end - place.x)), [mark], name="value", anchor="ctr")
                y += height

    return Piece(max(least, stage.body_height), least, draw, grows=True)


def _lines(pen: Pen, scale: Scale, track: Box, stage: Stage) -> None:
    """Draw the lines of the scale with their numbers below."""
    writer = stage.writer
    digits = max(-int(scale.step.normalize().as_tuple().exponent), 0)
    for mark in scale.marks:
        x = track.x + int(track.w * scale.share(mark))
        pen.rule((x, track.y), (x, track.bottom), line="line", width=0.75)
        text = Para(
            (Run(writer.text(format_decimal(mark, writer.language, digits)), False, "muted"),), 12.0, align="ctr"
        )
        pen.text(Box(x - cm(0.8), track.bottom + cm(0.1), cm(1.6), cm(0.6)), [text], name="scale")


def _head(pen: Pen, text: str, box: Box, stage: Stage) -> None:
    """Name what stands in a column of dots."""
    said = stage.writer.para(text, 12.0, is_bold=True, color="muted")
    if stage.writer.fits([said], points(box.w), points(box.h)):
        pen.text(box, [said], name="head", anchor="ctr")


def _places(pen: Pen, block: Chart, box: Box, high: list[int], stage: Stage) -> None:
    """Draw the place of each row as a dot on a pale band from the best to the worst it may take."""
    last = max(max(worst, own) for _, own, worst in block.places)

    def x(place: int) -> int:
        return box.x + box.w * (place - 1) // max(last - 1, 1)

    y = box.y
    for (best, own, worst), name, height in zip(block.places, block.categories, high, strict=True):
        middle = y + height // 2
        color = "accent" if name == block.emphasised else "primary"
        pen.rule((box.x, middle), (box.x + box.w, middle), line="line", width=0.75, dash="sysDot")
        if worst > best:
            band = Box(x(best) - _BAND // 2, middle - _BAND // 2, x(worst) - x(best) + _BAND, _BAND)
            pen.shape(band, fill="tint-2", shape="roundRect", name="places")
        pen.shape(Box(x(own) - _DOT // 2, middle - _DOT // 2, _DOT, _DOT), fill=color, shape="ellipse", name="dot")
        y += height
    for place in sorted({1, last}):
        written = stage.writer.text(format_decimal(Decimal(place), stage.writer.language, 0))
        text = Para((Run(written, False, "muted"),), 12.0, align="ctr")
        pen.text(Box(x(place) - cm(0.8), box.bottom + cm(0.1), cm(1.6), cm(0.6)), [text], name="scale")
