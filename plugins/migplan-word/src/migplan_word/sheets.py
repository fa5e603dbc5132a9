"""Action sheets: one action on one page, always the same skeleton, so that it can be taken out and discussed."""

from migplan.documents import ActionSheet, Fact, Inline, SheetPart, Table, is_empty
from migplan_office.fonts import text_width, wrap
from migplan_word.looks import SHEET_INDENT, color_style
from migplan_word.prose import heading
from migplan_word.tables import ROW, cell_properties, draw_table, opening
from migplan_word.widths import in_twips
from migplan_word.writer import Writer, joined

_IN_STRIP = 4
"""Facts on the strip under the title; the others are set below, each on its line."""
_LONGEST_FACT = 46


def draw_eyebrow(writer: Writer, sheet: ActionSheet) -> None:
    """Begin the sheet's page: what it is and its number at the start, its status at the end."""
    runs = writer.runs
    kind = runs.text(writer.words("blocks.sheet.action") + "\u2002", "Muted")
    tab = f"<w:r><w:rPr>{runs.language()}</w:rPr><w:tab/></w:r>"
    said = kind + runs.text(sheet.code, color_style(sheet.color)) + tab
    writer.flow.used = 0.0
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
    strip, rest = _divided(writer, sheet)
    if strip:
        _strip(writer, strip)
    labels = [*(SheetPart(fact.label, (fact.content,)) for fact in rest), *sheet.parts]
    for part in labels:
        _part(writer, part)
    for table in sheet.tables:
        if isinstance(table, Table):
            draw_table(writer, table, style="SheetTable")


def _divided(writer: Writer, sheet: ActionSheet) -> tuple[list[Fact], list[Fact]]:
    """Choose the facts of the strip: the first ones, as long as they are short."""
    strip: list[Fact] = []
    for fact in sheet.facts:
        if len(strip) == _IN_STRIP or len(writer.plain(fact.content)) > _LONGEST_FACT:
            break
        strip.append(fact)
    return strip, list(sheet.facts[len(strip) :])


def _strip(writer: Writer, facts: list[Fact]) -> None:
    total = writer.width / 20
    needs = [min(max(text_width(writer.plain(fact.content), 10.5, True) + 14, 84.0), 200.0) for fact in facts]
    spare = total - sum(needs)
    widths = in_twips([need + spare / len(needs) for need in needs], writer.width)
    cells, tallest = "", 0
    for fact, width in zip(facts, widths, strict=True):
        label, content = writer.paragraph("SheetLabel", fact.label), writer.paragraph("SheetFact", fact.content)
        cells += f"<w:tc>{cell_properties(width, writer.theme.sand)}{label}{content}</w:tc>"
        tallest = max(tallest, len(wrap(writer.plain(fact.content), width / 20 - 10, 10.5, True)))
    title = writer.words("blocks.sheet.fact")
    alt = ", ".join(fact.label for fact in facts)
    writer.flow.add(f"{opening(writer, widths, title, alt, 'Open')}{ROW}{cells}</w:tr></w:tbl>", 19 + 13.5 * tallest)
    writer.gap()


def _part(writer: Writer, part: SheetPart) -> None:
    """Set a label in the margin column and its content beside it: a line, or a list."""
    content = [line for line in part.content if not is_empty(line)]
    tab = f"<w:r><w:rPr>{writer.runs.language()}</w:rPr><w:tab/></w:r>"
    label = writer.runs.text(part.label, "SheetSide") + tab
    first: Inline = content[0] if content else ""
    room = writer.width / 20 - SHEET_INDENT * 2.835
    if len(content) < 2:
        height = len(wrap(writer.plain(first), room, 10)) * 13.25 + 5
        writer.flow.add(writer.paragraph("SheetPart", runs=label + writer.runs.inline(first)), height)
        return
    for index, line in enumerate(content):
        mark = joined("•\u2002", line)
        height = len(wrap(writer.plain(mark), room, 10)) * 13.25 + 1
        if index == 0:
            writer.flow.add(writer.paragraph("SheetPart", runs=label + writer.runs.inline(mark)), height + 4)
        else:
            writer.flow.add(writer.paragraph("SheetItem", line), height)
