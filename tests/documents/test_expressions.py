"""Computed columns: what each expression gives, and what missing values do."""

from decimal import Decimal

import pytest

from migplan.documents import (
    Column,
    Difference,
    Holds,
    Lookup,
    Product,
    Ratio,
    Row,
    RowKind,
    Sum,
    Table,
    Total,
    Value,
    evaluate,
    rounded,
    single_value,
)

D = Decimal
ROW = {"a": D(6), "b": D(4), "none": None, "zero": D(0)}


@pytest.mark.parametrize(
    ("expression", "result"),
    [(Sum(("a", "b")), D(10)), (Sum(("a", "none")), D(6)), (Sum(("none",)), None), (Difference("a", "b"), D(2)),
     (Difference("none", "b"), D(-4)), (Difference("none", "none"), None), (Product(("a", "b")), D(24)),
     (Product(("a", "none")), None), (Ratio("a", "b"), D(150)), (Ratio("a", "b", 1), D("1.5")), (Ratio("a", "zero"), None),
     (Ratio("none", "b"), None)],
)  # fmt: skip
def test_an_expression_over_a_row(expression, result):
    assert evaluate(expression, ROW) == result


def test_a_look_up_finds_the_row_of_another_table():
    prices = {"prices": [{"id": "x", "price": D(3)}, {"id": "y", "price": D(5)}]}

    assert evaluate(Lookup("prices", "item", "id", "price"), {}, prices, {"item": "y"}) == D(5)
    assert evaluate(Lookup("prices", "item", "id", "price"), {}, prices, {"item": "z"}) is None
    assert evaluate(Lookup("nowhere", "item", "id", "price"), {}, prices, {"item": "y"}) is None


def test_halves_are_rounded_away_from_zero():
    assert [rounded(D(one), 0) for one in ("0.5", "1.5", "-0.5")] == [D(1), D(2), D(-1)]
    assert rounded(None, 2) is None


def test_a_table_computes_cells_subtotals_and_totals():
    columns = (
        Column("n", "N", Holds.NUMBER),
        Column("p", "P", Holds.MONEY),
        Column("c", "C", Holds.MONEY, total=Total.SUM, formula=Product(("n", "p"))),
    )
    data = [(Value(D(2)), Value(D("1.25"), Holds.MONEY), ""), (Value(D(3)), Value(D(10), Holds.MONEY), "")]
    rows = [
        Row(("One",), RowKind.GROUP),
        data[0],
        Row(("Sub",), RowKind.SUBTOTAL),
        Row(("Two",), RowKind.GROUP),
        data[1],
        Row(("Sub",), RowKind.SUBTOTAL),
        Row(("All",), RowKind.TOTAL),
    ]

    table = Table.computed("t", "T", columns, rows)

    costs = [value.value for row in table.rows if len(row.cells) == 3 and (value := single_value(row.cells[2]))]
    assert costs == [D("2.50"), D("2.50"), D(30), D(30), D("32.50")]
