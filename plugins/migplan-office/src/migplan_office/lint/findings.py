"""What the linter says, and what a rule is."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from migplan_office.lint.file import File

KINDS = ("docx", "pptx", "xlsx")
"""The three kinds of package."""


@frozen(order=True)
class Finding:
    """One place where a file breaks a rule; written for developers."""

    rule: str
    """Number of the rule: `X3`."""
    part: str
    """Name of the part, without a slash at its start; empty when the whole file is meant."""
    where: str
    """Cell, name of a shape, or the element with its place; empty when the whole part is meant."""
    message: str
    """The fact, then the remedy, in English."""

    def __str__(self) -> str:
        place = " ".join(piece for piece in (self.part, self.where) if piece)
        return f"{self.rule}: {place}: {self.message}" if place else f"{self.rule}: {self.message}"


@frozen
class Rule:
    """One rule of the linter: its number and the function that looks for faults."""

    id: str
    check: Callable[["File"], Iterator[Finding]]
    """Gives the findings; the first line of its docstring is the rule."""
    kinds: tuple[str, ...] = KINDS
    """Kinds of package it reads."""
    ours: bool = False
    """Whether it is our own discipline, which a valid file of another program may lack."""

    @property
    def summary(self) -> str:
        """The rule in one line."""
        return (self.check.__doc__ or "").strip().splitlines()[0]
