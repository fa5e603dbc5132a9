import random

import pytest
from hypothesis import given

from migplan.codec import decode, to_plain
from migplan.model import Plan
from migplan.records import TABLES
from migplan.records.flattening import FormRow, carried, flattened, text_languages
from migplan.records.forms import ColumnRole, grouped, layout, list_fields
from migplan.records.gathering import gathered, next_id
from migplan.testing import plans

LAYOUT = layout(["fr", "ar"], has_roadmaps=False)


def _rows(**forms):
    return {name: [FormRow(name, cells, mark) for mark, cells in enumerate(rows)] for name, rows in forms.items()}


@given(plans())
def test_a_plan_taken_apart_into_rows_and_put_together_is_the_same(plan):
    data = to_plain(plan)
    forms = layout((*plan.languages, *text_languages(data)))

    made = gathered(flattened(data, forms), forms)

    assert made.misplaced == []
    again = decode(Plan, {**made.data, **carried(data)})
    assert [fault for fault in again.found if fault.code != "undeclared-language"] == []
    assert to_plain(again.value) == data


@given(plans())
def test_the_order_of_rows_does_not_matter(plan):
    data = to_plain(plan)
    forms = layout((*plan.languages, *text_languages(data)))
    rows = flattened(data, forms)
    for members in rows.values():
        random.Random(7).shuffle(members)

    made = gathered(rows, forms)

    assert to_plain(decode(Plan, {**made.data, **carried(data)}).value) == data


@given(plans())
def test_a_workbook_about_one_roadmap_needs_no_column_that_says_which(plan):
    for roadmap in plan.roadmaps[:1]:
        data = to_plain(plan.only(roadmap.id))
        forms = layout((*plan.languages, *text_languages(data)), has_roadmaps=False)

        made = gathered(flattened(data, forms), forms)

        assert to_plain(decode(Plan, {**made.data, **carried(data)}).value) == data


def test_every_collection_of_a_plan_is_in_one_form_and_a_whole_plan_stays_within_the_sheets_we_read():
    tables = [table.name for tables in grouped().values() for table in tables]

    assert sorted(tables) == sorted(table.name for table in TABLES.values() if not table.is_reference)
    assert (
        len(layout(["fr", "ar"]).forms) <= 60
    )  # of 64: a guide, a dashboard, the vocabularies and the base come beside them


def test_every_list_of_plain_values_has_a_form():
    fields = {(item.collection, item.field.name) for item in list_fields()}

    assert {("actions", "territories"), ("actions", "activities"), ("plan", "languages"), ("events", "needs")} <= fields


def test_things_without_an_id_are_numbered_and_things_with_one_are_not():
    roles = {form.name: [column.role for column in form.columns] for form in LAYOUT.forms}

    assert ColumnRole.NUMBER in roles["funding"] and ColumnRole.ID not in roles["funding"]
    assert ColumnRole.ID in roles["actions"] and ColumnRole.NUMBER not in roles["actions"]


def test_a_row_without_id_gets_the_next_one_within_its_objective():
    rows = _rows(
        roadmaps=[{"id": "north", "territory": "N"}],
        actions=[
            {"id": "A1.1", "title@fr": "Un", "objective": "O1"},
            {"title@fr": "Deux", "objective": "O1"},
            {"title@fr": "Trois", "objective": "O2"},
        ],
        needs=[{"title@fr": "Besoin"}],
    )

    made = gathered(rows, LAYOUT)

    assert [action["id"] for action in made.data["roadmaps"][0]["actions"]] == ["A1.1", "A1.2", "A2.1"]
    assert made.data["roadmaps"][0]["needs"][0]["id"] == "N1"
    assert sorted(made.given.values()) == ["A1.2", "A2.1", "N1"]


@pytest.mark.parametrize(
    ("known", "member", "expected"),
    [
        ([], {}, "A1"),
        (["A9", "A10"], {}, "A11"),
        (["welcome"], {}, "welcome-1"),
        (["A1", "A2"], {"objective": "O1"}, "A3"),
        (["A1.1", "A1.9"], {"objective": "O1"}, "A1.10"),
        ([], {"objective": "O2"}, "A2.1"),
    ],
)
def test_the_next_id_follows_the_habit_of_the_collection(known, member, expected):
    assert next_id(known, member, TABLES["actions"]) == expected


def test_a_row_whose_owner_is_missing_or_unknown_is_told_at_its_cell_and_the_others_are_taken():
    rows = _rows(
        roadmaps=[{"id": "north", "territory": "N"}],
        actions=[{"id": "A1.1", "title@fr": "Un"}],
        roles=[
            {"action": "A1.1", "stakeholder": "museum", "role": "R"},
            {"action": "A9", "stakeholder": "museum", "role": "C"},
            {"stakeholder": "museum", "role": "I"},
        ],
    )

    made = gathered(rows, LAYOUT)

    assert [(lost.code, lost.row.mark, lost.key) for lost in made.misplaced] == [
        ("unknown-owner", 1, "action"),
        ("missing-owner", 2, "action"),
    ]
    assert made.data["roadmaps"][0]["actions"][0]["roles"] == [{"stakeholder": "museum", "role": "R"}]


def test_a_list_of_an_unknown_field_or_thing_is_told_at_its_cell():
    rows = _rows(
        roadmaps=[{"id": "north", "territory": "N"}],
        actions=[{"id": "A1.1", "title@fr": "Un"}],
        links=[
            {"of": "actions", "owner": "A1.1", "field": "territories", "value": "N"},
            {"of": "actions", "owner": "A1.1", "field": "colours", "value": "N"},
            {"of": "birds", "owner": "A1.1", "field": "territories", "value": "N"},
            {"of": "actions", "owner": "A7", "field": "territories", "value": "N"},
        ],
    )

    made = gathered(rows, LAYOUT)

    assert [(lost.code, lost.row.mark, lost.key) for lost in made.misplaced] == [
        ("unknown-list", 1, "field"),
        ("unknown-collection", 2, "of"),
        ("unknown-owner", 3, "owner"),
    ]
    assert made.data["roadmaps"][0]["actions"][0]["territories"] == ["N"]


def test_the_place_of_a_value_leads_back_to_its_row_and_column():
    rows = _rows(
        roadmaps=[{"id": "north", "territory": "N", "edition.number": "x", "edition.date": "2025-01-01"}],
        actions=[{"id": "A1.1", "title@fr": "Un"}, {"id": "A1.2", "title@ar": "اثنان", "start": "soon"}],
    )

    made = gathered(rows, LAYOUT)

    def place(*path):
        row, key = made.cell(path)
        return row.form, row.mark, key

    assert place("roadmaps", 0, "actions", 1, "start") == ("actions", 1, "start")
    assert place("roadmaps", 0, "actions", 1, "lead") == ("actions", 1, "")
    assert place("roadmaps", 0, "actions", 1, "title", "ar") == ("actions", 1, "title@ar")
    assert place("roadmaps", 0, "edition", "number") == ("roadmaps", 0, "edition.number")
