"""How wide and how high a text will be, measured with fonts that we ship, so that a layout never depends on a machine.

Latin text is written in Calibri and measured with Carlito, which has the same widths; Arabic is written in Arial and
measured with Noto Naskh Arabic, a substitute, so its reserve is larger. Widths and heights are points.
"""

import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from migplan.cleaning import is_boundary
from migplan_office.scripts import Script, has_rtl, runs_by_script

LATIN_FONT = "Calibri"
"""Name to write for Latin, Greek and Cyrillic text."""
ARABIC_FONT = "Arial"
"""Name to write for Arabic and Hebrew text."""
TIFINAGH_FONT = "Ebrima"
"""Name to write for Tifinagh text."""
SYMBOL_FONT = "Segoe UI Symbol"
"""Name to write for signs that the others lack, see `missing_glyphs`."""

RESERVE = 0.05
"""Share of a width kept free where the measured font has the widths of the written one (rule L2)."""
RESERVE_SUBSTITUTE = 0.18
"""The same where a substitute was measured: rule L2 asks for 15 %, DejaVu Sans, which LibreOffice may fall back to, 18."""
RESERVE_SUBSTITUTE_BOLD = 0.30
"""The same for bold text: some words of DejaVu Sans Bold are nearly half as wide again as those of Noto Naskh Arabic Bold."""

_FILES = {
    (Script.LATIN, False): "Carlito-Regular.ttf",
    (Script.LATIN, True): "Carlito-Bold.ttf",
    (Script.ARABIC, False): "NotoNaskhArabic-Regular.ttf",
    (Script.ARABIC, True): "NotoNaskhArabic-Bold.ttf",
    (Script.TIFINAGH, False): "NotoSansTifinagh-Regular.ttf",
    (Script.TIFINAGH, True): "NotoSansTifinagh-Regular.ttf",
}
_LINE = {Script.LATIN: 1.221, Script.ARABIC: 1.2, Script.HEBREW: 1.2, Script.TIFINAGH: 1.362, Script.OTHER: 1.4}
"""Line height of the written font over its size, at least 1.2: Calibri, Arial, Ebrima, what a program falls back to."""
_SPACE = (0.2261, 0.2261 / (1 - RESERVE))
"""Width of a space in em, bare and with its reserve."""
_SPACE_RTL = (0.221, 0.278)
"""The same between Arabic words: Noto Naskh Arabic's, and Arial's, which is what will be written."""
_UNKNOWN_WIDTH = 1.0
_WIDEST_ASCII = 0.96
_DEFAULT_IGNORABLE = re.compile("[\u00ad\u034f\u061c\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SAME_GLYPH = {0xA0: 0x20, 0x202F: 0x20, 0x2011: 0x2D, 0x2D: 0x2D}
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])|(?<=[\u2013\u2014])(?=\w)")


class _Face:
    """One shipped font, ready to shape."""

    def __init__(self, file: str) -> None:
        import uharfbuzz

        data = resources.files("migplan_office.fontdata").joinpath(file).read_bytes()
        face = uharfbuzz.Face(uharfbuzz.Blob(data))
        self.font: Any = uharfbuzz.Font(face)
        self.em = float(face.upem)
        self.characters = frozenset(face.unicodes)
        self._buffer = uharfbuzz.Buffer
        self._shape = uharfbuzz.shape

    def width(self, text: str) -> tuple[float, list[int]]:
        """Give the advance of a text in em, and where in it glyphs are missing (counted as nothing)."""
        buffer = self._buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._shape(self.font, buffer)
        total, missing = 0.0, []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if info.codepoint == 0:
                missing.append(info.cluster)
            else:
                total += position.x_advance
        return total / self.em, missing


@cache
def _face(script: Script, bold: bool) -> _Face:
    return _Face(_FILES.get((script, bold)) or _FILES[Script.LATIN, bold])


def _measured(script: Script) -> Script:
    return script if script in (Script.ARABIC, Script.TIFINAGH) else Script.LATIN


