"""Hypothesis strategies for documents: every block, every script, both directions, empty and huge collections.

What they draw keeps what reports promise, and nothing more: ids are unique in the document, references name what is
there, a row has as many cells as its table has columns, titles of sections, headings and columns to read have something
to see. Texts are otherwise anything, cleaned or not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from migplan.documents import (
    BLOCKS,
    ActionSheet,
    Agenda,
    AgendaItem,
    Axis,
    Bar,
    Block,
    Bullet,
    Bullets,
    Canvas,
    Chart,
    ChartKind,
    Column,
    Cover,
    Difference,
    Document,
    EntryTable,
    Expression,
    Fact,
    Figures,
    Frame,
    Gantt,
    Heading,
    Holds,
    Inline,
    KeyFigure,
    Lane,
    LogoMark,
    Logos,
    Matrix,
    MatrixCell,
    MatrixLine,
    Medium,
    Milestone,
    Node,
    Note,
    NoteKind,
    Paragraph,
    ParagraphStyle,
    Pattern,
    Picture,
    Point,
    Product,
    Quadrant,
    Ratio,
    Role,
    Row,
    RowKind,
    Section,
    Series,
    SheetPart,
    Signature,
    Signatures,
    Slot,
    SourceNote,
    Sum,
    Table,
    Tone,
    Total,
    Tree,
    TreeKind,
    Value,
    rounded,
)
from migplan.testing.plan_strategies import plans
from migplan.testing.samples import DAY, sample_picture
from migplan.testing.wording import (
    LANGUAGES,
    NUMERIC,
    days,
    inlines,
    numbers,
    short_titles,
    spans,
    tags,
    titles,
    values,
    wordings,
)
from migplan.testing.workshop_strategies import WORKSHOP_BY_CLASS

Drawn = TypeVar("Drawn")

SOURCES = ("", "", "", "census", "survey")
COLORS = ("primary", "accent", "series-1", "series-2", "series-6", "series-9", "tint-2", "unheard-of", "")

_COUNTS = [0, 1, 1, 2, 2, 3, 3, 3, 4, 5, 7, 7, 12]


@st.composite
def _many(
    draw: st.DrawFn, item: st.SearchStrategy[Drawn], huge: int = 400, least: int = 0, most: int = 10**6
) -> tuple[Drawn, ...]:
    """Draw collections of a few things, at times repeated up to 40 or `huge` times."""
    count = draw(st.sampled_from([*_COUNTS, 40] if draw(st.integers(0, 9)) else [40, 40, huge]))
    drawn = draw(st.lists(item, min_size=1, max_size=4))
    return tuple(drawn[number % len(drawn)] for number in range(min(max(count, least), most)))


def _lines() -> st.SearchStrategy[Inline]:
    return inlines(SOURCES, ("part-1",))


@cache
def headings() -> st.SearchStrategy[Heading]:
    """Headings of levels 2 and 3, numbered or not."""
    return st.builds(Heading, titles(), st.sampled_from([2, 2, 3]), st.sampled_from(["", "2.1", "=1"]))


@cache
def paragraphs() -> st.SearchStrategy[Paragraph]:
    """Paragraphs of every style."""
    return st.builds(Paragraph, _lines(), st.sampled_from(ParagraphStyle))


@cache
def bullet_lists() -> st.SearchStrategy[Bullets]:
    """Lists of up to 400 items on three levels."""
    return st.builds(Bullets, _many(st.builds(Bullet, _lines(), st.integers(1, 3))), st.booleans())


@cache
def notes() -> st.SearchStrategy[Note]:
    """Notes of every kind."""
    return st.builds(Note, _lines(), st.sampled_from(NoteKind), _lines())


@cache
def figures() -> st.SearchStrategy[Figures]:
    """Rows of key numbers."""
    item = st.builds(KeyFigure, values(sources=SOURCES), titles(), wordings(), wordings(), st.booleans())
    return st.builds(Figures, _many(item, 12, most=12), _lines(), wordings())


def _formulas(keys: Sequence[str]) -> st.SearchStrategy[Expression]:
    one = st.sampled_from(list(keys))
    several = st.lists(one, min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(
        st.builds(Sum, several),
        st.builds(Product, several),
        st.builds(Difference, one, one),
        st.builds(Ratio, one, one),
    )


@st.composite
def _columns(draw: st.DrawFn, can_compute: bool = True) -> tuple[Column, ...]:
    made: list[Column] = []
    numeric: list[str] = []
    for number in range(draw(st.sampled_from([1, 2, 3, 3, 4, 5, 9]))):
        holds = draw(st.sampled_from([Holds.TEXT, Holds.TEXT, Holds.CODE, Holds.DATE, Holds.STATUS, *NUMERIC]))
        key, formula, total = f"c{number}", None, Total.NONE
        if holds.is_number:
            numeric.append(key)
            if can_compute:
                total = draw(st.sampled_from([Total.NONE, Total.SUM, Total.COUNT]))
                if len(numeric) > 1 and draw(st.booleans()):
                    formula = draw(_formulas(numeric[:-1]))
                    total = draw(st.sampled_from([Total.NONE, Total.SUM, Total.FORMULA]))
        unit = draw(st.sampled_from(["", "EUR", "=1"])) if holds.is_number else ""
        decimals = draw(st.sampled_from([None, 0, 2])) if holds.is_number else None
        label = draw(titles())
        made.append(Column(key, label, holds, draw(st.integers(1, 60)), unit, decimals, total, formula))
    return tuple(made)


def _cell(column: Column) -> st.SearchStrategy[Inline]:
    if column.formula is not None:
        return st.just("")
    if column.holds.is_number or column.holds is Holds.DATE:
        return st.one_of(values(column.holds, SOURCES).map(lambda value: _as_in(column, value)), st.just(""))
    return tags() if column.holds is Holds.STATUS else _lines()


def _as_in(column: Column, value: Value) -> Value:
    """Round a number to what its column shows."""
    if column.decimals is None or not isinstance(value.value, Decimal):
        return value
    return attrs.evolve(value, value=rounded(value.value, column.decimals), decimals=column.decimals)


@st.composite
def tables(draw: st.DrawFn, huge: int = 400) -> Table:
    """Tables of one to nine columns and up to 400 rows, with groups, computed columns, subtotals and totals."""
    columns = draw(_columns())
    row = st.builds(Row, st.tuples(*map(_cell, columns)), color=st.sampled_from(COLORS))
    rows: list[Row] = list(draw(_many(row, huge)))
    if draw(st.booleans()):
        rows.insert(0, Row((draw(titles()),), RowKind.GROUP))
        rows.append(Row((draw(titles()),), RowKind.SUBTOTAL))
    if draw(st.booleans()) and rows:
        rows.append(Row((draw(titles()),), RowKind.TOTAL, "north/total"))
    return Table.computed("table", draw(_lines()), columns, rows, draw(_lines()), draw(wordings()))


@st.composite
def entry_tables(draw: st.DrawFn) -> EntryTable:
    """Tables to be filled in, with choices, hints and required columns."""
    columns = list(draw(_columns(can_compute=False)))
    choices = tuple(draw(st.lists(short_titles(), min_size=1, max_size=5, unique_by=lambda text: text.strip())))
    columns.append(Column("choice", draw(titles()), Holds.CHOICE, choices=choices))
    columns = [attrs.evolve(one, is_required=draw(st.booleans()), hint=draw(wordings())) for one in columns]
    row = st.builds(Row, st.tuples(*(_cell(one) for one in columns[:-1]), st.sampled_from(choices)))
    rows = draw(_many(row, 40))
    return EntryTable("entry", draw(_lines()), columns, rows, draw(st.sampled_from([0, 1, 10, 40])), draw(_lines()), "")


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of every kind, up to 40 categories and 9 series; gaps, zeros, negative values."""
    kind = draw(st.sampled_from(ChartKind))
    categories = draw(_many(short_titles(), 40, least=1 if kind is ChartKind.SCATTER else 0))
    amounts = numbers() if kind is not ChartKind.DOUGHNUT else numbers().map(abs)
    one_only = kind in (ChartKind.DOUGHNUT, ChartKind.WATERFALL)
    drawn: list[Series] = []
    for _ in range(1 if one_only else draw(st.sampled_from([1, 1, 2, 3, 9]))):
        cycle = draw(st.lists(amounts if kind is ChartKind.SCATTER else st.none() | amounts, min_size=1, max_size=4))
        points = [cycle[number % len(cycle)] for number in range(len(categories))]
        x = [Decimal(number * number) for number in range(len(categories))] if kind is ChartKind.SCATTER else []
        drawn.append(Series(draw(titles()), points, draw(st.sampled_from(COLORS)), draw(st.sampled_from(Pattern)), x))
    return Chart(
        "chart", draw(titles()), kind, categories, drawn, draw(wordings()), draw(st.sampled_from(["", "EUR", "%"])),
        draw(st.sampled_from([Holds.NUMBER, Holds.MONEY, Holds.SHARE])), draw(st.sampled_from([None, 0, 2])),
        draw(st.lists(_lines(), max_size=3)), draw(_lines()), draw(wordings()), categories[0] if categories else "",
    )  # fmt: skip


