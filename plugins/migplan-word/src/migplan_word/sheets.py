"""Action sheets: one action on one page, always the same skeleton, so that it can be taken out and discussed."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import (
    ActionSheet,
    Column,
    Fact,
    Inline,
    Row,
    RowKind,
    SheetPart,
    Span,
    Table,
    Value,
    parts,
    single_value,
)
from migplan_word.grids import ROW, cell_properties, opening
from migplan_word.inline import is_blank, joined
from migplan_word.looks import color_style
from migplan_word.prose import heading
from migplan_word.tables import believed_height, draw_table, header
from migplan_word.widths import in_twips, need, shared
from migplan_word.writer import Writer

_IN_STRIP = 4
"""Facts on the strip under the title; the others are set below, each on its line."""
_SLACK = 24.0
"""Points kept free, so that a line more never pushes a sheet over its page."""
_MOST_YEARS = 9
_LABELS = 92.0
"""Most points of the column of labels."""
_LONG_ITEM, _LONG_LIST = 240, 600
"""Most letters of an item and of a list that is set on running lines."""
_STRIP = (0.4, 0.27, 0.19, 0.14)
"""Shares of the strip's four usual facts, the same on every sheet."""


def draw_eyebrow(writer: Writer, sheet: ActionSheet, number: str = "") -> None:
    """Begin the sheet's page: what it is and its number at the start, its status at the end.

    `number` is that of the heading below: the sheet's own is not said twice.
    """
    runs = writer.runs
    kind = runs.text(writer.words("blocks.sheet.action") + "\u2002", "Muted")
    tab = f"<w:r><w:rPr>{runs.language()}</w:rPr><w:tab/></w:r>"
    code = "" if number == sheet.code else sheet.code
    said = kind + runs.text(code, color_style(sheet.color)) + tab
    writer.flow.turn()
    writer.flow.add(writer.paragraph("SheetEyebrow", runs=said + runs.tag(sheet.status)), 16)


def draw_sheet(writer: Writer, sheet: ActionSheet, level: int) -> None:
    """Set the sheet below its eyebrow; `level` is that of its title, 0 when the section's heading says it."""
    if level:
        heading(writer, sheet.title, level, "", sheet.id)
    runs = writer.runs
    objective = runs.text(writer.words("blocks.sheet.objective") + writer.words("blocks.colon"), "Muted")
    objective += runs.text(f"{sheet.objective_code} ", color_style(sheet.color))
    objective += runs.inline(sheet.objective_title, notes=False)
    writer.flow.add(writer.paragraph("SheetObjective", runs=objective), 21)
    strip, rest = sheet.facts[:_IN_STRIP], sheet.facts[_IN_STRIP:]
    if strip:
        _strip(writer, strip)
    found = [*(SheetPart(fact.label, (fact.content,)) for fact in rest), *sheet.parts]
    tables = [_turned(table) for table in sheet.tables if isinstance(table, Table)]
    sides = _Sides(writer, found)
    needed = sides.height("") + sum(_table_height(writer, table) for table in tables)
    dense = "Dense" if needed + _notes_height(sheet) + _SLACK > writer.flow.left else ""
    if found:
        writer.flow.add(sides.written(dense, writer.plain(sheet.title)), sides.height(dense))
    if found and not tables:
        writer.gap()
    for table in tables:
        draw_table(writer, table, style=f"SheetTable{dense}", suffix=dense)


def _turned(table: Table) -> Table:
    """Turn a table of amounts by year, so that years stand side by side on every sheet; any other stays as it is."""
    first, *others = table.columns
    kinds = {(column.holds, column.unit) for column in others}
    is_turned = len(kinds) == 1 and others[0].holds.is_number and 0 < len(table.rows) <= _MOST_YEARS
    if not is_turned or any(row.kind is RowKind.GROUP or len(row.cells) != len(table.columns) for row in table.rows):
        return table
    columns = [Column(first.key, header(first), width=20)]
    for number, row in enumerate(table.rows):
        columns.append(Column(f"row {number}", row.cells[0], others[0].holds, decimals=others[0].decimals, width=9))
    rows = [(header(column), *(row.cells[index] for row in table.rows)) for index, column in enumerate(others, start=1)]
    units = [Row(tuple(_without_unit(cell) for cell in row)) for row in rows]
    return Table(table.id, table.title, columns, units, table.note, table.alt)


def _without_unit(cell: Inline) -> Inline:
    value = single_value(cell)
    return evolve(value, unit="") if value is not None else cell


