"""Tables: to be read, or to be filled in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum

import attrs
from attrs import field, frozen

from migplan.documents.expressions import TREES, Expression, Ratio, evaluate, rounded
from migplan.documents.inline import Holds, Inline, Part, Value, parts, plain, single_value
from migplan.documents.sequences import as_tuple


class Total(Enum):
    """How a column is summed up in total rows."""

    NONE = "none"
    SUM = "sum"
    COUNT = "count"
    FORMULA = "formula"
    """The column's own expression over the totals of the row, as for a share of two sums."""


@frozen
class Column:
    """What a column says of itself."""

    key: str
    label: Inline
    holds: Holds = Holds.TEXT
    width: int = 12
    """Usual width of its content, in characters; exporters share the space out by it."""
    unit: str = ""
    """Printed in the header: the currency, "persons"."""
    decimals: int | None = None
    total: Total = Total.NONE
    formula: Expression | None = None
    choices: tuple[str, ...] = ()
    """Labels to choose from, for a column to be filled in."""
    is_required: bool = False
    hint: str = ""
    """How to fill it in."""
    language: str = field(default="", metadata={"silent": True})
    """BCP 47 of the words in it, to be read or to be filled in, where the whole column is in one language of its own."""
    vocabulary: str = field(default="", metadata={"silent": True})
    """Id of the vocabulary of the document whose codes are typed here."""
    depends_on: str = field(default="", metadata={"silent": True})
    """Key of the column of the same row whose code narrows the choices: only those codes are offered whose parent it is."""
    low: Decimal | date | None = None
    high: Decimal | date | None = None
    """Bounds of what may be filled in, both allowed."""
    is_aid: bool = False
    """What is typed there only narrows the choices of the column that depends on it; a reader passes over it."""
    is_computed: bool = False
    """It says something about the row that is never typed, and that a reader passes over."""
    is_helper: bool = False
    """Only formulas read it; a sheet to be filled in hides it."""


class RowKind(Enum):
    """What a row is."""

    DATA = "data"
    GROUP = "group"
    """A heading over the rows that follow; only its first cell is read, over the whole width."""
    SUBTOTAL = "subtotal"
    """Sums the data rows since the last group."""
    TOTAL = "total"
    """Sums all data rows."""


@frozen
class Row:
    """One row: as many cells as the table has columns (a group may have one)."""

    cells: tuple[Inline, ...] = field(converter=as_tuple)
    kind: RowKind = RowKind.DATA
    address: str = ""
    """The thing of the plan that the row is about."""
    color: str = ""
    """Colour role of the row's first cell: `series-1`; see `Theme.color`."""


def _rows(rows: Sequence[Row | Sequence[Inline]]) -> tuple[Row, ...]:
    return tuple(row if isinstance(row, Row) else Row(tuple(row)) for row in rows)


def evaluated(columns: Sequence[Column], rows: Sequence[Row], language: str = "") -> tuple[Row, ...]:
    """Fill in what is computed: cells of formula columns, and those of subtotal and total rows.

    A cell of a computed column is replaced whatever it held; in total rows the first cell keeps its label.
    Money is rounded to two decimals, other numbers to the column's decimals, shares to one by default.
    """
    if not any(column.formula is not None or column.total is not Total.NONE for column in columns):
        return tuple(rows)
    done: list[Row] = []
    since_group: list[dict[str, Decimal | None]] = []
    everything: list[dict[str, Decimal | None]] = []
    for row in rows:
        if row.kind is RowKind.GROUP:
            since_group = []
            done.append(row)
            continue
        if row.kind is RowKind.DATA:
            filled = _computed(columns, row, language)
            numbers = _numbers(columns, filled)
            since_group.append(numbers)
            everything.append(numbers)
            done.append(filled)
        else:
            base = since_group if row.kind is RowKind.SUBTOTAL else everything
            done.append(_totalled(columns, row, base))
    return tuple(done)


def _numbers(columns: Sequence[Column], row: Row) -> dict[str, Decimal | None]:
    numbers: dict[str, Decimal | None] = {}
    for column, cell in zip(columns, row.cells, strict=False):
        value = single_value(cell)
        known = value is not None and isinstance(value.value, int | Decimal)
        numbers[column.key] = Decimal(str(value.value)) if known and value is not None else None
    return numbers


def _decimals(column: Column) -> int:
    if column.decimals is not None:
        return column.decimals
    if column.holds is Holds.MONEY:
        return 2
    return 1 if isinstance(column.formula, Ratio) else 2


def _value(column: Column, number: Decimal | None, address: str) -> Value:
    exact = rounded(number, _decimals(column))
    if exact is not None and exact == exact.to_integral_value() and column.decimals is None:
        exact = exact.quantize(Decimal(1))
    return Value(exact, column.holds, unit=column.unit, decimals=column.decimals, address=address)


def _computed(columns: Sequence[Column], row: Row, language: str) -> Row:
    if all(column.formula is None for column in columns):
        return row
    numbers = _numbers(columns, row)
    keys = {column.key: plain(cell, language) for column, cell in zip(columns, row.cells, strict=False)}
    cells = list(row.cells)
    for index, column in enumerate(columns):
        if column.formula is not None and not isinstance(column.formula, TREES):
            cells[index] = _value(column, evaluate(column.formula, numbers, keys=keys), f"{row.address}/{column.key}")
            value = single_value(cells[index])
            numbers[column.key] = value.value if value is not None and isinstance(value.value, Decimal) else None
    return attrs.evolve(row, cells=tuple(cells))