@lru_cache(maxsize=65536)
def _word(word: str, bold: bool) -> tuple[float, float]:
    """Give the width of a word in em, bare and with its reserve."""
    bare = reserved = 0.0
    substituted = RESERVE_SUBSTITUTE_BOLD if bold else RESERVE_SUBSTITUTE
    for run, script in runs_by_script(word):
        width, missing = _face(_measured(script), bold).width(run)
        kept = RESERVE if script is Script.LATIN else substituted
        bare += width
        reserved += width / (1 - kept)
        for index in missing:
            letter, known = _elsewhere(run[index], bold)
            bare += letter
            reserved += letter / (1 - (kept if known else substituted))
    return bare, reserved


def _elsewhere(letter: str, bold: bool) -> tuple[float, bool]:
    """Give the width of a letter that its script's font lacks, and whether another font of ours has it."""
    if _DEFAULT_IGNORABLE.match(letter):
        return 0.0, True
    code = _SAME_GLYPH.get(ord(letter), ord(letter))
    for script in (Script.LATIN, Script.ARABIC, Script.TIFINAGH):
        face = _face(script, bold)
        if code in face.characters:
            return face.width(chr(code))[0], True
    return _UNKNOWN_WIDTH, False


def _widths(text: str, bold: bool) -> tuple[float, float]:
    words = text.replace("\t", " ").split(" ")
    space = _SPACE_RTL if has_rtl(text) else _SPACE
    bare, reserved = space[0] * (len(words) - 1), space[1] * (len(words) - 1)
    for word in words:
        if word:
            one, other = _word(word, bold)
            bare += one
            reserved += other
    return bare, reserved


def text_width(text: str, size_pt: float, bold: bool = False, *, reserve: bool = False) -> float:
    """Give the width in points of the widest line of a text; with `reserve`, as wide as it may come out elsewhere."""
    return max(_widths(line, bold)[reserve] for line in text.split("\n")) * size_pt


def wrap(text: str, width_pt: float, size_pt: float, bold: bool = False, *, reserve: bool = True) -> list[str]:
    r"""Break a text into lines of at most `width_pt` points, as Office does: at spaces, after hyphens, at every `\n`.

    A word wider than a line is broken between characters. Spaces at a break vanish. An empty text is one empty line.
    `reserve` keeps 5 % of the width free, 18 % under substituted fonts, 30 % when they are bold (rule L2).
    """
    room = max(width_pt, 0.0) / size_pt
    if len(text) * _WIDEST_ASCII * 1.06 <= room and text.isascii() and "\n" not in text:
        return [text]
    lines: list[str] = []
    for part in text.split("\n"):
        lines.extend(_wrapped(part.replace("\t", " "), room, bold, reserve))
    return lines


def _wrapped(text: str, room: float, bold: bool, reserve: bool) -> list[str]:
    if _widths(text, bold)[reserve] <= room:
        return [text]
    space = (_SPACE_RTL if has_rtl(text) else _SPACE)[reserve]
    lines: list[str] = []
    line, used, gap = "", 0.0, ""
    for word in text.split(" "):
        for piece in _AFTER_HYPHEN.split(word) if "-" in word or "–" in word or "—" in word else (word,):
            width = _word(piece, bold)[reserve] if piece else 0.0
            before = len(gap) * space
            if used + before + width <= room or (not line and not gap and width <= room):
                line, used = line + gap + piece, used + before + width
            else:
                if line:
                    lines.append(line)
                *broken, line = _broken(piece, room, bold, reserve)
                lines.extend(broken)
                used = _word(line, bold)[reserve] if line else 0.0
            gap = ""
        gap = " "
    return [*lines, line]


