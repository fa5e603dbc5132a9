"""What a chart shows and how it looks, without a format."""

import math
from collections.abc import Callable
from decimal import Decimal

from attrs import field, frozen

from migplan.documents import Chart, ChartKind, Holds, Pattern, plain
from migplan.documents.sequences import as_tuple
from migplan.problems import MigplanError
from migplan_office.fonts import ARABIC_FONT, LATIN_FONT

Number = Decimal | int | float
MAX_SERIES = 7
MAX_CATEGORIES = 30


class ChartError(MigplanError):
    """A chart that cannot be drawn: too many series or categories, none at all, or values that are no numbers."""


@frozen
class ChartSeries:
    """One series; `values` has one entry for each category, `None` for a gap."""

    name: str
    values: tuple[Number | None, ...] = field(converter=as_tuple)
    color: str = "17495C"
    """RRGGBB."""
    pattern: Pattern = Pattern.SOLID
    x: tuple[Number, ...] = field(default=(), converter=as_tuple)
    """Horizontal values of a scatter, one for each value."""
    point_colors: tuple[str, ...] = field(default=(), converter=as_tuple)
    """RRGGBB for each category, where a point differs from its series: a doughnut's parts, an emphasised bar."""
    point_patterns: tuple[Pattern, ...] = field(default=(), converter=as_tuple)
    """Pattern for each category, where a point differs from its series."""

    def color_at(self, index: int) -> str:
        """Give a point's colour."""
        return self.point_colors[index] if index < len(self.point_colors) else self.color

    def pattern_at(self, index: int) -> Pattern:
        """Give a point's pattern."""
        return self.point_patterns[index] if index < len(self.point_patterns) else self.pattern


@frozen
class ChartLooks:
    """Colours as RRGGBB, fonts and size of a chart's text."""

    ink: str = "1D2B36"
    muted: str = "5B6770"
    rule: str = "D8D2C4"
    accent: str = "A84B17"
    """Falls of a waterfall."""
    ground: str = "FFFFFF"
    latin_font: str = LATIN_FONT
    arabic_font: str = ARABIC_FONT
    size_pt: float = 11.0


@frozen
class ChartSpec:
    """One chart."""

    kind: ChartKind
    categories: tuple[str, ...] = field(converter=as_tuple)
    """Names of the categories, or of the points of a scatter."""
    series: tuple[ChartSeries, ...] = field(converter=as_tuple)
    title: str = ""
    """Drawn above the chart; leave empty where the page says it already."""
    number_format: str = "#,##0"
    """Excel's format of values."""
    language: str = "en-GB"
    """BCP 47 tag of the chart's text."""
    rtl: bool = False
    """Mirrored, as documents from right to left want it."""
    labels: bool | None = None
    """Whether values are printed at the points; by itself where there is room."""
    legend: bool | None = None
    """Whether there is a legend; by itself where series are not labelled directly."""
    category_title: str = ""
    """What the categories are; also heads their column in the workbook."""
    value_title: str = ""
    total_name: str = ""
    """For stacked columns: name of the total, which is then printed above each column."""
    sheet_name: str = "1"
    """Name of the sheet in the embedded workbook, in the document's language."""
    looks: ChartLooks = ChartLooks()
    width_pt: float = 0.0
    """Width at which the chart will be shown, so that names at the end of lines get the room they need; 0 if unknown."""


def is_drawable(spec: ChartSpec) -> bool:
    """Say whether the chart keeps the limits of rule C3; what does not is better split or told as a table."""
    return not fault(spec)


