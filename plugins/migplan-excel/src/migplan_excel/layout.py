"""Which blocks share a sheet, and on which grid of columns."""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import field, mutable

from migplan.documents import (
    ActionSheet,
    Agenda,
    Block,
    Canvas,
    Chart,
    EntryTable,
    Figures,
    Gantt,
    Heading,
    Inline,
    Logos,
    Matrix,
    Paragraph,
    Quadrant,
    Role,
    Section,
    Signatures,
    Table,
    Tree,
    is_empty,
    plain,
)
from migplan_excel.action_sheet import action_sheet_widths
from migplan_excel.charts import source_of
from migplan_excel.figures import FIGURE_WIDTH
from migplan_excel.gantt import gantt_widths
from migplan_excel.grids import CANVAS_WIDTH, SWOT_WIDTH, TREE_WIDTHS, matrix_widths
from migplan_excel.page import TEXT_WIDTH, Page
from migplan_excel.pictures import LOGO_WIDTH
from migplan_excel.prose import SIGNATURE_WIDTHS
from migplan_excel.writer import Writer

DASHBOARD_WIDTH = 134.0
"""All columns of a dashboard together, in characters: one landscape page."""
_LEAST = 13.0
_HINT_LENGTH = 220
_MOST_OWN = 4
"""Tables of a section that can have a sheet each; more stay together."""
_PAGE_OF_ROWS = 24
_MISFIT = 2.0
"""How many times wider than it needs a column may be."""


@mutable
class Part:
    """Blocks of a section that share one sheet."""

    blocks: list[Block] = field(factory=list)
    title: Inline = ""
    """Of the sheet when it is not the section's first."""
    is_own: bool = False
    """One block decides the grid alone."""


def is_dashboard(section: Section) -> bool:
    """Say whether a section is shown as a dashboard: on one landscape page."""
    return section.role in (Role.COVER, Role.SUMMARY)


def _owns_grid(block: Block) -> bool:
    return isinstance(block, Gantt | Matrix | Canvas | ActionSheet) or (
        isinstance(block, Quadrant) and bool(block.lists)
    )


def _needs_columns(block: Block) -> bool:
    return isinstance(block, Table | EntryTable | Agenda | Tree | Signatures | Figures | Logos | Quadrant | Chart)


def parts_of(writer: Writer, section: Section) -> list[Part]:
    """Share a section's blocks out over sheets: one for what fits on common columns, one for each grid of its own."""
    main = Part()
    own: list[Part] = []
    waiting: list[Block] = []
    for block in section.blocks:
        if _owns_grid(block):
            joins = own and isinstance(block, ActionSheet) and isinstance(own[-1].blocks[-1], ActionSheet)
            if not joins:
                own.append(Part([], getattr(block, "title", ""), True))
            heading = waiting.pop() if waiting and isinstance(waiting[-1], Heading) else None
            if heading is not None:
                own[-1].blocks.append(heading)
            main.blocks += waiting
            waiting = []
            own[-1].blocks.append(block)
        else:
            waiting.append(block)
    main.blocks += waiting
    tables = own_tables(writer, main, section)
    if len(own) == 1 and not any(_needs_columns(block) for block in main.blocks):
        return [Part([*main.blocks, *own[0].blocks], own[0].title, True)]
    return [*([main] if main.blocks or not own else []), *tables, *own]


def own_tables(writer: Writer, main: Part, section: Section) -> list[Part]:
    """Take a part's later tables out to sheets of their own where the first one's heads would not suit them.

    They do not when both are more than a page together, as paper repeats the heads, or when a column would be far wider
    than one of them needs. Many small tables stay together.
    """
    at = [number for number, block in enumerate(main.blocks) if isinstance(block, Table | EntryTable)]
    if is_dashboard(section) or not 1 < len(at) <= _MOST_OWN or not all(_has_title(main.blocks[n]) for n in at[1:]):
        return []
    tables = [block for block in main.blocks if isinstance(block, Table | EntryTable)]
    widths = [[measure.width for measure in writer.measured(table)] for table in tables]
    rows = sum(len(writer.planned(table).data) for table in tables)
    pairs = [pair for wish in widths[1:] for pair in zip(widths[0], wish, strict=False)]
    if rows <= _PAGE_OF_ROWS and all(max(pair) <= _MISFIT * min(pair) for pair in pairs):
        return []
    starts = [n - 1 if isinstance(main.blocks[n - 1], Heading) and n - 1 not in at else n for n in at[1:]]
    ends = [*starts[1:], len(main.blocks)]
    found = [
        Part(main.blocks[start:end], table.title)
        for start, end, table in zip(starts, ends, tables[1:], strict=True)
        if isinstance(table, Table | EntryTable)
    ]
    main.blocks = main.blocks[: starts[0]]
    return found


