"""The columns of the workbook follow the records: what the model gains, its forms gain."""

from collections import Counter
from datetime import date
from decimal import Decimal

import attrs
import pytest

import migplan
from migplan.analysis.budget import Budget
from migplan.documents import EntryTable, Holds, Medium, Value
from migplan.locale import LANGUAGES, Words
from migplan.model import Reference
from migplan.records import forms, record
from migplan.records.describing import FieldRecord
from migplan.reports.workbook import Scope, empty_workbook
from migplan.reports.workbook.columns import columns_of
from migplan.reports.workbook.scope import MOST_SHEETS
from migplan.reports.workbook.vocabularies import Vocabularies

DAY = date(2025, 9, 30)


@pytest.fixture(scope="module")
def plan():
    return migplan.load("examples/tiny")


def _document(plan, of, language="fr"):
    return migplan.build(plan, "workbook", of=of, language=language, medium=Medium.SHEET, on=DAY)


def _tables(document):
    return {block.form: block for block in document.blocks if isinstance(block, EntryTable)}


def test_a_field_added_to_a_record_is_a_column_with_its_type_bounds_and_hint(plan, monkeypatch):
    known = record(type(plan.roadmaps[0].actions[0]))
    added = FieldRecord(
        known.cls, "reach", int, False, True, None, False, None, "persons", Decimal(1), Decimal(90), None, None, False, None
    )  # fmt: skip
    grown = attrs.evolve(known, fields=(*known.fields, added))
    table = attrs.evolve(forms.TABLES["actions"], record=grown)
    others = forms.grouped()
    monkeypatch.setattr(forms, "grouped", lambda: {**others, "actions": (table,)})
    scope = Scope.of(plan, plan.roadmaps[0].id)
    words = Words("en")

    sheet = columns_of(scope.layout["actions"], scope, Vocabularies(scope, Reference.of(plan), words), words)

    column = next(column for column in sheet.columns if column.key == "reach")
    assert (column.label, column.holds, column.low, column.high) == ("reach", Holds.INTEGER, Decimal(1), Decimal(90))
    assert column.hint == "Whole number. From 1 to 90. Optional."


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_unlike_one_another_and_every_column_says_how_to_fill_it_in(plan, language):
    for table in _tables(_document(plan, None, language)).values():
        heads = Counter(str(column.label).casefold() for column in table.columns)

        assert [head for head, count in heads.items() if count > 1] == [], table.form
        assert all(column.hint for column in table.columns), table.form


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_of_the_choices_of_a_column_are_unlike_one_another(plan, language):
    for table in _tables(_document(plan, None, language)).values():
        for column in table.columns:
            assert len({choice.casefold() for choice in column.choices}) == len(column.choices), column.key


def test_words_have_a_column_for_each_language_named_in_itself(plan):
    columns = {column.key: column for column in _tables(_document(plan, None))["actions"].columns}

    assert columns["title@en"].label == "Intitulé::English (en)"
    assert columns["title@fr"].label == "Intitulé::français (fr)"
    assert columns["title@fr"].language == "fr"


def test_a_reference_has_its_vocabulary_and_its_name_beside_it(plan):
    table = _tables(_document(plan, plan.roadmaps[0].id))["actions"]
    keys = [column.key for column in table.columns]
    lead = table.columns[keys.index("lead")]

    assert lead.vocabulary == "stakeholders"
    assert keys[keys.index("lead") + 1] == "lead.name"
    name = table.columns[keys.index("lead.name")]
    assert name.is_computed
    assert name.formula is not None


def test_a_whole_plan_says_of_which_roadmap_each_row_is_and_one_roadmap_does_not(plan):
    whole, one = _tables(_document(plan, None)), _tables(_document(plan, plan.roadmaps[0].id))

    assert whole["actions"].columns[0].key == "roadmap"
    assert one["actions"].columns[0].key == "id"
    assert "assignment" in whole
    assert "assignment" not in one


def test_what_forms_compute_is_what_analysis_says(plan):
    roadmap = plan.roadmaps[0]
    budget = Budget.of(plan, roadmap)
    table = _tables(_document(plan, roadmap.id))["actions"]
    at = {column.key: number for number, column in enumerate(table.columns)}

    costs = {}
    for row in table.rows:
        cell = row.cells[at["row.cost"]]
        assert isinstance(cell, Value)
        costs[row.cells[0]] = cell.value
    assert costs == {name: amount.value for name, amount in budget.costs.items()}


def test_an_empty_cell_that_means_something_shows_it(plan):
    table = _tables(_document(plan, plan.roadmaps[0].id))["actions"]
    at = {column.key: number for number, column in enumerate(table.columns)}

    assert {row.cells[at["status"]] for row in table.rows} <= set(table.columns[at["status"]].choices)


def test_what_is_carried_names_the_scope_and_the_languages(plan):
    carried = {one.name: one.text for one in _document(plan, plan.roadmaps[0].id).carried}

    assert carried["scope"] == f"roadmap {plan.roadmaps[0].id}"
    assert set(carried) == {"format", "scope", "language", "languages", "date", "forms", "base"}


def test_a_workbook_of_what_is_not_there_is_refused(plan):
    with pytest.raises(migplan.PlanError, match="nowhere"):
        _document(plan, "nowhere")


def test_an_empty_workbook_has_every_form_of_a_roadmap_and_no_row_but_the_roadmap(plan):
    pack = plan.packs[0]
    territory = plan.roadmaps[0].territory
    empty = empty_workbook({plan.reference[0]: pack}, territory, ("fr", "ar"), DAY, "EUR")

    tables = _tables(_document(empty, empty.roadmaps[0].id))

    assert {name for name, table in tables.items() if table.rows} == {"roadmaps"}
    assert tables["actions"].empty_rows == 200
    assert [column.key for column in tables["actions"].columns][:3] == ["id", "title@fr", "title@ar"]


def test_an_empty_workbook_of_an_unknown_territory_is_refused(plan):
    with pytest.raises(KeyError):
        empty_workbook({plan.reference[0]: plan.packs[0]}, "nowhere", ("fr",), DAY, "EUR")


def test_the_workbook_of_a_whole_plan_leaves_room_for_the_list_of_what_is_wrong(plan):
    sheets = len(_document(plan, None).sections) + 2  # the lists and what is carried

    assert sheets <= MOST_SHEETS + 3
    assert set(_tables(_document(plan, None))) >= {"plan", "assignment", "actions", "links"}


def test_links_and_lists_of_a_roadmap_are_of_what_has_a_form_there(plan):
    scope, whole = Scope.of(plan, plan.roadmaps[0].id), Scope.of(plan, None)

    assert {"plan", "assignment"} & {row.cells["of"] for row in whole.shown["links"]}
    assert not {"plan", "assignment"} & {row.cells["of"] for row in scope.shown["links"]}
    assert "actions" in {row.cells["of"] for row in scope.shown["links"]}
