"""What is wrong with a plan, as values; and the exceptions that migplan raises."""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Protocol

from attrs import field, frozen

Address = tuple[str | int, ...]
"""Path into the plan: attribute names, and for a member of a collection its id, or its index when it has none."""


class Severity(Enum):
    """How much a problem matters; only errors make a command end with status 1."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an advice."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@frozen(order=True)
class Position:
    """Where a value stands in a text file, or a cell in a workbook."""

    source: str
    """Path as the person would type it, relative to the plan's folder where there is one."""
    line: int = 0
    """Line, from 1; 0 when the whole file is meant."""
    column: int = 0
    """Column in characters, from 1; 0 when the whole line is meant."""
    start: int = -1
    """First character of the value, counted from 0 over the whole text; -1 when unknown."""
    end: int = -1
    """One past its last character; -1 when unknown."""
    sheet: str = ""
    """Sheet of a workbook, empty for a text file."""
    cell: str = ""
    """Cell such as `D7`, empty for a text file."""

    def __str__(self) -> str:
        if self.sheet:
            return "!".join(part for part in (self.source, self.sheet, self.cell) if part)
        place = [self.source]
        if self.line:
            place.append(str(self.line))
            if self.column:
                place.append(str(self.column))
        return ":".join(place)


class Origin(Protocol):
    """What a plan was read from: it turns an address into a place, and is otherwise nobody's business."""

    def position(self, at: Address) -> Position | None:
        """Give the place of the value at this address, the nearest enclosing one, or `None`."""
        ...

    # An origin may also have `faults`, a sequence of addresses of values that could not be read or lead nowhere:
    # rules stay silent about what follows from them.


def _freeze(values: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(values))


@frozen(hash=False)
class Problem:
    """One thing that is wrong, or could be better, and where.

    A check gives code, severity, address and values; the place and the message in the reader's language
    are added where the problem is shown (`migplan.locale.explained`).
    """

    code: str
    """The fault itself, in kebab-case: `dates-reversed`."""
    severity: Severity
    at: Address = ()
    """Address in the plan of the value at fault; `()` when the whole plan or a file is meant."""
    values: Mapping[str, object] = field(factory=dict, converter=_freeze)
    """What the message needs, by name."""
    position: Position | None = field(default=None, kw_only=True)
    """Set where the place is known when the problem is found; otherwise the plan's origin gives it from `at`."""
    text: str = field(default="", kw_only=True, eq=False)
    """The message: the fact, then the remedy."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let a problem be sent to another process, which its frozen values cannot be."""
        return _remade, (self.code, self.severity, self.at, dict(self.values), self.position, self.text)

    @property
    def address(self) -> str:
        """The address in writing: `roadmaps/north/actions/A1.2/end`."""
        return "/".join(str(step) for step in self.at)

    def __str__(self) -> str:
        place = str(self.position) if self.position else self.address
        said = self.text or ", ".join(f"{name}={value}" for name, value in self.values.items())
        return ": ".join(part for part in (place, self.code, said) if part)


def _remade(
    code: str, severity: Severity, at: Address, values: dict[str, object], position: Position | None, text: str
) -> Problem:
    return Problem(code, severity, at, values, position=position, text=text)


def sort_key(problem: Problem) -> tuple[int, tuple[str, int, int, str, str], str, str]:
    """Order problems by severity, then position, then address, then code."""
    position = problem.position or Position("")
    place = (position.source, position.line, position.column, position.sheet, position.cell)
    return (problem.severity.rank, place, problem.address, problem.code)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether at least one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class MigplanError(Exception):
    """The ancestor of every exception that migplan raises on purpose."""


class PlanError(MigplanError):
    """A plan could not be read, or not used for what was asked; `problems` holds everything that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class PluginError(MigplanError):
    """A plugin failed or two plugins clash; the message names them."""

    def __init__(self, message: str, problem: Problem | None = None) -> None:
        """Say what happened; `problem` says it in any language."""
        self.problem = problem
        super().__init__(message)


class UnknownAddress(MigplanError, KeyError):
    """No thing of the plan has the address that was asked for."""

    def __init__(self, address: str, suggestions: Iterable[str] = ()) -> None:
        self.address = address
        self.suggestions = tuple(suggestions)
        hint = f"; the nearest is {', '.join(self.suggestions)}" if self.suggestions else ""
        super().__init__(f"no thing of the plan has the address {address!r}{hint}")

    def __str__(self) -> str:
        return str(self.args[0])
