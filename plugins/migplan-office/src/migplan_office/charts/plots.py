"""What stands inside the axes of a chart: bars, stacks, lines, rings, steps, points."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import ChartKind, Pattern
from migplan_office.charts import marks, room
from migplan_office.charts.axes import axis_ids
from migplan_office.charts.marks import Label
from migplan_office.charts.plotted import Column, Range, pattern_of
from migplan_office.charts.spec import ChartSpec

Placed = tuple[Column, Range]
"""A column of the chart's table and where it stands."""


def head(number: int, column: Column, place: Range) -> str:
    """Write a series' number, order and name."""
    return f'<c:idx val="{number}"/><c:order val="{number}"/>{marks.name_reference(column, place)}'


def data(spec: ChartSpec, names: Placed, column: Column, place: Range) -> str:
    """Write a series' categories and values."""
    return marks.text_reference("cat", *names) + marks.number_reference("val", column, place, spec.number_format)


def _points(spec: ChartSpec, column: Column) -> str:
    """Write the points that differ from their series in colour or pattern."""
    series = spec.series[column.series]
    return "".join(
        f'<c:dPt><c:idx val="{index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{marks.area(series.color_at(index), series.pattern_at(index), spec.looks.ground, len(spec.series) == 1)}</c:dPt>"
        for index in range(len(column.cells))
        if (series.color_at(index), series.pattern_at(index)) != (series.color, series.pattern)
    )


def bars(spec: ChartSpec, placed: Sequence[Placed]) -> str:
    """Write bars or columns side by side."""
    is_bar = spec.kind is ChartKind.BAR
    label = marks.labels(spec, Label("outEnd")) if room.is_labelled(spec) else ""
    written = "".join(
        f"<c:ser>{head(number, column, place)}"
        f"{marks.area(spec.series[column.series].color, pattern_of(spec, column), spec.looks.ground, len(spec.series) == 1)}"
        f'<c:invertIfNegative val="0"/>{_points(spec, column)}{label}{data(spec, placed[0], column, place)}</c:ser>'
        for number, (column, place) in enumerate(placed[1:])
    )
    overlap = "0" if len(spec.series) > 1 else "100"
    return bar_chart("bar" if is_bar else "col", "clustered", written, room.GAP_PERCENT[spec.kind], overlap)


def bar_chart(way: str, grouping: str, written: str, gap: int, overlap: str) -> str:
    """Write a plot of bars or columns."""
    return (
        f'<c:barChart><c:barDir val="{way}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{written}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{axis_ids()}</c:barChart>'
    )


def on_area(spec: ChartSpec, color: str, pattern: Pattern) -> Label:
    """Give a label in the middle of an area, readable on it."""
    if pattern is Pattern.SOLID:
        return Label("ctr", spec.looks.ground if marks.is_dark(color) else spec.looks.ink)
    return Label("ctr", spec.looks.ink, on_ground=pattern is Pattern.HATCHED)


def stacked(spec: ChartSpec, placed: Sequence[Placed]) -> str:
    """Write columns of several parts, and their totals."""
    stacks = [column for column, _ in placed[1:] if column.role == "values"]
    highest = max(
        sum(abs(float(column.cells[index] or 0)) for column in stacks) for index in range(len(spec.categories))
    )
    written = ""
    total = ""
    for number, (column, place) in enumerate(placed[1:]):
        if column.role == "total":
            total = _total_line(spec, placed[0], number, column, place)
            continue
        series = spec.series[column.series]
        label = ""
        if room.is_labelled(spec):
            usual = on_area(spec, series.color, series.pattern)
            label = marks.labels(spec, usual, points=_odd_labels(spec, column, usual, highest))
        written += (
            f"<c:ser>{head(number, column, place)}{marks.area(series.color, series.pattern, spec.looks.ground)}"
            f'<c:invertIfNegative val="0"/>{_points(spec, column)}{label}{data(spec, placed[0], column, place)}</c:ser>'
        )
    return bar_chart("col", "stacked", written, room.GAP_PERCENT[spec.kind], "100") + total


def _odd_labels(spec: ChartSpec, column: Column, usual: Label, highest: float) -> list[tuple[int, Label | None]]:
    """Give the labels of a stack that differ: none where the area is too low, on a patch where it is too narrow."""
    width = room.column_width(spec)
    odd: list[tuple[int, Label | None]] = []
    for index, cell in enumerate(column.cells):
        if cell is None or isinstance(cell, str):
            continue
        if abs(float(cell)) < highest * room.SMALL_SHARE:
            odd.append((index, None))
        elif room.label_width(spec, cell) > width:
            odd.append((index, evolve(usual, color=spec.looks.ink, on_ground=True)))
    return odd