def _has_title(block: Block) -> bool:
    return isinstance(block, Table | EntryTable) and not is_empty(block.title)


def grid_of(page: Page, part: Part, section: Section) -> list[float]:
    """Choose the widths of the columns that the blocks of a part share, in characters."""
    if part.is_own:
        return _own_grid(page, part)
    wishes: list[list[float]] = []
    for block in part.blocks:
        wish = _WISHES.get(type(block))
        if wish is not None and not (is_dashboard(section) and isinstance(block, Chart)):
            wishes.append(wish(page, block))
    count = max((len(wish) for wish in wishes), default=0)
    grid = [max((wish[column] for wish in wishes if column < len(wish)), default=_LEAST) for column in range(count)]
    cards = max((min(len(block.items), 6) for block in part.blocks if isinstance(block, Figures)), default=0)
    if cards > 2 and len(grid) <= cards:
        return [DASHBOARD_WIDTH / cards] * cards
    if is_dashboard(section) or cards:
        return _spread(grid)
    if not grid:
        return [TEXT_WIDTH]
    return grid


def _spread(grid: list[float]) -> list[float]:
    """Share a landscape page out over at least three columns, none too narrow for a key number."""
    widest = DASHBOARD_WIDTH / max(len(grid), 3) * 1.35
    wish = [min(max(width, FIGURE_WIDTH * 0.8), widest) for width in grid]
    wish += [FIGURE_WIDTH] * (3 - len(wish))
    scale = DASHBOARD_WIDTH / sum(wish)
    return [max(width * scale, _LEAST) for width in wish]


def _own_grid(page: Page, part: Part) -> list[float]:
    block = next(block for block in part.blocks if _owns_grid(block))
    if isinstance(block, Gantt):
        return gantt_widths(block)
    if isinstance(block, Matrix):
        return matrix_widths(block)
    if isinstance(block, Canvas):
        columns = max(1, min(block.columns, 6))
        return [CANVAS_WIDTH / columns] * columns
    if isinstance(block, ActionSheet):
        return action_sheet_widths([item for item in part.blocks if isinstance(item, ActionSheet)], page)
    return [SWOT_WIDTH, SWOT_WIDTH]


def _table_widths(page: Page, block: Table | EntryTable) -> list[float]:
    return [measure.width for measure in page.writer.measured(block)]


def _converted_widths(page: Page, block: Block) -> list[float]:
    table = page.writer.as_table(block)
    return _table_widths(page, table) if table is not None else []


def _chart_widths(page: Page, block: Chart) -> list[float]:
    source = source_of(page.writer, block)
    return _table_widths(page, source[0]) if source is not None and not source[2] else []


_WISHES: dict[type, Callable[[Page, Any], list[float]]] = {
    Table: _table_widths,
    EntryTable: _table_widths,
    Agenda: _converted_widths,
    Chart: _chart_widths,
    Quadrant: _converted_widths,
    Tree: lambda page, block: list(TREE_WIDTHS),
    Signatures: lambda page, block: list(SIGNATURE_WIDTHS),
    Figures: lambda page, block: [FIGURE_WIDTH] * max(1, min(len(block.items), 6)),
    Logos: lambda page, block: [LOGO_WIDTH] * max(1, min(len(block.marks), 6)),
}


def ordered(blocks: Sequence[Block], section: Section) -> tuple[Inline, list[Block]]:
    """Put the first table where the frozen head stands: words before it follow it, save one short line of use.

    Gives that line, which is printed under the sheet's title, and the blocks in the order of the sheet.
    """
    left: list[Block] = list(blocks)
    hint: Inline = ""
    opening = left[0] if left else None
    if isinstance(opening, Paragraph) and len(plain(opening.text, "en")) <= _HINT_LENGTH:
        hint = opening.text
        left = left[1:]
    if is_dashboard(section):
        return hint, left
    first = next((number for number, block in enumerate(left) if isinstance(block, Table | EntryTable | Agenda)), None)
    if first and all(isinstance(block, Paragraph) for block in left[:first]):
        left = [left[first], *left[:first], *left[first + 1 :]]
    elif first == 1:
        head = left[0]
        if isinstance(head, Heading) and plain(head.text, "en") == plain(section.title, "en"):
            left = left[1:]
    return hint, left
