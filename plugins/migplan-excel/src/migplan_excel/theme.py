"""The workbook's theme part: the colours and fonts that Excel offers in its menus."""

from migplan.themes import Theme
from migplan_office.text import xml_attribute


def theme_xml(theme: Theme) -> str:
    """Write `xl/theme/theme1.xml` from a theme's tokens."""
    dark, light = theme.ink, theme.ground
    accents = [theme.series[number % len(theme.series)] for number in range(6)]
    colors = (
        f'<a:dk1><a:srgbClr val="{dark}"/></a:dk1><a:lt1><a:srgbClr val="{light}"/></a:lt1>'
        f'<a:dk2><a:srgbClr val="{theme.primary}"/></a:dk2><a:lt2><a:srgbClr val="{theme.sand}"/></a:lt2>'
        + "".join(
            f'<a:accent{number}><a:srgbClr val="{color}"/></a:accent{number}>'
            for number, color in enumerate(accents, start=1)
        )
        + f'<a:hlink><a:srgbClr val="{theme.primary}"/></a:hlink>'
        f'<a:folHlink><a:srgbClr val="{theme.muted}"/></a:folHlink>'
    )
    fonts = (
        f'<a:latin typeface="{xml_attribute(theme.latin_font)}"/><a:ea typeface=""/>'
        f'<a:cs typeface="{xml_attribute(theme.arabic_font)}"/>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    name = xml_attribute(theme.name or "migplan")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
