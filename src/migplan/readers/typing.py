"""What people type into cells, as the texts that the codec reads: numbers, days, hours and choices in the ways of their languages.

What cannot be understood is handed on as it stands, so that the codec says what is wrong with it.
"""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache

from attrs import frozen
from babel import Locale

from migplan.locale import LANGUAGES, Words
from migplan.model import Money, Period
from migplan.readers.numbers import DIGITS, MARKS, Habit, Number, amount, number
from migplan.records.describing import FieldRecord
from migplan.records.forms import ColumnRole, FormColumn
from migplan.records.labels import folded
from migplan.records.sheets import CellKind, SheetCell

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+)?([^\W\d_][^\d]*?)\.?\s+(\d{4})")
_MIDNIGHT = re.compile(r"[ T]0{1,2}:00(:00(\.0+)?)?$")
_WEEKDAY = re.compile(r"^[^\W\d_]+[,،.]?\s+(?=\d{1,2}\b)")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[hH:]|س)\s*(\d{2})?")
MAX_SIGNIFICANT = 15
"""Digits that a spreadsheet keeps."""


@frozen
class Typed:
    """What a cell means."""

    text: str
    """As the codec reads it; empty for nothing."""
    is_doubtful: bool = False
    """A number that may have been meant otherwise."""


def typed(cell: SheetCell, column: FormColumn, epoch: date, habit: Habit) -> Typed:
    """Give what a cell of a column means, for those who write numbers in the way of `habit`."""
    item = column.field
    is_number = item is not None and column.language is None and item.item in (Decimal, int, Money)
    if cell.kind is CellKind.TEXT and (column.role is ColumnRole.NUMBER or (is_number and column.part != "currency")):
        text = MARKS.sub("", cell.text).strip()
        if item is not None and item.unit == "percent":
            text = text.rstrip("%٪").strip()
        reader: Callable[[str, Habit], Number | None] = amount if item is not None and item.item is Money else number
        found = reader(text, habit)
        return Typed(found.text, found.is_doubtful) if found is not None else Typed(cell.text.strip())
    return Typed(_plain_text(cell, column, epoch))


def _plain_text(cell: SheetCell, column: FormColumn, epoch: date) -> str:
    item = column.field
    if column.role in (ColumnRole.NUMBER, ColumnRole.OWNER, ColumnRole.COLLECTION, ColumnRole.FIELD):
        return _code(cell)
    if item is None or column.language is not None or cell.kind is CellKind.ERROR:
        return _shown(cell)
    if column.part == "present" or item.item is bool:
        return _boolean(cell)
    if item.item is Money:
        return _code(cell).upper() if column.part == "currency" else _shown(cell)
    if item.item in (Decimal, int):
        is_share = item.unit == "percent" and cell.is_percent
        return _tidy(Decimal(cell.text) * 100) if is_share and cell.kind is CellKind.NUMBER else _shown(cell)
    if item.item is date or item.item is Period:
        return _day(cell, epoch)
    if item.item is time:
        return _hour(cell)
    if item.choices:
        return _choice(cell, item)
    return _code(cell) if item.is_key or item.ref else _shown(cell)


def _code(cell: SheetCell) -> str:
    """Give a code without the marks of direction that programs put around it in Arabic text."""
    return MARKS.sub("", _shown(cell)).strip()


def _shown(cell: SheetCell) -> str:
    if cell.kind is CellKind.NUMBER:
        return _tidy(Decimal(cell.text))
    if cell.kind is CellKind.BOOLEAN:
        return "yes" if cell.text == "1" else "no"
    return cell.text.strip()


def _tidy(number: Decimal) -> str:
    """Write a number as it was typed: a spreadsheet keeps it in binary, to fifteen digits."""
    if number.is_zero():
        return "0"
    exponent = number.adjusted() - MAX_SIGNIFICANT + 1
    rounded = (
        number.quantize(Decimal(1).scaleb(exponent)) if len(number.as_tuple().digits) > MAX_SIGNIFICANT else number
    )
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _boolean(cell: SheetCell) -> str:
    if cell.kind is CellKind.BOOLEAN:
        return "yes" if cell.text == "1" else "no"
    text = folded(_shown(cell))
    if text in _yes_words():
        return "yes"
    if text in _no_words():
        return "no"
    return _shown(cell)


@cache
def _yes_words() -> frozenset[str]:
    return frozenset({"1", "x", "✓", "✔", "true", "vrai", *(folded(Words(each)("blocks.yes")) for each in LANGUAGES)})


@cache
def _no_words() -> frozenset[str]:
    return frozenset({"0", "-", "false", "faux", *(folded(Words(each)("blocks.no")) for each in LANGUAGES)})


def _day(cell: SheetCell, epoch: date) -> str:
    if cell.kind is CellKind.NUMBER:
        number = Decimal(cell.text)
        if not cell.is_date and number == number.to_integral_value() and 1900 <= number <= 2200:
            return str(int(number))  # a year
        try:
            return (epoch + timedelta(days=int(number))).isoformat()
        except (OverflowError, ValueError):
            return cell.text
    text = " ".join(MARKS.sub("", cell.text).translate(DIGITS).split())
    text = _MIDNIGHT.sub("", text)
    found = _DAY_FIRST.fullmatch(text)
    if found:
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _iso(year, int(found[2]), int(found[1])) or text
    found = _NAMED.fullmatch(_WEEKDAY.sub("", text).replace("،", " ").replace(",", " "))
    if found:
        month = _months().get(folded(found[2]))
        if month is not None:
            return f"{found[3]}-{month:02d}" if found[1] is None else _iso(int(found[3]), month, int(found[1])) or text
    return re.sub(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$", lambda m: _iso(int(m[1]), int(m[2]), int(m[3])) or text, text)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in (*LANGUAGES, "ar_MA", "ar_TN", "ar_SY"):
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[context][width].items():
                    names.setdefault(folded(name).rstrip("."), month)
    return names


def _hour(cell: SheetCell) -> str:
    if cell.kind is CellKind.NUMBER:
        minutes = round(Decimal(cell.text) % 1 * 1440)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    found = _HOUR.fullmatch(cell.text.translate(DIGITS).strip())
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else cell.text.strip()


def _choice(cell: SheetCell, item: FieldRecord) -> str:
    text = _shown(cell)
    return choices(item.item).get(folded(text), text)


def choice_labels(member: Enum) -> dict[str, str]:
    """Give what a choice is called, by language."""
    key = f"choices.{type(member).__name__}.{member.value}"
    return {each: Words(each)(key) if Words(each).has(key) else str(member.value) for each in LANGUAGES}


@cache
def choices(cls: type[Enum]) -> dict[str, str]:
    """Give the model's word for each way to name a choice: its own word and its label in every language, folded."""
    known: dict[str, str] = {}
    for language in LANGUAGES:
        words = Words(language)
        for member in cls:
            key = f"choices.{cls.__name__}.{member.value}"
            if words.has(key):
                known.setdefault(folded(words(key)), str(member.value))
    return {**known, **{folded(str(member.value)): str(member.value) for member in cls}}
