"""A document: sections of blocks, said in one language, without a format."""

from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from migplan.documents.blocks import (
    ActionSheet,
    Agenda,
    Bullets,
    Canvas,
    Fact,
    Figures,
    Heading,
    Logos,
    Note,
    Paragraph,
    Picture,
    Signatures,
    Slot,
)
from migplan.documents.drawings import Chart, Gantt, Matrix, Quadrant, Tree
from migplan.documents.inline import Inline
from migplan.documents.paper import Paper
from migplan.documents.sequences import as_tuple
from migplan.documents.tables import EntryTable, Table
from migplan.documents.vocabularies import Carried, Vocabulary
from migplan.documents.workshop import Comparison, GroupWork, Quiz, Signs, VoteSheet
from migplan.locale import is_right_to_left

Block = (
    Heading
    | Paragraph
    | Bullets
    | Note
    | Figures
    | Table
    | EntryTable
    | Chart
    | Gantt
    | Tree
    | Quadrant
    | Matrix
    | ActionSheet
    | Agenda
    | Canvas
    | Picture
    | Slot
    | Signatures
    | Logos
    | GroupWork
    | Quiz
    | VoteSheet
    | Signs
    | Comparison
)

BLOCKS: tuple[type, ...] = (
    Heading,
    Paragraph,
    Bullets,
    Note,
    Figures,
    Table,
    EntryTable,
    Chart,
    Gantt,
    Tree,
    Quadrant,
    Matrix,
    ActionSheet,
    Agenda,
    Canvas,
    Picture,
    Slot,
    Signatures,
    Logos,
    GroupWork,
    Quiz,
    VoteSheet,
    Signs,
    Comparison,
)
"""Every class of block, simplest first."""

WORKSHOP_BLOCKS: frozenset[type] = frozenset({GroupWork, Quiz, VoteSheet, Signs, Comparison})
"""Blocks of slides, posters and hand-outs; an exporter of pages or sheets may leave them to their fallbacks."""


Day = date


class Medium(Enum):
    """How a document is used; a report chooses what to say by it, never by a file format."""

    PAGE = "page"
    """Read at a desk, complete."""
    SLIDE = "slide"
    """Projected: one section, one message, one slide."""
    SHEET = "sheet"
    """Filtered, sorted and summed."""


class Role(Enum):
    """Part of a section in the whole."""

    COVER = "cover"
    SUMMARY = "summary"
    DIVIDER = "divider"
    """Opens a chapter of slides; a page has none."""
    BODY = "body"
    ANNEX = "annex"


@frozen
class Section:
    """A part of a document with one message."""

    id: str
    title: Inline
    """What it is about, in a few words: the entry of the table of contents, the sheet's name."""
    blocks: tuple[Block, ...] = field(default=(), converter=as_tuple)
    role: Role = Role.BODY
    message: Inline = ""
    """What it says, as one sentence with a verb."""
    notes: tuple[Inline, ...] = field(default=(), converter=as_tuple)
    """For the speaker: aim, minutes, what to say, what to ask."""
    number: str = ""
    """Number in the outline: `4`, `4.2`."""
    level: int = 1
    """1 for a chapter, 2 for a section of it."""
    source: Inline = ""
    """Where the figures come from, in one line."""
    color: str = ""
    """Colour role of an objective that the section is about."""
    is_hidden: bool = False
    """Backup: a hidden slide, a hidden sheet."""
    starts_page: bool = False
    """On paper, begin on a new page whatever the level."""


@frozen
class SourceNote:
    """A source that figures cite by its key."""

    key: str
    text: Inline
    link: str = ""


@frozen
class Cover:
    """The first page."""

    title: Inline
    subtitle: Inline = ""
    facts: tuple[Fact, ...] = field(default=(), converter=as_tuple)
    """Territory, period, edition, date, status."""
    motif: tuple[Decimal, ...] = field(default=(), converter=as_tuple)
    """Values of the territory's parts, drawn as a quiet motif: never read as numbers."""
    logos: Logos | None = None
    statement: Inline = ""
    """Funding statement."""
    disclaimer: Inline = ""
    illustration: Inline = ""
    """Said plainly when the content is invented."""


@frozen
class MadeFrom:
    """Which plan a document was made from, and how, so that its figures can be compared with the plan's later on."""

    version: str
    """Version of the plan: the same plan has the same one."""
    language: str
    """The plan's own code of the language."""
    audience: str
    of: str = ""
    """Id of the roadmap, event or territory that it is about."""
    follows: bool = False
    """The document carries the plan's own day."""


@frozen
class Document:
    """What is said, in one language, without a format."""

    report: str
    """Name of the report that made it."""
    title: str
    language: str
    """BCP 47 tag of the text: `fr`, `pt-BR`."""
    cover: Cover
    sections: tuple[Section, ...] = field(default=(), converter=as_tuple)
    subtitle: str = ""
    short_title: str = ""
    """For headers and footers."""
    occasion: str = ""
    """Day of what the document is about, in words, which footers show in place of the document's own."""
    region: str = ""
    """ISO 3166 country of the language tags."""
    subject: str = ""
    creator: str = ""
    keywords: tuple[str, ...] = field(default=(), converter=as_tuple)
    sources: tuple[SourceNote, ...] = field(default=(), converter=as_tuple)
    date: Day | None = None
    medium: Medium = Medium.PAGE
    currency: str = ""
    paper: Paper = Paper.SCREEN
    """Page of a document laid out as slides. On a printed paper (poster, ballot, sign) every section is a page of its
    own without cover and divider; the section's message, or its title, is its head, and the cover's logos its foot."""

    is_form: bool = field(default=False, metadata={"silent": True})
    """A form to sign or to fill in, without cover and contents: its first section begins the first page."""
    vocabularies: tuple[Vocabulary, ...] = field(default=(), converter=as_tuple, metadata={"silent": True})
    """What the columns of tables to be filled in offer."""
    carried: tuple[Carried, ...] = field(default=(), converter=as_tuple, metadata={"silent": True})
    """Texts that a file carries along unseen, where its format can."""
    made_from: MadeFrom | None = field(default=None, metadata={"silent": True})
    """The plan, set by the pipeline."""

    @property
    def is_right_to_left(self) -> bool:
        """Say whether the language is written from right to left."""
        return is_right_to_left(self.language)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in order."""
        return tuple(block for section in self.sections for block in section.blocks)
