"""The drawn blocks: charts, calendars, trees, quadrants, matrices."""

from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from migplan.documents.inline import Holds, Inline, Tone
from migplan.documents.sequences import SILENT_FIELD, as_tuple


class ChartKind(Enum):
    """Shape of a chart."""

    BAR = "bar"
    """Horizontal bars, one row a category."""
    COLUMN = "column"
    STACKED = "stacked"
    """Stacked columns."""
    LINE = "line"
    DOUGHNUT = "doughnut"
    WATERFALL = "waterfall"
    """One series of changes; the last category is the result."""
    SCATTER = "scatter"


class Pattern(Enum):
    """How an area is filled; readable without colour."""

    SOLID = "solid"
    HATCHED = "hatched"
    OUTLINE = "outline"


@frozen
class Series:
    """One series: a value for each category, `None` for a gap."""

    name: str
    values: tuple[Decimal | None, ...] = field(converter=as_tuple)
    color: str = ""
    """Colour role; `series-1`, `series-2`… in order when empty."""
    pattern: Pattern = Pattern.SOLID
    x: tuple[Decimal, ...] = field(default=(), converter=as_tuple)
    """Horizontal values of a scatter."""


@frozen
class Chart:
    """Numbers drawn; always beside the same numbers as a table where the format allows."""

    id: str
    title: Inline
    """The message, as a sentence."""
    kind: ChartKind
    categories: tuple[str, ...] = field(converter=as_tuple)
    series: tuple[Series, ...] = field(converter=as_tuple)
    category_label: str = ""
    """What the categories are: year, municipality."""
    unit: str = ""
    holds: Holds = Holds.NUMBER
    decimals: int | None = None
    reading: tuple[Inline, ...] = field(default=(), converter=as_tuple)
    """What to see, what it means, what is not known."""
    note: Inline = ""
    """Source."""
    alt: str = ""
    emphasised: str = ""
    """Category to set in accent."""
    places: tuple[tuple[int, int, int], ...] = field(default=(), converter=as_tuple, metadata=SILENT_FIELD)
    """Of each category its best place, its own and its worst, from 1, when what is uncertain moves; drawn where dots are."""
    places_label: str = field(default="", metadata=SILENT_FIELD)
    """Name of these places."""


@frozen
class Milestone:
    """A dated step."""

    title: str
    date: date
    is_reached: bool = False


@frozen
class Bar:
    """One action on the calendar."""

    code: str
    title: Inline
    start: date
    end: date
    lane: str
    """Key of its lane."""
    lead: str = ""
    progress: Decimal | None = None
    """Percent done, 0 to 100."""
    tone: Tone = Tone.NEUTRAL
    status: str = ""
    milestones: tuple[Milestone, ...] = field(default=(), converter=as_tuple)
    depends_on: tuple[str, ...] = field(default=(), converter=as_tuple)
    """Codes of bars it waits for."""


@frozen
class Lane:
    """A swim lane: one objective."""

    key: str
    title: Inline
    color: str = "primary"


@frozen
class Gantt:
    """Actions over time."""

    id: str
    title: Inline
    start: date
    end: date
    lanes: tuple[Lane, ...] = field(converter=as_tuple)
    bars: tuple[Bar, ...] = field(converter=as_tuple)
    today: date | None = None
    note: Inline = ""
    alt: str = ""
    source: str = field(default="", metadata=SILENT_FIELD)
    """Id of a table to be filled in whose rows say, by their code, when each bar starts and ends and how far it is."""


@frozen
class Node:
    """One box of a tree."""

    id: str
    title: Inline
    code: str = ""
    parent: str = ""
    """Id of the node above; empty for a root."""
    color: str = "primary"


class TreeKind(Enum):
    """What the edges mean."""

    OBJECTIVES = "objectives"
    PROBLEMS = "problems"
    RESULTS = "results"
    """A results chain, read from cause to effect."""


@frozen
class Tree:
    """Boxes that hang together."""

    id: str
    title: Inline
    nodes: tuple[Node, ...] = field(converter=as_tuple)
    kind: TreeKind = TreeKind.OBJECTIVES
    note: Inline = ""
    alt: str = ""


@frozen
class Point:
    """One thing placed between two axes."""

    label: str
    x: Decimal
    y: Decimal
    category: str = ""
    color: str = ""
    is_emphasised: bool = False


@frozen
class Axis:
    """An axis named in words."""

    label: str
    low: Decimal = Decimal(1)
    high: Decimal = Decimal(5)
    low_label: str = ""
    high_label: str = ""


@frozen
class Quadrant:
    """A plane of two axes and four named quarters; or the four fields of a SWOT when `lists` is given."""

    id: str
    title: Inline
    quarters: tuple[str, str, str, str]
    """Names: top start, top end, bottom start, bottom end."""
    x: Axis | None = None
    y: Axis | None = None
    points: tuple[Point, ...] = field(default=(), converter=as_tuple)
    lists: tuple[tuple[Inline, ...], ...] = field(default=(), converter=as_tuple)
    """For a SWOT: the lines of each quarter, in the order of `quarters`."""
    note: Inline = ""
    alt: str = ""
    categories: tuple[str, ...] = field(default=(), converter=as_tuple, metadata=SILENT_FIELD)
    """Every category of the plan, in one order for all drawings, so that each keeps its mark; see `marks_of`."""


@frozen
class MatrixCell:
    """One crossing: a short text (a letter, a number, a symbol) and a step of tint."""

    text: str = ""
    step: int = 0
    """0 (none) to 3 (full)."""
    tone: Tone | None = None


@frozen
class MatrixLine:
    """A row or a column head."""

    key: str
    label: Inline
    code: str = ""
    color: str = ""


@frozen
class Matrix:
    """Rows against columns: RACI, alignment, risks."""

    id: str
    title: Inline
    corner: str
    """What the rows are, above the row heads."""
    rows: tuple[MatrixLine, ...] = field(converter=as_tuple)
    columns: tuple[MatrixLine, ...] = field(converter=as_tuple)
    cells: tuple[tuple[MatrixCell, ...], ...] = field(converter=as_tuple)
    """One tuple per row, one cell per column."""
    row_totals: tuple[int, ...] = field(default=(), converter=as_tuple)
    column_totals: tuple[int, ...] = field(default=(), converter=as_tuple)
    legend: tuple[tuple[str, str], ...] = field(default=(), converter=as_tuple)
    """Symbol and meaning."""
    note: Inline = ""
    alt: str = ""