def _notes_height(sheet: ActionSheet) -> float:
    """Believe the height in points of the notes that a sheet's sources take at the foot of its page."""
    tables = [table for table in sheet.tables if isinstance(table, Table)]
    lines = [cell for table in tables for row in table.rows for cell in row.cells]
    lines += [line for part in sheet.parts for line in part.content] + [fact.content for fact in sheet.facts]
    keys = {part.source for line in lines for part in parts(line) if isinstance(part, Value | Span) and part.source}
    return 14.0 + 14.0 * len(keys) if keys else 0.0


def _table_height(writer: Writer, table: Table) -> float:
    """Believe the height in points of a small table with its title and its note."""
    return 34 + believed_height(writer, table) + (writer.height(table.note, 9, 12) if not is_blank(table.note) else 0)


def _strip(writer: Writer, facts: Sequence[Fact]) -> None:
    total = writer.width / 20
    texts = [writer.plain(fact.content) for fact in facts]
    needs = [need(writer.wide, fact.label, [text], 12, 10.5) for fact, text in zip(facts, texts, strict=True)]
    points = [share * total for share in _STRIP]
    if len(facts) != len(_STRIP) or any(one.least > width for one, width in zip(needs, points, strict=True)):
        points = shared(needs, total)
    widths = in_twips(points, writer.width)
    cells, tallest = "", 0
    for fact, text, width in zip(facts, texts, widths, strict=True):
        label, content = writer.paragraph("SheetLabel", fact.label), writer.paragraph("SheetFact", fact.content)
        cells += f"<w:tc>{cell_properties(width, writer.theme.sand)}{label}{content}</w:tc>"
        tallest = max(tallest, len(writer.lines(text, width / 20 - 10, 10.5, True)))
    title = writer.words("blocks.sheet.fact")
    alt = ", ".join(fact.label for fact in facts)
    writer.flow.add(f"{opening(writer, widths, title, alt, 'Open')}{ROW}{cells}</w:tr></w:tbl>", 20 + 13.5 * tallest)
    writer.gap()


class _Sides:
    """The parts of a sheet: labels in a narrow column, what they say beside them."""

    def __init__(self, writer: Writer, found: Sequence[SheetPart]) -> None:
        self.writer, self.found = writer, found
        labels = [word for part in found for word in part.label.split(" ")]
        widest = max((writer.wide(part.label, 9.5, True) for part in found), default=0.0)
        longest = max((writer.wide(word, 9.5, True) for word in labels), default=0.0)
        first = max(min(widest + 14, _LABELS), longest + 14)
        self.widths = in_twips([first, writer.width / 20 - first], writer.width)

    def _content(self, part: SheetPart) -> list[Inline]:
        """Set items side by side, very long ones as a list."""
        lines = [line for line in part.content if not is_blank(line)]
        texts = [self.writer.plain(line) for line in lines]
        if len(lines) > 1 and max(map(len, texts)) <= _LONG_ITEM and sum(map(len, texts)) <= _LONG_LIST:
            return [joined(*lines, between=" · ")]
        return lines

    def height(self, dense: str) -> float:
        """Believe the height in points, in usual or close lines."""
        size, leading, space = (9.0, 11.2, 2.4) if dense else (9.5, 12.5, 5.0)
        room = self.widths[1] / 20 - 10
        total = 0.0
        for part in self.found:
            lines = self._content(part)
            indent = 12 if len(lines) > 1 else 0
            count = sum(
                len(self.writer.lines(self.writer.plain(line), room - indent, size, is_even=bool(dense)))
                for line in lines
            )
            total += max(count, 1) * leading + (len(lines) if len(lines) > 1 else space)
        return total

    def written(self, dense: str, title: str) -> str:
        """Write the table."""
        writer = self.writer
        rows = []
        for part in self.found:
            lines = self._content(part)
            label = writer.paragraph(f"SheetSide{dense}", part.label)
            style = f"SheetItem{dense}" if len(lines) > 1 else f"SheetText{dense}"
            content = "".join(writer.paragraph(style, line) for line in lines) or writer.paragraph(style, "")
            cells = "".join(
                f"<w:tc>{cell_properties(width)}{said}</w:tc>"
                for width, said in zip(self.widths, (label, content), strict=True)
            )
            rows.append(f"{ROW}{cells}</w:tr>")
        alt = ", ".join(part.label for part in self.found)
        return f"{opening(writer, self.widths, title, alt, 'Sides', look='side')}{''.join(rows)}</w:tbl>"
