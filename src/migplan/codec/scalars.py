"""Readers of single values: each takes what was written and gives the value, `None` when empty, or raises a `Fault`."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

from migplan.cleaning import clean, is_clean, utf16_length
from migplan.codec.faults import Fault, Reading, shown
from migplan.model import Money, Period, Text, first_and_last_day, period_days
from migplan.model.constraints import ID_PATTERN, LanguageCode, Pattern, Range, shape_of
from migplan.problems import Severity

ValueReader = Callable[[Any, Reading], Any]

MAX_UNITS = 32_000
"""Longest text that a plan may hold, in UTF-16 units: what a cell of a workbook holds, with a margin."""

MAX_DIGITS = 28
"""Digits before and after the point that a number may have: what decimal arithmetic keeps exactly."""

_NUMBER = re.compile(r"-?[0-9]{1,28}(?:\.[0-9]{1,28})?")
_INTEGER = re.compile(r"-?[0-9]{1,28}")
_MONEY = re.compile(r"(-?[0-9]{1,28}(?:\.[0-9]{1,28})?)(?:\s+([A-Z]{3}))?")
_LANGUAGE = re.compile(shape_of(LanguageCode).mark(Pattern).regex)
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")

TRUE = frozenset({"yes", "true", "oui", "نعم"})
FALSE = frozenset({"no", "false", "non", "لا"})

FIRST_DAY = frozenset({"start"})
"""Fields that mean a first day: a month, a quarter or a year written there is its first day."""
LAST_DAY = frozenset({"end", "due", "closing"})
"""Fields that mean a last day."""


def _scalar(raw: Any) -> str:
    if raw.__class__ is not str:
        raise Fault("expected-text", written=shown(raw))
    return raw.strip()


_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DROPPED = re.compile(r"[\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


def _checked(text: str, reading: Reading) -> str:
    if not is_clean(text):
        if found := _FORBIDDEN.search(text):
            raise Fault("forbidden-character", character=_named(found[0]), written=shown(clean(text)))
        if found := _DROPPED.search(text):
            reading.add(
                Fault("removed-character", Severity.WARNING, character=_named(found[0]), written=shown(clean(text)))
            )
        text = clean(text).strip()
    if (length := utf16_length(text)) > MAX_UNITS:
        raise Fault("too-long", length=length, limit=MAX_UNITS, written=shown(text))
    return text


def _named(character: str) -> str:
    return f"U+{ord(character):04X}"


def read_string(raw: Any, reading: Reading) -> str | None:
    """Read a line or more of plain text, cleaned and stripped; nothing left means absent."""
    known = reading.strings.get(raw) if raw.__class__ is str else None
    if known is not None:
        return known
    text = _scalar(raw)
    if not text.isprintable() or len(text) > MAX_UNITS // 2:
        text = _checked(text, reading)
    if not text:
        return None
    reading.strings[raw] = text
    return text


_blank = Text.__new__
_set_values = Text.values.__set__  # type: ignore[attr-defined]  # the slot's own setter: the value was checked here


def _text(values: tuple[tuple[str, str], ...]) -> Text:
    text = _blank(Text)
    _set_values(text, values)
    return text


def text_reader(name: str) -> ValueReader:
    """Give the reader of a single text, which says under which key its faults lie."""

    def read(raw: Any, reading: Reading) -> Text | None:
        if raw.__class__ is str and (known := reading.texts.get(raw)) is not None:
            return known
        since = len(reading.found)
        text = read_text(raw, reading)
        if len(reading.found) > since:
            reading.enclose(since, name, name)
        return text

    return read


def read_text(raw: Any, reading: Reading) -> Text | None:
    """Read words in one language, or a mapping of language to words."""
    if raw.__class__ is str:
        known = reading.texts.get(raw)
        if known is None and (plain := read_string(raw, reading)) is not None:
            reading.texts[raw] = known = _text((("", plain),))
        return known
    if raw.__class__ is not dict:
        raise Fault("expected-words", written=shown(raw))
    pairs = []
    languages = reading.languages
    for language, written in raw.items():
        since = len(reading.found)
        try:
            if language not in languages:
                _check_language(language)
                languages.add(language)
            plain = read_string(written, reading)
        except Fault as fault:
            reading.add(fault, language, on_key=fault.code == "bad-language")
            continue
        if len(reading.found) > since:
            reading.enclose(since, language, language)
        if plain is not None:
            pairs.append((language, plain))
    if not pairs:
        return None
    pairs.sort()
    return _text(tuple(pairs))


def _check_language(language: str) -> None:
    if language and not _LANGUAGE.fullmatch(language):
        raise Fault("bad-language", written=shown(language))


def read_id(raw: Any, reading: Reading) -> str | None:
    """Read the id of a thing."""
    if raw.__class__ is str and raw in reading.ids:
        return raw
    text = read_string(raw, reading)
    if text is not None and not ID_PATTERN.fullmatch(text):
        better = re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("._-")
        raise Fault("bad-id", written=shown(text), nearest=better[:40].rstrip("._-") or "A1")
    if text is not None:
        reading.ids.add(text)
    return text


def read_decimal(raw: Any, reading: Reading) -> Decimal | None:
    """Read a number written with digits and at most one point."""
    if raw.__class__ is str and raw.isdigit() and raw.isascii() and len(raw) < MAX_DIGITS:
        return Decimal(raw)
    text = _scalar(raw)
    if not _NUMBER.fullmatch(text):
        if not text:
            return None
        raise Fault("bad-number", written=shown(raw), nearest=_digits(text))
    return Decimal(text)


def _digits(text: str) -> str:
    """Give what was probably meant by a number in a local style: `60 000,5` is `60000.5`."""
    squeezed = re.sub(r"[\s'’_\u00a0\u202f]", "", text).translate(_EASTERN)
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", squeezed):
        squeezed = squeezed.replace(",", "")
    squeezed = squeezed.replace(",", ".", 1)
    return squeezed if _NUMBER.fullmatch(squeezed) else "12000"


_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789.")


def read_integer(raw: Any, reading: Reading) -> int | None:
    """Read a whole number."""
    if raw.__class__ is str and raw.isdigit() and raw.isascii() and len(raw) < MAX_DIGITS:
        return int(raw)
    text = _scalar(raw)
    if not _INTEGER.fullmatch(text):
        if not text:
            return None
        raise Fault("bad-integer", written=shown(raw))
    return int(text)


def read_boolean(raw: Any, reading: Reading) -> bool | None:
    """Read `yes` or `no`."""
    text = _scalar(raw).casefold()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    if not text:
        return None
    raise Fault("bad-boolean", written=shown(raw))


def read_date(raw: Any, reading: Reading) -> date | None:
    """Read a full day."""
    known = reading.dates.get(raw) if raw.__class__ is str else None
    if known is not None:
        return known
    text = _scalar(raw)
    if not text:
        return None
    try:
        first, last = first_and_last_day(text)
    except ValueError:
        raise Fault("bad-date", written=shown(raw)) from None
    if first != last:
        raise Fault("incomplete-date", written=shown(raw), nearest=str(last))
    reading.dates[raw] = first
    return first


def read_first_day(raw: Any, reading: Reading) -> date | None:
    """Read a day, or the first day of a month, quarter or year."""
    return _edge_day(raw, reading, 0)


def read_last_day(raw: Any, reading: Reading) -> date | None:
    """Read a day, or the last day of a month, quarter or year."""
    return _edge_day(raw, reading, 1)


def _edge_day(raw: Any, reading: Reading, edge: int) -> date | None:
    known = reading.dates.get(raw) if raw.__class__ is str else None
    if known is not None:
        return known
    text = _scalar(raw)
    if not text:
        return None
    try:
        days = first_and_last_day(text)
    except ValueError:
        raise Fault("bad-date", written=shown(raw)) from None
    if days[0] == days[1]:
        reading.dates[raw] = days[0]
    return days[edge]


def read_time(raw: Any, reading: Reading) -> time | None:
    """Read a time of day: `09:30`."""
    text = _scalar(raw)
    match = _TIME.fullmatch(text)
    if match:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    if not text:
        return None
    raise Fault("bad-time", written=shown(raw))


def read_money(raw: Any, reading: Reading) -> Money | None:
    """Read an amount, with its currency or in that of the plan: `60000`, `60000.50 EUR`."""
    known = reading.moneys.get(raw) if raw.__class__ is str else None
    if known is not None:
        return known
    text = _scalar(raw)
    match = _MONEY.fullmatch(text)
    if not match:
        if not text:
            return None
        raise Fault("bad-amount", written=shown(raw), nearest=_digits(text.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")))
    money = _blank_money(Money)
    _set_amount(money, Decimal(match[1]))
    _set_currency(money, match[2])
    reading.moneys[raw] = money
    return money


_blank_money = Money.__new__
_set_amount = Money.amount.__set__  # type: ignore[attr-defined]  # the slot's own setter: the value was checked here
_set_currency = Money.currency.__set__  # type: ignore[union-attr]  # the slot's own setter: the value was checked here


def read_period(raw: Any, reading: Reading) -> Period | None:
    """Read a span of days: `2022-09 – 2024-06`, `2022-Q3`."""
    days = read_days(raw, reading)
    if days is None:
        return None
    if days[1] < days[0]:
        raise Fault("period-reversed", written=shown(raw), start=str(days[0]), end=str(days[1]))
    return Period(*days)


def read_days(raw: Any, reading: Reading) -> tuple[date, date] | None:
    """Read a first and a last day written together; a check says so when they are reversed."""
    text = _scalar(raw)
    if not text:
        return None
    try:
        return period_days(text)
    except ValueError:
        raise Fault("bad-period", written=shown(raw)) from None


def choice_reader(choices: type[Enum]) -> ValueReader:
    """Give the reader of one of several words."""
    by_word = {str(member.value): member for member in choices}

    def read_choice(raw: Any, reading: Reading) -> Enum | None:
        try:
            return by_word[raw]
        except (KeyError, TypeError):
            text = _scalar(raw)
        found = by_word.get(text) or by_word.get(text.casefold()) or by_word.get(text.upper())
        if found is None and text:
            raise Fault("unknown-choice", written=shown(raw), nearest=reading.suggest(text, by_word))
        return found

    return read_choice


def bounded(reader: ValueReader, bounds: Range) -> ValueReader:
    """Give a reader that refuses numbers out of bounds."""
    low, high = bounds.low, bounds.high

    def read_bounded(raw: Any, reading: Reading) -> Any:
        value = reader(raw, reading)
        if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
            raise Fault(_BOUNDS[low is None, high is None], written=shown(raw), low=low, high=high)
        return value

    return read_bounded


_BOUNDS = {(False, False): "out-of-range", (False, True): "too-small", (True, False): "too-large"}


def patterned(reader: ValueReader, pattern: Pattern) -> ValueReader:
    """Give a reader that refuses text of another form."""
    form = re.compile(pattern.regex)

    def read_patterned(raw: Any, reading: Reading) -> Any:
        value = reader(raw, reading)
        if value is not None and not form.fullmatch(value):
            raise Fault("bad-form", written=shown(raw), example=pattern.example)
        return value

    return read_patterned
