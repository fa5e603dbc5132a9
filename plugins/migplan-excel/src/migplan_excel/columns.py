"""Columns of a table as Excel needs them: a name of their own, a width, a number format, a look."""

import re
from collections.abc import Sequence
from decimal import Decimal

from attrs import field, frozen, mutable

from migplan.documents import (
    Column,
    EntryTable,
    Holds,
    Inline,
    Row,
    RowKind,
    Table,
    Tag,
    Value,
    plain,
    single_value,
)
from migplan.locale import Words
from migplan_excel.page import decimals_of
from migplan_excel.strings import cell_text
from migplan_office.text import cut, utf16_length

WIDEST = 54.0
"""Long texts wrap at this width, in characters."""
NARROWEST = 6.0
LONGEST_HEAD = 240
"""Longest head of a column, in UTF-16 units."""
_CODED = re.compile(r"([^\W_][\w.]{0,7})\s*[–—:-]\s+\S")


@frozen
class Planned:
    """A table before it is written: names, and rows sorted by what they are."""

    block: Table | EntryTable
    name: str
    """Of the ListObject."""
    headers: tuple[str, ...]
    """One per Excel column, the group's first where there are groups."""
    has_groups: bool
    data: tuple[Row, ...]
    groups: tuple[str, ...]
    """The group of each data row; empty without groups."""
    group_colors: tuple[str, ...]
    group_names: tuple[tuple[str, Inline], ...]
    """Short name and full words of each group whose words begin with a code, for the key below the table."""
    totals: Row | None
    """The row that closes the table."""
    sums: tuple[tuple[Row, str], ...]
    """Further total rows, each with the group that it sums, or `""`: they stand below the table."""

    @property
    def offset(self) -> int:
        """Columns before the block's own."""
        return 1 if self.has_groups else 0

    @property
    def keys(self) -> dict[str, int]:
        """Number of each column by its key, 0 for the block's first."""
        return {column.key: number for number, column in enumerate(self.block.columns)}

    def header(self, key: str) -> str | None:
        """Give the name of a column by its key."""
        number = self.keys.get(key)
        return None if number is None else self.headers[number + self.offset]


def plan_table(block: Table | EntryTable, name: str, words: Words, language: str) -> Planned:
    """Sort out the rows of a table, and name its columns."""
    rows = block.rows
    has_groups = any(row.kind is RowKind.GROUP for row in rows)
    headers = _headers(block.columns, has_groups, words, language)
    if not has_groups and all(row.kind is RowKind.DATA for row in rows):
        return Planned(block, name, headers, False, rows, (), (), (), None, ())
    data: list[Row] = []
    groups: list[str] = []
    colors: list[str] = []
    sums: list[tuple[Row, str]] = []
    group, color = "", ""
    totals: Row | None = None
    labels = [row.cells[0] if row.cells else "" for row in rows if row.kind is RowKind.GROUP]
    names = iter(short_names([cell_text(plain(label, language)) for label in labels]))
    named: list[tuple[str, Inline]] = []
    for row in rows:
        if row.kind is RowKind.GROUP:
            group = next(names)
            label = labels[len(named)]
            named.append((group, label))
            color = row.color
        elif row.kind is RowKind.DATA:
            data.append(row)
            groups.append(group)
            colors.append(color)
        elif row.kind is RowKind.SUBTOTAL:
            sums.append((row, group))
        else:
            if totals is not None:
                sums.append((totals, ""))
            totals = row
    if totals is not None and not _closes(block.columns, totals):
        sums.append((totals, ""))
        totals = None
    key = tuple((short, label) for short, label in named if short != cell_text(plain(label, language)))
    return Planned(
        block, name, headers, has_groups, tuple(data), tuple(groups), tuple(colors), key, totals, tuple(sums)
    )


def short_names(labels: Sequence[str]) -> list[str]:
    """Name groups: by their codes when all begin with one ("O1 – Welcome"), else by their whole words; none twice."""
    codes = [found[1] if (found := _CODED.match(label)) else "" for label in labels]
    wanted = codes if all(codes) and len({code.casefold() for code in codes}) == len(codes) else labels
    used: set[str] = set()
    names: list[str] = []
    for text in wanted:
        names.append(_unique(text or "–", used))
        used.add(names[-1].casefold())
    return names


def _closes(columns: Sequence[Column], row: Row) -> bool:
    """Say whether a total row can be the table's own: words, and numbers of columns that are summed."""
    from migplan.documents import Total

    return all(
        single_value(cell) is None or column.total is not Total.NONE
        for column, cell in zip(columns, row.cells, strict=False)
    )


