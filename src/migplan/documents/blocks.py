"""The simple blocks: words, key numbers, pictures, slots, signatures."""

from enum import Enum

from attrs import field, frozen

from migplan.documents.expressions import Expression
from migplan.documents.inline import Inline, Part, Tag, Value
from migplan.documents.sequences import as_tuple


@frozen
class Heading:
    """A heading inside a section."""

    text: Inline
    level: int = 2
    """1 for the section's own title; blocks use 2 and 3."""
    number: str = ""
    """The plan's own number, the same in all formats."""
    id: str = ""


class ParagraphStyle(Enum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    QUOTE = "quote"
    SMALL = "small"


@frozen
class Paragraph:
    """Running text."""

    text: Inline
    style: ParagraphStyle = ParagraphStyle.BODY


@frozen
class Bullet:
    """One item of a list."""

    text: Inline
    level: int = 1
    """1 to 3."""


def _bullets(items: tuple[Bullet | Part | tuple[Part, ...], ...]) -> tuple[Bullet, ...]:
    return tuple(item if isinstance(item, Bullet) else Bullet(item) for item in items)


@frozen
class Bullets:
    """A list of items."""

    items: tuple[Bullet, ...] = field(converter=_bullets)
    is_numbered: bool = False


class NoteKind(Enum):
    """What a note is."""

    INFORMATION = "information"
    WARNING = "warning"
    ILLUSTRATION = "illustration"
    """What follows, or the whole document, is invented to show how it looks."""


@frozen
class Note:
    """A remark set apart."""

    text: Inline
    kind: NoteKind = NoteKind.INFORMATION
    title: Inline = ""


@frozen
class KeyFigure:
    """One number to remember."""

    value: Value
    label: Inline
    trend: Inline = ""
    source: Inline = ""
    is_emphasised: bool = False
    formula: Expression | None = field(default=None, metadata={"silent": True})
    """How formats with formulas compute the value again."""


@frozen
class Figures:
    """A row of key numbers, three to six."""

    items: tuple[KeyFigure, ...] = field(converter=as_tuple)
    conclusion: Inline = ""
    alt: str = ""


@frozen
class Fact:
    """A label and what it holds."""

    label: str
    content: Inline


@frozen
class SheetPart:
    """A titled part of an action sheet: why, what, with whom, how we will know."""

    label: str
    content: tuple[Inline, ...] = field(converter=as_tuple)
    """Paragraphs; several are set as a list."""


@frozen
class ActionSheet:
    """One action on one page, always the same skeleton."""

    code: str
    title: Inline
    objective_code: str
    objective_title: Inline
    status: Tag
    facts: tuple[Fact, ...] = field(converter=as_tuple)
    """Lead, period, cost, legal basis, instrument: short."""
    parts: tuple[SheetPart, ...] = field(converter=as_tuple)
    tables: tuple[object, ...] = field(default=(), converter=as_tuple)
    """Small tables (`Table`): costs and funding by year, indicators."""
    color: str = "primary"
    id: str = ""
    address: str = ""


@frozen
class AgendaItem:
    """One part of an agenda."""

    day: int
    start: str
    """`09:30`."""
    minutes: int
    title: Inline
    method: str = ""
    method_key: str = "plenary"
    facilitator: str = ""
    materials: str = ""
    is_break: bool = False
    is_now: bool = False


@frozen
class Agenda:
    """What happens when."""

    items: tuple[AgendaItem, ...] = field(converter=as_tuple)
    title: Inline = ""
    alt: str = ""


@frozen
class Frame:
    """An empty frame with its title, for group work."""

    title: Inline
    hint: Inline = ""


@frozen
class Canvas:
    """Frames to be filled in by a group."""

    title: Inline
    frames: tuple[Frame, ...] = field(converter=as_tuple)
    columns: int = 2
    minutes: int | None = None
    alt: str = ""


@frozen
class Picture:
    """A picture, PNG or JPEG."""

    data: bytes = field(repr=False)
    alt: str
    caption: Inline = ""
    credit: str = ""


@frozen
class PassageHome:
    """Where the prose of a slot stands in the plan, for whoever reads it back."""

    report: str
    section: str
    roadmap: str = ""
    """Id of the roadmap that the passage belongs to; empty for all."""
    event: str = ""
    """Id of the event that it belongs to; empty for all."""
    language: str = ""
    """Language of the text shown; empty where none is written."""
    text: str = ""
    """What the plan holds, as it is written there."""
    is_new: bool = False
    """The plan has no such passage yet."""


@frozen
class Slot:
    """Prose that somebody still has to write, or has written."""

    passage: str
    """Id of the passage of the plan."""
    hint: str
    """What should be written here."""
    text: Inline = ""
    style: ParagraphStyle = ParagraphStyle.BODY
    """What the prose is for, once it is written."""
    home: PassageHome | None = field(default=None, metadata={"silent": True})
    """Where the prose belongs; `None` for what is no passage, which cannot be read back."""


@frozen
class Signature:
    """One place to sign."""

    role: str
    organisation: Inline = ""


@frozen
class Signatures:
    """Places to sign, with date and stamp."""

    places: tuple[Signature, ...] = field(converter=as_tuple)
    title: Inline = ""


@frozen
class LogoMark:
    """A partner's logo, or its word-mark where no picture is given."""

    name: str
    data: bytes | None = field(default=None, repr=False)
    statement: str = ""
    """Funding statement: it and the logo are one block."""
    alt: str = ""
    language: str = ""


@frozen
class Logos:
    """All partners' logos, with equal optical weight."""

    marks: tuple[LogoMark, ...] = field(converter=as_tuple)
