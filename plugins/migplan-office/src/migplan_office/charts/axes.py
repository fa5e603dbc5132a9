"""The axes of a chart: quiet, and mirrored where the document runs from right to left."""

from decimal import Decimal

from migplan.documents import ChartKind
from migplan_office.charts.marks import NO_LINE, line, rich, text_properties
from migplan_office.charts.plotted import all_positive
from migplan_office.charts.scale import scale
from migplan_office.charts.spec import ChartSpec, number_text
from migplan_office.text import xml_attribute

CATEGORY_AXIS = 111
VALUE_AXIS = 112


def axis_ids() -> str:
    """Write the two axes that a plot uses."""
    return f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/>'


def axes(spec: ChartSpec, with_values: bool) -> str:
    """Write both axes; `with_values` prints the value axis and its rules."""
    if spec.kind is ChartKind.SCATTER:
        return _measure(spec, CATEGORY_AXIS, VALUE_AXIS, spec.category_title) + _values(spec, with_values=True)
    return _categories(spec) + _values(spec, with_values)


def _orientation(is_reversed: bool, limits: str = "") -> str:
    return f'<c:scaling><c:orientation val="{"maxMin" if is_reversed else "minMax"}"/>{limits}</c:scaling>'


_LABEL_ROOM = Decimal("0.14")
"""Room past the longest bars for their labels, as a share of the whole axis."""


def _limits(spec: ChartSpec) -> str:
    """Begin at zero where nothing lies below; bars below zero end short of the names that stand at the low end."""
    if all_positive(spec):
        return '<c:min val="0"/>'
    if spec.kind not in (ChartKind.BAR, ChartKind.COLUMN):
        return ""
    values = tuple(Decimal(str(value)) for series in spec.series for value in series.values if value is not None)
    found = scale(values, _LABEL_ROOM)
    return f'<c:max val="{number_text(found.high)}"/><c:min val="{number_text(found.low)}"/>'


def _title(spec: ChartSpec, text: str, turn: str = "") -> str:
    if not text:
        return ""
    return (
        f'<c:title>{rich(spec, text, spec.looks.muted, False, spec.looks.size_pt, turn)}<c:overlay val="0"/></c:title>'
    )


def _categories(spec: ChartSpec) -> str:
    is_bar = spec.kind is ChartKind.BAR
    place = ("r" if spec.rtl else "l") if is_bar else "b"
    turn = "" if is_bar or len(spec.categories) > 12 else "0"
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/>{_orientation(is_bar or spec.rtl)}<c:delete val="0"/>'
        f'<c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{line(spec.looks.muted, 0.75)}</c:spPr>'
        f"{text_properties(spec, spec.looks.ink, turn=turn, texts=spec.categories)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values(spec: ChartSpec, with_values: bool) -> str:
    is_bar = spec.kind is ChartKind.BAR
    place = "b" if is_bar else "r" if spec.rtl else "l"
    rules = f"<c:majorGridlines><c:spPr>{line(spec.looks.rule, 0.5)}</c:spPr></c:majorGridlines>"
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/>{_orientation(is_bar and spec.rtl, _limits(spec))}'
        f'<c:delete val="0"/><c:axPos val="{place}"/>{rules if with_values and not is_bar else ""}'
        f"{_title(spec, spec.value_title, '0' if is_bar else '-5400000') if with_values else ''}"
        f'<c:numFmt formatCode="{xml_attribute(spec.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{("low" if not is_bar else "nextTo") if with_values else "none"}"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{text_properties(spec)}"
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="{"max" if is_bar else "autoZero"}"/>'
        f'<c:crossBetween val="{"midCat" if spec.kind is ChartKind.SCATTER else "between"}"/></c:valAx>'
    )


def _measure(spec: ChartSpec, axis: int, other: int, title: str) -> str:
    """Write the horizontal axis of a scatter."""
    return (
        f'<c:valAx><c:axId val="{axis}"/>{_orientation(spec.rtl)}<c:delete val="0"/><c:axPos val="b"/>{_title(spec, title)}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{line(spec.looks.muted, 0.75)}</c:spPr>{text_properties(spec)}'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:crossBetween val="midCat"/></c:valAx>'
    )
