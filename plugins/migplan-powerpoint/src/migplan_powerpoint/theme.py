"""The theme part of the package: our colours and fonts as Office names them."""

from xml.sax.saxutils import escape

from migplan.themes import Theme
from migplan_powerpoint.parts import A

_EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
_PLAIN = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
_LINES = "".join(
    f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' for width in (9525, 12700, 19050)
)


def theme_xml(theme: Theme) -> str:
    """Give the theme part: colours by slot (dark 2 is primary, light 2 sand, accents the series), fonts by script."""
    series = [theme.series[index % len(theme.series)] for index in range(6)]
    slots = [
        ("dk1", theme.ink),
        ("lt1", theme.ground),
        ("dk2", theme.primary),
        ("lt2", theme.sand),
        *((f"accent{number}", color) for number, color in enumerate(series, start=1)),
        ("hlink", theme.primary),
        ("folHlink", theme.muted),
    ]
    colors = "".join(f'<a:{slot}><a:srgbClr val="{color.upper()}"/></a:{slot}>' for slot, color in slots)
    quoted = {'"': "&quot;"}
    latin, arabic, tifinagh = (
        escape(font, quoted) for font in (theme.latin_font, theme.arabic_font, theme.tifinagh_font)
    )
    scripts = (
        f'<a:latin typeface="{latin}"/><a:ea typeface=""/><a:cs typeface="{arabic}"/>'
        f'<a:font script="Arab" typeface="{arabic}"/><a:font script="Tfng" typeface="{tifinagh}"/>'
    )
    name = escape(theme.name, quoted)
    return (
        f'<a:theme xmlns:a="{A}" name="{name}"><a:themeElements><a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{scripts}</a:majorFont><a:minorFont>{scripts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_PLAIN}</a:fillStyleLst><a:lnStyleLst>{_LINES}</a:lnStyleLst>'
        f"<a:effectStyleLst>{_EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
