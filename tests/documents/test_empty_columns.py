"""Columns that no row fills are left out of a table."""

from migplan.documents import Column, Holds, Row, RowKind, Table, Total, Value
from migplan.documents.tables import sparse_to_note, without_empty_columns

COLUMNS = (
    Column("code", "Code"),
    Column("label", "Label"),
    Column("year", "Year"),
    Column("kept", "Kept", is_required=True),
    Column("amount", "Amount", Holds.MONEY, total=Total.SUM),
    Column("note", "Note"),
)


def test_columns_without_any_value_go() -> None:
    rows = [
        Row(("Group",), RowKind.GROUP),
        Row(("A1", "", "–", "", Value(None, Holds.MONEY), "seen")),
        Row(("A2", "", Value(None), "", Value(3, Holds.MONEY), "")),
        Row(("Total", "", "", "", Value(3, Holds.MONEY), ""), RowKind.TOTAL),
    ]
    table = without_empty_columns(Table("t", "T", COLUMNS, rows))
    assert [column.key for column in table.columns] == ["code", "kept", "amount", "note"]
    assert table.rows[0].cells == ("Group",)
    assert table.rows[1].cells == ("A1", "", Value(None, Holds.MONEY), "seen")
    assert table.rows[3].cells == ("Total", "", Value(3, Holds.MONEY), "")


def test_full_and_empty_tables_are_kept() -> None:
    full = Table("t", "T", COLUMNS[:2], [("A1", "x")])
    empty = Table("t", "T", COLUMNS, [])
    assert without_empty_columns(full) is full
    assert without_empty_columns(empty) is empty


def test_a_nearly_empty_column_becomes_a_note() -> None:
    rows = [("A1", "1", ""), ("A2", "2", "why"), ("A3", "3", "")]
    table = Table("t", "T", (Column("code", "Code"), Column("n", "N"), Column("gap", "Gap")), rows, note="Seen.")
    done = sparse_to_note(table, "gap", ": ")
    assert [column.key for column in done.columns] == ["code", "n"]
    assert done.rows[1].cells == ("A2", "2")
    assert "".join(done.note) == "Seen. A2: why."


def test_a_column_with_more_in_it_stays() -> None:
    rows = [("A1", "x"), ("A2", "y"), ("A3", "")]
    table = Table("t", "T", (Column("code", "Code"), Column("gap", "Gap")), rows)
    assert sparse_to_note(table, "gap", ": ") is table
    assert sparse_to_note(table, "other", ": ") is table
