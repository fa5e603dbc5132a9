"""Names that Excel accepts: sheets, tables, defined names, cells."""

import re
from collections.abc import Collection

from migplan_office.columns import column_letters
from migplan_office.text import cut

_NOT_IN_SHEET = re.compile(r"[\[\]:*?/\\\"\x00-\x1f\x7f-\x9f]+")
_DEFAULT = re.compile(r"(?:sheet|feuil|feuille|tabelle|hoja|ورقة|ورقة عمل)\s*\d+", re.IGNORECASE)
_NOT_IN_NAME = re.compile(r"[^0-9A-Za-z_.]+")
_LIKE_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[RrCc]|[Rr]\d*[Cc]\d*")
SHEET_NAME_LENGTH = 31
"""Longest sheet name, in UTF-16 units."""


def sheet_name(title: str, taken: Collection[str], otherwise: str = "–") -> str:
    """Make the name of a sheet from a title, unlike the `taken` ones whatever the case.

    Forbidden characters become spaces, reserved names get a mark, long ones are cut with `…`, doubled ones are numbered.
    """
    name = " ".join(_NOT_IN_SHEET.sub(" ", title).split()).strip("' ")
    if not name:
        name = otherwise
    if _DEFAULT.fullmatch(name) or name.casefold() == "history":
        name = f"{name} –"
    name = cut(name, SHEET_NAME_LENGTH)[0].strip("'")
    used = {other.casefold() for other in taken}
    number, unique = 1, name
    while unique.casefold() in used:
        number += 1
        mark = f" ({number})"
        unique = cut(name, SHEET_NAME_LENGTH - len(mark))[0] + mark
    return unique


def quoted(sheet: str) -> str:
    """Write a sheet's name as formulas do."""
    return "'" + sheet.replace("'", "''") + "'"


def defined_name(text: str, taken: Collection[str], prefix: str = "t") -> str:
    """Make the name of a table or of a range: a letter first, unlike a cell, unlike the `taken` ones."""
    name = _NOT_IN_NAME.sub("_", text).strip("_.")[:200]
    if not name or not name[0].isalpha() or _LIKE_CELL.fullmatch(name):
        name = f"{prefix}_{name}" if name else prefix
    used = {other.casefold() for other in taken}
    number, unique = 1, name
    while unique.casefold() in used or _LIKE_CELL.fullmatch(unique):
        number += 1
        unique = f"{name}_{number}"
    return unique


def cell(column: int, row: int) -> str:
    """Write a cell's place: `B5`."""
    return f"{column_letters(column)}{row}"


def absolute(first_column: int, first_row: int, last_column: int | None = None, last_row: int | None = None) -> str:
    """Write a cell or a range that does not move: `$B$5:$B$9`."""
    start = f"${column_letters(first_column)}${first_row}"
    if (last_column or first_column, last_row or first_row) == (first_column, first_row):
        return start
    return f"{start}:${column_letters(last_column or first_column)}${last_row or first_row}"
