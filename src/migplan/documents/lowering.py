"""Lowering: what an exporter cannot draw is said with simpler blocks, down to Heading, Paragraph and Table."""

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

import attrs

from migplan.documents.blocks import (
    ActionSheet,
    Agenda,
    Bullets,
    Canvas,
    Figures,
    Heading,
    Logos,
    Note,
    Paragraph,
    ParagraphStyle,
    Picture,
    Signatures,
    Slot,
)
from migplan.documents.document import Block, Document, Section
from migplan.documents.drawings import Chart, ChartKind, Gantt, Matrix, Quadrant, Tree
from migplan.documents.inline import Holds, Inline, Span, Tag, Value, Weight, is_empty, parts
from migplan.documents.lines import below, joined, titled
from migplan.documents.tables import Column, EntryTable, Row, RowKind, Table
from migplan.documents.workshop_lowering import WORKSHOP
from migplan.locale import Words

SIMPLEST: frozenset[type] = frozenset({Heading, Paragraph, Table})
"""What every exporter draws."""

Fallback = Callable[[Any, Words], tuple[Block, ...]]


def lower(document: Document, draws: Collection[type], words: Words) -> Document:
    """Give the document with every block that is not in `draws` said with simpler ones.

    The words stay: no text of a block is lost on the way (pictures keep their alternative text).
    A document that needs no lowering is given back as it is.
    """
    drawn = frozenset(draws) | SIMPLEST
    if all(type(block) in drawn for block in document.blocks):
        return document
    return attrs.evolve(document, sections=tuple(_section(section, drawn, words) for section in document.sections))


def _section(section: Section, drawn: frozenset[type], words: Words) -> Section:
    blocks: list[Block] = []
    for block in section.blocks:
        blocks.extend(_lowered(block, drawn, words))
    return attrs.evolve(section, blocks=tuple(blocks))


def _lowered(block: Block, drawn: frozenset[type], words: Words) -> list[Block]:
    if type(block) in drawn:
        return [block]
    simpler: list[Block] = []
    for other in fallback(block, words):
        simpler.extend(_lowered(other, drawn, words))
    return simpler


def fallback(block: Block, words: Words) -> tuple[Block, ...]:
    """Say a block with the next simpler ones; Heading, Paragraph and Table give themselves."""
    say = _FALLBACKS.get(type(block))
    return (block,) if say is None else say(block, words)


def _bullets(block: Bullets, words: Words) -> tuple[Block, ...]:
    lines = []
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.is_numbered else "• "
        lines.append(Paragraph(("\u2003" * (item.level - 1) + mark, *parts(item.text))))
    return tuple(lines)


def _note(block: Note, words: Words) -> tuple[Block, ...]:
    title = Span(words(f"blocks.note.{block.kind.value}"), weight=Weight.STRONG)
    return (Paragraph(joined(block.title if not is_empty(block.title) else title, block.text, between=" – ")),)


def _figures(block: Figures, words: Words) -> tuple[Block, ...]:
    columns = [
        Column("label", words("blocks.figures.label"), width=40),
        Column("value", words("blocks.figures.value"), Holds.NUMBER, width=14),
        Column("trend", words("blocks.figures.trend"), width=30),
        Column("source", words("blocks.figures.source"), width=30),
    ]
    kept = [
        index
        for index, name in enumerate(("label", "value", "trend", "source"))
        if index < 2 or any(not is_empty(getattr(item, name)) for item in block.items)
    ]
    rows = [tuple((item.label, item.value, item.trend, item.source)[index] for index in kept) for item in block.items]
    table = Table("key-figures", "", [columns[index] for index in kept], rows, alt=block.alt)
    return (table, *below(block.conclusion))


def _entry_table(block: EntryTable, words: Words) -> tuple[Block, ...]:
    empty = Row(tuple("" for _ in block.columns))
    rows = (*block.rows, *(empty for _ in range(block.empty_rows)))
    return (Table(block.id, block.title, block.columns, rows, block.note, block.alt),)


def _chart(block: Chart, words: Words) -> tuple[Block, ...]:
    holds = block.holds if block.holds.is_number else Holds.NUMBER
    rows: list[tuple[Inline, ...]]
    if block.kind is ChartKind.SCATTER:
        columns = [
            Column("name", block.category_label or words("blocks.chart.category"), width=24),
            Column("x", "x", Holds.NUMBER),
            Column("y", "y", holds, unit=block.unit),
        ]
        rows = [
            (f"{block.categories[i]} – {series.name}" if i < len(block.categories) else series.name,
             Value(x), Value(y, holds, decimals=block.decimals))
            for series in block.series
            for i, (x, y) in enumerate(zip(series.x, series.values, strict=False))
        ]  # fmt: skip
    else:
        columns = [Column("category", block.category_label or words("blocks.chart.category"), width=24)]
        columns += [
            Column(f"s{number}", series.name, holds, unit=block.unit, decimals=block.decimals, width=14)
            for number, series in enumerate(block.series, start=1)
        ]
        rows = [
            (category, *(Value(_nth(series.values, i), holds, decimals=block.decimals) for series in block.series))
            for i, category in enumerate(block.categories)
        ]
    table = Table(block.id, block.title, columns, rows, block.note, block.alt)
    return (table, *(Paragraph(line) for line in block.reading))