@st.composite
def gantts(draw: st.DrawFn) -> Gantt:
    """Calendars with lanes, milestones, dependencies and progress, up to 120 bars."""
    start = draw(days())
    end = start + timedelta(days=draw(st.sampled_from([0, 1, 40, 365, 2190])))
    lanes = [Lane(f"o{n}", draw(_lines()), draw(st.sampled_from(COLORS))) for n in range(draw(st.integers(1, 4)))]
    inside = st.integers(0, (end - start).days).map(lambda delay: start + timedelta(days=delay))
    step = st.builds(Milestone, titles(), inside, st.booleans())

    @st.composite
    def bar(draw: st.DrawFn) -> Bar:
        first, last = sorted((draw(inside), draw(inside)))
        progress = draw(st.sampled_from([None, Decimal(0), Decimal("33.3"), Decimal(100)]))
        steps = draw(st.lists(step, max_size=3))
        lane = draw(st.sampled_from(lanes)).key
        return Bar("", draw(titles()), first, last, lane, draw(wordings()), progress, draw(st.sampled_from(Tone)),
                   draw(wordings()), steps)  # fmt: skip

    bars = [attrs.evolve(one, code=f"A{n + 1}") for n, one in enumerate(draw(_many(bar(), 120)))]
    waiting = [attrs.evolve(one, depends_on=(bars[n - 1].code,) if n % 3 == 2 else ()) for n, one in enumerate(bars)]
    today = draw(st.none() | inside)
    return Gantt("calendar", draw(_lines()), start, end, lanes, waiting, today, draw(_lines()), draw(wordings()))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Trees of up to 60 boxes: flat, deep or bushy."""
    drawn = draw(_many(st.builds(Node, st.just(""), _titles_or_spans(), st.sampled_from(["", "O1", "=1"])), 60))
    branches = draw(st.sampled_from([1, 2, 3, 1000]))
    nodes = [
        attrs.evolve(node, id=f"n{n}", parent="" if n == 0 or branches == 1000 else f"n{(n - 1) // branches}")
        for n, node in enumerate(drawn[: 7 if branches == 1 else 60])
    ]
    return Tree("tree", draw(_lines()), nodes, draw(st.sampled_from(TreeKind)), draw(_lines()), draw(wordings()))


def _titles_or_spans() -> st.SearchStrategy[Inline]:
    return st.one_of(titles(), titles(), spans(SOURCES))


@st.composite
def quadrants(draw: st.DrawFn) -> Quadrant:
    """Planes of points, or four lists."""
    quarters = draw(st.tuples(*(short_titles() for _ in range(4))))
    if draw(st.booleans()):
        lists = [draw(_many(_lines(), 40, most=40)) for _ in range(4)]
        return Quadrant("swot", draw(_lines()), quarters, lists=tuple(lists), note=draw(_lines()), alt=draw(wordings()))
    axis = st.builds(Axis, short_titles(), low_label=wordings(), high_label=wordings())
    mark = st.decimals(1, 5, places=1)
    point = st.builds(Point, short_titles(), mark, mark, wordings(), st.sampled_from(COLORS), st.booleans())
    points = draw(_many(point, 60, most=60))
    return Quadrant(
        "map", draw(_lines()), quarters, draw(axis), draw(axis), points, (), draw(_lines()), draw(wordings())
    )


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Rows against columns, up to 40 by 14, with totals or without."""
    line = st.builds(MatrixLine, st.just(""), titles(), st.sampled_from(["", "A1", "=1"]), st.sampled_from(COLORS))
    rows = [attrs.evolve(one, key=f"r{n}") for n, one in enumerate(draw(_many(line, 40, most=40)))]
    columns = [attrs.evolve(one, key=f"c{n}") for n, one in enumerate(draw(_many(line, 14, least=1, most=14)))]
    mark = st.builds(
        MatrixCell,
        st.sampled_from(["", "A", "R", "●", "12", "=1", "ر"]),
        st.integers(0, 3),
        st.none() | st.sampled_from(Tone),
    )
    cycle = draw(st.lists(mark, min_size=1, max_size=5))
    cells = [[cycle[(r * 3 + c) % len(cycle)] for c in range(len(columns))] for r in range(len(rows))]
    totals = draw(st.booleans())
    return Matrix(
        "matrix", draw(_lines()), draw(wordings()), rows, columns, cells, range(len(rows)) if totals else (),
        range(len(columns)) if totals else (), draw(st.lists(st.tuples(st.sampled_from(["A", "●"]), titles()), max_size=3)),
        draw(_lines()), draw(wordings()),
    )  # fmt: skip


