"""Every formula, computed anew by another program, gives the value that we stored."""

from decimal import Decimal

import pytest
from workbooks import one_section, opened, render

from migplan.documents import Column, Holds, Lookup, Medium, Table, Value
from migplan.testing.samples import sample_document, sample_table


def compare(data: bytes, computed) -> int:
    """Hold stored and computed values of all formulas equal; give how many there are."""
    formulas, stored = opened(data), opened(data, values=True)
    count = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                ours = stored[sheet.title][cell.coordinate].value
                theirs = computed[sheet.title][cell.coordinate].value
                where = f"{sheet.title}!{cell.coordinate} {cell.value}"
                if isinstance(ours, int | float):
                    assert theirs == pytest.approx(ours, abs=0.005), where
                else:
                    assert (theirs or "") == (ours or ""), where
    return count


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_formula_of_the_sample_computes_to_its_stored_value(language, recalculated):
    data = render(sample_document(language, Medium.SHEET, 9))

    assert compare(data, recalculated(data)) > 60


@pytest.mark.needs_libreoffice
def test_odd_heads_and_look_ups_compute_too(recalculated):
    prices = Table(
        "prices", "", [Column("key", "It's [an] item #1"), Column("price", "Price @ day", Holds.MONEY)],
        [("bus", Value(Decimal("12.345"), Holds.MONEY)), ("boat", "")],
    )  # fmt: skip
    columns = (
        Column("item", 'Item, "quoted"'),
        Column("price", "Price", Holds.MONEY, formula=Lookup("prices", "item", "key", "price")),
    )
    used = Table("used", "", columns, [("bus", ""), ("boat", ""), ("train", "")])

    data = one_section([prices, used, sample_table("en", 400)])

    assert compare(data, recalculated(data)) > 600
