"""Grids that are more than a table: matrices, fields of a SWOT, trees, frames for group work."""

from collections.abc import Sequence

from migplan.documents import (
    Canvas,
    Holds,
    Inline,
    Matrix,
    MatrixCell,
    MatrixLine,
    Node,
    Quadrant,
    Span,
    Tree,
    Weight,
    is_empty,
    parts,
    plain,
)
from migplan_excel.columns import LONGEST_HEAD
from migplan_excel.expressions import structured
from migplan_excel.heights import height, line_count
from migplan_excel.list_objects import ListObject, TableColumn
from migplan_excel.page import Page
from migplan_excel.strings import cell_text
from migplan_excel.styles import Style
from migplan_office.text import cut, utf16_length

SWOT_WIDTH = 58.0
CANVAS_WIDTH = 124.0
TREE_WIDTHS = (9.0, 84.0, 9.0, 12.0)
_ROTATED_FROM = 7
_TURNED, _UPRIGHT = 4.0, 6.5
"""Least width of a matrix's column under a head that is turned, and under one that is not."""
_LONGEST_TITLE = 120
"""Longest title that stands as the head of a column, in UTF-16 units."""
_FRAME_HEIGHT = 150.0


def unique_headers(texts: Sequence[str]) -> list[str]:
    """Make column names non-empty and unique without regard to case."""
    used: set[str] = set()
    headers: list[str] = []
    for text in texts:
        base = cut(" ".join(cell_text(text).split()), LONGEST_HEAD)[0] or "–"
        name, number = base, 1
        while name.casefold() in used:
            number += 1
            name = f"{base} ({number})"
        used.add(name.casefold())
        headers.append(name)
    return headers


# -- matrix ------------------------------------------------------------------------------------------------------


def matrix_widths(block: Matrix) -> list[float]:
    """Widths of a matrix's columns, in characters."""
    total = [9.0] if block.row_totals else []
    longest = max((len(cell.text) for row in block.cells for cell in row), default=1)
    least = _TURNED if any(len(_head(line, "en")) > _ROTATED_FROM for line in block.columns) else _UPRIGHT
    return [38.0, *(max(least, min(longest + 3.0, 16.0)) for _ in block.columns), *total]


def _head(line: MatrixLine, language: str) -> str:
    label = plain(line.label, language)
    return f"{line.code} {label}".strip() if line.code != label else label


def draw_matrix(page: Page, block: Matrix) -> None:
    """Write a matrix as a table with tints; totals are formulas where counting gives them."""
    sheet, looks, words = page.sheet, page.writer.looks, page.writer.words
    page.mark(block.id)
    page.heading(block.title, 3)
    if not block.rows or not block.columns:
        page.line(words("blocks.empty"), looks.words(color="muted", italic=True))
        heads = [_head(line, page.language) for line in (*block.rows, *block.columns)]
        page.small(block.corner, *heads, *_legend(page, block), block.note)
        return
    name = page.writer.book.name(block.id, "m")
    heads = [block.corner, *(_head(column, page.language) for column in block.columns)]
    if block.row_totals:
        heads.append(words("blocks.matrix.total"))
    headers = unique_headers(heads)
    rotated = max(len(header) for header in headers[1:]) > _ROTATED_FROM
    cells = [sheet.text(1, headers[0], looks.header())]
    for number, header in enumerate(headers[1:], start=2):
        is_total = number > len(block.columns) + 1
        cells.append(
            sheet.text(
                number,
                header,
                looks.header(Holds.INTEGER if is_total else Holds.DATE, rotation=90 if rotated and not is_total else 0),
            )
        )
    head_row = sheet.add(
        cells, min(220.0, max(len(header) for header in headers[1:]) * 5.4 + 16.0) if rotated else 26.0
    )
    first = sheet.next
    row_formula = _row_formula(block, name, headers)
    for number, row in enumerate(block.rows):
        _matrix_row(page, block, row, block.cells[number] if number < len(block.cells) else (), number, row_formula)
    last = sheet.next - 1
    totals = _matrix_totals(page, block, name, headers, first)
    columns = tuple(
        TableColumn(
            header,
            row_formula if block.row_totals and number == len(headers) - 1 else "",
            totals[number][0] if totals else "",
            "custom" if totals and totals[number][1] else "",
            totals[number][1] if totals else "",
        )
        for number, header in enumerate(headers)
    )
    title = plain(block.title, page.language)
    sheet.tables.append(
        ListObject(
            name,
            1,
            head_row,
            last + (1 if totals else 0),
            columns,
            bool(totals),
            title,
            page.writer.alt(block.alt, block.title, "table"),
        )
    )
    page.small(*(head for head in heads if utf16_length(head) > LONGEST_HEAD), *_legend(page, block), block.note)


def _legend(page: Page, block: Matrix) -> list[str]:
    colon = page.writer.words("blocks.colon")
    return [f"{symbol}{colon}{meaning}" for symbol, meaning in block.legend]


def _count(cells: Sequence[MatrixCell]) -> int:
    return sum(1 for cell in cells if cell.text)