@st.composite
def action_sheets(draw: st.DrawFn) -> ActionSheet:
    """Action sheets: short and overfull."""
    facts = draw(_many(st.builds(Fact, titles(), _lines()), 12, most=12))
    part = st.builds(SheetPart, titles(), st.lists(_lines(), max_size=5))
    parts = draw(st.lists(part, max_size=5))
    small = draw(st.lists(tables(huge=12), max_size=2))
    return ActionSheet(
        draw(st.sampled_from(["A1.2", "A10"])), draw(_titles_or_spans()), draw(st.sampled_from(["O1", ""])), draw(_lines()),
        draw(tags()), facts, parts, small, draw(st.sampled_from(COLORS)), "sheet", "north/A1.2",
    )  # fmt: skip


@cache
def agendas() -> st.SearchStrategy[Agenda]:
    """Agendas of one to three days."""
    item = st.builds(
        AgendaItem, st.integers(1, 3), st.sampled_from(["09:00", "09:30", "14:15"]), st.sampled_from([1, 15, 90, 480]),
        titles(), wordings(), st.sampled_from(["plenary", "small-groups"]), wordings(), wordings(), st.booleans(),
        st.booleans(),
    )  # fmt: skip
    return st.builds(Agenda, _many(item, 60, most=60), _lines(), wordings())


