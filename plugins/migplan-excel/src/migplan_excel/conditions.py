"""Conditional looks: the colour of a status, bars in proportion, formulas."""

from collections.abc import Sequence
from decimal import Decimal

from migplan.documents import Tone
from migplan_excel.page import Page
from migplan_excel.sheet import Condition, number_text
from migplan_office.text import xml_escape

_BESIDE = Decimal("0.8")
"""Room for the number of a cell with a bar, in lengths of the longest bar."""


def formula_condition(ranges: str, formula: str, look: int) -> Condition:
    """Give a conditional look for the cells for which a formula holds."""
    return Condition(
        ranges,
        f'<cfRule type="expression" dxfId="{look}" priority="{{priority}}"><formula>{xml_escape(formula)}</formula></cfRule>',
    )


def status_conditions(page: Page, ranges: str) -> list[Condition]:
    """Give the conditional looks of cells that begin with the symbol of a tone."""
    looks = page.writer.looks
    first = ranges.split(":")[0]
    found = []
    for tone in Tone:
        symbol = looks.theme.tone(tone.value).symbol
        look = looks.tone_difference(tone)
        found.append(
            Condition(
                ranges,
                f'<cfRule type="beginsWith" dxfId="{look}" priority="{{priority}}" operator="beginsWith" text="{symbol}">'
                f'<formula>LEFT({first},1)="{symbol}"</formula></cfRule>',
            )
        )
    return found


def bar_condition(page: Page, ranges: str, values: Sequence[Decimal]) -> Condition:
    """Give a bar in each cell, in proportion to the largest value; the number stands beside all bars.

    Zero is where bars begin, and the scale goes on past the largest value, so that none reaches the number.
    """
    looks = page.writer.looks
    color, negative = looks.color("tint-2"), looks.theme.tone("late").ground
    identifier = f"{{00000000-0000-4000-8000-{page.writer.next_bar():012X}}}"
    direction = "rightToLeft" if page.writer.is_right_to_left else "leftToRight"
    least, largest = min((Decimal(0), *values)), max((Decimal(0), *values))
    end = number_text(round(largest + (largest - least) * _BESIDE, 2))
    start = number_text(least)
    if start is None or end is None or start == end:
        bounds = ('type="min"', 'type="max"', 'type="autoMin"', 'type="autoMax"')
        low, high, auto_low, auto_high = (f"{kind}/>" for kind in bounds)
    else:
        low, high = (f'type="num" val="{value}"/>' for value in (start, end))
        auto_low, auto_high = (f'type="num"><xm:f>{value}</xm:f></x14:cfvo>' for value in (start, end))
    return Condition(
        ranges,
        f'<cfRule type="dataBar" priority="{{priority}}"><dataBar><cfvo {low}<cfvo {high}'
        f'<color rgb="FF{color}"/></dataBar><extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
        f' uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}"><x14:id>{identifier}</x14:id></ext></extLst></cfRule>',
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f'<x14:cfRule type="dataBar" id="{identifier}"><x14:dataBar minLength="0" maxLength="100" gradient="0"'
        f' direction="{direction}"><x14:cfvo {auto_low}<x14:cfvo {auto_high}'
        f'<x14:negativeFillColor rgb="FF{negative}"/><x14:axisColor rgb="FF{looks.color("muted")}"/></x14:dataBar></x14:cfRule>'
        f"<xm:sqref>{ranges}</xm:sqref></x14:conditionalFormatting>",
    )
