"""Fills, lines, text and labels of a chart, as DrawingML."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from migplan.documents import Pattern
from migplan_office.charts.plotted import Column, Range
from migplan_office.charts.spec import ChartSpec, number_text
from migplan_office.charts.speech import runs_from_right, spoken, tongue
from migplan_office.text import xml_attribute, xml_text
from migplan_office.units import emu_from_points

NO_FILL = "<a:noFill/>"
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def solid(color: str, opacity_percent: int = 100) -> str:
    """Write a plain fill."""
    if opacity_percent == 100:
        return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{color}"><a:alpha val="{opacity_percent * 1000}"/></a:srgbClr></a:solidFill>'


def line(color: str, width_pt: float, dash: str = "") -> str:
    """Write a line; `dash` is a name such as `sysDash`."""
    pattern = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{emu_from_points(width_pt)}" cap="flat">{solid(color)}{pattern}<a:round/></a:ln>'


def area(color: str, pattern: Pattern, ground: str, is_alone: bool = False) -> str:
    """Write how an area is filled and bordered: solid, hatched or outlined, apart from its neighbour in grey too.

    An area that touches no other (`is_alone`) needs no border when it is solid.
    """
    if pattern is Pattern.HATCHED:
        fill = (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{color}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{ground}"/></a:bgClr></a:pattFill>'
        )
        return f"<c:spPr>{fill}{line(color, 1)}</c:spPr>"
    if pattern is Pattern.OUTLINE:
        return f"<c:spPr>{solid(ground)}{line(color, 1.25, 'sysDash')}</c:spPr>"
    return f"<c:spPr>{solid(color)}{NO_LINE if is_alone else line(ground, 0.75)}</c:spPr>"


INVISIBLE = f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"


def is_dark(color: str) -> bool:
    """Say whether white reads better on a colour than ink."""
    return luminance(color) < 0.3


def luminance(color: str) -> float:
    """Give a colour's relative luminance, 0 to 1 (WCAG 2.1)."""
    channels = [int(color[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def run_properties(
    spec: ChartSpec, color: str, bold: bool, size_pt: float, tag: str = "defRPr", language: str = ""
) -> str:
    """Write the properties of characters."""
    looks = spec.looks
    return (
        f'<a:{tag} lang="{xml_attribute(language or spec.language)}" sz="{round(size_pt * 100)}" b="{int(bold)}">{solid(color)}'
        f'<a:latin typeface="{xml_attribute(looks.latin_font)}"/>'
        f'<a:cs typeface="{xml_attribute(looks.arabic_font)}"/></a:{tag}>'
    )


def text_properties(
    spec: ChartSpec, color: str = "", bold: bool = False, size_pt: float = 0, turn: str = "", texts: Sequence[str] = ()
) -> str:
    """Write how text looks that the program writes by itself: labels, axes, legend; `texts` are what it writes."""
    language = tongue(spec, texts)
    size_pt = size_pt or spec.looks.size_pt
    turned = f' rot="{turn}" vert="horz"' if turn else ""
    end = f'<a:endParaRPr lang="{xml_attribute(language)}"/>'
    properties = run_properties(spec, color or spec.looks.muted, bold, size_pt, language=language)
    return f"<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr{direction(spec, texts)}>{properties}</a:pPr>{end}</a:p></c:txPr>"


def direction(spec: ChartSpec, texts: Sequence[str] = ()) -> str:
    """Write the direction of a paragraph that holds these texts."""
    return ' rtl="1"' if runs_from_right(spec, texts) else ' rtl="0"'


def rich(spec: ChartSpec, text: str, color: str, bold: bool, size_pt: float, turn: str = "") -> str:
    """Write a text of our own: a title, the name of a point; each run in the language of its script."""
    turned = f' rot="{turn}" vert="horz"' if turn else ""
    lines = ""
    for part in text.split("\n"):
        plain = run_properties(spec, color, bold, size_pt, language=tongue(spec, (part,)))
        runs = "".join(
            f"<a:r>{run_properties(spec, color, bold, size_pt, 'rPr', language)}<a:t>{xml_text(run)}</a:t></a:r>"
            for run, language in spoken(spec, part)
        )
        lines += f"<a:p><a:pPr{direction(spec, (part,))}>{plain}</a:pPr>{runs}</a:p>"
    return f"<c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/>{lines}</c:rich></c:tx>"


@frozen
class Label:
    """What a label says and where it stands."""

    position: str = ""
    """`outEnd`, `ctr`, `t`, `r`, `l`; the program's own when empty."""
    color: str = ""
    value: bool = True
    name_of_series: bool = False
    share: bool = False
    series: str = ""
    """The name that `name_of_series` writes, whose language it sets."""
    text: str = ""
    """A text of our own instead of the value."""
    on_ground: bool = False
    """Whether the label lies on a patch of ground, to be read over a hatching or a narrow bar."""
    bold: bool = False
    number_format: str = ""
    """Excel's format of the value; that of the series when empty."""


def _label_body(spec: ChartSpec, label: Label) -> str:
    text = rich(spec, label.text, label.color or spec.looks.ink, label.bold, spec.looks.size_pt) if label.text else ""
    patch = f"<c:spPr>{solid(spec.looks.ground, 85)}{NO_LINE}</c:spPr>" if label.on_ground else INVISIBLE
    place = f'<c:dLblPos val="{label.position}"/>' if label.position else ""
    shown = (
        ("LegendKey", False),
        ("Val", label.value),
        ("CatName", False),
        ("SerName", label.name_of_series),
        ("Percent", label.share),
        ("BubbleSize", False),
    )
    flags = "".join(f'<c:show{name} val="{int(on)}"/>' for name, on in shown)
    return (
        f'{text}<c:numFmt formatCode="{xml_attribute(label.number_format or spec.number_format)}" sourceLinked="0"/>{patch}'
        f"{text_properties(spec, label.color or spec.looks.ink, label.bold, texts=(label.text, label.series))}{place}{flags}"
        + ("<c:separator>\n</c:separator>" if label.value and label.name_of_series else "")
    )


HIDDEN = '<c:dLbls><c:delete val="1"/></c:dLbls>'


def labels(spec: ChartSpec, label: Label, points: Iterable[tuple[int, Label | None]] = ()) -> str:
    """Write a series' labels; `points` gives those that differ, `None` for a point without."""
    own = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>'
        if point is None
        else f'<c:dLbl><c:idx val="{index}"/>{_label_body(spec, point)}</c:dLbl>'
        for index, point in points
    )
    return f"<c:dLbls>{own}{_label_body(spec, label)}</c:dLbls>"


def only_labels(spec: ChartSpec, points: Sequence[tuple[int, Label]]) -> str:
    """Write labels of some points, none for the others."""
    own = "".join(f'<c:dLbl><c:idx val="{index}"/>{_label_body(spec, point)}</c:dLbl>' for index, point in points)
    flags = "".join(
        f'<c:show{name} val="0"/>' for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return f"<c:dLbls>{own}{flags}</c:dLbls>"


def name_reference(column: Column, place: Range) -> str:
    """Write a series' name with its reference and cache."""
    return (
        f'<c:tx><c:strRef><c:f>{xml_text(place.header)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{xml_text(column.header)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def text_reference(tag: str, column: Column, place: Range) -> str:
    """Write a column of texts with its reference and cache."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{xml_text(str(cell))}</c:v></c:pt>'
        for index, cell in enumerate(column.cells)
        if cell
    )
    return (
        f'<c:{tag}><c:strRef><c:f>{xml_text(place.cells)}</c:f><c:strCache><c:ptCount val="{len(column.cells)}"/>'
        f"{points}</c:strCache></c:strRef></c:{tag}>"
    )


def number_reference(tag: str, column: Column, place: Range, number_format: str) -> str:
    """Write a column of numbers with its reference and cache; gaps are left out."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{number_text(cell)}</c:v></c:pt>'
        for index, cell in enumerate(column.cells)
        if cell is not None and not isinstance(cell, str)
    )
    return (
        f"<c:{tag}><c:numRef><c:f>{xml_text(place.cells)}</c:f><c:numCache>"
        f"<c:formatCode>{xml_text(number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(column.cells)}"/>{points}</c:numCache></c:numRef></c:{tag}>'
    )