def _nth(values: tuple[Decimal | None, ...], index: int) -> Decimal | None:
    return values[index] if index < len(values) else None


def _gantt(block: Gantt, words: Words) -> tuple[Block, ...]:
    columns = [
        Column("code", words("blocks.gantt.code"), Holds.CODE, width=6),
        Column("title", words("blocks.gantt.action"), width=44),
        Column("lead", words("blocks.gantt.lead"), width=18),
        Column("start", words("blocks.gantt.start"), Holds.DATE, width=12),
        Column("end", words("blocks.gantt.end"), Holds.DATE, width=12),
        Column("status", words("blocks.gantt.status"), Holds.STATUS, width=12),
        Column("steps", words("blocks.gantt.milestones"), width=30),
    ]
    rows: list[Row] = []
    for lane in block.lanes:
        bars = [bar for bar in block.bars if bar.lane == lane.key]
        rows.append(Row((lane.title,), RowKind.GROUP, color=lane.color))
        for bar in bars:
            steps = joined(*((step.title, " ", Value(step.date, Holds.DATE)) for step in bar.milestones), between=" ; ")
            rows.append(
                Row(
                    (
                        bar.code, bar.title, bar.lead, Value(bar.start, Holds.DATE), Value(bar.end, Holds.DATE),
                        Tag(bar.status, bar.tone) if bar.status else "", steps,
                    )
                )
            )  # fmt: skip
    return (Table(block.id, block.title, columns, rows, block.note, block.alt),)


def _tree(block: Tree, words: Words) -> tuple[Block, ...]:
    children: dict[str, list[str]] = {}
    by_id = {node.id: node for node in block.nodes}
    for node in block.nodes:
        children.setdefault(node.parent if node.parent in by_id else "", []).append(node.id)
    lines: list[Block] = []
    done: set[str] = set()

    def walk(node_id: str, depth: int) -> None:
        if node_id in done:
            return
        done.add(node_id)
        node = by_id[node_id]
        indent = "\u2003" * depth
        code = (Span(f"{node.code} ", weight=Weight.STRONG),) if node.code else ()
        lines.append(Paragraph((*((indent,) if indent else ()), *code, *parts(node.title))))
        for child in children.get(node_id, []):
            walk(child, depth + 1)

    for root in children.get("", []):
        walk(root, 0)
    for node in block.nodes:
        walk(node.id, 0)
    return (*titled(block.title), *lines, *below(block.note))


def _quadrant(block: Quadrant, words: Words) -> tuple[Block, ...]:
    if block.lists:
        listed: list[Block] = [*titled(block.title)]
        for name, items in zip(block.quarters, block.lists, strict=False):
            listed.append(Heading(name, 3))
            listed.extend(_bullets(Bullets(items), words))
        return (*listed, *below(block.note))
    x_label = block.x.label if block.x else "x"
    y_label = block.y.label if block.y else "y"
    columns = [
        Column("label", words("blocks.quadrant.item"), width=36),
        Column("x", x_label, Holds.NUMBER, width=12),
        Column("y", y_label, Holds.NUMBER, width=12),
        Column("quarter", words("blocks.quadrant.quarter"), width=24),
    ]
    rows = [
        (point.label, Value(point.x), Value(point.y), quarter_of(block, point.x, point.y)) for point in block.points
    ]
    ends = [
        f"{axis.label}{words('blocks.colon')}{axis.low_label} → {axis.high_label}"
        for axis in (block.x, block.y)
        if axis is not None and (axis.low_label or axis.high_label)
    ]
    unused = [name for name in block.quarters if name and name not in {row[3] for row in rows}]
    return (
        Table(block.id, block.title, columns, rows, block.note, block.alt),
        *below(*ends, " ; ".join(unused)),
    )


def quarter_of(block: Quadrant, x: Decimal, y: Decimal) -> str:
    """Name the quarter in which a point lies; a point on the middle line belongs to the higher side."""
    middle_x = (block.x.low + block.x.high) / 2 if block.x else Decimal(3)
    middle_y = (block.y.low + block.y.high) / 2 if block.y else Decimal(3)
    return block.quarters[(0 if y >= middle_y else 2) + (1 if x >= middle_x else 0)]


