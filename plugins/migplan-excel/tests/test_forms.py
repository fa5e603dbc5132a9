"""Workbooks that come back: what people see in them, what they carry, and that nothing is lost on the way."""

import json
import os
import re
from datetime import date
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from test_formulas import compare
from workbooks import grid, opened, parts

import migplan
from migplan.testing import plans
from migplan_office.lint import lint

DAY = date(2025, 9, 30)
TINY = Path(__file__).parents[3] / "examples" / "tiny"


def workbook(plan, of=None, language=None):
    """Give the workbook of a plan."""
    return migplan.render(plan, "workbook", of=of, language=language, format="xlsx", on=DAY)


@pytest.fixture(scope="module")
def plan():
    return migplan.load(TINY)


@pytest.fixture(scope="module")
def data(plan):
    return workbook(plan, of=plan.roadmaps[0].id, language="fr")


@pytest.fixture(scope="module")
def book(data):
    return opened(data)


def _columns(sheet):
    return {cell.value: cell.column_letter for cell in sheet[4] if cell.value}


def _rules(sheet):
    return {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}


def _golden(name, text):
    path = Path(__file__).parent / "golden" / name
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text + "\n"


def test_each_form_has_hidden_keys_right_above_its_head_and_a_name_that_points_to_it(book):
    names = {name: target for name, target in book.defined_names.items() if name.startswith("migplan_form_")}

    assert "migplan_form_actions" in names
    for name, target in names.items():
        title, head = next(iter(target.destinations))
        sheet = book[title]
        assert head.startswith("$A$5:"), name
        assert sheet.row_dimensions[4].hidden, name
        assert all(sheet.cell(4, cell.column).value for cell in sheet[5]), name


def test_every_form_is_a_table_with_two_hundred_rows_past_its_data(book, plan):
    sheet = book["Actions"]
    table = next(iter(sheet.tables.values()))
    first, last = (int(re.sub("[A-Z]", "", cell)) for cell in table.ref.split(":"))

    assert first == 5
    assert last - first == len(plan.roadmaps[0].actions) + 200


def test_required_optional_and_computed_columns_are_told_apart_in_words(book):
    sheet = book["Actions"]
    columns = _columns(sheet)
    said = {key: sheet[f"{letter}3"].value for key, letter in columns.items()}

    assert said["id"] == "• obligatoire"
    assert said["description@fr"] == "facultatif"
    assert said["lead.name"] == "calculé"
    assert sheet[f"{columns['id']}5"].value.endswith("•")


def test_each_head_has_a_note_that_says_how_to_fill_the_column_in(book):
    for sheet in (book["Actions"], book["Financements"]):
        for cell in sheet[5]:
            assert cell.comment is not None and len(cell.comment.text.split("\n")) == 2, cell.coordinate


def test_the_name_beside_a_reference_is_a_formula_with_its_value(data):
    formulas, values = opened(data)["Actions"], opened(data, values=True)["Actions"]
    columns = _columns(formulas)
    row = next(row for row in range(6, 12) if formulas[f"{columns['lead']}{row}"].value)

    assert formulas[f"{columns['lead.name']}{row}"].value.startswith("=IF(")
    assert values[f"{columns['lead.name']}{row}"].value not in (None, "", "?")


def test_a_thing_named_in_two_languages_is_looked_up_once_in_a_column_that_is_not_shown(book):
    actions, roles = book["Actions"], book["Rôles"]
    columns, named = _columns(actions), _columns(roles)

    assert actions.column_dimensions[columns["row.name"]].hidden
    assert not actions.column_dimensions[columns["row.cost"]].hidden
    assert roles[f"{named['action.name']}6"].value.count("MATCH(") == 1


def test_choices_refer_to_ranges_and_reject_what_is_not_among_them(book):
    sheet = book["Actions"]
    columns = _columns(sheet)
    rules = _rules(sheet)
    status, lead, start = (rules[f"{columns[key]}6"] for key in ("status", "lead", "start"))

    assert status.type == "list" and not status.formula1.startswith('"') and status.error and status.prompt
    assert lead.type == "list" and lead.showErrorMessage
    assert (start.type, start.operator or "between") == ("date", "between") and start.error
    assert rules[f"{columns['lead.name']}6"].formula1 == "FALSE"


