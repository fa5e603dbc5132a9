"""Conditional looks: the colour of a status, bars in proportion, formulas."""

from migplan.documents import Tone
from migplan_excel.page import Page
from migplan_excel.sheet import Condition
from migplan_office.text import xml_escape


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


def bar_condition(page: Page, ranges: str) -> Condition:
    """Give a bar in each cell, in proportion to the largest value."""
    looks = page.writer.looks
    color, negative = looks.color("tint-2"), looks.theme.tone("late").ground
    identifier = f"{{00000000-0000-4000-8000-{page.writer.next_bar():012X}}}"
    direction = "rightToLeft" if page.writer.is_right_to_left else "leftToRight"
    return Condition(
        ranges,
        '<cfRule type="dataBar" priority="{priority}"><dataBar><cfvo type="min"/><cfvo type="max"/>'
        f'<color rgb="FF{color}"/></dataBar><extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
        f' uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}"><x14:id>{identifier}</x14:id></ext></extLst></cfRule>',
        '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f'<x14:cfRule type="dataBar" id="{identifier}"><x14:dataBar minLength="0" maxLength="100" gradient="0"'
        f' direction="{direction}"><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/>'
        f'<x14:negativeFillColor rgb="FF{negative}"/><x14:axisColor rgb="FF{looks.color("muted")}"/></x14:dataBar></x14:cfRule>'
        f"<xm:sqref>{ranges}</xm:sqref></x14:conditionalFormatting>",
    )
