"""Colours and direction of charts: C4, R3."""

import colorsys
from collections.abc import Iterator
from itertools import pairwise

from migplan_office.lint.charts import Chart, value_of
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.package import Package
from migplan_office.lint.xml import A, C, Element, child, is_true, local, place, real, whole

LEAST_CONTRAST = 3.0
_AREAS = frozenset(("barChart", "bar3DChart", "areaChart", "area3DChart", "pieChart", "doughnutChart", "ofPieChart"))
_WHOLES = frozenset(("pieChart", "doughnutChart", "ofPieChart"))
_LINES = frozenset(("lineChart", "scatterChart", "radarChart", "bubbleChart"))
_SCHEME = {"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"}
Colour = tuple[float, float, float]


def never_colour_alone(file: File) -> Iterator[Finding]:
    """Neighbouring series and slices differ by 3:1 or more, or carry a border, a pattern, a dash or a marker."""
    theme = theme_colours(file.package)
    for chart in file.charts:
        for plot in chart.plots:
            series = [item for item in plot.iterchildren(f"{C}ser") if not _is_invisible(item)]
            kind = local(plot)
            if kind in _WHOLES:
                for item in series:
                    yield from _slices(chart, item, theme)
            elif kind in _AREAS or kind in _LINES:
                for one, two in _neighbours(series, kind):
                    if not _differ(one, two, theme, kind):
                        message = (
                            f"the series {_title(one)!r} and {_title(two)!r} are neighbours under {LEAST_CONTRAST:.0f}:1; "
                            "give them a border, a pattern or another marker"
                        )
                        yield Finding("C4", chart.part, local(plot), message)


def _neighbours(series: list[Element], kind: str) -> list[tuple[Element, Element]]:
    """Pair the series that meet: for bars and areas, next to each other in some category, on the same side of zero."""
    if kind in _LINES:
        return list(pairwise(series))
    drawn = [_drawn(item) for item in series]
    pairs: dict[tuple[int, int], None] = {}
    for side in sorted(set().union(*drawn)):
        present = [number for number, sides in enumerate(drawn) if side in sides]
        pairs.update(dict.fromkeys(pairwise(present)))
    return [(series[one], series[two]) for one, two in sorted(pairs)]


def _drawn(series: Element) -> set[tuple[str, bool]]:
    """Give the categories where a series has a value other than zero, each with whether it is above."""
    points = [(point.get("idx") or "", child(point, f"{C}v")) for point in series.iterfind(f"{C}val//{C}pt")]
    values = [(number, real(value.text)) for number, value in points if value is not None]
    return {(number, value > 0) for number, value in values if value}


def _title(series: Element) -> str:
    return "".join(item.text or "" for item in series.iterfind(f"{C}tx//{C}v"))[:30]


def _is_invisible(series: Element) -> bool:
    look = child(series, f"{C}spPr")
    return look is not None and child(look, f"{A}noFill") is not None and not _has_border(look)


def _has_border(look: Element | None) -> bool:
    line = child(look, f"{A}ln")
    return line is not None and any(local(item) in ("solidFill", "pattFill", "gradFill") for item in line)


def _differ(one: Element, two: Element, theme: dict[str, Colour], kind: str) -> bool:
    if kind in _LINES:
        traits = [(_dash(series), _marker(series)) for series in (one, two)]
        if traits[0] != traits[1]:
            return True
    looks = [child(series, f"{C}spPr") for series in (one, two)]
    if kind in _AREAS and any(_has_border(look) for look in looks):
        return True
    if any(child(look, f"{A}pattFill") is not None for look in looks):
        return True
    colours = [_colour(look, theme, _order(series), kind) for look, series in zip(looks, (one, two), strict=True)]
    return colours[0] is None or colours[1] is None or contrast(colours[0], colours[1]) >= LEAST_CONTRAST


def _order(series: Element) -> int:
    return whole(value_of(series, "idx"))


def _dash(series: Element) -> str:
    dash = child(series, f"{C}spPr", f"{A}ln", f"{A}prstDash")
    return (dash.get("val") or "solid") if dash is not None else "solid"


def _marker(series: Element) -> str:
    marker = child(series, f"{C}marker")
    return value_of(marker, "symbol")


def _slices(chart: Chart, series: Element, theme: dict[str, Colour]) -> Iterator[Finding]:
    if _has_border(child(series, f"{C}spPr")):
        return
    count = max((whole(item.get("val")) for item in series.iterfind(f"{C}val//{C}ptCount")), default=0)
    looks = {value_of(point, "idx"): child(point, f"{C}spPr") for point in series.iterchildren(f"{C}dPt")}
    for number in range(count if count > 1 else 0):
        following = (number + 1) % count
        pair = [looks.get(str(index)) for index in (number, following)]
        if any(_has_border(look) or child(look, f"{A}pattFill") is not None for look in pair):
            continue
        colours = [
            _colour(look, theme, index, "pieChart") for look, index in zip(pair, (number, following), strict=True)
        ]
        if colours[0] is not None and colours[1] is not None and contrast(colours[0], colours[1]) < LEAST_CONTRAST:
            message = f"slices {number + 1} and {following + 1} are neighbours under {LEAST_CONTRAST:.0f}:1; give them a border"
            yield Finding("C4", chart.part, "c:ser", message)
            return


