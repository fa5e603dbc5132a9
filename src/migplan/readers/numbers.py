"""Numbers and amounts as people type them: `1 250,50`, `1,250.50`, `١٬٢٥٠٫٥`, `1 250 €`."""

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

from migplan.locale import LANGUAGES
from migplan.records.labels import folded

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫−", "01234567890123456789.-")
MARKS = re.compile("[\u200b-\u200f\u061c\u2066-\u2069\u202a-\u202e\ufeff]")
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u2009'’٬]+")
_AMOUNT = re.compile(r"(?P<before>[^\d.,+-]*)(?P<number>[+-]?[\d.,\s'’]*\d[.,]?)(?P<after>[^\d,]*)")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


@frozen
class Habit:
    """How numbers are written by those who fill in a file."""

    decimal: str = ","
    """The mark before decimals in their language."""
    is_mixed: bool = True
    """The other mark is seen before decimals too, so that it says nothing sure before three digits."""
    is_open: bool = False
    """Neither mark says anything sure before three digits: people of the language write both."""
    currency: str = ""
    """Code of the currency that goes without saying."""

    @classmethod
    def of(cls, language: str, currency: str = "") -> "Habit":
        """Give the habit of a language; where it writes numbers in two ways, or is unknown, the comma stands before decimals."""
        base = language.partition("-")[0]
        if base in ("", "ar"):
            return cls(is_open=base == "ar", currency=currency)
        try:
            decimal = str(Locale.parse(language, sep="-").number_symbols["latn"]["decimal"])
        except (UnknownLocaleError, ValueError, KeyError):
            return cls(currency=currency)
        return cls(decimal if decimal in ",." else ",", base != "en", currency=currency)


@frozen
class Number:
    """A number that was read."""

    text: str
    """With a point before decimals and nothing between thousands."""
    is_doubtful: bool = False
    """It may have been meant otherwise: a single mark stood before three digits."""


def squeezed(text: str) -> str:
    """Give a number's signs: Latin digits, without spaces or marks of direction."""
    return _SPACES.sub("", MARKS.sub("", text).translate(DIGITS))


def number(text: str, habit: Habit | None = None) -> Number | None:
    """Read a number in the ways of French, Arabic and English; `None` for what is none.

    A single comma or point before exactly three digits stands before decimals where the language writes it so, and
    between thousands where it does not, which is a guess in languages whose people use both.
    """
    habit = habit or Habit()
    signs = squeezed(text)
    if not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*", signs, re.ASCII):
        return None
    sign, digits = ("-" if signs.startswith("-") else ""), signs.lstrip("+-")
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return Number(sign + digits)
    mark = digits[last]
    others = digits.count("," if mark == "." else ".")
    if digits.count(mark) > 1:  # thousands only: 1.250.000
        if others or not re.fullmatch(rf"\d{{1,3}}(?:\{mark}\d{{3}})+", digits):
            return None
        return Number(sign + digits.replace(mark, ""))
    if not others and _THOUSANDS.fullmatch(signs) and "٫" not in text:
        if mark == habit.decimal:
            return Number(f"{sign}{digits[:last]}.{digits[last + 1 :]}", habit.is_open)
        return Number(sign + digits.replace(mark, ""), habit.is_mixed)
    whole, part = digits[:last], digits[last + 1 :]
    if others and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", whole):
        return None
    whole = re.sub(r"[.,]", "", whole) or "0"
    return Number(f"{sign}{whole}.{part}" if part else f"{sign}{whole}")


def amount(text: str, habit: Habit) -> Number | None:
    """Read an amount, with its currency by code, sign or name on either side: `1 250 euros`, `€ 1250`; `None` for what is none.

    The currency that goes without saying is left out of what is given.
    """
    plain = MARKS.sub("", text).translate(DIGITS).strip()
    found = number(plain, habit)
    if found is not None:
        return found
    match = _AMOUNT.fullmatch(plain)
    if match is None or bool(match["before"].strip()) is bool(match["after"].strip()):
        return None
    found = number(match["number"], habit)
    code = currency_code(match["before"].strip() or match["after"].strip(), habit.currency)
    if found is None or code is None:
        return None
    return found if code == habit.currency else Number(f"{found.text} {code}", found.is_doubtful)


def currency_code(written: str, own: str) -> str | None:
    """Give the code of a currency that is written by code, sign, name or the usual letters of its name; `None` when unknown.

    What fits the currency `own` is taken for it: its name without that of the country, its first letters.
    """
    name = written.strip(" .")
    if name.upper() in get_global("all_currencies"):
        return name.upper()
    sought = folded(name)
    if not sought:
        return None
    if own and any(_fits(sought, known) for known in _names(own)):
        return own
    return _all_names().get(sought)


def _fits(sought: str, name: str) -> bool:
    """Say whether letters are a name, its first word, or a shortening of that word: `francs`, `fr`."""
    first = name.split(" ", 1)[0]
    if sought in (name, first):
        return True
    rest = iter(first)
    return 2 <= len(sought) <= 4 and sought[0] == first[:1] and all(letter in rest for letter in sought)


@cache
def _names(code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_spoken(code)))


def _spoken(code: str) -> Iterator[str]:
    for language in LANGUAGES:
        yield folded(get_currency_symbol(code, language))
        for count in (None, 1, 2, 5, 100):
            yield folded(get_currency_name(code, count, language))


@cache
def _all_names() -> dict[str, str]:
    """Give the code of each name that belongs to one currency only."""
    found: dict[str, set[str]] = {}
    for code in get_global("all_currencies"):
        for name in _names(code):
            found.setdefault(name, set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
