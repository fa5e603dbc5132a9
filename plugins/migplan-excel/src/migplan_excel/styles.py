"""Cell formats: each distinct one is written once and known by its number."""

from typing import Any

import attrs
from attrs import field, frozen

from migplan_office.text import xml_attribute

Edge = tuple[str, str, str]
"""A border: side (`left`, `right`, `top`, `bottom`), line (`thin`, `medium`, `thick`, `hair`), colour as RRGGBB."""

GENERAL = "General"
_FIRST_FORMAT = 164


@frozen
class Style:
    """One cell format."""

    font: str = "Calibri"
    size: float = 10.5
    """In points."""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = "000000"
    fill: str = ""
    """RRGGBB; empty for none."""
    edges: tuple[Edge, ...] = ()
    format: str = GENERAL
    horizontal: str = ""
    vertical: str = "center"
    wrap: bool = False
    shrink: bool = False
    """Set smaller until it fits: numbers then never show as `###`."""
    indent: int = 0
    rotation: int = 0
    reading: int = 0
    """2 from right to left, 1 from left to right, 0 unsaid."""
    quote: bool = False
    """Text that looks like a formula: Excel keeps it text when the cell is edited."""

    def but(self, **changes: Any) -> "Style":
        """Give the same format with some changes."""
        return attrs.evolve(self, **changes)


@frozen
class Difference:
    """What a condition changes in a cell's look."""

    color: str = ""
    fill: str = ""
    bold: bool | None = None
    edges: tuple[Edge, ...] = field(default=())


class Styles:
    """The formats of one workbook."""

    def __init__(self, base: Style) -> None:
        """Start with the format of an empty cell."""
        self._numbers: dict[Style, int] = {}
        self._differences: dict[Difference, int] = {}
        self._quotes: dict[int, int] = {}
        self.all: list[Style] = []
        self.number(base)

    def number(self, style: Style) -> int:
        """Give the number of a format."""
        number = self._numbers.get(style)
        if number is None:
            number = self._numbers[style] = len(self.all)
            self.all.append(style)
        return number

    def quoted(self, number: int) -> int:
        """Give the number of the same format for text that looks like a formula."""
        if number not in self._quotes:
            self._quotes[number] = self.number(self.all[number].but(quote=True))
        return self._quotes[number]

    def difference(self, difference: Difference) -> int:
        """Give the number of a conditional look."""
        return self._differences.setdefault(difference, len(self._differences))

    def xml(self) -> str:
        """Write `xl/styles.xml`."""
        formats = _Numbered()
        fonts, fills, borders = _Numbered(), _Numbered(), _Numbered()
        fills.number('<fill><patternFill patternType="none"/></fill>')
        fills.number('<fill><patternFill patternType="gray125"/></fill>')
        borders.number(_border(()))
        cells = []
        for style in self.all:
            code = style.format
            format_number = 0 if code == GENERAL else _FIRST_FORMAT + formats.number(code)
            font, fill = fonts.number(_font(style)), fills.number(_fill(style.fill)) if style.fill else 0
            border = borders.number(_border(style.edges))
            marks = "".join(
                f' {name}="1"'
                for name, used in (
                    ("quotePrefix", style.quote),
                    ("applyNumberFormat", format_number),
                    ("applyFont", font),
                    ("applyFill", fill),
                    ("applyBorder", border),
                )
                if used
            )
            cells.append(
                f'<xf numFmtId="{format_number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"{marks}'
                f' applyAlignment="1">{_alignment(style)}</xf>'
            )
        number_formats = "".join(
            f'<numFmt numFmtId="{_FIRST_FORMAT + number}" formatCode="{xml_attribute(code)}"/>'
            for number, code in enumerate(formats.items)
        )
        differences = "".join(map(_difference, self._differences))
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + (f'<numFmts count="{len(formats.items)}">{number_formats}</numFmts>' if formats.items else "")
            + f'<fonts count="{len(fonts.items)}">{"".join(fonts.items)}</fonts>'
            f'<fills count="{len(fills.items)}">{"".join(fills.items)}</fills>'
            f'<borders count="{len(borders.items)}">{"".join(borders.items)}</borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            f'<dxfs count="{len(self._differences)}">{differences}</dxfs>'
            '<tableStyles count="0" defaultTableStyle="TableStyleLight1" defaultPivotStyle="PivotStyleLight16"/>'
            "</styleSheet>"
        )


class _Numbered:
    """Distinct texts in the order they came, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    @property
    def items(self) -> list[str]:
        return list(self._numbers)

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))


def font_properties(style: Style) -> str:
    """Write what a font is made of, in the order of the schema for cells."""
    return (
        ("<b/>" if style.bold else "")
        + ("<i/>" if style.italic else "")
        + ("<u/>" if style.underline else "")
        + f'<sz val="{style.size:g}"/><color rgb="FF{style.color}"/><name val="{xml_attribute(style.font)}"/>'
        '<family val="2"/>'
    )


def run_properties(style: Style) -> str:
    """Write the font of a run of rich text, in the order that Excel writes."""
    return (
        ("<b/>" if style.bold else "")
        + ("<i/>" if style.italic else "")
        + ("<u/>" if style.underline else "")
        + f'<sz val="{style.size:g}"/><color rgb="FF{style.color}"/><rFont val="{xml_attribute(style.font)}"/>'
        '<family val="2"/>'
    )


def _font(style: Style) -> str:
    return f"<font>{font_properties(style)}</font>"


def _fill(color: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{color}"/><bgColor indexed="64"/></patternFill></fill>'
    )


def _border(edges: tuple[Edge, ...]) -> str:
    by_side = {side: (line, color) for side, line, color in edges}
    inner = ""
    for side in ("left", "right", "top", "bottom"):
        if side in by_side:
            line, color = by_side[side]
            inner += f'<{side} style="{line}"><color rgb="FF{color}"/></{side}>'
        else:
            inner += f"<{side}/>"
    return f"<border>{inner}<diagonal/></border>"


def _alignment(style: Style) -> str:
    marks = "".join(
        f' {name}="{value}"'
        for name, value in (
            ("horizontal", style.horizontal),
            ("vertical", style.vertical),
            ("textRotation", style.rotation),
            ("wrapText", int(style.wrap)),
            ("indent", style.indent),
            ("shrinkToFit", int(style.shrink)),
            ("readingOrder", style.reading),
        )
        if value
    )
    return f"<alignment{marks}/>"


def _difference(look: Difference) -> str:
    font = ""
    if look.color or look.bold is not None:
        bold = "" if look.bold is None else f'<b val="{int(look.bold)}"/>'
        color = f'<color rgb="FF{look.color}"/>' if look.color else ""
        font = f"<font>{bold}{color}</font>"
    fill = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/><bgColor rgb="FF{look.fill}"/></patternFill></fill>'
    border = ""
    if look.edges:
        by_side = {side: (line, color) for side, line, color in look.edges}
        border = "".join(
            f'<{side} style="{by_side[side][0]}"><color rgb="FF{by_side[side][1]}"/></{side}>'
            for side in ("left", "right", "top", "bottom")
            if side in by_side
        )
        border = f"<border>{border}</border>"
    return f"<dxf>{font}{fill if look.fill else ''}{border}</dxf>"
