"""Heights of rows whose text wraps, from the metrics of the fonts."""

import re

from migplan_excel.sheet import HIGHEST_ROW, PADDING_PIXELS, PIXELS_PER_CHARACTER, POINTS_PER_PIXEL
from migplan_excel.styles import Style
from migplan_office.fonts import line_height, wrap
from migplan_office.text import Script

_PADDING = 4.0
_INDENT_PIXELS = 9
_NARROWEST = 10.0


_LONG = 400
"""Letters from which on a text is measured by parts."""
_LETTERS_PER_WIDTH = 100
"""Letters that no row of the greatest height holds, per character of the column's width."""
_LONG_WORD = re.compile(r"(\S{60})(?=\S)")


def line_count(text: str, characters: float, style: Style) -> int:
    """Count the lines of a text in a column of so many characters."""
    if len(text) > _LONG:  # no row is so high that more would show; and endless words break anywhere
        text = _LONG_WORD.sub(r"\1 ", text[: int(characters * _LETTERS_PER_WIDTH)])
    pixels = characters * PIXELS_PER_CHARACTER - PADDING_PIXELS - style.indent * _INDENT_PIXELS
    return max(1, len(wrap(text, max(pixels * POINTS_PER_PIXEL, _NARROWEST), style.size, style.bold)))


def height(lines: int, style: Style, padding: float = _PADDING) -> float:
    """Give the height in points of so many lines."""
    script = Script.ARABIC if style.reading == 2 else Script.LATIN
    return min(HIGHEST_ROW, round(lines * line_height(style.size, script) + padding, 1))