def fault(spec: ChartSpec) -> str:
    """Say why a chart cannot be drawn; nothing when it can."""
    if not 1 <= len(spec.series) <= MAX_SERIES:
        return f"{len(spec.series)} series, where 1 to {MAX_SERIES} can be told apart"
    if not 1 <= len(spec.categories) <= MAX_CATEGORIES:
        return f"{len(spec.categories)} categories, where 1 to {MAX_CATEGORIES} can be read"
    if spec.kind in (ChartKind.DOUGHNUT, ChartKind.WATERFALL) and len(spec.series) > 1:
        return f"{len(spec.series)} series, where this kind of chart shows 1"
    for series in spec.series:
        if len(series.values) != len(spec.categories):
            return f"series {series.name!r} has {len(series.values)} values for {len(spec.categories)} categories"
        if spec.kind is ChartKind.SCATTER and len(series.x) != len(series.values):
            return f"series {series.name!r} has {len(series.x)} horizontal values for {len(series.values)} values"
        if any(value is not None and not math.isfinite(value) for value in (*series.values, *series.x)):
            return f"series {series.name!r} has a value that is no number"
        if spec.kind is ChartKind.DOUGHNUT and any(value is not None and value < 0 for value in series.values):
            return f"series {series.name!r} has a part below zero"
    if all(value is None for series in spec.series for value in series.values):
        return "no value at all"
    return ""


def require_drawable(spec: ChartSpec) -> None:
    """Raise when a chart cannot be drawn.

    Raises:
        ChartError: The chart breaks a limit of rule C3; ask `is_drawable` first.
    """
    reason = fault(spec)
    if reason:
        raise ChartError(f"chart {spec.title!r} cannot be drawn: {reason}")


def from_block(
    chart: Chart,
    color: Callable[[str], str],
    *,
    language: str,
    tag: str = "",
    rtl: bool = False,
    size_pt: float = 11.0,
    latin_font: str = LATIN_FONT,
    arabic_font: str = ARABIC_FONT,
    with_title: bool = False,
    sheet_name: str = "1",
    total_name: str = "",
    width_pt: float = 0.0,
) -> ChartSpec:
    """Describe a document's chart.

    Args:
        color: Gives the colour of a role as RRGGBB: `theme.color`.
        language: Language of the document, in which its title is written out.
        tag: Full BCP 47 tag of the chart's text; the language when not given.
        with_title: Draw the title, where nothing else on the page says it.
    """
    series = tuple(
        ChartSeries(
            one.name,
            one.values,
            color(one.color or f"series-{number}"),
            one.pattern,
            one.x,
            _point_colors(chart, number, one.color, color),
        )
        for number, one in enumerate(chart.series, start=1)
    )
    return ChartSpec(
        chart.kind,
        chart.categories,
        series,
        title=plain(chart.title, language) if with_title else "",
        number_format=number_format(chart.holds, chart.decimals, language),
        language=tag or language,
        rtl=rtl,
        category_title=chart.category_label,
        value_title=chart.unit,
        total_name=total_name,
        sheet_name=sheet_name,
        width_pt=width_pt,
        looks=ChartLooks(
            color("ink"),
            color("muted"),
            color("line"),
            color("accent"),
            color("ground"),
            latin_font,
            arabic_font,
            size_pt,
        ),
    )


def _point_colors(chart: Chart, number: int, role: str, color: Callable[[str], str]) -> tuple[str, ...]:
    if chart.kind is ChartKind.DOUGHNUT:
        return tuple(color(f"series-{index}") for index in range(1, len(chart.categories) + 1))
    if chart.emphasised not in chart.categories or chart.kind in (ChartKind.LINE, ChartKind.WATERFALL):
        return ()
    own = color(role or f"series-{number}")
    return tuple(color("accent") if name == chart.emphasised else own for name in chart.categories)


def number_format(holds: Holds, decimals: int | None, language: str) -> str:
    """Give Excel's format for what values hold; shares are written 0 to 100."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    if holds is Holds.SHARE:
        return digits + ('"\u00a0%"' if language.startswith("fr") else '"%"')
    return digits


def number_text(value: Number) -> str:
    """Write a number as cells and caches do: at most 15 digits, no exponent."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if number == 0:
        return "0"
    text = format(number.normalize() if len(number.as_tuple().digits) <= 15 else _rounded(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal((0, (1,), number.adjusted() - 14))).normalize()


__all__ = [
    "ChartError",
    "ChartLooks",
    "ChartSeries",
    "ChartSpec",
    "Number",
    "fault",
    "from_block",
    "is_drawable",
    "number_format",
    "number_text",
    "require_drawable",
]
