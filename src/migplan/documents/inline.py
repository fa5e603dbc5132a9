"""What stands in a line or a cell: words, typed values, tags."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from migplan.locale import format_date, format_decimal, format_money, format_share


class Weight(Enum):
    """How words stand out; an exporter chooses the looks."""

    PLAIN = "plain"
    STRONG = "strong"
    MUTED = "muted"
    ACCENT = "accent"


@frozen
class Span:
    """Words of one language and weight."""

    text: str
    language: str = ""
    """BCP 47; empty for the document's own language."""
    weight: Weight = Weight.PLAIN
    link: str = ""
    """`https:`, `mailto:`, or `#` and the id of a section or block of the same document."""
    source: str = ""
    """Key of a `SourceNote` of the document, printed as a footnote or a source line."""


class Holds(Enum):
    """What a value or a column holds."""

    TEXT = "text"
    CODE = "code"
    """An id or a code, never translated, always read from left to right."""
    CHOICE = "choice"
    REFERENCE = "reference"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    """Percent, written 0 to 100."""
    DATE = "date"
    STATUS = "status"
    BAR = "bar"
    """A number shown with a bar in the cell, in proportion to the column's largest."""

    @property
    def is_number(self) -> bool:
        """Say whether values are numbers, set at the end of the cell."""
        return self in _NUMBERS


_NUMBERS = {Holds.INTEGER, Holds.NUMBER, Holds.MONEY, Holds.SHARE, Holds.BAR}


@frozen
class Value:
    """One typed value with its address in the plan; written out by the exporter, in the document's language."""

    value: Decimal | int | date | None
    holds: Holds = Holds.NUMBER
    unit: str = ""
    """Currency code for money, words such as "persons" for the rest; empty when the column or label says it."""
    decimals: int | None = None
    """Digits after the separator; as many as needed when `None`."""
    address: str = ""
    """Where it stands in the plan, or what it was computed for: `north/A1.2/budget`."""
    is_estimated: bool = False
    source: str = ""
    """Key of a `SourceNote` of the document."""

    def written(self, language: str, with_unit: bool = True) -> str:
        """Write the value as the language writes it; an absent one is a dash."""
        value = self.value
        if value is None:
            return "–"
        if isinstance(value, date):
            return format_date(value, language, "medium")
        number = Decimal(value)
        if self.holds is Holds.MONEY:
            if with_unit and self.unit:
                return format_money(number, language, self.unit, self.decimals)
            return format_decimal(number, language, self._money_decimals(number))
        if self.holds is Holds.SHARE:
            return format_share(number, language, self.decimals)
        text = format_decimal(number, language, self.decimals)
        return f"{text}\u00a0{self.unit}" if with_unit and self.unit else text

    def _money_decimals(self, number: Decimal) -> int:
        if self.decimals is not None:
            return self.decimals
        return 0 if number == number.to_integral_value() else 2


class Tone(Enum):
    """Meaning of a coloured tag; colour and symbol come from the theme, and a word always says the same."""

    ACHIEVED = "achieved"
    ON_THE_WAY = "on-the-way"
    LATE = "late"
    NOT_BEGUN = "not-begun"
    NEUTRAL = "neutral"


@frozen
class Tag:
    """A short label with a tone: a status, a band of risk."""

    text: str
    tone: Tone = Tone.NEUTRAL
    address: str = field(default="", kw_only=True)


Part = str | Span | Value | Tag
Inline = Part | tuple[Part, ...]
"""What a line or a cell holds: a part, or several set side by side without a space between."""


def parts(inline: Inline) -> tuple[Part, ...]:
    """Give the parts of a line, one or many; an empty string gives none."""
    if isinstance(inline, tuple):
        return inline
    return () if inline == "" else (inline,)


def plain(inline: Inline, language: str) -> str:
    """Write a line as plain text in a language."""
    return "".join(_plain(part, language) for part in parts(inline))


def _plain(part: Part, language: str) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Value):
        return part.written(language)
    return part.text


def is_empty(inline: Inline) -> bool:
    """Say whether a line holds nothing to read."""
    return all(not (part if isinstance(part, str) else getattr(part, "text", "x")) for part in parts(inline))


def single_value(inline: Inline) -> Value | None:
    """Give the value of a cell that holds exactly one value and nothing else."""
    if isinstance(inline, Value):
        return inline
    if isinstance(inline, tuple) and len(inline) == 1 and isinstance(inline[0], Value):
        return inline[0]
    return None


def values_in(inline: Inline) -> Iterator[Value]:
    """Walk over the typed values of a line."""
    for part in parts(inline):
        if isinstance(part, Value):
            yield part