@cache
def canvases() -> st.SearchStrategy[Canvas]:
    """Empty frames for group work."""
    frames = _many(st.builds(Frame, _titles_or_spans(), wordings()), 24, most=24)
    return st.builds(Canvas, titles(), frames, st.integers(1, 4), st.sampled_from([None, 1, 30]), wordings())


@cache
def pictures() -> st.SearchStrategy[Picture]:
    """Pictures of several shapes."""
    data = st.sampled_from([sample_picture(), sample_picture(1, 1), sample_picture(400, 10), sample_picture(10, 400)])
    return st.builds(Picture, data, titles(), _lines(), wordings())


@cache
def slots() -> st.SearchStrategy[Slot]:
    """Prose to be written, and prose that was."""
    return st.builds(Slot, st.sampled_from(["foreword", "lessons"]), titles(), _lines())


@cache
def signatures() -> st.SearchStrategy[Signatures]:
    """Places to sign."""
    return st.builds(Signatures, _many(st.builds(Signature, titles(), wordings()), 12, most=12), _lines())


@cache
def logo_rows() -> st.SearchStrategy[Logos]:
    """Logos and word-marks, with funding statements."""
    data = st.sampled_from([None, sample_picture(), sample_picture(200, 20)])
    mark = st.builds(LogoMark, titles(), data, wordings(), wordings())
    return st.builds(Logos, _many(mark, 9, most=9))


