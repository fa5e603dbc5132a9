"""Figures that know where they come from, and can say so."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from migplan.analysis.money import currency_decimals, difference_of, quotient_of, total_of
from migplan.locale import Words, format_decimal, format_money, format_share
from migplan.model import Money, Text


class Kind(Enum):
    """What a figure counts; its unit says the rest."""

    MONEY = "money"
    SHARE = "share"
    """Percent, written 0 to 100."""
    NUMBER = "number"
    COUNT = "count"
    DAYS = "days"
    SCORE = "score"


class Operation(Enum):
    """How a figure comes from its parts."""

    GIVEN = "given"
    """Read in the plan as it is."""
    SUM = "sum"
    DIFFERENCE = "difference"
    """The first part less the others."""
    PRODUCT = "product"
    RATIO = "ratio"
    """The first part over the second, in percent."""
    CHANGE = "change"
    """From the second part to the first, in percent of the second."""
    SPREAD = "spread"
    """A part of an amount that is shared out in proportion."""
    WEIGHTED = "weighted"
    """Mean of the parts, each with its weight."""
    WAY = "way"
    """The way from the second part to the first, in percent of the way from the second to the third."""
    LATEST = "latest"
    MAX = "max"
    COUNT = "count"


class Lack(Enum):
    """Why something could not be counted."""

    RATE = "rate"
    """Its currency has no rate."""
    UNIT_COST = "unit-cost"
    """The budget line has no unit cost."""
    WEIGHT = "weight"
    """The territory has no figure to weigh with."""
    VALUE = "value"
    """Nothing was measured."""


@frozen
class Omission:
    """Something that a figure leaves out, and why."""

    address: str
    lack: Lack
    money: Money | None = None


def _frozen_values(values: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, object], ...]:
    return tuple(values.items() if isinstance(values, Mapping) else values)


@frozen
class Label:
    """What a figure is called: a key below `analysis.label` of the catalogue, with its values."""

    key: str
    values: tuple[tuple[str, object], ...] = field(default=(), converter=_frozen_values)
    """By name; a `Text` is given in the reader's language."""

    def said(self, words: Words) -> str:
        """Give the label in the language of the words."""
        values = {name: _plain(value, words) for name, value in self.values}
        return words(f"analysis.label.{self.key}", **values)


def label(key: str, /, **values: object) -> Label:
    """Name a figure by a key of the catalogue and the values of its sentence."""
    return Label(key, values)


def _plain(value: object, words: Words) -> object:
    if isinstance(value, Text):
        return value.in_(words.language)
    return words.choice(value) if isinstance(value, Enum) else value


@frozen
class Traced:
    """One figure, with the address it stands for and the figures it was computed from."""

    value: Decimal
    label: Label
    kind: Kind = Kind.NUMBER
    unit: str | Text = ""
    """Currency code for money; words for a number; empty for what needs none."""
    address: str = ""
    """Where it stands in the plan, or the thing it was computed for: `north/A1.2/budget/0`."""
    operation: Operation = Operation.GIVEN
    parts: tuple["Traced", ...] = ()
    omitted: tuple[Omission, ...] = ()
    """What could not be counted, here or below; empty when the figure is complete."""

    @property
    def is_complete(self) -> bool:
        """Say whether everything could be counted."""
        return not self.omitted

    def written(self, words: Words) -> str:
        """Write the value with its unit as the language does."""
        language = words.language
        if self.kind is Kind.MONEY:
            return format_money(self.value, language, str(self.unit), _money_decimals(self.value, str(self.unit)))
        if self.kind is Kind.SHARE:
            return format_share(self.value, language)
        if self.kind is Kind.DAYS:
            return words("analysis.unit.days", n=self.value)
        unit = self.unit.in_(language) if isinstance(self.unit, Text) else self.unit
        number = format_decimal(self.value, language)
        return f"{number}\u00a0{unit}" if unit else number

    def explain(self, words: Words, depth: int = 3, most: int = 40) -> str:
        """Say in several lines what the figure is and what it was computed from.

        `depth` is how many steps down to go; of more than `most` parts the rest is told as one line.
        """
        return "\n".join([*self._lines(words, depth, most, ""), *self._omissions(words)])

    def _lines(self, words: Words, depth: int, most: int, indent: str) -> Iterable[str]:
        place = f" [{self.address}]" if self.address else ""
        head = words("analysis.explain.head", label=self.label.said(words), value=self.written(words))
        yield f"{indent}{head}{place}"
        if not self.parts or depth <= 0:
            return
        yield f"{indent}  {words(f'analysis.operation.{self.operation.value}')}"
        for part in self.parts[:most]:
            yield from part._lines(words, depth - 1, most, indent + "    ")
        rest = self.parts[most:]
        if rest:
            yield f"{indent}    {words('analysis.explain.more', n=len(rest))}"

    def _omissions(self, words: Words) -> Iterable[str]:
        for omission in self.omitted:
            reason = words(f"analysis.lack.{omission.lack.value}", money=str(omission.money or ""))
            yield words("analysis.explain.omitted", address=omission.address, reason=reason)


def _money_decimals(value: Decimal, currency: str) -> int:
    """Give the decimals to show: none for a whole amount, else those of the currency, more when the value has more."""
    if value == value.to_integral_value():
        return 0
    exponent = value.normalize().as_tuple().exponent
    return max(currency_decimals(currency), -exponent if isinstance(exponent, int) else 0)


def _omitted(parts: Iterable[Traced]) -> tuple[Omission, ...]:
    found: dict[Omission, None] = {}
    for part in parts:
        if part.omitted:
            found.update(dict.fromkeys(part.omitted))
    return tuple(found)


def summed(
    name: Label,
    parts: Iterable[Traced],
    *,
    kind: Kind = Kind.MONEY,
    unit: str | Text = "",
    address: str = "",
    omitted: Iterable[Omission] = (),
) -> Traced:
    """Add figures up; 0 when there is none."""
    members = tuple(parts)
    value = total_of(part.value for part in members)
    return Traced(value, name, kind, unit, address, Operation.SUM, members, (*_omitted(members), *omitted))


def subtracted(name: Label, minuend: Traced, *subtrahends: Traced, address: str = "") -> Traced:
    """Take figures from another of the same kind."""
    value = difference_of(minuend.value, *(part.value for part in subtrahends))
    parts = (minuend, *subtrahends)
    return Traced(value, name, minuend.kind, minuend.unit, address, Operation.DIFFERENCE, parts, _omitted(parts))


def shared(name: Label, numerator: Traced, denominator: Traced, address: str = "") -> Traced | None:
    """Give one figure as a share of another, in percent with two decimals; `None` when the second is zero."""
    value = quotient_of(numerator.value, denominator.value)
    if value is None:
        return None
    parts = (numerator, denominator)
    return Traced(value, name, Kind.SHARE, "", address, Operation.RATIO, parts, _omitted(parts))


def counted(name: Label, number: int, address: str = "") -> Traced:
    """Give a count of things."""
    return Traced(Decimal(number), name, Kind.COUNT, "", address, Operation.COUNT)
