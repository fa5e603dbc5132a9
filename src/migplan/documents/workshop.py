"""The blocks of a workshop: work in groups, quiz, votes, table signs, comparisons.

What stands in several languages side by side is a tuple of spans, one for each language, each with its language;
the first is the document's own.
"""

from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from migplan.documents.inline import Holds, Inline, Span
from migplan.documents.sequences import as_tuple


@frozen
class GroupWork:
    """What groups are asked to do, with an empty frame to type their answer into."""

    question: Inline
    """The one question, set large."""
    minutes: int | None = None
    """Time for the work, in minutes."""
    steps: tuple[Inline, ...] = field(default=(), converter=as_tuple)
    """Instructions, in order."""
    roles: tuple[Inline, ...] = field(default=(), converter=as_tuple)
    """Who does what in a group: who keeps time, who writes, who reports."""
    groups: tuple[Inline, ...] = field(default=(), converter=as_tuple)
    """The groups by name or subject; empty when they are made in the room."""
    hand_in: Inline = ""
    """What each group gives back at the end."""
    prompt: str = ""
    """Shown in the empty frame until somebody types there; not printed."""
    alt: str = ""


@frozen
class Quiz:
    """One question with its choices, lettered A, B, C… in order."""

    question: Inline
    choices: tuple[Inline, ...] = field(converter=as_tuple)
    answer: int | None = None
    """Number of the right choice, from 1, when it is to be shown; `None` while the question is asked."""
    number: int | None = None
    """Number of the question among those of the quiz."""
    alt: str = ""


@frozen
class Choice:
    """One thing to vote on, or one head of a ballot, in each language."""

    labels: tuple[Span, ...] = field(converter=as_tuple)
    code: str = ""
    """`A1.2`; the same in every language."""
    color: str = ""
    """Colour role of its objective."""


class VoteKind(Enum):
    """How one votes."""

    BOX = "box"
    """A large box to tick, or to write a mark in."""
    DOTS = "dots"
    """A row of empty circles, each the place of one sticker."""


@frozen
class VoteSheet:
    """A ballot or a sheet for dots, one page, each line in every language."""

    id: str
    title: tuple[Span, ...] = field(converter=as_tuple)
    choices: tuple[Choice, ...] = field(converter=as_tuple)
    kind: VoteKind = VoteKind.BOX
    instructions: tuple[Span, ...] = field(default=(), converter=as_tuple)
    heads: tuple[Choice, ...] = field(default=(), converter=as_tuple)
    """Criteria or marks: when there are any, each choice has one box under each of them."""
    circles: int = 10
    """Empty circles in each row of a sheet for dots."""
    voters: tuple[Choice, ...] = field(default=(), converter=as_tuple)
    """Groups of voters, of which a person ticks her own; no name is ever asked."""
    stamp: tuple[Span, ...] = field(default=(), converter=as_tuple)
    """Label of the room for a stamp; no room when empty."""
    alt: str = ""


@frozen
class Sign:
    """What one table sign says, on both its faces."""

    names: tuple[Span, ...] = field(converter=as_tuple)
    """Organisation or function, one span for each language."""
    details: tuple[Span, ...] = field(default=(), converter=as_tuple)
    """Smaller, below: the full name of an acronym, a function."""
    color: str = "primary"


@frozen
class Signs:
    """Table signs: one page each, folded along its middle, so that both faces say the same."""

    items: tuple[Sign, ...] = field(converter=as_tuple)
    alt: str = ""


@frozen
class ComparedColumn:
    """One of the things compared: a territory, a roadmap, an edition."""

    key: str
    title: Inline
    detail: Inline = ""
    """One short line under the title."""
    color: str = "primary"


@frozen
class ComparedLine:
    """One aspect, and what each thing is in it; cells stand in the order of the columns."""

    label: Inline
    cells: tuple[Inline, ...] = field(converter=as_tuple)
    holds: Holds = Holds.TEXT
    """When a number, every cell holds one value or none, and all are drawn on one scale from zero to `high`."""
    high: Decimal | None = None
    """End of the scale; the largest of the values when `None`."""
    differs: bool = False
    """A difference that the page is about: set apart; lines without it stay quiet."""
    emphasised: tuple[int, ...] = field(default=(), converter=as_tuple)
    """Places, from 0, of the cells that stand apart from the others."""


@frozen
class Comparison:
    """Two to four things side by side: equal columns, the same order and scale, the difference highlighted."""

    id: str
    title: Inline
    columns: tuple[ComparedColumn, ...] = field(converter=as_tuple)
    lines: tuple[ComparedLine, ...] = field(converter=as_tuple)
    note: Inline = ""
    alt: str = ""