def _total_line(spec: ChartSpec, names: Placed, number: int, column: Column, place: Range) -> str:
    """Print totals above columns: a line that is not drawn, whose points carry their value."""
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/><c:ser>{head(number, column, place)}'
        f'<c:spPr>{marks.NO_LINE}</c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        f"{marks.labels(spec, Label('t', spec.looks.ink, bold=True))}{data(spec, names, column, place)}"
        f'<c:smooth val="0"/></c:ser><c:marker val="1"/>{axis_ids()}</c:lineChart>'
    )


def lines(spec: ChartSpec, placed: Sequence[Placed]) -> str:
    """Write lines, each named or valued at its end."""
    written = ""
    places = room.end_positions(spec)
    for number, (column, place) in enumerate(placed[1:]):
        series = spec.series[column.series]
        dash = {Pattern.SOLID: "", Pattern.HATCHED: "dash", Pattern.OUTLINE: "sysDot"}[series.pattern]
        last = max((index for index, cell in enumerate(column.cells) if cell is not None), default=0)
        end = Label(
            places[number],
            series.color if marks.luminance(series.color) < 0.18 else spec.looks.ink,
            name_of_series=room.names_at_ends(spec),
            series=column.header,
            bold=True,
        )
        if room.is_labelled(spec):
            label = marks.labels(spec, Label("t"), points=[(last, end)] if room.names_at_ends(spec) else [])
        else:
            label = marks.only_labels(spec, [(last, end)])
        shape = ("circle", "diamond", "square", "triangle")[number % 4]
        fill = marks.solid(series.color if series.pattern is Pattern.SOLID else spec.looks.ground)
        written += (
            f"<c:ser>{head(number, column, place)}<c:spPr>{marks.line(series.color, 2.25, dash)}</c:spPr>"
            f'<c:marker><c:symbol val="{shape}"/><c:size val="6"/><c:spPr>{fill}{marks.line(series.color, 1)}</c:spPr>'
            f'</c:marker>{label}{data(spec, placed[0], column, place)}<c:smooth val="0"/></c:ser>'
        )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{written}<c:marker val="1"/>'
        f"{axis_ids()}</c:lineChart>"
    )


def doughnut(spec: ChartSpec, placed: Sequence[Placed]) -> str:
    """Write a ring."""
    column, place = placed[1]
    series = spec.series[0]
    whole = sum(float(value or 0) for value in series.values) or 1.0
    points = "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/>'
        f"{marks.area(series.color_at(index), series.pattern_at(index), spec.looks.ground)}</c:dPt>"
        for index in range(len(column.cells))
    )
    labels = [
        (
            index,
            on_area(spec, series.color_at(index), series.pattern_at(index))
            if float(value or 0) / whole >= room.SMALL_SHARE
            else None,
        )
        for index, value in enumerate(series.values)
    ]
    centred = [(index, _without_place(label)) for index, label in labels]
    label = marks.labels(spec, Label(), points=centred) if room.is_labelled(spec) else ""
    return (
        f'<c:doughnutChart><c:varyColors val="1"/><c:ser>{head(0, column, place)}{points}{label}'
        f'{data(spec, placed[0], column, place)}</c:ser><c:firstSliceAng val="0"/><c:holeSize val="58"/></c:doughnutChart>'
    )


def _without_place(label: Label | None) -> Label | None:
    """Doughnuts know no label position."""
    return None if label is None else Label("", label.color, on_ground=label.on_ground, bold=True)


def scatter(spec: ChartSpec, placed: Sequence[Placed]) -> str:
    """Write points, each with its name."""
    names = placed[0][0].cells
    written = ""
    for number, (horizontal, vertical) in enumerate(zip(placed[1::2], placed[2::2], strict=True)):
        column, place = vertical
        series = spec.series[column.series]
        shape = ("circle", "diamond", "square", "triangle")[number % 4]
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/><c:marker><c:symbol val="{shape}"/><c:size val="10"/><c:spPr>'
            f"{marks.solid(series.color_at(index))}{marks.line(spec.looks.ground, 0.75)}</c:spPr></c:marker>"
            '<c:bubble3D val="0"/></c:dPt>'
            for index in range(len(series.values))
            if series.color_at(index) != series.color
        )
        named = [
            (index, Label("l" if spec.rtl else "r", text=str(names[index]), on_ground=True))
            for index, value in enumerate(series.values)
            if value is not None and names[index]
        ]
        label = marks.only_labels(spec, named) if spec.labels is not False else ""
        written += (
            f"<c:ser>{head(number, column, place)}<c:spPr>{marks.NO_LINE}</c:spPr><c:marker>"
            f'<c:symbol val="{shape}"/><c:size val="9"/><c:spPr>{marks.solid(series.color)}'
            f"{marks.line(spec.looks.ground, 0.75)}</c:spPr></c:marker>{points}{label}"
            f"{marks.number_reference('xVal', *horizontal, 'General')}"
            f'{marks.number_reference("yVal", column, place, spec.number_format)}<c:smooth val="0"/></c:ser>'
        )
    return f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{written}{axis_ids()}</c:scatterChart>'
