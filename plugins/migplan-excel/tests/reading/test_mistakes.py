"""Mistakes planted in a workbook are found, all of them and nothing else, at their cells."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sent_back import changed, errors, read_back, slim, written

import migplan
from migplan.problems import Severity

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
