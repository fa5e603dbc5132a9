"""References to cells, and cells themselves."""

import re

from attrs import frozen

from migplan_office.columns import column_letters, column_number
from migplan_office.lint.xml import Element, S, said

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)", re.DOTALL)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@frozen
class Box:
    """A rectangle of cells, borders included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, reference: str) -> "Box | None":
        """Read `A1`, `A1:C3`, `A:C` or `1:3`, with or without `$`; `None` for anything else."""
        reference = reference.strip()
        if (found := _COLUMNS.fullmatch(reference)) is not None:
            return cls(1, column_number(found[1]), LAST_ROW, column_number(found[2]))
        if (found := _ROWS.fullmatch(reference)) is not None:
            return cls(int(found[1]), 1, int(found[2]), LAST_COLUMN)
        ends = [_PLACE.fullmatch(piece) for piece in reference.split(":")]
        if len(ends) > 2 or ends[0] is None or ends[-1] is None:
            return None
        first, last = ends[0], ends[-1]
        return cls(int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))

    def meets(self, other: "Box") -> bool:
        """Say whether two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def touches(self, other: "Box") -> bool:
        """Say whether two rectangles have no free row or column between them."""
        return Box(self.top - 1, self.left - 1, self.bottom + 1, self.right + 1).meets(other)

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def is_inside_grid(self) -> bool:
        """Whether Excel's grid reaches so far."""
        return 1 <= self.top <= self.bottom <= LAST_ROW and 1 <= self.left <= self.right <= LAST_COLUMN

    def __str__(self) -> str:
        return f"{column_letters(self.left)}{self.top}:{column_letters(self.right)}{self.bottom}"


def sheet_and_range(reference: str) -> tuple[str, str] | None:
    """Split `'North, 2024'!$A$1:$B$2` into the sheet's name, unquoted, and the range; `None` when it names no sheet."""
    found = _SHEET.fullmatch(reference.strip())
    if found is None:
        return None
    return (found[1].replace("''", "'") if found[1] else found[2]), found[3]


class Cell:
    """One cell."""

    __slots__ = ("column", "formula", "kind", "raw", "row", "strings", "style")

    def __init__(self, row: int, column: int, element: Element, strings: list[str]) -> None:
        self.row, self.column, self.strings = row, column, strings
        self.kind = element.get("t") or "n"
        style = element.get("s")
        self.style = int(style) if style is not None and style.isdigit() else 0
        self.raw: str | None = None
        """Content of `v`, or of an inline string; `None` when there is none."""
        self.formula: str | None = None
        """`None` when there is none; empty for cells that share another's."""
        for child in element:
            tag = child.tag
            if tag == _V:
                self.raw = child.text or ""
            elif tag == _F:
                self.formula = child.text or ""
            elif tag == _IS:
                self.raw = said(child, f"{S}t")

    @property
    def name(self) -> str:
        """`D7`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def is_text(self) -> bool:
        """Whether it holds text that is no result of a formula."""
        return self.kind in ("s", "inlineStr") or (self.kind == "str" and self.formula is None)

    @property
    def is_number(self) -> bool:
        """Whether it holds a number, a formula's included."""
        return self.kind == "n" and self.raw is not None

    @property
    def text(self) -> str:
        """What it holds, as the file writes it: escapes are kept, shared strings looked up."""
        if self.raw is None:
            return ""
        if self.kind == "s":
            return self.strings[int(self.raw)] if self.raw.isdigit() and int(self.raw) < len(self.strings) else ""
        return self.raw


_V, _F, _IS = f"{S}v", f"{S}f", f"{S}is"


def decoded(text: str) -> str:
    """Undo `_xHHHH_` as Excel does."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
