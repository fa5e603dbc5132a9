"""Key numbers, one a column: label, number, trend, source."""

from collections.abc import Sequence
from typing import Any

from migplan.documents import Figures, Inline, KeyFigure, is_empty, plain
from migplan_excel.expressions import as_decimal
from migplan_excel.heights import height, line_count
from migplan_excel.page import Page
from migplan_excel.strings import cell_text
from migplan_excel.styles import Style

FIGURE_WIDTH = 22.0
"""Width of a key number's column, in characters."""
_NUMBER_HEIGHT = 36.0


def draw_figures(page: Page, block: Figures) -> None:
    """Write key numbers side by side, as many a row as the grid has columns, at most six."""
    columns = max(1, min(6, len(page.grid)))
    for start in range(0, len(block.items), columns):
        _row(page, block.items[start : start + columns])
    if not is_empty(block.conclusion):
        page.line(
            block.conclusion,
            page.writer.looks.words("lead", "primary", vertical="center"),
            last=len(page.grid),
            padding=10.0,
        )


def _row(page: Page, items: Sequence[KeyFigure]) -> None:
    looks = page.writer.looks

    def card(item: KeyFigure, size: str, color: str, top: bool = False, **more: Any) -> Style:
        edges = [looks.edge("end", "thick", "ground")]
        if top:
            edges.append(looks.edge("top", "thick", "accent" if item.is_emphasised else "primary"))
        return looks.words(size, color, fill="sand", indent=1, edges=tuple(edges), horizontal=_start(page), **more)

    labels: list[Inline] = [_label(item) for item in items]
    _line(page, labels, [card(item, "body", "ink", top=True, vertical="bottom") for item in items], 8.0)
    cells = []
    for column, item in enumerate(items, start=1):
        style = card(
            item,
            "figure",
            "accent" if item.is_emphasised else "primary",
            bold=True,
            wrap=False,
            vertical="center",
            shrink=True,
        )
        cells.append(_number(page, column, item, style))
    page.sheet.add(cells, _NUMBER_HEIGHT)
    for name in ("trend", "source"):
        lines: list[Inline] = [getattr(item, name) for item in items]
        if any(not is_empty(line) for line in lines):
            color = "ink" if name == "trend" else "muted"
            _line(page, lines, [card(item, "small", color) for item in items], 5.0)
    page.sheet.skip()


def _start(page: Page) -> str:
    return "right" if page.writer.is_right_to_left else "left"


def _label(item: KeyFigure) -> Inline:
    """Give the label with the unit, which the number in its cell leaves out."""
    unit = item.value.unit
    if not unit or not isinstance(item.label, str) or unit in item.label:
        return item.label
    return f"{item.label} ({unit})"


def _line(page: Page, inlines: Sequence[Inline], styles: Sequence[Style], padding: float) -> None:
    lines = max(
        line_count(cell_text(plain(inline, page.language)), page.grid[column], style)
        for column, (inline, style) in enumerate(zip(inlines, styles, strict=True))
    )
    cells = [
        page.cell(column, inline, style)
        for column, (inline, style) in enumerate(zip(inlines, styles, strict=True), start=1)
    ]
    page.sheet.add(cells, height(lines, styles[0], padding))


def _number(page: Page, column: int, item: KeyFigure, style: Style) -> str:
    """Write the number; as its own formula, or as one that reads the cell of a table that holds the same value."""
    value = item.value
    number = page.writer.book.styles.number(style.but(format=page.format_of(value, unit=False)))
    if value.source:
        page.sources[value.source] = None
    text = page.writer.formula(item.formula) if item.formula is not None else None
    if text is not None and as_decimal(value.value) is not None:
        page.writer.remember(value, page.sheet, column, page.sheet.next)
        return page.sheet.formula(column, text, as_decimal(value.value), number)
    found = page.writer.values.get(value.address) if value.address else None
    if found is not None and found[0] is not page.sheet and found[2] == value.value and value.value is not None:
        return page.sheet.formula(column, found[0].reference(found[1]), value.value, number)
    if value.value is None:
        return page.sheet.text(column, "–", number)
    page.writer.remember(value, page.sheet, column, page.sheet.next)
    return page.sheet.number(column, value.value, number)