def _matrix(block: Matrix, words: Words) -> tuple[Block, ...]:
    totals = bool(block.row_totals)
    columns = [Column("row", block.corner, width=30)]
    columns += [
        Column(f"c{number}", joined(column.code, column.label), width=6)
        for number, column in enumerate(block.columns, start=1)
    ]
    if totals:
        columns.append(Column("total", words("blocks.matrix.total"), Holds.INTEGER, width=6))
    rows = []
    for number, row in enumerate(block.rows):
        cells: list[Inline] = [joined(row.code, row.label), *(cell.text for cell in block.cells[number])]
        if totals:
            cells.append(Value(block.row_totals[number], Holds.INTEGER))
        rows.append(Row(tuple(cells)))
    if block.column_totals:
        sums: list[Inline] = [Value(total, Holds.INTEGER) for total in block.column_totals]
        if totals:
            sums.append(Value(sum(block.row_totals), Holds.INTEGER))
        rows.append(Row((words("blocks.matrix.total"), *sums), RowKind.TOTAL))
    legend = " ; ".join(f"{symbol}{words('blocks.colon')}{meaning}" for symbol, meaning in block.legend)
    return (Table(block.id, block.title, columns, rows, block.note, block.alt), *below(legend))


def _action_sheet(block: ActionSheet, words: Words) -> tuple[Block, ...]:
    facts: list[tuple[Inline, ...]] = [
        (words("blocks.sheet.objective"), joined(block.objective_code, block.objective_title)),
        *((fact.label, fact.content) for fact in block.facts),
        (words("blocks.sheet.status"), block.status),
    ]
    columns = [Column("label", words("blocks.sheet.fact"), width=24), Column("content", block.title, width=70)]
    body: list[Block] = [Heading(block.title, 2, number=block.code, id=block.id)]
    body.append(Table(f"{block.id or block.code}-facts", "", columns, facts))
    for part in block.parts:
        body.append(Heading(part.label, 3))
        if len(part.content) > 1:
            body.append(Bullets(part.content))
        else:
            body.extend(Paragraph(text) for text in part.content)
    body.extend(table for table in block.tables if isinstance(table, Table))
    return tuple(body)


def _agenda(block: Agenda, words: Words) -> tuple[Block, ...]:
    columns = [
        Column("start", words("blocks.agenda.start"), Holds.CODE, width=7),
        Column("minutes", words("blocks.agenda.minutes"), Holds.INTEGER, width=8),
        Column("title", words("blocks.agenda.title"), width=44),
        Column("method", words("blocks.agenda.method"), width=18),
        Column("facilitator", words("blocks.agenda.facilitator"), width=18),
        Column("materials", words("blocks.agenda.materials"), width=20),
    ]
    rows: list[Row] = []
    days = sorted({item.day for item in block.items})
    for day in days:
        if len(days) > 1:
            rows.append(Row((words("blocks.agenda.day", n=day),), RowKind.GROUP))
        for item in block.items:
            if item.day == day:
                minutes = Value(item.minutes, Holds.INTEGER)
                rows.append(Row((item.start, minutes, item.title, item.method, item.facilitator, item.materials)))
    return (Table("agenda", block.title, columns, rows, alt=block.alt),)


def _canvas(block: Canvas, words: Words) -> tuple[Block, ...]:
    columns = [
        Column("frame", words("blocks.canvas.frame"), width=30),
        Column("answer", words("blocks.canvas.answer"), width=60),
    ]
    rows = [(joined(frame.title, frame.hint, between=" – "), "") for frame in block.frames]
    minutes = words("blocks.canvas.minutes", n=block.minutes) if block.minutes else ""
    return (*titled(block.title), *below(minutes), Table("canvas", "", columns, rows, alt=block.alt))


def _picture(block: Picture, words: Words) -> tuple[Block, ...]:
    return (Paragraph(Span(block.alt, weight=Weight.MUTED)), *below(block.caption, block.credit))


def _slot(block: Slot, words: Words) -> tuple[Block, ...]:
    if not is_empty(block.text):
        return (Paragraph(block.text),)
    return (Paragraph(Span(words("blocks.slot.hint", hint=block.hint), weight=Weight.MUTED)),)


def _signatures(block: Signatures, words: Words) -> tuple[Block, ...]:
    columns = [
        Column("role", words("blocks.signatures.role"), width=30),
        Column("organisation", words("blocks.signatures.organisation"), width=30),
        Column("date", words("blocks.signatures.date"), width=14),
        Column("signature", words("blocks.signatures.signature"), width=26),
    ]
    rows = [(place.role, place.organisation, "", "") for place in block.places]
    return (*titled(block.title), Table("signatures", "", columns, rows))


def _logos(block: Logos, words: Words) -> tuple[Block, ...]:
    lines = [" – ".join(text for text in (mark.name, mark.statement) if text) for mark in block.marks]
    return tuple(Paragraph(line, ParagraphStyle.SMALL) for line in lines if line)


_FALLBACKS: dict[type, Fallback] = {
    Bullets: _bullets,
    Note: _note,
    Figures: _figures,
    EntryTable: _entry_table,
    Chart: _chart,
    Gantt: _gantt,
    Tree: _tree,
    Quadrant: _quadrant,
    Matrix: _matrix,
    ActionSheet: _action_sheet,
    Agenda: _agenda,
    Canvas: _canvas,
    Picture: _picture,
    Slot: _slot,
    Signatures: _signatures,
    Logos: _logos,
    **WORKSHOP,
}
