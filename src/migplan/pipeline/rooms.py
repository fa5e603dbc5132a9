"""The places of a file, made ready to be searched for figures."""

import re
import unicodedata
from bisect import bisect_right
from decimal import Decimal
from itertools import accumulate

from migplan.records.figures import FileFigure, FileSection, Place

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def plain_line(text: str) -> str:
    """Write a text as it is searched: composed letters, no marks of direction, one space between words."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


class Room:
    """One place of the file, made ready to be searched."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._text = plain_line(place.text)
        self._name = plain_line(place.name)
        said = [plain_line(text) for _, text in place.cells]
        self._starts = [0, *accumulate(len(text) + 1 for text in said)]
        self.lines = "\n".join(said or map(plain_line, place.text.split("\n")))
        """All that it says, a paragraph or a cell a line, the numbers of cells among them."""

    def says(self, figure: FileFigure) -> bool:
        """Say whether a figure stands here: written out and not as a part of another number, or in a cell."""
        if self.cell(figure):
            return True
        written = plain_line(figure.written)
        start = self._text.find(written)
        while start >= 0:
            end = start + len(written)
            if not (self._text[start - 1 : start].isdecimal() or self._text[end : end + 1].isdecimal()):
                return True
            start = self._text.find(written, start + 1)
        return False

    def cell(self, figure: FileFigure) -> str:
        """Give the first cell that holds a figure's number; empty for none."""
        if not self.place.numbers:
            return ""
        number = Decimal(figure.value).normalize()
        return self.place.numbers.get(number) or self.place.numbers.get((number / 100).normalize(), "")

    def cell_at(self, start: int) -> str:
        """Give the cell that holds a place of the lines; empty where there are no cells."""
        return self.place.cells[bisect_right(self._starts, start) - 1][0] if self.place.cells else ""

    def is_of(self, section: FileSection) -> bool:
        """Say whether this place belongs to a section: by its heading, its message or the name of the sheet."""
        title, message = plain_line(section.title), plain_line(section.message)
        if self.place.kind == "slide":
            return bool(message and message in self._text) or bool(title and title in self._text)
        if not title or not self._name:
            return False
        return self._name == title or self._name.endswith(f" {title}") or title.startswith(self._name)
