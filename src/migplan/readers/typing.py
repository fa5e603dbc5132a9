"""What people type into cells, as the texts that the codec reads: numbers, days, hours and choices in the ways of their languages.

What cannot be understood is handed on as it stands, so that the codec says what is wrong with it.
"""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache

from babel import Locale

from migplan.locale import LANGUAGES, Words
from migplan.model import Money, Period
from migplan.records.describing import FieldRecord
from migplan.records.forms import ColumnRole, FormColumn
from migplan.records.labels import folded
from migplan.records.sheets import CellKind, SheetCell

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u2009'’٬]+")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫−", "01234567890123456789.-")
_MARKS = re.compile("[\u200b-\u200f\u061c\u2066-\u2069\u202a-\u202e\ufeff]")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th)?\s+)?([^\W\d_][^\d]*?)\.?\s+(\d{4})")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[hH:]|س)\s*(\d{2})?")
MAX_SIGNIFICANT = 15
"""Digits that a spreadsheet keeps."""


def plain_text(cell: SheetCell, column: FormColumn, epoch: date) -> str:
    """Give what a cell of a column means, as the codec reads it; empty for nothing."""
    if column.role is ColumnRole.NUMBER:
        return _whole(cell)
    item = column.field
    if item is None or column.language is not None or cell.kind is CellKind.ERROR:
        return _shown(cell)
    if column.part == "present" or item.item is bool:
        return _boolean(cell)
    if item.item is Money:
        return _shown(cell).upper() if column.part == "currency" else _number(cell)
    if item.item in (Decimal, int):
        return _number(cell, is_percent=item.unit == "percent")
    if item.item is date or item.item is Period:
        return _day(cell, epoch)
    if item.item is time:
        return _hour(cell)
    if item.choices:
        return _choice(cell, item)
    return _shown(cell)


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


def _whole(cell: SheetCell) -> str:
    return _number(cell)


def _number(cell: SheetCell, *, is_percent: bool = False) -> str:
    if cell.kind is CellKind.NUMBER:
        number = Decimal(cell.text)
        return _tidy(number * 100 if is_percent and cell.is_percent else number)
    text = _MARKS.sub("", cell.text).translate(_DIGITS).strip()
    if is_percent:
        text = text.rstrip("%٪").strip()
    found = number_text(text)
    return found if found is not None else cell.text.strip()


def number_text(text: str) -> str | None:
    """Read a number in the ways of French, Arabic and English: `1 250,50`, `1,250.50`, `1.250,50`; `None` for what is none.

    A single comma or point before exactly three digits separates thousands only where another separator says so; otherwise it is decimal,
    as in `1,250` typed in French.
    """
    squeezed = _SPACES.sub("", text.translate(_DIGITS))
    if not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*", squeezed):
        return None
    sign, digits = ("-" if squeezed.startswith("-") else ""), squeezed.lstrip("+-")
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return sign + digits
    mark = digits[last]
    others = digits.count("," if mark == "." else ".")
    if digits.count(mark) > 1:  # thousands only: 1.250.000
        if others or not re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}})+", digits):
            return None
        return sign + digits.replace(mark, "")
    whole, part = digits[:last], digits[last + 1 :]
    if others and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", whole):
        return None
    whole = re.sub(r"[.,]", "", whole) or "0"
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


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
    text = " ".join(_MARKS.sub("", cell.text).translate(_DIGITS).split())
    found = _DAY_FIRST.fullmatch(text)
    if found:
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _iso(year, int(found[2]), int(found[1])) or text
    found = _NAMED.fullmatch(text)
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
                for number, name in months[context][width].items():
                    names.setdefault(folded(name).rstrip("."), number)
    return names


def _hour(cell: SheetCell) -> str:
    if cell.kind is CellKind.NUMBER:
        minutes = round(Decimal(cell.text) % 1 * 1440)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    found = _HOUR.fullmatch(cell.text.translate(_DIGITS).strip())
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else cell.text.strip()


def _choice(cell: SheetCell, item: FieldRecord) -> str:
    text = _shown(cell)
    return choices(item.item).get(folded(text), text)


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