def _colour(look: Element | None, theme: dict[str, Colour], order: int, kind: str) -> Colour | None:
    """Resolve a fill, or the colour that the program gives a series by its number; `None` when it cannot be told."""
    holder = child(look, f"{A}ln") if kind in _LINES and child(look, f"{A}ln") is not None else look
    fill = child(holder, f"{A}solidFill")
    if fill is None or not len(fill):
        if holder is not None and any(local(item).endswith("Fill") for item in holder):
            return None
        return theme.get(f"accent{order % 6 + 1}")
    return resolved(fill[0], theme)


def resolved(mark: Element, theme: dict[str, Colour]) -> Colour | None:
    """Give the colour of `a:srgbClr` or `a:schemeClr`, its changes applied; `None` for other kinds."""
    kind, value = local(mark), mark.get("val") or ""
    if kind == "srgbClr":
        colour = _rgb(value)
    elif kind == "schemeClr":
        colour = theme.get(_SCHEME.get(value, value))
    else:
        return None
    if colour is None:
        return None
    hue, light, rich = colorsys.rgb_to_hls(*colour)
    for change in mark:
        share = whole(change.get("val"), 100_000) / 100_000
        match local(change):
            case "lumMod":
                light *= share
            case "lumOff":
                light = min(light + share, 1.0)
            case "shade":
                light *= share
            case "tint":
                light = 1 - (1 - light) * share
    return colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), rich)


def _rgb(text: str) -> Colour | None:
    try:
        return int(text[0:2], 16) / 255, int(text[2:4], 16) / 255, int(text[4:6], 16) / 255
    except ValueError:
        return None


def contrast(one: Colour, two: Colour) -> float:
    """Give the contrast of two colours, from 1 to 21.

    Source: WCAG 2.1, definition of contrast ratio.
    """
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def theme_colours(package: Package) -> dict[str, Colour]:
    """Read the colours of the first theme."""
    for root in package.xml_parts.values():
        scheme = child(root, f"{A}themeElements", f"{A}clrScheme")
        if scheme is None:
            continue
        found = {}
        for item in scheme:
            mark = item[0] if len(item) else None
            colour = _rgb(mark.get("lastClr") or mark.get("val") or "") if mark is not None else None
            if colour is not None:
                found[local(item)] = colour
        return found
    return {}


def mirrored_charts(file: File) -> Iterator[Finding]:
    """In a language that runs right to left, axes run from the right, the legend is not at the right, text is marked rtl."""
    if not file.is_right_to_left:
        return
    for chart in file.charts:
        for plot in chart.plots:
            yield from _plot(chart, plot)
        legend = child(chart.root, f"{C}chart", f"{C}legend")
        if legend is not None and (value_of(legend, "legendPos") or "r") not in ("l", "t", "b"):
            yield Finding("R3", chart.part, "c:legend", "the legend stands at the right; put it at the left")
        text = child(chart.root, f"{C}txPr")
        if not _is_rtl(text):
            yield Finding("R3", chart.part, "c:txPr", "the chart's text is not marked rtl='1'; add it to a:pPr")
        for title in chart.root.iter(f"{C}title"):
            rich = child(title, f"{C}tx", f"{C}rich")
            marked = rich if rich is not None else child(title, f"{C}txPr")
            if marked is not None and not _is_rtl(marked):
                yield Finding("R3", chart.part, place(title), "the title is not marked rtl='1'; add it to each a:pPr")


def _is_rtl(text: Element | None) -> bool:
    paragraphs = list(text.iterchildren(f"{A}p")) if text is not None else []
    marks = [child(paragraph, f"{A}pPr") for paragraph in paragraphs]
    return bool(marks) and all(mark is not None and is_true(mark.get("rtl")) for mark in marks)


def _plot(chart: Chart, plot: Element) -> Iterator[Finding]:
    used = {item.get("val") for item in plot.iterchildren(f"{C}axId")}
    axes = [axis for axis in chart.axes if value_of(axis, "axId") in used]
    kind = local(plot)
    if kind not in ("barChart", "bar3DChart", "lineChart", "areaChart", "stockChart"):
        return
    lies = value_of(plot, "barDir") == "bar"
    for axis in axes:
        is_value = local(axis) == "valAx"
        backwards = value_of(child(axis, f"{C}scaling"), "orientation") == "maxMin"
        if lies and is_value and not backwards:
            yield Finding(
                "R3", chart.part, local(axis), "values run left to right; write orientation maxMin on the value axis"
            )
        elif lies and not is_value and not backwards:
            yield Finding("R3", chart.part, local(axis), "categories begin at the foot; write orientation maxMin")
        elif not lies and not is_value and not backwards:
            yield Finding("R3", chart.part, local(axis), "categories run left to right; write orientation maxMin")
        elif not lies and is_value and backwards:
            yield Finding(
                "R3", chart.part, local(axis), "values run downwards; write orientation minMax on the value axis"
            )


RULES = (
    Rule("C4", never_colour_alone, ours=True),
    Rule("R3", mirrored_charts, ours=True),
)
