"""Numbers, dates and directions as a language writes them (CLDR, through Babel)."""

from datetime import date
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import Any

_REGIONS = {"fr": "fr-FR", "en": "en-GB", "ar": "ar"}


@cache
def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    parts = _REGIONS.get(language, language).split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:end]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


@cache
def is_language(code: str) -> bool:
    """Say whether a code, with or without script and region, is that of a language that CLDR names."""
    return code.partition("-")[0] in _locale("en").languages


@cache
def is_currency(code: str) -> bool:
    """Say whether a code is that of a currency of today or of the past (ISO 4217, as CLDR lists it)."""
    from babel.core import get_global

    return code in get_global("all_currencies")


@cache
def is_right_to_left(language: str) -> bool:
    """Say whether the language is written from right to left."""
    return bool(_locale(language).text_direction == "rtl")


def language_tag(language: str, region: str | None = None) -> str:
    """Give the tag that Office files carry: `fr-FR`, `pt-BR`.

    `region` (ISO 3166) fills in the country of a language that Office does not tie to one.
    """
    if "-" in language or not language:
        return language or "und"
    usual = _REGIONS.get(language, language)
    return f"{language}-{region}" if region and "-" not in usual else usual


@cache
def _decimal_pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


_MOST_DIGITS = 1000
_MOST_DECIMALS = 40
"""More are noise, and of a mistyped count of decimals the memory would not hold them."""


@lru_cache(maxsize=4096)
def format_decimal(value: Decimal | int, language: str, decimals: int | None = None) -> str:
    """Write a number with the language's separators; `decimals` fixes their count, else as many as the value has."""
    from babel.numbers import format_decimal as written

    number = Decimal(value)
    if decimals is None:
        exponent = number.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    decimals = min(decimals, _MOST_DECIMALS)
    with localcontext() as context:  # a long number rounds to its decimals only with room for all its digits
        context.prec = max(context.prec, min(number.adjusted() + decimals + 3, _MOST_DIGITS))
        text: str = written(
            number, format=_decimal_pattern(decimals), locale=_locale(language), numbering_system="default"
        )
    text = text.translate(_digits(language))
    return text.replace("-", "\u2212") if language.startswith(("fr", "ar")) else text


@cache
def _digits(language: str) -> dict[int, str]:
    """Give the digits of the language's usual numbering, which Babel leaves as they are; none where they are Latin."""
    zero = {"arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6}.get(
        _locale(language).default_numbering_system
    )
    return {} if zero is None else {ord("0") + digit: chr(zero + digit) for digit in range(10)}


def format_money(value: Decimal, language: str, currency: str, decimals: int | None = None) -> str:
    """Write an amount with its currency's code after it, without decimals when it is whole."""
    if decimals is None:
        decimals = 0 if value == value.to_integral_value() else 2
    return f"{format_decimal(value, language, decimals)}\u00a0{currency}"


def format_share(value: Decimal, language: str, decimals: int | None = None) -> str:
    """Write a share given in percent (0 to 100)."""
    if decimals is None:
        decimals = 0 if value == value.to_integral_value() else 1
    space = "\u00a0" if language.startswith("fr") else ""
    return f"{format_decimal(value, language, decimals)}{space}%"


@lru_cache(maxsize=4096)
def format_date(value: date, language: str, form: str = "long") -> str:
    """Write a day in words (`long`, `medium`, `short`)."""
    from babel.dates import format_date as written

    text: str = written(value, format=form, locale=_locale(language))
    return text.translate(_digits(language))


def month_name(month: int, language: str, width: str = "wide") -> str:
    """Name a month, 1 to 12; `width` is `wide`, `abbreviated` or `narrow`."""
    return str(_locale(language).months["stand-alone"][width][month])


def format_period(start: date | None, end: date | None, language: str) -> str:
    """Write a span of days by its months, by its years when it fills them; `…` for a missing end."""
    if start and end and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return " – ".join(_month_and_year(day, language) if day else "…" for day in (start, end))


def _month_and_year(day: date, language: str) -> str:
    return f"{month_name(day.month, language, 'abbreviated')} {day.year}"