BY_CLASS: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = {
    Heading: headings,
    Paragraph: paragraphs,
    Bullets: bullet_lists,
    Note: notes,
    Figures: figures,
    Table: tables,
    EntryTable: entry_tables,
    Chart: charts,
    Gantt: gantts,
    Tree: trees,
    Quadrant: quadrants,
    Matrix: matrices,
    ActionSheet: action_sheets,
    Agenda: agendas,
    Canvas: canvases,
    Picture: pictures,
    Slot: slots,
    Signatures: signatures,
    Logos: logo_rows,
    **WORKSHOP_BY_CLASS,
}
"""The strategy of each class of block."""


def blocks() -> st.SearchStrategy[Block]:
    """Blocks of every class."""
    return st.sampled_from(BLOCKS).flatmap(lambda kind: BY_CLASS[kind]())


@cache
def covers() -> st.SearchStrategy[Cover]:
    """First pages: bare, or with facts, motif, logos and statements."""
    motif = st.sampled_from(
        [(), (Decimal(1),), tuple(Decimal(n * 37 % 23) for n in range(25)), (Decimal(0), Decimal(-3))]
    )
    facts = st.lists(st.builds(Fact, titles(), _lines()), max_size=5)
    logos = st.none() | logo_rows()
    return st.builds(Cover, titles(), wordings(), facts, motif, logos, wordings(), wordings(), wordings())


@st.composite
def sections(draw: st.DrawFn, least: int = 0) -> Section:
    """Sections of every role with up to four blocks; their ids are given by the document."""
    role = draw(st.sampled_from([*Role, Role.BODY, Role.BODY, Role.BODY]))
    held = draw(st.lists(blocks(), min_size=least, max_size=4))
    return Section(
        "part", draw(titles()), held, role, draw(_lines()), draw(st.lists(_lines(), max_size=2)),
        draw(st.sampled_from(["", "4", "4.2"])), draw(st.sampled_from([1, 1, 2])), draw(wordings()),
        draw(st.sampled_from(COLORS)), draw(st.integers(0, 7)) == 5, draw(st.booleans()),
    )  # fmt: skip


@st.composite
def documents(draw: st.DrawFn, medium: Medium = Medium.PAGE, languages: Sequence[str] = LANGUAGES) -> Document:
    """Whole documents for a medium, in one of the languages: from nothing but a cover to many large blocks."""
    language = draw(st.sampled_from(list(languages)))
    drawn = draw(st.lists(sections(), max_size=3))
    named = [
        SourceNote("census", draw(titles()), "https://example.org/c"),
        SourceNote("survey", draw(titles()), draw(st.sampled_from(["", "javascript:alert(1)"]))),
    ]
    document = Document(
        "sample", draw(titles()), language, draw(covers()), (), draw(wordings()), draw(wordings()), creator=draw(wordings()),
        subject=draw(wordings()), keywords=draw(st.lists(wordings(), max_size=2)), sources=named, date=DAY, medium=medium,
        currency="EUR",
    )  # fmt: skip
    return attrs.evolve(document, sections=with_ids(drawn))


def with_ids(drawn: Sequence[Section]) -> tuple[Section, ...]:
    """Give sections and the blocks that have an id each its own: `part-1`, `table-2`, `chart-3`."""
    numbers_used = iter(range(1, 10**6))
    return tuple(
        attrs.evolve(section, id=f"part-{number}", blocks=tuple(_identified(b, numbers_used) for b in section.blocks))
        for number, section in enumerate(drawn, start=1)
    )


def _identified(block: Any, numbers_used: Iterator[int]) -> Any:
    if isinstance(block, ActionSheet):
        block = attrs.evolve(block, tables=tuple(_identified(table, numbers_used) for table in block.tables))
    if getattr(block, "id", ""):
        return attrs.evolve(block, id=f"{block.id}-{next(numbers_used)}")
    return block


__all__ = [
    "BY_CLASS",
    "action_sheets",
    "agendas",
    "blocks",
    "bullet_lists",
    "canvases",
    "charts",
    "covers",
    "documents",
    "entry_tables",
    "figures",
    "gantts",
    "headings",
    "logo_rows",
    "matrices",
    "notes",
    "paragraphs",
    "pictures",
    "plans",
    "quadrants",
    "sections",
    "signatures",
    "slots",
    "tables",
    "trees",
    "with_ids",
]