def _row_formula(block: Matrix, name: str, headers: Sequence[str]) -> str:
    """Give the formula of row totals when they count the filled cells; else nothing."""
    if not block.row_totals or [_count(row) for row in block.cells] != list(block.row_totals):
        return ""
    start, end = headers[1], headers[len(block.columns)]
    first, last = (structured("", header)[1:-1] for header in (start, end))
    return f"COUNTA({name}[[#This Row],[{first}]:[{last}]])"


def _matrix_row(
    page: Page, block: Matrix, row: MatrixLine, cells: Sequence[MatrixCell], number: int, formula: str
) -> None:
    sheet, looks = page.sheet, page.writer.looks
    edges = [looks.edge("bottom")]
    if row.color:
        edges.append(looks.edge("start", "thick", row.color))
    style = looks.words("body", edges=tuple(edges), vertical="center")
    label: Inline = (Span(f"{row.code} ", weight=Weight.STRONG), *parts(row.label)) if row.code else row.label
    lines = line_count(plain(label, page.language), page.grid[0], style)
    written = [page.cell(1, label, style)]
    for column, cell in enumerate(cells, start=2):
        written.append(sheet.text(column, cell.text, looks.number(_tinted(page, cell))))
    if block.row_totals:
        total = looks.cell(Holds.INTEGER, "0", "computed", "", False)
        place = len(block.columns) + 2
        value = block.row_totals[number]
        written.append(sheet.formula(place, formula, value, total) if formula else sheet.number(place, value, total))
    sheet.add(written, max(20.0, height(lines, style, 6.0)))


def _tinted(page: Page, cell: MatrixCell) -> Style:
    from migplan.themes.theme import tint

    looks = page.writer.looks
    edges = tuple(looks.edge(side, "thin", "ground") for side in ("start", "end", "top", "bottom"))
    style = looks.words("body", horizontal="center", vertical="center", wrap=False, edges=edges, bold=cell.step >= 2)
    if cell.tone is not None:
        status = looks.theme.tone(cell.tone.value)
        return style.but(color=status.ink, fill=status.ground)
    step = min(max(cell.step, 0), 3)
    primary = looks.color("primary")
    if step == 3:
        return style.but(color=looks.color("ground"), fill=primary)
    return style.but(fill=("F7F7F5", tint(primary, 0.16), tint(primary, 0.38))[step])


def _matrix_totals(page: Page, block: Matrix, name: str, headers: Sequence[str], first: int) -> list[tuple[str, str]]:
    """Write the totals of columns; give label and formula of each."""
    if not block.column_totals:
        return []
    sheet, looks, label = page.sheet, page.writer.looks, page.writer.words("blocks.matrix.total")
    number_style = looks.number(
        looks.style("body", "primary", bold=True, horizontal="center", edges=(looks.edge("top", "medium", "primary"),))
    )
    label_style = looks.cell(Holds.TEXT, "General", "total", "", False)
    counted = [
        _count([row[number] for row in block.cells if number < len(row)]) for number in range(len(block.columns))
    ]
    written = [sheet.text(1, label, label_style)]
    about: list[tuple[str, str]] = [(label, "")]
    for number in range(len(block.columns)):
        value = block.column_totals[number] if number < len(block.column_totals) else 0
        if counted[number] == value:
            text = f"SUBTOTAL(103,{structured(name, headers[number + 1])})"
            written.append(sheet.formula(number + 2, text, value, number_style))
            about.append(("", text))
        else:
            written.append(sheet.text(number + 2, str(value), number_style))
            about.append((str(value), ""))
    if block.row_totals:
        text = f"SUBTOTAL(109,{structured(name, headers[-1])})"
        written.append(sheet.formula(len(headers), text, sum(block.row_totals), number_style))
        about.append(("", text))
    sheet.add(written, 22.0)
    return about


# -- SWOT --------------------------------------------------------------------------------------------------------


def draw_swot(page: Page, block: Quadrant) -> None:
    """Write the four fields two by two, one line a cell."""
    sheet, looks = page.sheet, page.writer.looks
    page.mark(block.id)
    page.heading(block.title, 3)
    for top in (0, 2):
        names = [block.quarters[top], block.quarters[top + 1]]
        head = looks.number(
            looks.style(
                "lead",
                "primary",
                bold=True,
                fill="sand",
                vertical="center",
                indent=1,
                edges=(looks.edge("top", "medium", "primary"), looks.edge("end", "thick", "ground")),
            )
        )
        sheet.add([sheet.text(column, name, head) for column, name in enumerate(names, start=1)], 26.0)
        lists = [block.lists[index] if index < len(block.lists) else () for index in (top, top + 1)]
        style = looks.words(
            "body", indent=1, edges=(looks.edge("bottom", "hair", "line"), looks.edge("end", "thick", "ground"))
        )
        for row in range(max(map(len, lists), default=0)):
            pair: list[Inline] = [
                (Span("• ", weight=Weight.ACCENT), *parts(items[row])) if row < len(items) else "" for items in lists
            ]
            lines = max(
                line_count(plain(inline, page.language), page.grid[column], style) for column, inline in enumerate(pair)
            )
            sheet.add(
                [page.cell(column, inline, style) for column, inline in enumerate(pair, start=1)],
                height(lines, style, 6.0),
            )
    page.small(block.note)
    page.cite()