def _broken(word: str, room: float, bold: bool, reserve: bool) -> list[str]:
    """Break a word wider than a line between characters, at least one a line."""
    pieces: list[str] = []
    while word and _word(word, bold)[reserve] > room:
        stops = [index for index in range(1, len(word)) if is_boundary(word, index)]
        low, high = 0, len(stops)
        while low < high:
            middle = (low + high) // 2
            if _word(word[: stops[middle]], bold)[reserve] <= room:
                low = middle + 1
            else:
                high = middle
        if not stops:
            break
        stop = stops[max(low - 1, 0)]
        pieces.append(word[:stop])
        word = word[stop:]
    return [*pieces, word]


def breaks_word(text: str, width_pt: float, size_pt: float, bold: bool = False) -> bool:
    """Say whether `wrap` would have to break a word of the text."""
    room = width_pt / size_pt
    words = (piece for word in text.split() for piece in _AFTER_HYPHEN.split(word))
    return any(_word(word, bold)[True] > room for word in words)


def line_height(size_pt: float, text: str | Script = "") -> float:
    """Give the height in points of a line that holds a text or a script: size × at least 1.2, by the written font."""
    if isinstance(text, Script):
        return size_pt * _LINE[text]
    if text.isascii():
        return size_pt * _LINE[Script.LATIN]
    return size_pt * max((_LINE[script] for _, script in runs_by_script(text)), default=_LINE[Script.LATIN])


def block_height(text: str, width_pt: float, size_pt: float, bold: bool = False) -> float:
    """Give the height in points of a text wrapped in a width, without insets."""
    return len(wrap(text, width_pt, size_pt, bold)) * line_height(size_pt, text)


def fit(text: str, width_pt: float, height_pt: float, sizes: Sequence[float], bold: bool = False) -> float | None:
    """Give the first of the sizes (largest first) at which the text fits a box, without insets; `None` when none does.

    A size at which no word is broken is preferred to a larger one that breaks one.
    """
    fitting = [size for size in sizes if block_height(text, width_pt, size, bold) <= height_pt]
    for size in fitting:
        if not breaks_word(text, width_pt, size, bold):
            return size
    return fitting[0] if fitting else None


_EXCEL_PIXELS = 7.0
"""Pixels of a digit of Calibri 11, in which Excel counts column widths."""
_EXCEL_LINE = 15.0 / 11.0
_EXCEL_HIGHEST = 409.0


def excel_width(text: str, size_pt: float = 11.0, bold: bool = False) -> float:
    """Give the column width, in characters as Excel shows it, that holds a text's widest line; at most 255.

    A column of W characters is 7 W + 5 pixels wide, of which 5 are margin (rule X10).
    """
    pixels = text_width(text, size_pt, bold, reserve=True) * 96 / 72
    return min(math.ceil(pixels / _EXCEL_PIXELS * 100) / 100, 255.0)


def excel_lines(text: str, characters: float, size_pt: float = 11.0, bold: bool = False) -> int:
    """Count the lines of a text wrapped in a column of so many characters."""
    return len(wrap(text, characters * _EXCEL_PIXELS * 72 / 96, size_pt, bold))


def excel_row_height(lines: int, size_pt: float = 11.0, text: str = "") -> float:
    """Give the height in points of a row with so many lines: 15 for one of Calibri 11; at most 409."""
    line = max(size_pt * _EXCEL_LINE, line_height(size_pt, text) + 1.5)
    return min(math.ceil(lines * line * 4) / 4, _EXCEL_HIGHEST)


def missing_glyphs(text: str) -> str:
    """Give the characters of a text, each once and in order, that no font of its script is known to have.

    They want `SYMBOL_FONT`, or another character.
    """
    if text.isascii():
        return ""
    missing: dict[str, None] = {}
    for run, script in runs_by_script(text):
        known = _face(_measured(script), False).characters
        latin = _face(Script.LATIN, False).characters
        for letter in run:
            code = _SAME_GLYPH.get(ord(letter), ord(letter))
            if (
                code not in known
                and code not in latin
                and letter not in "\t\n"
                and not _DEFAULT_IGNORABLE.match(letter)
            ):
                missing[letter] = None
    return "".join(missing)
