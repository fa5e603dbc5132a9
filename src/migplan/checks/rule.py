"""What a rule is."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from attrs import field, frozen

from migplan.locale import format_decimal
from migplan.model import Plan, Reference, Text
from migplan.problems import Problem, Severity


@frozen
class CheckRule:
    """One rule of core: what it finds, how grave that is, and the function that finds it."""

    code: str
    """The fault, in kebab-case; its message is `problems.<code>` of the catalogue."""
    severity: Severity
    rule: Callable[[Plan, Reference], Iterator[Problem]]
    """Its docstring is the rule as a planner would say it."""
    section: str
    """Subject: `dates`, `roles`, `results`, `money`, `indicators`, `figures`, `events`, `publication`, `settings`, `assignment`."""
    reads: tuple[str, ...] = ()
    """What it depends on beside the value it points at: see `migplan.hooks.Check.reads`."""


@frozen
class ByYear:
    """Amounts by year among the values of a problem, told in the language of the message."""

    amounts: tuple[tuple[int | None, Decimal], ...]

    def in_(self, *languages: str) -> str:
        """Give year and amount, one pair after the other."""
        return " · ".join(f"{year or '–'}: {format_decimal(amount, languages[0])}" for year, amount in self.amounts)

    def __str__(self) -> str:
        return self.in_("en")


def _names(names: Iterable[Text | str]) -> tuple[Text | str, ...]:
    return tuple(names)


@frozen
class Listed:
    """Several names among the values of a problem, told in the language of the message."""

    names: tuple[Text | str, ...] = field(converter=_names)

    def in_(self, *languages: str) -> str:
        """Give the names one after the other."""
        return ", ".join(name if isinstance(name, str) else name.in_(*languages) for name in self.names)

    def __str__(self) -> str:
        return self.in_("")
