import pytest

from migplan_office.columns import column_letters, column_number


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
)
def test_columns_are_named_as_spreadsheets_do(number, letters):
    assert (column_letters(number), column_number(letters)) == (letters, number)


def test_small_letters_count_as_capitals_and_nothing_stands_before_the_first():
    assert (column_number("xfd"), column_letters(0)) == (16_384, "")
