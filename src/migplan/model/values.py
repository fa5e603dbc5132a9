"""The values that fields hold: text in several languages, money, periods, figures, sources."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated

from attrs import field, frozen

from migplan.model.constraints import CurrencyCode, Id, LanguageCode, Ref, guarded

Day = date
"""A calendar day, for classes that have a field named `date`."""


def _pairs(values: "Mapping[str, str] | Iterable[tuple[str, str]]") -> tuple[tuple[str, str], ...]:
    pairs = values.items() if isinstance(values, Mapping) else values
    return tuple(sorted((language, text) for language, text in pairs if text))


@frozen
class Text:
    """Words in one language or in several; never empty (a missing text is `None`)."""

    values: tuple[tuple[str, str], ...] = field(converter=_pairs)
    """One pair of language (BCP 47) and text each, sorted by language; the language `""` is the plan's first one."""

    @values.validator
    def _not_empty(self, attribute: object, value: tuple[tuple[str, str], ...]) -> None:
        if not value:
            raise ValueError("a text must not be empty; leave it out instead")
        if len({language for language, _ in value}) != len(value):
            raise ValueError("a text must be given once per language")

    @classmethod
    def of(cls, text: "str | Mapping[str, str] | Text") -> "Text":
        """Make a text from one string, or from a mapping of language to string."""
        if isinstance(text, Text):
            return text
        return cls({"": text} if isinstance(text, str) else text)

    def find(self, languages: Iterable[str]) -> tuple[str, str]:
        """Give the text and its language, the first of `languages` that is there, else whichever is.

        The undetermined language `""` counts as the last of `languages` and is given back as `""`.
        """
        by_language = dict(self.values)
        for language in languages:
            if language in by_language:
                return by_language[language], language
            base = language.partition("-")[0]
            for known, text in self.values:
                if known and known.partition("-")[0] == base:
                    return text, known
        if "" in by_language:
            return by_language[""], ""
        language, text = self.values[0]
        return text, language

    def in_(self, *languages: str) -> str:
        """Give the text in the first language that is there, else in whichever is."""
        return self.find(languages)[0]

    def has(self, language: str) -> bool:
        """Say whether the text is given in this language (or in a variety of it)."""
        base = language.partition("-")[0]
        return any(known.partition("-")[0] == base for known, _ in self.values)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages given, sorted; `""` for an undetermined one."""
        return tuple(language for language, _ in self.values)

    def __str__(self) -> str:
        return self.in_("")


@frozen(field_transformer=guarded)
class Money:
    """An amount in a currency; the plan's own currency when none is said."""

    amount: Decimal
    currency: CurrencyCode | None = None
    """ISO 4217, `None` for the plan's currency."""

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}" if self.currency else f"{self.amount:f}"


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_QUARTER = re.compile(r"([0-9]{4})-[QqTt]([1-4])")
_YEAR = re.compile(r"([0-9]{4})")


def first_and_last_day(text: str) -> tuple[date, date]:
    """Give the first and the last day of `2022-05-14`, `2022-05`, `2022-Q3` or `2022`.

    Raises:
        ValueError: The text is none of these, or names no real day.
    """
    if match := _DAY.fullmatch(text):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _QUARTER.fullmatch(text):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12)
    raise ValueError(f"{text!r} is not a day, a month, a quarter or a year")


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    last = month + count - 1
    return first, date(year, last, monthrange(year, last)[1])


_BETWEEN = re.compile(r"\s*[–—/]\s*|\s+-\s+|\.\.")


@frozen(field_transformer=guarded)
class Period:
    """A span of days, the first and the last one included."""

    start: date
    end: date

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period must not end ({self.end}) before it starts ({self.start})")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2022-09 – 2024-06`, `2022/2027`, `2022-Q3`, `2022-05` or one day.

        Raises:
            ValueError: A part is not a date, or the end comes first.
        """
        return cls(*period_days(text))

    @property
    def days(self) -> int:
        """Number of days, at least 1."""
        return (self.end - self.start).days + 1

    @property
    def years(self) -> range:
        """The calendar years touched."""
        return range(self.start.year, self.end.year + 1)

    def covers(self, day: date) -> bool:
        """Say whether the day lies in the period."""
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"


def period_days(text: str) -> tuple[date, date]:
    """Give first and last day of a written period, which may be reversed (a check says so).

    Raises:
        ValueError: A part is not a date.
    """
    parts = _BETWEEN.split(text.strip())
    if len(parts) > 2:
        raise ValueError(f"{text!r} is not a period; write 2022-09 – 2024-06")
    start, end = first_and_last_day(parts[0]), first_and_last_day(parts[-1])
    return start[0], end[1]


class Confidence(Enum):
    """How sure a figure is."""

    CONFIRMED = "confirmed"
    """Read in the cited source."""
    ESTIMATE = "estimate"
    """Given as an estimate by its source."""
    DERIVED = "derived"
    """Computed from sourced figures."""
    REPORTED = "reported"
    """Said in a workshop or by a partner, not yet checked."""
    ILLUSTRATIVE = "illustrative"
    """Invented to show how a plan looks; never to be published as fact."""


class Audience(Enum):
    """Who may read something."""

    PUBLIC = "public"
    INTERNAL = "internal"


@frozen(field_transformer=guarded)
class Source:
    """A document that figures and facts come from."""

    id: Id
    title: Text
    publisher: Text | None = None
    url: str | None = None
    date: Day | None = None
    """Day of publication."""
    licence: str | None = None


@frozen(field_transformer=guarded)
class Figure:
    """One number about a territory, with where it comes from; two sources that disagree are two figures."""

    measure: Annotated[Id, Ref("measure")]
    """What is measured: the id of a `Measure` of the pack or the plan (`population`, `foreigners`)."""
    value: Decimal
    date: Day | None = None
    """Day the figure is true for (a census day, the last day of a year)."""
    source: Annotated[str, Ref("source")] | None = None
    confidence: Confidence = Confidence.CONFIRMED
    group: Annotated[str, Ref("group")] | None = None
    """Population group counted; `None` for everybody."""
    territory: Annotated[str, Ref("territory")] | None = None
    """Territory the figure is about; `None` for the one that holds it."""
    note: Text | None = None


@frozen(field_transformer=guarded)
class ExchangeRate:
    """What one unit of a foreign currency is worth in the plan's currency."""

    currency: CurrencyCode
    rate: Decimal
    """Units of the plan's currency for one unit of `currency`."""
    date: Day | None = None
    source: Annotated[str, Ref("source")] | None = None


__all__ = [
    "Audience",
    "Confidence",
    "ExchangeRate",
    "Figure",
    "LanguageCode",
    "Money",
    "Period",
    "Source",
    "Text",
    "first_and_last_day",
    "period_days",
]
