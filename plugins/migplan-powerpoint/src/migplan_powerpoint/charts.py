"""Charts: native and editable, in as many as can be read; told as a table where a chart could not be."""

from attrs import evolve

from migplan.documents import Chart, ChartKind, Series, Table, Value, fallback, is_empty
from migplan.locale import language_tag
from migplan_office.charts import ChartSpec, from_block, is_drawable
from migplan_office.charts.room import is_labelled
from migplan_powerpoint.captions import captioned
from migplan_powerpoint.dots import dots_piece, scale_of
from migplan_powerpoint.geometry import Box, cm, points
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import GAP, Piece, Stage
from migplan_powerpoint.tables import table_pieces
from migplan_powerpoint.words import BODY_SIZES, LEAST, Para, Run

_MOST = {ChartKind.BAR: 26, ChartKind.DOUGHNUT: 8}
_MOST_CATEGORIES = 24
_LEAST_HEIGHT = cm(5)
_SIZE = 12.0
_MANY_BARS = 15
_FEW_BARS, _LARGE_SIZE = 5, 16.0
_THICKEST = cm(2.4)
"""Height of a bar with its share of the gap; few bars do not fill a slide."""


def chart_pieces(block: Chart, stage: Stage, width: int, *, has_reading: bool) -> list[Piece]:
    """Give a chart, in parts when it has too many categories, its reading below unless it stands beside."""
    scale = scale_of(block)
    dots = dots_piece(block, scale, stage, width) if scale is not None else None
    if dots is not None:
        pieces = [captioned(dots, stage, width, block.title, block.note, _subtitle(block))]
        return [*pieces, _reading_line(block, stage, width)] if has_reading and block.reading else pieces
    pieces = [
        captioned(_piece(part, spec, stage), stage, width, block.title, block.note, _subtitle(block))
        for part in _parts(block)
        if is_drawable(spec := _spec(part, stage, width))
    ]
    if len(pieces) != len(_parts(block)):
        pieces = [
            piece
            for other in fallback(evolve(block, reading=()), stage.words)
            if isinstance(other, Table)
            for piece in table_pieces(other, stage, width)
        ]
    if has_reading and block.reading:
        pieces.append(reading_piece(block, stage, width))
    return pieces


def _subtitle(block: Chart) -> str:
    """Say in what the values are counted, and by what they are told apart."""
    name = block.series[0].name if block.kind is ChartKind.WATERFALL and block.series else ""
    return " · ".join(text for text in (name, block.unit, block.category_label) if text)


def _parts(block: Chart) -> list[Chart]:
    """Part a chart between categories when there are more than can be read."""
    most = _MOST.get(block.kind, _MOST_CATEGORIES)
    count = len(block.categories)
    if count <= most or block.kind in (ChartKind.WATERFALL, ChartKind.DOUGHNUT):
        return [block]
    each = -(-count // -(-count // most))
    return [_slice(block, start, start + each) for start in range(0, count, each)]


def _slice(block: Chart, start: int, end: int) -> Chart:
    return evolve(
        block,
        categories=block.categories[start:end],
        series=tuple(evolve(series, values=series.values[start:end], x=series.x[start:end]) for series in block.series),
    )


def _spec(block: Chart, stage: Stage, width: int) -> ChartSpec:
    count = len(block.categories)
    series = tuple(evolve(one, values=_filled(one, count)) for one in block.series)
    writer = stage.writer
    size = _SIZE if count <= _MANY_BARS else LEAST
    if block.kind is ChartKind.BAR and count <= _FEW_BARS:
        size = _LARGE_SIZE
    # Letters of a script that is enlarged give way where numbers would lose their room.
    for points_high in dict.fromkeys((size * writer.scale, size, LEAST)):
        spec = from_block(
            evolve(block, series=series),
            stage.theme.color,
            language=writer.language,
            tag=language_tag(writer.language, writer.region or None),
            rtl=writer.is_mirrored,
            size_pt=points_high,
            latin_font=stage.theme.latin_font,
            arabic_font=stage.theme.arabic_font,
            sheet_name=stage.words("blocks.data_table"),
            total_name=stage.words("blocks.total") if block.kind is ChartKind.STACKED and len(block.series) > 1 else "",
            width_pt=points(width),
        )
        if not is_drawable(spec) or block.kind is not ChartKind.STACKED or is_labelled(spec):
            break
    return evolve(spec, labels=False) if _is_crowded(block, spec, stage) else spec


def _is_crowded(block: Chart, spec: ChartSpec, stage: Stage) -> bool:
    """Say whether the numbers of columns would not fit over them."""
    if block.kind is not ChartKind.COLUMN or not block.categories:
        return False
    slot = spec.width_pt * 0.75 / (len(block.categories) * (len(block.series) + 0.6))
    values = (value for series in block.series for value in series.values if value is not None)
    widest = max(
        (stage.writer.width(Value(value, block.holds, decimals=block.decimals).written(stage.writer.language, False), _SIZE)
         for value in values), default=0.0,
    )  # fmt: skip
    return widest > slot


def _filled(series: Series, count: int) -> tuple[object, ...]:
    values = series.values[:count]
    return (*values, *((None,) * (count - len(values))))


def _piece(block: Chart, spec: ChartSpec, stage: Stage) -> Piece:
    alt = stage.alt(block.alt, block.title, "chart_alt")

    def draw(pen: Pen, box: Box) -> None:
        is_few = block.kind is ChartKind.BAR and len(block.categories) <= _FEW_BARS
        high = _THICKEST * len(block.categories) * min(max(len(block.series), 1), 2) + cm(0.8)
        pen.chart(box.top(high) if is_few else box, spec, alt)

    rows = len(block.categories)
    want = max(_LEAST_HEIGHT, min(cm(1.1) * rows + cm(1.5), cm(12))) if block.kind is ChartKind.BAR else cm(9)
    return Piece(want, _LEAST_HEIGHT, draw, grows=True)


def _reading_line(block: Chart, stage: Stage, width: int) -> Piece:
    """Give what a chart shows as one paragraph below it: dots take the width and most of the height of a slide."""
    head = Run(f"{stage.writer.text(stage.words('blocks.reading'))}{stage.words('blocks.colon')}", True, "accent")
    runs = [run for line in block.reading if not is_empty(line) for run in (*stage.writer.runs(line), Run(" "))]
    para = Para((head, *runs[:-1]), BODY_SIZES[-1])

    def draw(pen: Pen, box: Box) -> None:
        pen.text(box, [para], name="reading")

    height = stage.height([para], width)
    return Piece(height, height, draw, is_text=True)


def reading_piece(block: Chart, stage: Stage, width: int) -> Piece:
    """Give what a chart shows, means and does not say, as a panel beside it."""
    side = cm(0.5)
    inner = width - 2 * side

    def make(size: float) -> list[Para]:
        head = stage.writer.para(stage.words("blocks.reading"), max(size - 2, 16.0), is_bold=True, color="accent")
        lines = [line for line in block.reading if not is_empty(line)]
        return [head, *(stage.writer.para(line, size, before=size * 0.55) for line in lines)]

    def draw(pen: Pen, box: Box) -> None:
        paras, _, _ = stage.largest(make, box.inset(side, side), (20.0, 18.0, 17.0, 16.0))
        pen.text(box, paras, name="reading", fill="sand", inset=(side, side, side, side),
                 place=pen.claim("body"))  # fmt: skip

    height = stage.height(make(16.0), inner) + 2 * side
    return Piece(stage.height(make(18.0), inner) + 2 * side + GAP, height, draw, grows=True)
