"""Colours of a client's template, for slides and for pages: resolved from its XML, and a theme made of them whose contrasts hold."""

import colorsys
from collections.abc import Mapping

from attrs import evolve, frozen
from lxml import etree

from migplan.themes import Status, Theme

Element = etree._Element
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TEXT, _PANEL_SHARE, _LINE_SHARE = 4.5, 0.06, 0.22
_PRESETS = {
    "black": "000000",
    "white": "FFFFFF",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "008000",
    "gray": "808080",
}


def color_of(element: Element | None, scheme: Mapping[str, str]) -> str:
    """Resolve the first colour inside an element to RRGGBB by the scheme's names; empty when there is none."""
    if element is None:
        return ""
    for child in element.iter(f"{_A}srgbClr", f"{_A}schemeClr", f"{_A}sysClr", f"{_A}prstClr"):
        name = etree.QName(child).localname
        value = child.get("val", "")
        if name == "srgbClr":
            base = value
        elif name == "schemeClr":
            base = scheme.get(value, "")
        elif name == "sysClr":
            base = child.get("lastClr", "") or ("FFFFFF" if value == "window" else "000000")
        else:
            base = _PRESETS.get(value, "")
        if _is_hex(base):
            return _changed(base.upper(), child)
    return ""


def _is_hex(text: str) -> bool:
    return len(text) == 6 and all(digit in "0123456789ABCDEFabcdef" for digit in text)


def _changed(color: str, element: Element) -> str:
    """Apply the changes of lightness that a colour carries."""
    hue, light, full = colorsys.rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    for change in element:
        name = etree.QName(change).localname
        try:
            share = int(change.get("val", "100000")) / 100_000
        except ValueError:
            continue
        if name in ("lumMod", "shade"):
            light *= share
        elif name == "lumOff":
            light += share
        elif name == "tint":
            light = 1 - (1 - light) * share
        elif name == "satMod":
            full *= share
    channels = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), min(max(full, 0.0), 1.0))
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def luminance(color: str) -> float:
    """Give the relative luminance of RRGGBB, 0 to 1 (WCAG 2.1)."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(first: str, second: str, share: float) -> str:
    """Give the first colour with a share of the second."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def held(color: str, grounds: tuple[str, ...], least: float) -> str:
    """Give the colour, darker or lighter as far as needed to stand out from every ground."""
    end = "000000" if min(contrast("000000", one) for one in grounds) > min(contrast("FFFFFF", one) for one in grounds) else "FFFFFF"  # fmt: skip
    for step in range(21):
        found = mixed(color, end, step / 20)
        if min(contrast(found, one) for one in grounds) >= least:
            return found
    return end


@frozen(hash=False)
class BrandTheme(Theme):
    """A theme whose tints are mixed with its own ground, which may be dark."""

    def color(self, role: str) -> str:
        """Give the colour of a role as RRGGBB, tints on the ground of the template."""
        step = role.removeprefix("tint-")
        if role.startswith("tint-") and step.isdigit():
            return mixed(self.ground, self.primary, min(0.18 * int(step), 1.0))
        return super().color(role)


def brand_theme(base: Theme, ground: str, ink: str, scheme: Mapping[str, str], title: str, font: str) -> BrandTheme:
    """Make a theme of a template's colours: every pair that text needs stands out by 4.5 at least.

    `ink` and `title` are the colours of body and titles as the template has them, empty where it says none.
    """
    best = "000000" if contrast("000000", ground) >= contrast("FFFFFF", ground) else "FFFFFF"
    ink = ink if ink and contrast(ink, ground) >= _TEXT else held(ink or best, (ground,), 7.0)
    sand = mixed(ground, ink, _PANEL_SHARE)
    grounds = (ground, sand)
    accents = [scheme.get(f"accent{number}", "") for number in range(1, 7)]
    accents = [color for color in accents if color] or [base.primary, base.accent]
    lead = title if title and title != ink and _is_coloured(title) else next(filter(_is_coloured, accents), accents[0])
    primary = held(lead, grounds, _TEXT)
    others = [held(color, grounds, _TEXT) for color in accents]
    accent = next((color for color in others if _apart(color, primary)), held(base.accent, grounds, _TEXT))
    series = tuple(held(accents[number % len(accents)], (ground,), 3.0) for number in range(6))
    status = {
        tone: Status(
            held(looks.ink, (ground, mixed(ground, looks.ink, 0.12)), _TEXT),
            mixed(ground, looks.ink, 0.12),
            looks.symbol,
        )
        for tone, looks in base.status.items()
    }
    return BrandTheme(
        name=base.name,
        ink=ink,
        muted=held(mixed(ink, ground, 0.35), grounds, _TEXT),
        primary=primary,
        accent=accent,
        sand=sand,
        line=mixed(ground, ink, _LINE_SHARE),
        series=series,
        status=status,
        ground=ground,
        latin_font=font or base.latin_font,
        arabic_font=base.arabic_font,
        arabic_scale=base.arabic_scale,
        tifinagh_font=base.tifinagh_font,
    )


def reversed_theme(theme: Theme) -> Theme:
    """Give the theme for slides that write in the role `ground`: what is written there is its ink."""
    return evolve(theme, ground=theme.ink, primary=theme.ground)


def _is_coloured(color: str) -> bool:
    channels = [int(color[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels) > 24


def _apart(one: str, two: str) -> bool:
    return sum(abs(int(one[at : at + 2], 16) - int(two[at : at + 2], 16)) for at in (0, 2, 4)) > 90


WIDTHS = {
    "calibri": 1.0, "carlito": 1.0, "arial": 1.12, "liberation sans": 1.12, "helvetica": 1.12, "times new roman": 1.03,
    "liberation serif": 1.03, "georgia": 1.14, "cambria": 1.06, "tahoma": 1.12, "verdana": 1.3, "dejavu sans": 1.28,
    "segoe ui": 1.1, "trebuchet ms": 1.1, "century gothic": 1.22, "open sans": 1.18, "noto sans": 1.18, "aptos": 1.08,
    "source sans pro": 1.04, "lato": 1.08, "roboto": 1.1, "montserrat": 1.28, "poppins": 1.28, "garamond": 0.98,
}  # fmt: skip
"""How much wider than ours common letters run, as measured on French text; others are given `WIDE`."""
WIDE = 1.18
