"""What is shown on a chart, and whether there is room for it."""

from itertools import pairwise

from migplan.documents import ChartKind
from migplan_office.charts.plotted import has_total
from migplan_office.charts.spec import ChartSpec, Number, number_text
from migplan_office.fonts import text_width

_MOST_LABELS = 24
_USUAL_WIDTH = 420.0
_NARROW = 480.0
GAP_PERCENT = {ChartKind.COLUMN: 45, ChartKind.STACKED: 45, ChartKind.WATERFALL: 40, ChartKind.BAR: 45}
"""Space between categories, in percent of a column's width."""
SMALL_SHARE = 0.06
"""Part of the height under which a label does not fit into an area."""


def is_labelled(spec: ChartSpec) -> bool:
    """Say whether every point carries its value."""
    if spec.labels is not None:
        return spec.labels
    if spec.kind in (ChartKind.LINE, ChartKind.SCATTER):
        return False
    if spec.kind is ChartKind.DOUGHNUT:
        return True
    if spec.kind is ChartKind.BAR:
        return len(spec.series) * len(spec.categories) <= _MOST_LABELS
    slot = column_width(spec)
    if spec.kind is not ChartKind.STACKED:
        slot *= 1 + GAP_PERCENT[spec.kind] / 100
    if spec.kind is ChartKind.COLUMN:
        slot /= len(spec.series)
    return (
        max(label_width(spec, value) for series in spec.series for value in series.values if value is not None) <= slot
    )


def names_at_ends(spec: ChartSpec) -> bool:
    """Say whether lines carry their names at their ends instead of a legend."""
    return spec.kind is ChartKind.LINE and 1 < len(spec.series) <= 3 and spec.legend is not True


def has_value_axis(spec: ChartSpec) -> bool:
    """Say whether the value axis is printed; it is not where every value is."""
    if spec.kind in (ChartKind.BAR, ChartKind.COLUMN, ChartKind.WATERFALL):
        return not is_labelled(spec)
    return not (has_total(spec) and is_labelled(spec))


def has_legend(spec: ChartSpec) -> bool:
    """Say whether there is a legend: only where series are not named otherwise."""
    if spec.kind is ChartKind.WATERFALL or spec.legend is False:
        return False
    if spec.legend or spec.kind is ChartKind.DOUGHNUT:
        return True
    return len(spec.series) > 1 and not names_at_ends(spec)


def legend_place(spec: ChartSpec) -> str:
    """Give where the legend stands: beside the plot, at the end of the line; above a narrow one where that is allowed."""
    if spec.rtl:
        return "l"
    return "t" if 0 < spec.width_pt < _NARROW and spec.kind is not ChartKind.DOUGHNUT else "r"


def column_width(spec: ChartSpec) -> float:
    """Estimate how wide a column, or the columns of one category, are drawn, in points."""
    width = (spec.width_pt or _USUAL_WIDTH) - 24
    if has_legend(spec) and legend_place(spec) != "t":
        width -= max(text_width(series.name, spec.looks.size_pt, reserve=True) for series in spec.series) + 24
    if spec.kind is ChartKind.STACKED and not has_total(spec):
        width -= 48
    return max(width, 40.0) / len(spec.categories) / (1 + GAP_PERCENT[spec.kind] / 100)


def label_width(spec: ChartSpec, value: Number) -> float:
    """Estimate how wide a value is printed, in points."""
    digits = len(number_text(abs(round(value))))
    marks = digits + (digits - 1) // 3 * 0.5 + 1.2 * ("%" in spec.number_format) + 0.6 * (value < 0)
    return marks * 0.507 * spec.looks.size_pt + 4


def end_positions(spec: ChartSpec) -> list[str]:
    """Give where the label at the end of each line stands, so that near ends do not cover one another."""
    side = "l" if spec.rtl else "r"
    ends = [_end(series.values) for series in spec.series]
    values = [float(value) for series in spec.series for value in series.values if value is not None]
    near = (max(*values, 0.0) - min(*values, 0.0)) * (0.14 if names_at_ends(spec) else 0.07)
    positions = [side] * len(ends)
    order = sorted(range(len(ends)), key=lambda number: ends[number][1])
    for lower, upper in pairwise(order):
        if ends[lower][0] == ends[upper][0] and ends[upper][1] - ends[lower][1] < near:
            positions[upper] = "t"
            if positions[lower] == side:
                positions[lower] = "b"
            else:
                positions[lower] = side
    return positions


def _end(values: tuple[Number | None, ...]) -> tuple[int, float]:
    return max(((index, float(value)) for index, value in enumerate(values) if value is not None), default=(0, 0.0))