# -- tree --------------------------------------------------------------------------------------------------------


def _walk(nodes: Sequence[Node]) -> list[tuple[Node, int]]:
    """Give the nodes from the roots downwards with their depth; none twice, none lost."""
    by_id = {node.id: node for node in nodes}
    children: dict[str, list[Node]] = {}
    for node in nodes:
        children.setdefault(node.parent if node.parent in by_id else "", []).append(node)
    order: list[tuple[Node, int]] = []
    done: set[str] = set()
    waiting = [(node, 0) for node in reversed(children.get("", []))]
    left = list(nodes)
    while waiting or left:
        if not waiting:
            node = left.pop(0)
            waiting = [] if node.id in done else [(node, 0)]
            continue
        node, depth = waiting.pop()
        if node.id in done:
            continue
        done.add(node.id)
        order.append((node, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(node.id, []))]
    return order


def draw_tree(page: Page, block: Tree, first_column: int = 1) -> None:
    """Write a tree as an outline that folds: one row a box, indented by its depth."""
    sheet, looks, words = page.sheet, page.writer.looks, page.writer.words
    page.mark(block.id)
    if not block.nodes:
        page.heading(block.title, 3)
        page.line(words("blocks.empty"), looks.words(color="muted", italic=True))
        page.small(block.note)
        return
    name = page.writer.book.name(block.id, "tree")
    title = plain(block.title, page.language)
    if utf16_length(title) > _LONGEST_TITLE:
        page.heading(block.title, 3)
        title = ""
    headers = unique_headers(
        [
            words("blocks.gantt.code"),
            title or words("blocks.quadrant.item"),
            words("blocks.level"),
            words("blocks.depends"),
        ]
    )
    head_row = sheet.add(
        [
            sheet.text(column, header, looks.header(Holds.DATE if column > 2 else Holds.TEXT))
            for column, header in enumerate(headers, start=1)
        ],
        26.0,
    )
    codes = {node.id: node.code or node.id for node in block.nodes}
    for node, depth in _walk(block.nodes):
        edges = (looks.edge("bottom"), looks.edge("start", "thick", node.color or "primary"))
        bold = depth < 2
        color = "primary" if depth == 0 else "ink"
        code = looks.words("body", color, bold=bold, edges=edges, wrap=False)
        body = looks.words(
            "lead" if depth == 0 else "body",
            color,
            bold=bold,
            indent=min(depth * 2, 14),
            edges=edges[:1],
            fill="sand" if depth == 0 else "",
        )
        small = looks.words("body", "muted", edges=edges[:1], horizontal="center")
        lines = line_count(cell_text(plain(node.title, page.language)), page.grid[1], body)
        sheet.add(
            [
                sheet.text(1, node.code, looks.number(code)),
                page.cell(2, node.title, body),
                sheet.number(3, depth + 1, looks.number(small)),
                sheet.text(4, codes.get(node.parent, ""), looks.number(small)),
            ],
            height(lines, body, 8.0),
            level=depth,
        )
    columns = tuple(TableColumn(header) for header in headers)
    title = plain(block.title, page.language)
    sheet.tables.append(
        ListObject(
            name, 1, head_row, sheet.next - 1, columns, False, title, page.writer.alt(block.alt, block.title, "draw")
        )
    )
    page.small(block.note)


# -- canvas ------------------------------------------------------------------------------------------------------


def draw_canvas(page: Page, block: Canvas) -> None:
    """Write titled frames with much room, to be filled in by a group."""
    sheet, looks, words = page.sheet, page.writer.looks, page.writer.words
    if not is_empty(block.title):
        page.heading(block.title, 2)
    if block.minutes:
        page.small(words("blocks.canvas.minutes", n=block.minutes))
    columns = max(1, min(block.columns, len(page.grid)))
    frame = tuple(looks.edge(side, "thin", "muted") for side in ("start", "end", "bottom"))
    head = looks.words(
        "body",
        "primary",
        bold=True,
        fill="sand",
        vertical="center",
        indent=1,
        edges=(*frame[:2], looks.edge("top", "medium", "primary")),
    )
    hint = looks.words("small", "muted", italic=True, indent=1, edges=frame)
    for start in range(0, len(block.frames), columns):
        group = block.frames[start : start + columns]
        lines = max(
            line_count(plain(item.title, page.language), page.grid[column], head) for column, item in enumerate(group)
        )
        sheet.add(
            [page.cell(column, item.title, head) for column, item in enumerate(group, start=1)],
            max(24.0, height(lines, head, 8.0)),
        )
        sheet.add([page.cell(column, item.hint, hint) for column, item in enumerate(group, start=1)], _FRAME_HEIGHT)
