"""Action sheets: one after another on one sheet, each on its own printed page, always the same skeleton."""

from collections.abc import Sequence

from migplan.documents import ActionSheet, Inline, Span, Table, Weight, is_empty, parts, plain
from migplan_excel.heights import height, line_count
from migplan_excel.page import Page
from migplan_excel.tables import draw_table

_LABEL = 24.0
_COLUMN = 15.0
_COLUMNS = 5


def action_sheet_widths(blocks: Sequence[ActionSheet], page: Page) -> list[float]:
    """Widths of the columns that all action sheets of a section share: labels, then room for the small tables."""
    grid = [_LABEL, *(_COLUMN for _ in range(_COLUMNS))]
    for block in blocks:
        for table in block.tables:
            if isinstance(table, Table):
                for column, wish in enumerate(page.writer.measured(table)):
                    if column >= len(grid):
                        grid.append(_COLUMN)
                    if column:
                        grid[column] = min(max(grid[column], wish.width), 26.0)
    return grid


def draw_action_sheet(page: Page, block: ActionSheet) -> None:
    """Write one action sheet: head, facts, parts, small tables."""
    sheet, looks, words = page.sheet, page.writer.looks, page.writer.words
    if sheet.next > 4:
        sheet.skip()
        sheet.breaks.append(sheet.next - 1)
    if block.id:
        page.mark(block.id)
    color = block.color or "primary"
    last = len(page.grid)
    bar = (looks.edge("start", "thick", color),)
    code = looks.style(
        "title",
        color if color == "primary" else "ink",
        bold=True,
        vertical="center",
        edges=(*bar, looks.edge("bottom", "medium", color)),
        indent=1,
    )
    title = looks.style(
        "heading", "primary", bold=True, vertical="center", wrap=True, edges=(looks.edge("bottom", "medium", color),)
    )
    page.line(
        block.title,
        title,
        first=2,
        last=last,
        before=[sheet.text(1, block.code, looks.number(code))],
        at_least=34.0,
        padding=10.0,
    )
    objective: Inline = (
        *((Span(f"{block.objective_code} ", weight=Weight.STRONG),) if block.objective_code else ()),
        *parts(block.objective_title),
    )
    _fact(page, words("blocks.sheet.objective"), objective, last)
    for fact in block.facts:
        _fact(page, fact.label, fact.content, last)
    tone = looks.tone(block.status.tone, bold=True)
    label = looks.number(looks.words("body", "muted", edges=(looks.edge("bottom"),), vertical="center", indent=1))
    sheet.add([sheet.text(1, words("blocks.sheet.status"), label), page.cell(2, block.status, tone)], 20.0)
    for part in block.parts:
        _part(page, part.label, part.content, last)
    for table in block.tables:
        if isinstance(table, Table):
            sheet.skip()
            draw_table(page, table)


def _fact(page: Page, label: str, content: Inline, last: int) -> None:
    looks = page.writer.looks
    edges = (looks.edge("bottom"),)
    style = looks.words("body", "muted", edges=edges, indent=1)
    own = looks.words("body", edges=edges, horizontal="right" if page.writer.is_right_to_left else "left")
    high = height(line_count(label, page.grid[0], style), style, 6.0)
    page.line(
        content if not is_empty(content) else "–",
        own,
        first=2,
        last=last,
        before=[page.sheet.text(1, label, looks.number(style))],
        at_least=high,
        padding=6.0,
    )


def _part(page: Page, label: str, content: Sequence[Inline], last: int) -> None:
    """Write a titled part: the title at the side, its paragraphs beside it, one a row."""
    looks = page.writer.looks
    several = len(content) > 1
    for number, inline in enumerate(content or ("",)):
        top = (looks.edge("top", "thin", "primary"),) if number == 0 else ()
        side = looks.words("body", "primary", bold=True, edges=top, indent=1, vertical="top" if several else "center")
        own = looks.words("body", edges=top)
        text: Inline = (Span("• ", weight=Weight.ACCENT), *parts(inline)) if several else inline
        high = height(line_count(label, page.grid[0], side), side, 6.0) if number == 0 else 0.0
        before = [page.sheet.text(1, label if number == 0 else "", looks.number(side))]
        if is_empty(inline) and not plain(inline, page.language):
            page.sheet.add(before, high)
        else:
            page.line(text, own, first=2, last=last, before=before, at_least=high, padding=6.0)
