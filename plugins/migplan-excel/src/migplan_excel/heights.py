"""Heights of rows whose text wraps, from the metrics of the fonts."""

from migplan_excel.sheet import HIGHEST_ROW, PADDING_PIXELS, PIXELS_PER_CHARACTER, POINTS_PER_PIXEL
from migplan_excel.styles import Style
from migplan_office.fonts import line_height, wrap
from migplan_office.text import Script

_PADDING = 4.0
_INDENT_PIXELS = 9
_NARROWEST = 10.0


def line_count(text: str, characters: float, style: Style) -> int:
    """Count the lines of a text in a column of so many characters."""
    pixels = characters * PIXELS_PER_CHARACTER - PADDING_PIXELS - style.indent * _INDENT_PIXELS
    return max(1, len(wrap(text, max(pixels * POINTS_PER_PIXEL, _NARROWEST), style.size, style.bold)))


def height(lines: int, style: Style, padding: float = _PADDING) -> float:
    """Give the height in points of so many lines."""
    script = Script.ARABIC if style.reading == 2 else Script.LATIN
    return min(HIGHEST_ROW, round(lines * line_height(style.size, script) + padding, 1))