def long_heads(planned: Planned, language: str) -> list[str]:
    """Give the heads too long for a table, whole, to be printed below it."""
    heads = [header_text(column, language) for column in planned.block.columns]
    return [head for head in heads if utf16_length(head) > LONGEST_HEAD]


def _unique(text: str, used: set[str]) -> str:
    number, unique = 1, text
    while unique.casefold() in used:
        number += 1
        unique = f"{text} ({number})"
    return unique


def header_text(column: Column, language: str) -> str:
    """Give the words of a column's head: label, unit, and the mark of what is required."""
    text = " ".join(cell_text(plain(column.label, language)).split()) or "–"
    if column.unit and column.unit not in text:
        text = f"{text} ({column.unit})"
    return f"{text} •" if column.is_required else text


def _headers(columns: Sequence[Column], has_groups: bool, words: Words, language: str) -> tuple[str, ...]:
    headers: list[str] = []
    used: set[str] = set()
    texts = [cut(header_text(column, language), LONGEST_HEAD)[0] for column in columns]
    for text in [words("blocks.group"), *texts] if has_groups else texts:
        unique = _unique(text, used)
        used.add(unique.casefold())
        headers.append(unique)
    return tuple(headers)


@mutable
class Measure:
    """What the cells of a column need."""

    width: float
    decimals: int
    longest: int
    """Longest text, in letters."""
    tones: bool = field(default=False)


def measure(column: Column, number: int, rows: Sequence[Row], header: str, language: str) -> Measure:
    """Find the width, in characters, and the decimals that a column needs."""
    decimals, longest, tones = 0, 0, False
    holds = column.holds
    largest: Decimal | int = 0
    counts: list[int] = []
    for row in rows:
        if number >= len(row.cells):
            continue
        cell = row.cells[number]
        if type(cell) is str:
            counts.append(len(cell))
            continue
        value = cell if type(cell) is Value else single_value(cell)
        if value is not None:
            content = value.value
            if type(content) is int:
                largest = max(largest, content if content >= 0 else -10 * content)
            elif isinstance(content, Decimal) and content.is_finite():
                largest = max(largest, content if content >= 0 else -10 * content)
                if column.decimals is None or value.holds is Holds.MONEY:
                    decimals = max(decimals, decimals_of(content, value.holds))
            elif content is not None:
                longest = max(longest, 10)
            continue
        tones = tones or isinstance(cell, Tag)
        counts.append(len(plain(cell, language)) + (2 if isinstance(cell, Tag) else 0))
    if column.decimals is not None:
        decimals = max(column.decimals, decimals)
    if largest:
        digits = len(str(int(largest)))
        longest = max(
            longest, digits + (digits - 1) // 3 + (decimals + 1 if decimals else 0) + (2 if holds is Holds.SHARE else 0)
        )
    if holds.is_number or holds is Holds.DATE:
        wish = max(longest + 4.0, min(column.width, 14))
    else:
        usual = sorted(counts)[int(len(counts) * 0.9)] if counts else 0
        wish = min(max(column.width, min(usual * 0.95, 50)) + 3.0, WIDEST)
        if counts and max(counts) + 3 < wish and column.formula is None:
            wish = max(max(counts) * 1.05 + 3.5, min(column.width, 14))
    longest_word = max((len(word) for word in header.split()), default=0)
    wish = max(wish, min(longest_word * 1.15 + 4.5, 30), NARROWEST, min(len(header) * 0.45 + 4, 18))
    longest = max([longest, *counts], default=0)
    return Measure(wish, decimals, longest, tones)


def measures(planned: Planned, language: str) -> list[Measure]:
    """Measure every Excel column of a table."""
    found: list[Measure] = []
    if planned.has_groups:
        longest = max((len(group) for group in planned.groups), default=8)
        heading = len(planned.headers[0]) * 1.15 + 3.5
        found.append(Measure(min(max(longest * 0.75 + 3, heading), 26.0), 0, longest))
    rows = [*planned.data, *(row for row, _ in planned.sums), *([planned.totals] if planned.totals else [])]
    for number, column in enumerate(planned.block.columns):
        found.append(measure(column, number, rows, planned.headers[number + planned.offset], language))
    return found


def cell_at(row: Row, number: int) -> Inline:
    """Give a row's cell; a short row has empty ones."""
    return row.cells[number] if number < len(row.cells) else ""
