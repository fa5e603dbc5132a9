"""Native charts as XML: what is drawn comes from cells, with the same numbers cached."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import field, frozen

from migplan.documents import ChartKind, Pattern
from migplan_office.scripts import Script, has_rtl, runs_by_script
from migplan_office.text import isolate, xml_attribute, xml_text

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222
_OTHER = {Script.ARABIC: "ar", Script.HEBREW: "he"}
_STROKES = ("plus", "star", "x")
"""Symbols without an area: their colour is that of their line."""


@frozen
class Cells:
    """A range of cells and what is in it."""

    place: str
    """As formulas write it: `'Budget'!$B$5:$B$9`."""
    values: tuple[Decimal | str | None, ...]


@frozen
class Drawn:
    """One series as it is drawn."""

    name: str
    name_place: str
    categories: Cells | None
    values: Cells
    color: str
    """RRGGBB."""
    pattern: Pattern = Pattern.SOLID
    point_colors: dict[int, str] = field(factory=dict)
    """Colours of single points."""
    labels: tuple[str, ...] = ()
    """Words beside each point of a scatter, in the place of its value."""
    shows_values: bool = False
    is_hidden: bool = False
    """An invisible base on which others stand."""
    point_symbols: dict[int, str] = field(factory=dict)
    """Markers of single points of a scatter that have a colour of their own, by number: `square`."""


@frozen
class Look:
    """What all charts of a workbook share."""

    font: str
    language: str
    """BCP 47 of the labels."""
    is_right_to_left: bool
    ink: str
    muted: str
    line: str


@frozen
class ChartAxis:
    """An axis of a scatter."""

    title: str
    low: Decimal
    high: Decimal
    cut: Decimal
    """Where the other axis crosses it."""
    unit: Decimal = Decimal(1)


def _fill(color: str, pattern: Pattern) -> str:
    solid = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    if pattern is Pattern.HATCHED:
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{color}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill><a:ln w="12700">{solid}</a:ln>'
        )
    if pattern is Pattern.OUTLINE:
        return f'<a:noFill/><a:ln w="19050">{solid}<a:prstDash val="sysDash"/></a:ln>'
    return f'{solid}<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'


def _text_properties(look: Look, size: int, color: str, bold: bool = False, rotation: str = "") -> str:
    rtl = ' rtl="1"' if look.is_right_to_left else ""
    return (
        f"<c:txPr><a:bodyPr{rotation}/><a:lstStyle/><a:p><a:pPr{rtl}>{_run(look, size, color, bold, 'defRPr')}</a:pPr>"
        f'<a:endParaRPr lang="{look.language}"/></a:p></c:txPr>'
    )


def _run(look: Look, size: int, color: str, bold: bool, tag: str, language: str = "") -> str:
    lang = f' lang="{language or look.language}"' if tag == "rPr" else ""
    font = xml_attribute(look.font)
    return (
        f'<a:{tag}{lang} sz="{size}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
        f'<a:latin typeface="{font}"/><a:cs typeface="{font}"/></a:{tag}>'
    )


def _by_language(look: Look, line: str) -> list[tuple[str, str]]:
    """Cut a line into runs with the language of each: a script that runs the other way is not the document's."""
    if look.is_right_to_left or not has_rtl(line):
        return [(line, look.language)]
    return [(text, _OTHER.get(script, look.language)) for text, script in runs_by_script(line)]


def _rich(look: Look, text: str, size: int, color: str, bold: bool, rotation: str = "") -> str:
    rtl = ' rtl="1"' if look.is_right_to_left else ""
    shown = isolate(text) if look.is_right_to_left else text
    paragraphs = "".join(
        f"<a:p><a:pPr{rtl}>{_run(look, size, color, bold, 'defRPr')}</a:pPr>"
        + "".join(
            f"<a:r>{_run(look, size, color, bold, 'rPr', language)}<a:t>{xml_text(text)}</a:t></a:r>"
            for text, language in _by_language(look, line)
        )
        + "</a:p>"
        for line in shown.split("\n")
    )
    return f"<c:tx><c:rich><a:bodyPr{rotation}/><a:lstStyle/>{paragraphs}</c:rich></c:tx>"