def _totalled(columns: Sequence[Column], row: Row, base: Sequence[dict[str, Decimal | None]]) -> Row:
    cells: list[Inline] = list(row.cells) + [""] * (len(columns) - len(row.cells))
    sums: dict[str, Decimal | None] = {}
    for index, column in enumerate(columns):
        known = [number for numbers in base if (number := numbers.get(column.key)) is not None]
        if column.total is Total.SUM:
            sums[column.key] = sum(known, Decimal(0))
        elif column.total is Total.COUNT:
            sums[column.key] = Decimal(len(base))
        elif column.total is Total.FORMULA and column.formula is not None:
            sums[column.key] = evaluate(column.formula, sums)
        else:
            continue
        cells[index] = _value(column, sums[column.key], f"{row.address}/{column.key}")
    return attrs.evolve(row, cells=tuple(cells))


@frozen
class Table:
    """A table to be read."""

    id: str
    """Unique in the document; formulas and links name it."""
    title: Inline
    columns: tuple[Column, ...] = field(converter=as_tuple)
    rows: tuple[Row, ...] = field(converter=_rows)
    note: Inline = ""
    """Sources or reading help below it."""
    alt: str = ""
    """What the table says, in one sentence, for who cannot see it."""

    @classmethod
    def computed(
        cls,
        id: str,
        title: Inline,
        columns: Sequence[Column],
        rows: Sequence[Row | Sequence[Inline]],
        note: Inline = "",
        alt: str = "",
    ) -> "Table":
        """Make a table and fill in its computed cells and totals."""
        return cls(id, title, tuple(columns), evaluated(columns, _rows(rows)), note, alt)


def without_empty_columns(table: Table) -> Table:
    """Leave out the columns that no data row fills, and keep those that are required, computed or summed.

    A table without data rows is kept whole, so is its first column.
    """
    data = [row for row in table.rows if row.kind is RowKind.DATA]
    kept = [
        place
        for place, column in enumerate(table.columns)
        if place == 0
        or not data
        or column.is_required
        or column.formula is not None
        or column.total is not Total.NONE
        or any(place < len(row.cells) and _is_filled(row.cells[place]) for row in data)
    ]
    if len(kept) == len(table.columns):
        return table
    rows = [
        attrs.evolve(row, cells=tuple(row.cells[place] for place in kept if place < len(row.cells)))
        for row in table.rows
    ]
    return attrs.evolve(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def sparse_to_note(table: Table, key: str, colon: str, most: int = 3) -> Table:
    """Move a column that at most a third of the rows, and no more than `most`, fill with words into the note.

    Each line of the note starts with the first cell of its row; `colon` stands between the two.
    """
    place = next((place for place, column in enumerate(table.columns) if column.key == key), None)
    data = [row for row in table.rows if row.kind is RowKind.DATA]
    if place is None:
        return table
    filled = [row for row in data if place < len(row.cells) and _is_filled(row.cells[place])]
    if not filled or len(filled) > min(most, len(data) // 3):
        return table
    note: list[Part] = list(parts(table.note))
    for row in filled:
        if note:
            note.append(" ")
        said = parts(row.cells[place])
        note += [*parts(row.cells[0]), colon, *said]
        if not (isinstance(said[-1], str) and said[-1].endswith(".")):
            note.append(".")
    rows = [attrs.evolve(row, cells=row.cells[:place] + row.cells[place + 1 :]) for row in table.rows]
    columns = table.columns[:place] + table.columns[place + 1 :]
    return attrs.evolve(table, columns=columns, rows=rows, note=tuple(note))


def _is_filled(cell: Inline) -> bool:
    value = single_value(cell)
    return value.value is not None if value is not None else plain(cell, "").strip() not in ("", "–")


@frozen
class EntryTable:
    """A table to be filled in by hand or on screen."""

    id: str
    title: Inline
    columns: tuple[Column, ...] = field(converter=as_tuple)
    rows: tuple[Row, ...] = field(default=(), converter=_rows)
    """Rows already filled in."""
    empty_rows: int = 10
    note: Inline = ""
    alt: str = ""
    form: str = field(default="", metadata={"silent": True})
    """Name under which it is found again when it comes back filled in; empty for one that does not come back. The keys of the
    columns are then written along with it."""
    alerts: tuple["Alert", ...] = field(default=(), converter=as_tuple, metadata={"silent": True})
    """What is to be seen while one types."""


class AlertKind(Enum):
    """What is wrong with a row."""

    MISSING = "missing"
    """A row that holds something lacks this."""
    REVERSED = "reversed"
    """The first day, or number, is after the second."""
    POSITIVE = "positive"
    """A number above nothing, such as a gap."""


@frozen
class Alert:
    """A look that cells take while their row is wrong."""

    kind: AlertKind
    columns: tuple[str, ...] = field(converter=as_tuple)
    """Keys: the one that is missing or too large, or the two that are reversed."""
