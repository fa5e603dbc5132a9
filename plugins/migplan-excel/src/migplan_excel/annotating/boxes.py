"""Where a note opens beside its cell, and how large it must be for its words."""

import re
from collections.abc import Callable
from math import isfinite

from migplan_excel.annotating.cells import Place
from migplan_excel.annotating.markup import outline
from migplan_excel.annotating.shapes import Box
from migplan_excel.sheet import PIXELS_PER_CHARACTER

_WIDTH, _LINE_HEIGHT, _LETTERS_PER_LINE = 320, 18, 44
_HIGHEST = 420
_GAP = 12
_ROW = re.compile(rb"<(?:[\w.-]+:)?row\b[^>]*>")
_ATTRIBUTE = re.compile(rb"\s(r|ht|hidden)=[\"']([^\"']*)")
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


class Boxes:
    """The columns and rows of a sheet, in pixels."""

    def __init__(self, data: bytes) -> None:
        """Read the widths and heights that differ from the usual ones."""
        self._width, self._height = 64, 20
        self._columns: list[tuple[int, int, int]] = []
        self._heights: dict[int, int] = {}
        for one in outline(data, lambda name, _, depth: depth in (1, 2) and name in ("sheetFormatPr", "col")):
            held = one.attributes
            if one.name == "sheetFormatPr":
                self._height = round(_number(held.get("defaultRowHeight"), 15) * 4 / 3)
                self._width = _pixels(held.get("defaultColWidth"), self._width)
            else:
                width = 0 if held.get("hidden") in ("1", "true") else _pixels(held.get("width"), self._width)
                first, last = (int(_number(held.get(name), 1)) for name in ("min", "max"))
                self._columns.append((first - 1, last - 1, width))
        for tag in _ROW.findall(data):
            held = {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(tag)}
            is_hidden = held.get("hidden") in ("1", "true")
            if "r" in held and ("ht" in held or is_hidden):
                high = 0.0 if is_hidden else _number(held.get("ht"), 15) * 4 / 3
                self._heights[int(_number(held["r"], 1)) - 1] = round(high)

    def box(self, where: Place, text: str) -> Box:
        """Give the place of a note on a cell."""
        lines = sum(1 + len(line) // _LETTERS_PER_LINE for line in text.split("\n"))
        high = min(_HIGHEST, lines * _LINE_HEIGHT + _LINE_HEIGHT)
        left = (where.column, _GAP)
        top = (max(where.row - 2, 0), 4)
        return Box(
            left,
            top,
            _past(left, _WIDTH, self._column, _LAST_COLUMN),
            _past(top, high, lambda row: self._heights.get(row, self._height), _LAST_ROW),
        )

    def _column(self, column: int) -> int:
        return next((width for first, last, width in self._columns if first <= column <= last), self._width)


def _past(start: tuple[int, int], pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Walk over columns or rows until so many pixels are behind."""
    at, rest = start[0], start[1] + pixels
    while at < last and rest > (width := size(at)):
        rest -= width
        at += 1
    return at, rest


def _number(text: str | None, otherwise: float) -> float:
    try:
        number = float(text) if text is not None else otherwise
    except ValueError:
        return otherwise
    return number if isfinite(number) else otherwise


def _pixels(characters: str | None, otherwise: int) -> int:
    if characters is None:
        return otherwise
    return round(min(_number(characters, 8.43), 255) * PIXELS_PER_CHARACTER)