def _title(look: Look, text: str, size: int = 1100, rotation: str = "", bold: bool = True) -> str:
    if not text.strip():
        return ""
    return f'<c:title>{_rich(look, text, size, look.ink, bold, rotation)}<c:overlay val="0"/></c:title>'


def _numbers(cells: Cells, code: str) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{value:f}</c:v></c:pt>'
        for index, value in enumerate(cells.values)
        if isinstance(value, Decimal)
    )
    return (
        f"<c:numRef><c:f>{xml_text(cells.place)}</c:f><c:numCache><c:formatCode>{xml_text(code)}</c:formatCode>"
        f'<c:ptCount val="{len(cells.values)}"/>{points}</c:numCache></c:numRef>'
    )


def _strings(place: str, values: Sequence[Decimal | str | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{xml_text(str(value))}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    return (
        f'<c:strRef><c:f>{xml_text(place)}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}'
        "</c:strCache></c:strRef>"
    )


def _labels(look: Look, code: str, place: str, size: int = 900, color: str = "") -> str:
    position = f'<c:dLblPos val="{place}"/>' if place else ""
    return (
        f'<c:dLbls><c:numFmt formatCode="{xml_attribute(code)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text_properties(look, size, color or look.ink)}{position}"
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _point_labels(look: Look, labels: Sequence[str], color: str, place: str, bold: bool) -> str:
    shows = (
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
    position = place or ("l" if look.is_right_to_left else "r")
    hidden = shows.replace('showVal val="1"', 'showVal val="0"')
    each = "".join(
        f'<c:dLbl><c:idx val="{index}"/>{_rich(look, label, 900, color, bold)}<c:dLblPos val="{position}"/>{shows}</c:dLbl>'
        if label.strip()
        else f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        for index, label in enumerate(labels)
    )
    return f"<c:dLbls>{each}{_text_properties(look, 900, look.ink)}{hidden}</c:dLbls>"


def _head(number: int, series: Drawn) -> str:
    return f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx>{_strings(series.name_place, (series.name,))}</c:tx>'


def _shape(series: Drawn) -> str:
    if series.is_hidden:
        return "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    return f"<c:spPr>{_fill(series.color, series.pattern)}</c:spPr>"


def _points(series: Drawn, bar: bool) -> str:
    invert = '<c:invertIfNegative val="0"/>' if bar else ""
    return "".join(
        f'<c:dPt><c:idx val="{index}"/>{invert}<c:bubble3D val="0"/><c:spPr>{_fill(color, series.pattern)}</c:spPr></c:dPt>'
        for index, color in sorted(series.point_colors.items())
    )


def _bar_series(look: Look, number: int, series: Drawn, code: str, place: str) -> str:
    labels = _labels(look, code, place) if series.shows_values and not series.is_hidden else ""
    categories = (
        f"<c:cat>{_strings(series.categories.place, series.categories.values)}</c:cat>" if series.categories else ""
    )
    return (
        f'<c:ser>{_head(number, series)}{_shape(series)}<c:invertIfNegative val="0"/>{_points(series, True)}{labels}'
        f"{categories}<c:val>{_numbers(series.values, code)}</c:val></c:ser>"
    )


def _axes(look: Look, code: str, horizontal: bool, has_scale: bool, limits: str = "") -> str:
    """Write a category and a value axis; both directions follow the language."""
    category_turned = horizontal or look.is_right_to_left
    value_turned = horizontal and look.is_right_to_left
    category_place = ("r" if look.is_right_to_left else "l") if horizontal else "b"
    value_place = "b" if horizontal else ("r" if look.is_right_to_left else "l")
    crosses = "max" if horizontal else "autoZero"
    grid = f'<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{look.line}"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{look.muted}"/></a:solidFill></a:ln></c:spPr>'
    every = '<c:tickLblSkip val="1"/>' if horizontal else ""  # each bar has its name
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if category_turned else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{category_place}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{line}{_text_properties(look, 900, look.ink)}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/>'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{every}<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if value_turned else "minMax"}"/>{limits}</c:scaling>'
        f'<c:delete val="{0 if has_scale else 1}"/><c:axPos val="{value_place}"/>{grid if has_scale else ""}<c:numFmt formatCode="{xml_attribute(code)}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text_properties(look, 900, look.muted)}<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _room(series: Sequence[Drawn]) -> str:
    """Give limits with room for the labels of negative bars, which else meet those of the categories."""
    known = [value for item in series for value in item.values.values if isinstance(value, Decimal)]
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(0))
    if low >= 0:
        return ""
    room = (max(high, Decimal(0)) - low) / 3
    return f'<c:max val="{max(high, Decimal(0)) + room:f}"/><c:min val="{low - room:f}"/>'


def _bars(look: Look, kind: ChartKind, series: Sequence[Drawn], code: str) -> str:
    horizontal = kind is ChartKind.BAR
    stacked = kind in (ChartKind.STACKED, ChartKind.WATERFALL)
    place = "" if stacked else "outEnd"
    inner = "".join(_bar_series(look, number, item, code, place) for number, item in enumerate(series))
    labelled = all(item.shows_values for item in series if not item.is_hidden) and not stacked
    gap = 45 if len(series) == 1 or stacked else 70
    return (
        f'<c:barChart><c:barDir val="{"bar" if horizontal else "col"}"/><c:grouping val="{"stacked" if stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{inner}<c:gapWidth val="{gap}"/><c:overlap val="{100 if stacked else -5}"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>{_axes(look, code, horizontal, not labelled, _room(series) if labelled else "")}'
    )


_SYMBOLS = ("circle", "square", "diamond", "triangle")


def _marker(symbol: str, size: int, color: str) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    width, line = ("25400", color) if symbol in _STROKES else ("9525", "FFFFFF")
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{fill}<a:ln w="{width}">'
        f'<a:solidFill><a:srgbClr val="{line}"/></a:solidFill></a:ln></c:spPr></c:marker>'
    )


def _lines(look: Look, series: Sequence[Drawn], code: str) -> str:
    inner = ""
    for number, item in enumerate(series):
        dash = {Pattern.HATCHED: "dash", Pattern.OUTLINE: "sysDot"}.get(item.pattern, "solid")
        line = f'<c:spPr><a:ln w="28575" cap="rnd"><a:solidFill><a:srgbClr val="{item.color}"/></a:solidFill><a:prstDash val="{dash}"/><a:round/></a:ln></c:spPr>'
        labels = _labels(look, code, "t") if item.shows_values else ""
        categories = (
            f"<c:cat>{_strings(item.categories.place, item.categories.values)}</c:cat>" if item.categories else ""
        )
        inner += (
            f"<c:ser>{_head(number, item)}{line}{_marker(_SYMBOLS[number % len(_SYMBOLS)], 6, item.color)}{labels}{categories}"
            f'<c:val>{_numbers(item.values, code)}</c:val><c:smooth val="0"/></c:ser>'
        )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{inner}<c:marker val="1"/>'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:lineChart>{_axes(look, code, False, True)}'
    )


def _doughnut(look: Look, series: Drawn, code: str) -> str:
    labels = _labels(look, code, "", color="FFFFFF") if series.shows_values else ""
    categories = (
        f"<c:cat>{_strings(series.categories.place, series.categories.values)}</c:cat>" if series.categories else ""
    )
    return (
        f'<c:doughnutChart><c:varyColors val="1"/><c:ser>{_head(0, series)}{_points(series, False)}{labels}{categories}'
        f'<c:val>{_numbers(series.values, code)}</c:val></c:ser><c:firstSliceAng val="0"/><c:holeSize val="55"/></c:doughnutChart>'
    )


def _scatter(look: Look, series: Sequence[Drawn], code: str, axes: tuple[ChartAxis, ChartAxis] | None) -> str:
    inner = ""
    for number, item in enumerate(series):
        marker = _marker(_SYMBOLS[number % len(_SYMBOLS)], 10, item.color)
        if item.is_hidden:
            marker = '<c:marker><c:symbol val="none"/></c:marker>'
        color, place = (look.muted, "ctr") if item.is_hidden else (look.ink, "")
        labels = _point_labels(look, item.labels, color, place, item.is_hidden) if item.labels else ""
        dots = "".join(
            f'<c:dPt><c:idx val="{index}"/>{_marker(item.point_symbols.get(index, _SYMBOLS[number % len(_SYMBOLS)]), 11, color)}<c:bubble3D val="0"/></c:dPt>'
            for index, color in sorted(item.point_colors.items())
        )
        across = f"<c:xVal>{_numbers(item.categories, 'General')}</c:xVal>" if item.categories else ""
        inner += (
            f'<c:ser>{_head(number, item)}<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>{marker}{dots}{labels}{across}'
            f'<c:yVal>{_numbers(item.values, code)}</c:yVal><c:smooth val="0"/></c:ser>'
        )
    return (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{inner}'
        f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:scatterChart>'
        + _value_axis(look, _CATEGORY_AXIS, _VALUE_AXIS, True, axes[0] if axes else None, axes[1] if axes else None)
        + _value_axis(look, _VALUE_AXIS, _CATEGORY_AXIS, False, axes[1] if axes else None, axes[0] if axes else None)
    )


def _value_axis(
    look: Look, own: int, other: int, across: bool, axis: ChartAxis | None, crossed: ChartAxis | None
) -> str:
    """Write an axis of a scatter; with limits, both cross in the middle and part the plane into quarters."""
    turned = across and look.is_right_to_left
    place = "b" if across else ("r" if look.is_right_to_left else "l")
    limits = f'<c:max val="{axis.high + axis.unit / 2:f}"/><c:min val="{axis.low - axis.unit / 2:f}"/>' if axis else ""
    ticks = "none" if axis else "low"
    title = ""
    if axis:
        rotation = "" if across else ' rot="-5400000" vert="horz"'
        title = _title(look, axis.title, 1000, rotation, False)
    middle = f'<c:crossesAt val="{crossed.cut:f}"/>' if crossed else '<c:crosses val="autoZero"/>'
    unit = f'<c:majorUnit val="{axis.unit:f}"/>' if axis else ""
    line = f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{look.muted}"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="{"maxMin" if turned else "minMax"}"/>{limits}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{place}"/>{title}<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{ticks}"/>{line}{_text_properties(look, 900, look.muted)}<c:crossAx val="{other}"/>{middle}<c:crossBetween val="midCat"/>{unit}</c:valAx>'
    )