def test_the_choices_of_many_actions_can_be_narrowed_by_objective(plan):
    roadmap = plan.roadmaps[0]
    model = roadmap.actions[0]
    many = tuple(attrs.evolve(model, id=f"B{number}", depends_on=()) for number in range(1, 15))
    changed = attrs.evolve(plan, roadmaps=(attrs.evolve(roadmap, actions=(*roadmap.actions, *many)),))

    sheet = opened(workbook(changed, of=roadmap.id, language="fr"))["Jalons"]
    columns = _columns(sheet)
    formula = _rules(sheet)[f"{columns['action']}6"].formula1

    assert sheet[f"{columns['action.within']}3"].value == "aide"
    assert f'${columns["action.within"]}6=""' in formula and "list_actions.of" in formula


def test_what_is_missing_and_days_that_are_reversed_show_while_one_types(book):
    rules = [rule for ranges in book["Actions"].conditional_formatting for rule in ranges.rules]
    formulas = " ".join(rule.formula[0] for rule in rules)

    assert "LEN(" in formulas and "ISNUMBER(" in formulas and ")>0" in formulas


def test_nothing_is_protected_and_what_is_carried_is_very_hidden(data, plan):
    every = parts(data)

    assert not any("Protection" in xml for xml in every.values())
    assert re.search(r'<sheet name="_migplan"[^>]* state="veryHidden"', every["xl/workbook.xml"])
    sheet = opened(data)["_migplan"]
    carried = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=2)}
    assert carried["scope"] == f"roadmap {plan.roadmaps[0].id}"
    assert json.loads(carried["languages"])[:1] == list(plan.languages)[:1]
    assert carried["base"].startswith("deflate:") or carried["base"].startswith("{")


def test_an_event_has_five_sheets_to_fill_in_the_evening_after():
    plan = migplan.load(TINY)
    book = opened(workbook(plan, of=plan.events[0].id))

    forms = [name.removeprefix("migplan_form_") for name in book.defined_names if name.startswith("migplan_form_")]

    assert sorted(forms) == ["attendance", "decisions", "dots", "evaluation", "needs"]


@pytest.mark.parametrize(("language", "is_whole"), [("fr", False), ("ar", True), ("en", False)])
def test_the_workbook_breaks_no_rule_and_reads_back_the_same(plan, language, is_whole, tmp_path):
    of = None if is_whole else plan.roadmaps[0].id
    written = workbook(plan, of=of, language=language)
    path = tmp_path / "sent.xlsx"
    path.write_bytes(written)

    assert lint(written) == ()
    assert migplan.read(path) == (plan if of is None else plan.only(of), ())


@settings(max_examples=1)
@given(plans(size=2))
def test_whatever_the_plan_its_workbook_reads_back_the_same(tmp_path_factory, plan):
    folder = tmp_path_factory.mktemp("odd")
    for of in (None, *(roadmap.id for roadmap in plan.roadmaps[:1])):
        written = workbook(plan, of=of)
        path = folder / "odd.xlsx"
        path.write_bytes(written)

        back, problems = migplan.read(path)

        assert [one.code for one in problems if one.severity.value == "error"] == []
        assert back == (plan if of is None else plan.only(of))
        assert lint(written) == ()


def test_the_same_plan_gives_the_same_bytes(plan, data):
    assert workbook(plan, of=plan.roadmaps[0].id, language="fr") == data


def test_text_that_looks_like_a_formula_stays_text(plan):
    roadmap = plan.roadmaps[0]
    odd = attrs.evolve(roadmap.actions[0], title=type(roadmap.actions[0].title).of({"fr": "=1+1"}))
    changed = attrs.evolve(plan, roadmaps=(attrs.evolve(roadmap, actions=(odd, *roadmap.actions[1:])),))

    sheet = opened(workbook(changed, of=roadmap.id, language="fr"))["Actions"]
    cell = sheet[f"{_columns(sheet)['title@fr']}6"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=1+1", True)


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_formula_computes_to_what_analysis_says(plan, language, recalculated):
    written = workbook(plan, of=plan.roadmaps[0].id, language=language)

    assert compare(written, recalculated(written)) > 1000


def test_golden_of_a_form(data):
    _golden("form-actions-fr.txt", "\n".join(grid(data, "Actions", values=True).split("\n")[:12]))


def test_golden_of_the_guide_and_of_the_dashboard(data):
    _golden("guide-fr.txt", grid(data, "Guide", values=True))
    _golden("dashboard-fr.txt", grid(data, "Tableau de bord", values=True))
