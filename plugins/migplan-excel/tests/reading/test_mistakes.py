"""Mistakes planted in a workbook are found, all of them and nothing else, at their cells."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sent_back import changed, errors, read_back, slim, written

import migplan
from migplan.locale import explained
from migplan.problems import Severity

GOLDEN = Path(__file__).parents[1] / "golden"

MISTAKES = (
    ("actions", "start", "2025-02-30"),
    ("actions", "progress", "beaucoup"),
    ("actions", "status", "peut-être"),
    ("actions", "lead", "personne-ici"),
    ("action_budget", "unit_cost", "cher"),
    ("action_budget", "quantity", "plusieurs"),
    ("milestones", "date", "bientôt"),
    ("risks", "likelihood", "énorme"),
    ("needs", "votes", "quelques"),
)
"""Form, column and what somebody typed; none follows from another."""

HABITS = (
    ("actions", "start", "1er mars 2025"),
    ("actions", "progress", "٤٥ %"),
    ("action_budget", "unit_cost", "1 250,50"),
    ("milestones", "date", "31/12/2025"),
    ("needs", "votes", " 12 "),
)
"""What somebody types by habit, and what is understood."""


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    plan = migplan.load("examples/tiny").only("fjordmark")
    return changed(written(plan, tmp_path_factory.mktemp("sent"), of="fjordmark", language="fr"), slim)


@settings(max_examples=4)
@given(planted=st.sets(st.sampled_from(MISTAKES), min_size=1))
@example(planted=set(MISTAKES))
def test_every_mistake_is_found_at_its_cell_and_nothing_else(sent, tmp_path_factory, planted):
    places = []

    def change(book):
        for form, key, typed in planted:
            page = book[form]
            cell = page.cell(0, key)
            cell.value = typed
            places.append((page.sheet.title, cell.coordinate))

    again, problems = read_back(changed(sent, change), tmp_path_factory.getbasetemp())

    assert sorted(place for _, *place in errors(problems)) == sorted(map(list, places))
    assert [one for one in problems if one.severity is not Severity.ERROR] == []
    assert again is not None


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_golden_of_what_the_sender_of_a_filled_workbook_is_told(sent, tmp_path, language):
    """Sheet, cell, severity, code and message of every mistake at once, with what habits alone bring about."""

    def change(book):
        for form, key, typed in MISTAKES:
            book[form].cell(0, key).value = typed
        for form, key, typed in HABITS:
            book[form].cell(1, key).value = typed
        book["risks"].sheet.delete_cols(book["risks"].column("mitigation@fr"))
        book.book.create_sheet("Brouillon")["A1"] = "à revoir"

    _, problems = read_back(changed(sent, change), tmp_path)

    said = "\n".join(
        f"{one.position.sheet} {one.position.cell} | {one.severity.value} | {one.code} | {one.text}"
        for one in explained(problems, language)
        if one.position is not None
    )
    path = GOLDEN / f"filled-{language}.txt"
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        path.write_text(said + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == said + "\n"
