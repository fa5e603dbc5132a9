"""A table of one row, told as its fields one below the other: a single row would leave its slide bare."""

from attrs import evolve

from migplan.documents import Column, Holds, Inline, Row, RowKind, Table, parts, single_value
from migplan_powerpoint.stage import Stage

_FEWEST = 3
"""Columns below which one row is a list already."""
_MOST = 9
_HEADS = (Holds.TEXT, Holds.CODE, Holds.REFERENCE)


def as_fields(block: Table, stage: Stage) -> Table:
    """Turn a table of one row round: its first column is the header, each other column a row.

    Others stay as they are, and so does a row with nothing to say in its first cell or in the others.
    """
    if len(block.rows) != 1 or not _FEWEST <= len(block.columns) <= _MOST:
        return block
    row, first = block.rows[0], block.columns[0]
    if row.kind is not RowKind.DATA or len(row.cells) != len(block.columns) or first.holds not in _HEADS:
        return block
    if stage.is_blank(first.label) or stage.is_blank(row.cells[0]) or all(map(stage.is_blank, row.cells[1:])):
        return block
    head = Column("field", _named(first), width=20)
    value = Column("value", row.cells[0], width=60)
    fields = [
        Row((_named(column, cell), cell), address=row.address)
        for column, cell in zip(block.columns[1:], row.cells[1:], strict=True)
    ]
    return evolve(block, columns=(head, value), rows=fields)


def _named(column: Column, cell: Inline = "") -> Inline:
    """Give a column's label, with its unit where the cell does not say it."""
    value = single_value(cell)
    is_said = value is not None and value.unit == column.unit
    return (*parts(column.label), f" ({column.unit})") if column.unit and not is_said else column.label
