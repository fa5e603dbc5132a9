from datetime import date

import attrs
import pytest
from hypothesis import given
from workbooks_filled import HEADER_ROW, filled

import migplan
from migplan.problems import Severity
from migplan.readers.forms import plan_of_forms
from migplan.records.sheets import FilledForms
from migplan.testing import plans
from migplan_excel.reading.reader import forms_of


def _read(data, folder):
    forms = forms_of(data, "back.xlsx")
    assert isinstance(forms, FilledForms), forms
    return plan_of_forms(forms, folder, lambda name: None)


def _errors(made):
    return [
        (one.code, one.position.sheet, one.position.cell) for one in made.problems if one.severity is Severity.ERROR
    ]


@given(plans())
def test_a_plan_written_as_forms_reads_back_the_same(tmp_path_factory, plan):
    made = _read(filled(plan), tmp_path_factory.getbasetemp())

    assert _errors(made) == []
    assert made.plan == plan
    assert made.base == plan


@pytest.fixture(scope="module")
def plan():
    return migplan.load("examples/tiny")


def _sheet(book, name):
    return next(sheet for sheet in book if sheet.title == name)


def _column(sheet, key):
    return next(cell.column for cell in sheet[4] if cell.value and cell.value.partition(":")[2] == key)


def test_columns_may_be_found_by_their_labels_in_any_language(plan, tmp_path):
    for language in ("fr", "ar", "en"):
        made = _read(filled(plan, language=language, has_keys=False), tmp_path)

        assert (_errors(made), made.plan == plan) == ([], True), language


def test_rows_and_columns_may_be_moved_and_sheets_renamed(plan, tmp_path):
    def change(book):
        for sheet in book:
            if sheet.title == "_migplan":
                continue
            sheet.insert_rows(1, 2)
            sheet.insert_cols(1)
            sheet.insert_rows(9)
            sheet.title = f"{sheet.title[:20]} (copie)"

    made = _read(filled(plan, has_names=False, change=change), tmp_path)

    assert (_errors(made), made.plan == plan) == ([], True)


def test_what_a_workbook_does_not_show_comes_from_the_plan_that_it_carries(plan, tmp_path):
    made = _read(filled(plan, forms=("roadmaps", "actions")), tmp_path)

    assert (_errors(made), made.plan == plan) == ([], True)


def test_a_deleted_column_is_told_once_and_its_values_are_kept(plan, tmp_path):
    def change(book):
        sheet = _sheet(book, "Actions")
        sheet.delete_cols(_column(sheet, "lead"))

    made = _read(filled(plan, change=change), tmp_path)

    assert made.plan == plan
    assert [(one.code, one.severity, one.values["key"]) for one in made.problems] == [
        ("column-missing", Severity.WARNING, "lead")
    ]


@pytest.mark.parametrize(
    ("form", "key", "typed", "path", "expected"),
    [
        ("Actions", "end", "31/12/2024", "end", "2024-12-31"),
        ("Actions", "end", date(2024, 12, 31), "end", "2024-12-31"),
        ("Actions", "end", 45657, "end", "2024-12-31"),
        ("Actions", "end", "31 décembre 2024", "end", "2024-12-31"),
        ("Actions", "end", "٣١/١٢/٢٠٢٤", "end", "2024-12-31"),
        ("Actions", "end", " 2024-12-31 ", "end", "2024-12-31"),
        ("Actions", "progress", "45 %", "progress", "45"),
        ("Actions", "progress", "12,5", "progress", "12.5"),
        ("Actions", "progress", 0.1 + 0.2, "progress", "0.3"),
        ("Actions", "status", "en cours", "status", "ActionStatus.RUNNING"),
        ("Actions", "status", "قيد الإنجاز", "status", "ActionStatus.RUNNING"),
        ("Actions", "status", "Under way", "status", "ActionStatus.RUNNING"),
        ("Actions", "effort", "٣", "effort", "3"),
    ],
)
def test_values_are_read_in_the_ways_of_people(plan, tmp_path, form, key, typed, path, expected):
    def change(book):
        sheet = _sheet(book, form)
        sheet.cell(HEADER_ROW + 1, _column(sheet, key)).value = typed

    made = _read(filled(plan, change=change), tmp_path)

    found = [str(getattr(action, path)) for roadmap in made.plan.roadmaps for action in roadmap.actions]
    assert _errors(made) == []
    assert expected in found


def test_mistakes_are_told_at_their_cells_and_the_rest_is_taken(plan, tmp_path):
    cells = {}

    def change(book):
        sheet = _sheet(book, "Actions")
        for row, (key, typed) in enumerate(
            (("end", "soon"), ("progress", "12k"), ("lead", "nobody-at-all")), HEADER_ROW + 1
        ):
            cell = sheet.cell(row, _column(sheet, key))
            cell.value = typed
            cells[key] = cell.coordinate

    made = _read(filled(plan, change=change), tmp_path)

    assert sorted((sheet, cell) for _, sheet, cell in _errors(made)) == sorted(
        ("Actions", cell) for cell in cells.values()
    )


def test_a_new_row_gets_the_next_id(plan, tmp_path):
    def change(book):
        sheet = _sheet(book, "Besoins")
        row = sheet.max_row + 1
        for key, typed in (("roadmap", plan.roadmaps[0].id), (f"title@{plan.languages[0]}", "Un besoin nouveau")):
            sheet.cell(row, _column(sheet, key)).value = typed

    made = _read(filled(plan, change=change), tmp_path)

    before = {need.id for need in plan.roadmaps[0].needs}
    new = [need for need in made.plan.roadmaps[0].needs if need.id not in before]
    assert _errors(made) == []
    assert [need.title.in_("fr") for need in new] == ["Un besoin nouveau"]


def test_a_formula_without_a_value_and_an_error_value_are_problems_at_their_cells(plan, tmp_path):
    def change(book):
        sheet = _sheet(book, "Actions")
        sheet.cell(HEADER_ROW + 1, _column(sheet, "progress")).value = "=1+1"
        sheet.cell(HEADER_ROW + 2, _column(sheet, "progress")).value = "#N/A"

    made = _read(filled(plan, change=change), tmp_path)

    assert sorted(code for code, _, _ in _errors(made)) == ["cell-error", "formula-without-value"]


def test_a_file_that_holds_no_form_says_so():
    from io import BytesIO

    from openpyxl import Workbook

    buffer = BytesIO()
    Workbook().save(buffer)

    assert forms_of(buffer.getvalue(), "other.xlsx").code == "no-forms"


@pytest.fixture(scope="module")
def event(plan):
    return next(one for one in plan.events)


def test_a_workbook_of_an_event_brings_back_the_whole_roadmap(plan, event, tmp_path):
    path = tmp_path / "event.xlsx"
    migplan.export(plan, "workbook", of=event.id, to=path)

    again, problems = migplan.read(path)

    assert problems == ()
    assert again == (plan.only(event.roadmap) if event.roadmap else plan)


def test_the_workbook_of_one_roadmap_is_not_judged_for_the_rest_of_the_plan(plan, tmp_path):
    spare = attrs.evolve(plan.stakeholders[0], id="spare")
    wide = attrs.evolve(plan, stakeholders=(*plan.stakeholders, spare))
    for of, told in ((None, True), (plan.roadmaps[0].id, False)):
        migplan.export(wide, "workbook", of=of, to=tmp_path / f"{of}.xlsx")
        codes = {one.code for one in migplan.check(migplan.load(tmp_path / f"{of}.xlsx"))}

        assert ("stakeholder-unused" in codes) is told
