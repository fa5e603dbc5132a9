"""Names that Excel accepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan_excel.names import absolute, defined_name, quoted, sheet_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Budget 2022/2023", "Budget 2022 2023"),
        ("'quoted'", "quoted"),
        ("History", "History –"),
        ("Feuil1", "Feuil1 –"),
        ("", "–"),
        ("a" * 40, "a" * 30 + "…"),
        ("😀" * 20, "😀" * 15 + "…"),
    ],
)
def test_a_title_becomes_a_name_that_excel_takes(title, name):
    assert sheet_name(title, ()) == name


def test_sheets_of_one_title_are_numbered_whatever_the_case():
    assert sheet_name("budget", ["Budget", "BUDGET (2)"]) == "budget (3)"


@given(st.lists(st.text(max_size=60), max_size=8))
def test_sheet_names_keep_every_rule(titles):
    names: list[str] = []
    for title in titles:
        names.append(sheet_name(title, names))

    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le", "surrogatepass")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'") and not name.endswith("'")
        assert name.casefold() != "history"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("budget-lines", "budget_lines"),
        ("A1", "t_A1"),
        ("TVA2024", "t_TVA2024"),
        ("R1C1", "t_R1C1"),
        ("2022", "t_2022"),
        ("ميزانية", "t"),
    ],
)
def test_a_key_becomes_a_defined_name_unlike_a_cell(text, name):
    assert defined_name(text, ()) == name


def test_defined_names_are_unique_whatever_the_case():
    assert defined_name("Budget", ["budget"]) == "Budget_2"


def test_places_are_written_as_formulas_write_them():
    assert absolute(2, 5, 2, 9) == "$B$5:$B$9"
    assert absolute(2, 5) == "$B$5"
    assert quoted("L'été") == "'L''été'"