def chart_xml(
    look: Look,
    kind: ChartKind,
    title: str,
    series: Sequence[Drawn],
    code: str,
    axes: tuple[ChartAxis, ChartAxis] | None = None,
    has_legend: bool = False,
) -> str:
    """Write a chart's part; `code` is the number format of its labels, `axes` the planes of a scatter."""
    if kind is ChartKind.LINE:
        plot = _lines(look, series, code)
    elif kind is ChartKind.DOUGHNUT:
        plot = _doughnut(look, series[0], code)
    elif kind is ChartKind.SCATTER:
        plot = _scatter(look, series, code, axes)
    else:
        plot = _bars(look, kind, series, code)
    legend = ""
    if has_legend:
        hidden = "".join(
            f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'
            for number, item in enumerate(series)
            if item.is_hidden
        )
        side = "l" if look.is_right_to_left else "r"
        place = side if kind is ChartKind.DOUGHNUT else "b"
        legend = f'<c:legend><c:legendPos val="{place}"/>{hidden}<c:overlay val="0"/>{_text_properties(look, 900, look.ink)}</c:legend>'
    shown = _title(look, title)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"><c:lang val="{look.language}"/><c:roundedCorners val="0"/><c:chart>{shown}'
        f'<c:autoTitleDeleted val="{0 if shown else 1}"/><c:plotArea><c:layout/>{plot}'
        "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f'{legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>'
        '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text_properties(look, 900, look.ink)}</c:chartSpace>"
    )
