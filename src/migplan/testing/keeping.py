"""The law of an exporter that loses nothing: every word and value of a document is found again in its file."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from migplan.documents import (
    SILENT,
    ActionSheet,
    AgendaItem,
    Bar,
    Column,
    Document,
    EntryTable,
    Holds,
    Matrix,
    RowKind,
    Table,
    Total,
    Value,
    said,
)
from migplan.locale import format_decimal
from migplan.testing.extraction import Said, normalised

PIECE = 8
"""A text may be parted over lines, cells, slides or pages; each piece but the last has at least this many characters."""

LONG_WORD = 20
"""Characters of a word that may be parted, being wider than what holds it."""

_FIRST_DAY = date(1899, 12, 30)


def lost(document: Document, found: Said) -> list[str]:
    """List what a document says and its file does not.

    Words are compared cleaned, white space and marks of direction aside. They stand in the file in one piece, or in
    pieces that follow one another in order. A value stands as its language writes it, with its own number of decimals
    or its column's, or as a number in a cell or a chart.
    """
    seen: dict[str, bool] = {}
    missing: list[str] = []
    for thing, column in _read(document):
        if isinstance(thing, Value):
            if not _has_value(thing, column, document.language, found):
                missing.append(f"value {thing.value} ({thing.holds.value})")
            continue
        text = normalised(thing)
        if text not in seen:
            seen[text] = has_text(text, found.text)
            if not seen[text]:
                missing.append(f"text {text!r}")
    return missing


def has_text(text: str, whole: str) -> bool:
    """Say whether a normalised text stands in another, in one piece or in several that follow one another."""
    if text in whole:
        return True
    rest, place = text, 0
    while rest:
        length = _to_a_word(rest, _longest(rest, whole, place))
        if length < min(PIECE, len(rest)):
            return False
        place = whole.index(rest[:length], place) + length
        rest = rest[length:].lstrip()
    return True


def _to_a_word(text: str, length: int) -> int:
    """Shorten a piece that ends inside a word to the end of the word before; words too long for a line may be parted."""
    if length in (0, len(text)) or text[length] == " " or text[length - 1] == " ":
        return length
    start = text.rfind(" ", 0, length) + 1
    end = text.find(" ", length)
    return length if (len(text) if end < 0 else end) - start > LONG_WORD else start


def _longest(text: str, whole: str, place: int) -> int:
    """Give the length of the longest beginning of a text that stands in another from a place on."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if whole.find(text[:middle], place) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _read(document: Document) -> Iterator[tuple[str | Value, Column | None]]:
    """Walk over what is read, each value with the column of its cell."""
    for part in said((document.cover, [attrs.evolve(section, blocks=()) for section in document.sections])):
        yield part, None
    for block in document.blocks:
        yield from _read_block(block)


def _read_block(block: Any) -> Iterator[tuple[str | Value, Column | None]]:
    if isinstance(block, ActionSheet):
        for table in block.tables:
            yield from _read_block(table)
        block = attrs.evolve(block, tables=())
    if not isinstance(block, Table | EntryTable):
        for part in said(block):
            yield part, None
        return
    for part in said(attrs.evolve(block, rows=())):
        yield part, None
    for row in block.rows:
        cells = row.cells[:1] if row.kind is RowKind.GROUP else row.cells
        for cell, column in zip(cells, block.columns, strict=False):
            for part in said(cell):
                yield part, column


def _has_value(value: Value, column: Column | None, language: str, found: Said) -> bool:
    held = value.value
    if held is None or any(normalised(written) in found.text for written in _writings(value, column, language)):
        return True
    if isinstance(held, date):
        return Decimal((held - _FIRST_DAY).days) in found.numbers
    number = Decimal(held)
    if number in found.numbers or (value.holds is Holds.SHARE and number / 100 in found.numbers):
        return True
    slack = Decimal("0.005") if value.holds is Holds.MONEY else Decimal(0)
    return any(abs(number - other) <= abs(number) * Decimal("1e-12") + slack for other in found.numbers)


def _writings(value: Value, column: Column | None, language: str) -> Iterator[str]:
    yield value.written(language, with_unit=False)
    if value.value is None or isinstance(value.value, date):
        return
    decimals = {value.decimals, column.decimals if column is not None else None}
    decimals |= {0, 2} if Holds.MONEY in (value.holds, column and column.holds) else set()
    decimals |= {1} if Holds.SHARE in (value.holds, column and column.holds) else set()
    for places in decimals:
        yield format_decimal(Decimal(value.value), language, places)


def rewritten(document: Document, write: Callable[[str], str]) -> Document:
    """Give a document with every word of its cover and sections written anew by a function of the old word.

    What other things name (codes of bars), what has a form of its own (hours), and the cells that hold a choice stay.
    """
    return attrs.evolve(document, cover=_anew(document.cover, write), sections=_anew(document.sections, write))


def _anew(thing: Any, write: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return write(thing) if thing.strip() else thing
    if isinstance(thing, tuple):
        return tuple(_anew(member, write) for member in thing)
    if isinstance(thing, Value) or not attrs.has(type(thing)):
        return thing
    kept = set(SILENT)
    if isinstance(thing, Bar | AgendaItem):
        kept |= {"code", "start"}
    changed: dict[str, Any] = {}
    if isinstance(thing, EntryTable):
        kept.add("rows")
        chosen = [column.holds is Holds.CHOICE for column in thing.columns]
        changed["rows"] = [
            attrs.evolve(
                row, cells=[one if stays else _anew(one, write) for one, stays in zip(row.cells, chosen, strict=False)]
            )
            for row in thing.rows
        ]
    for attribute in attrs.fields(type(thing)):
        if attribute.name not in kept:
            changed[attribute.name] = _anew(getattr(thing, attribute.name), write)
    return attrs.evolve(thing, **changed)


def numbered(document: Document) -> Document:
    """Give a document in which every word carries a number of its own, so that the loss of a single one shows."""
    count = iter(range(1, 10**6))
    return rewritten(document, lambda text: f"{text} n{next(count)}n")


def without_links(document: Document) -> Document:
    """Give a document whose sources lead nowhere."""
    return attrs.evolve(document, sources=[attrs.evolve(source, link="") for source in document.sources])


def without_formulas(document: Document) -> Document:
    """Give a document whose tables and matrices compute nothing, so that no formula is expected in its file."""
    return attrs.evolve(
        document,
        sections=[
            attrs.evolve(section, blocks=[_still(block) for block in section.blocks]) for section in document.sections
        ],
    )


def _still(block: Any) -> Any:
    if isinstance(block, Table | EntryTable):
        columns = [attrs.evolve(column, formula=None, total=Total.NONE) for column in block.columns]
        return attrs.evolve(block, columns=columns, rows=[row for row in block.rows if row.kind is RowKind.DATA])
    if isinstance(block, Matrix):
        return attrs.evolve(block, row_totals=(), column_totals=())
    if isinstance(block, ActionSheet):
        return attrs.evolve(block, tables=[_still(table) for table in block.tables])
    return block


__all__ = ["PIECE", "has_text", "lost", "numbered", "rewritten", "without_formulas", "without_links"]
