"""Waterfalls: columns that rest on one another, for what adds up to a result."""

from collections.abc import Sequence

from attrs import evolve

from migplan.locale import format_decimal
from migplan_office.charts import marks, room
from migplan_office.charts.marks import INVISIBLE, Label
from migplan_office.charts.plots import Placed, bar_chart, data, head, on_area
from migplan_office.charts.plotted import Column, Step, steps
from migplan_office.charts.spec import ChartSpec

_SIGNS = {"rise": "+", "fall": "\u2212"}


def waterfall(spec: ChartSpec, placed: Sequence[Placed]) -> str:
    """Write rises, falls and results, each on its invisible base, and their labels."""
    series = spec.series[0]
    every = steps(spec)
    columns = [column for column, _ in placed[1:]]
    span = max(max(step.start, step.end) for step in every) - min(min(step.start, step.end) for step in every)
    written = ""
    for number, (column, place) in enumerate(placed[1:]):
        begun = head(number, column, place)
        ended = data(spec, placed[0], column, place)
        if column.role.startswith("base"):
            written += f'<c:ser>{begun}{INVISIBLE}<c:invertIfNegative val="0"/>{marks.HIDDEN}{ended}</c:ser>'
            continue
        shown = [index for index, cell in enumerate(column.cells) if cell]
        usual = _color(spec, column.role)
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"{marks.area(_color_at(spec, every[index], index), series.pattern_at(index), spec.looks.ground)}</c:dPt>"
            for index in shown
            if (_color_at(spec, every[index], index), series.pattern_at(index)) != (usual, series.pattern)
        )
        own = [(index, _label(spec, every[index], index, column, columns, float(span))) for index in shown]
        label = marks.labels(spec, Label("ctr"), points=own) if room.is_labelled(spec) else ""
        looks = marks.area(usual, series.pattern, spec.looks.ground)
        written += f'<c:ser>{begun}{looks}<c:invertIfNegative val="0"/>{points}{label}{ended}</c:ser>'
    return bar_chart("col", "stacked", written, room.GAP_PERCENT[spec.kind], "100")


def _color(spec: ChartSpec, role: str) -> str:
    return spec.looks.accent if role == "fall" else spec.series[0].color


def _color_at(spec: ChartSpec, step: Step, index: int) -> str:
    colors = spec.series[0].point_colors
    return colors[index] if index < len(colors) else _color(spec, step.role)


def _label(
    spec: ChartSpec, step: Step, index: int, column: Column, columns: Sequence[Column], span: float
) -> Label | None:
    """Give a part's label; of a step that crosses zero, the larger part says the whole change."""
    size = abs(float(column.cells[index] or 0))
    label = on_area(spec, _color_at(spec, step, index), spec.series[0].pattern_at(index))
    if size < span * room.SMALL_SHARE or room.label_width(spec, step.change) > room.column_width(spec):
        label = Label("ctr", spec.looks.ink, on_ground=True)
    sign = _SIGNS.get(step.role, "")
    if step.crosses_zero:
        other = abs(float(step.change)) - size
        if other > size or (other == size and column.role == "below"):
            return None
        return evolve(label, text=f"{sign}{format_decimal(abs(step.change), spec.language)}")
    signed = f"\\{sign}{spec.number_format}" if sign else spec.number_format
    return evolve(label, number_format=f"{signed};{signed}" if sign else signed)
