"""What people do to a workbook before they send it back, one habit a test."""

import shutil
from datetime import date
from io import BytesIO

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sent_back import Book, changed, read_back, slim, written

import migplan
from migplan.locale import Words
from migplan.model import ActionStatus
from migplan.problems import Severity
from migplan.readers.typing import choice_labels
from migplan.records.labels import table_label


@pytest.fixture(scope="module")
def plan():
    return migplan.load("examples/tiny").only("fjordmark")


@pytest.fixture(scope="module")
def sent(plan, tmp_path_factory):
    return changed(written(plan, tmp_path_factory.mktemp("sent"), of="fjordmark", language="fr"), slim)


@pytest.fixture
def back(sent, tmp_path):
    def read(change):
        return read_back(changed(sent, change), tmp_path)

    return read


def _move(page, order):
    rows = list(page.sheet.iter_rows(min_row=page.keys))
    values = [[row[number].value for number in order] for row in rows]
    for row, moved in zip(rows, values, strict=True):
        for cell, value in zip(row, moved, strict=False):
            cell.value = value


def _reversed_columns(book):
    page = book["actions"]
    page.sheet.tables.clear()
    _move(page, list(reversed(range(page.sheet.max_column))))


def _headers_of(other):
    def change(book):
        for form in ("actions", "needs", "action_budget"):
            mine, theirs = book[form], other[form]
            mine.sheet.tables.clear()
            for mine_cell, theirs_cell in zip(mine.sheet[mine.keys + 1], theirs.sheet[theirs.keys + 1], strict=True):
                mine_cell.value = theirs_cell.value
            mine.sheet.delete_rows(mine.keys)

    return change


@pytest.mark.parametrize("language", ["ar", "en"])
def test_headers_may_be_in_another_language_and_the_keys_gone(plan, back, tmp_path, language):
    other = load_workbook(BytesIO(written(plan, tmp_path, of="fjordmark", language=language)))

    assert back(_headers_of(Book(other))) == (plan, ())


def _add_column(book):
    page = book["actions"]
    page.sheet.tables.clear()
    page.sheet.insert_cols(3)
    page.sheet.cell(page.keys + 1, 3).value = "Remarques du comité"
    page.sheet.cell(page.first, 3).value = "à revoir"


def _hide(book):
    for form in ("actions", "needs"):
        page = book[form]
        page.sheet.column_dimensions["C"].hidden = True
        page.sheet.row_dimensions[page.first].hidden = True
        page.sheet.auto_filter.ref = f"A{page.keys + 1}:C{page.first + 3}"


def _sort(book):
    for form in ("actions", "needs", "action_budget", "links", "milestones"):
        page = book[form]
        rows = page.rows()
        for number, values in enumerate(reversed(rows)):
            for column, value in enumerate(values, 1):
                page.sheet.cell(page.first + number, column).value = value


def _blank_rows(book):
    for form in ("actions", "needs"):
        page = book[form]
        page.sheet.tables.clear()
        page.sheet.insert_rows(page.first + 1, 3)


def _sheets_moved(book):
    for number, sheet in enumerate(list(book.book)):
        if sheet.sheet_state == "visible":
            book.book.move_sheet(sheet, -number)
    book.book.create_sheet("Mes notes", 0)["A1"] = "à faire"
    book.book.create_sheet("Calculs").append(["Titre", "Début", "Fin"])


def _sheets_renamed(book):
    for number, form in enumerate(("actions", "needs", "links")):
        book[form].sheet.title = f"Feuille {number}"
    book.book.defined_names.clear()


def _rows_above(book):
    for form in ("actions", "needs", "risks"):
        page = book[form]
        page.sheet.tables.clear()
        page.sheet.insert_rows(1, 4)
        page.sheet["A1"] = "Commune de Haven – version du 3 mars"
        page.sheet.merge_cells("A1:F2")


def _spaces(book):
    for form in ("actions", "needs", "stakeholders"):
        page = book[form]
        for row in page.sheet.iter_rows(min_row=page.first, max_row=page.end() - 1):
            for cell in row:
                if isinstance(cell.value, str) and not cell.value.startswith("="):
                    cell.value = f" {cell.value}\u00a0 "


def _second_header(book):
    page = book["actions"]
    page.sheet.tables.clear()
    heads = [cell.value for cell in page.sheet[page.keys + 1]]
    page.sheet.insert_rows(page.first + 1)
    for column, head in enumerate(heads, 1):
        page.sheet.cell(page.first + 1, column).value = head


def _dates_as_serials(book):
    page = book["actions"]
    for row in range(page.end() - page.first):
        for key in ("start", "end"):
            cell = page.cell(row, key)
            if cell.value is not None:
                cell.value = (cell.value.date() - date(1899, 12, 30)).days
                cell.number_format = "General"


def _dates_as_text(book):
    page = book["actions"]
    for row in range(page.end() - page.first):
        for key in ("start", "end"):
            cell = page.cell(row, key)
            if cell.value is not None:
                cell.value = f"{cell.value:%d/%m/%Y}"


def _other_date_system(book):
    book.book.epoch = CALENDAR_MAC_1904


def _choices_in_arabic(book):
    page = book["actions"]
    labels = {choice_labels(member)["fr"]: choice_labels(member)["ar"] for member in ActionStatus}
    for row in range(page.end() - page.first):
        cell = page.cell(row, "status")
        cell.value = labels.get(cell.value, cell.value)


def _names_for_ids(book):
    names = {one.id: one.title.in_("fr") for one in migplan.load("examples/tiny").stakeholders}
    page = book["actions"]
    for row in range(page.end() - page.first):
        cell = page.cell(row, "lead")
        cell.value = names.get(cell.value, cell.value)
    page = book["roles"]
    for row in range(page.end() - page.first):
        cell = page.cell(row, "stakeholder")
        cell.value = f"{cell.value} – {names.get(cell.value, '')}"


HABITS = {
    "nothing": (),
    "moved about": (_reversed_columns, _hide, _spaces, _sheets_moved),
    "typed in another way": (_dates_as_text, _choices_in_arabic, _names_for_ids, _sort),
    "added to": (_dates_as_serials, _add_column, _blank_rows, _sheets_renamed),
    "given titles": (_other_date_system, _second_header, _rows_above),
}
"""Habits that one person has at once; what each does leaves the others their rows."""


@pytest.mark.parametrize("habits", HABITS.values(), ids=HABITS)
def test_habits_lose_nothing(plan, back, habits):
    def change(book):
        for habit in habits:
            habit(book)

    again, problems = back(change)

    assert [str(problem) for problem in problems] == []
    assert _sorted(again) == _sorted(plan)


def _sorted(thing):
    """Give a thing with what has an id in the order of the ids: sorting rows changes that order, and nothing else."""
    if isinstance(thing, tuple):
        members = tuple(_sorted(member) for member in thing)
        return tuple(sorted(members, key=lambda one: one.id)) if all(hasattr(one, "id") for one in members) else members
    if not attrs.has(type(thing)):
        return thing
    fields = [one.name for one in attrs.fields(type(thing)) if one.init and one.name not in ("packs", "origin")]
    return attrs.evolve(thing, **{name: _sorted(getattr(thing, name)) for name in fields})


def test_a_total_typed_below_the_rows_is_left_out_and_said(plan, back):
    def change(book):
        page = book["action_budget"]
        row = page.end()
        page.sheet.cell(row, page.column("item@fr")).value = "Total"
        page.sheet.cell(row, page.column("unit_cost")).value = 12345

    again, problems = back(change)

    assert again == plan
    assert [(one.code, one.severity) for one in problems] == [("total-row", Severity.ADVICE)]


def test_a_deleted_sheet_is_told_once_and_its_rows_are_kept(plan, back):
    again, problems = back(lambda book: book.book.remove(book["milestones"].sheet))

    assert again == plan
    assert [(one.code, one.severity) for one in problems] == [("sheet-missing", Severity.WARNING)]
    assert "Jalons" in problems[0].text or "jalons" in problems[0].text or "Milestones" in problems[0].text


def test_a_deleted_column_is_told_by_its_label_and_its_values_are_kept(plan, back):
    def change(book):
        page = book["actions"]
        page.sheet.tables.clear()
        page.sheet.delete_cols(page.column("end"))

    again, problems = back(change)

    assert again == plan
    assert [(one.code, one.severity) for one in problems] == [("column-missing", Severity.WARNING)]


def test_a_part_of_a_plan_that_lost_its_plan_says_what_to_do(back):
    again, problems = back(lambda book: book.book.remove(book.book["_migplan"]))

    assert again is None
    assert [one.code for one in problems] == ["carried-missing"]


def test_a_whole_plan_needs_nothing_but_its_sheets(tmp_path):
    plan = migplan.load("examples/tiny")
    sent = written(plan, tmp_path)
    folder = tmp_path / "packs"
    shutil.copytree("examples/tiny/packs", folder)
    again, problems = read_back(changed(sent, lambda book: book.book.remove(book.book["_migplan"])), tmp_path)

    assert [str(problem) for problem in problems] == []
    assert again == plan


AMOUNTS = {
    "1 250,50": "1250.50",
    "1\u202f250,50": "1250.50",
    "١٬٢٥٠٫٥": "1250.5",
    "1.250.000": "1250000",
    "1,250": "1.250",
    "0.125": "0.125",
    "1 250 EUR": "1250",
    "€ 1 250": "1250",
    "1250 euros": "1250",
    "1 250 CAD": "1250 CAD",
    "1 250 دولار كندي": "1250 CAD",
    1250.5: "1250.5",
}


def test_an_amount_is_read_in_the_ways_of_people(back):
    def change(book):
        page = book["action_budget"]
        end = page.end()
        for number, typed in enumerate(AMOUNTS):
            page.sheet.cell(end + number, page.column("action")).value = page.cell(0, "action").value
            page.sheet.cell(end + number, page.column("item@fr")).value = f"Ligne {number}"
            page.sheet.cell(end + number, page.column("unit_cost")).value = typed

    again, problems = back(change)

    lines = [line for action in again.roadmaps[0].actions for line in action.budget]
    read = {line.item.in_("fr"): str(line.unit_cost) for line in lines}
    assert [str(one) for one in problems] == []
    assert [read[f"Ligne {number}"] for number in range(len(AMOUNTS))] == list(AMOUNTS.values())


def test_a_number_that_may_mean_another_is_said(back):
    def change(book):
        book["action_budget"].cell(0, "unit_cost").value = "1.250"

    again, problems = back(change)

    assert [(one.code, one.severity) for one in problems] == [("doubtful-number", Severity.WARNING)]
    assert "1.250" in problems[0].text
    assert "1250" in problems[0].text
    assert "1250" in {str(line.unit_cost) for action in again.roadmaps[0].actions for line in action.budget}


def test_a_share_is_read_from_a_cell_in_percent_and_from_one_that_is_not(back):
    def change(book):
        for row, (value, shown) in enumerate(((0.45, "0%"), (45, "General"))):
            cell = book["actions"].cell(row, "progress")
            cell.value, cell.number_format = value, shown

    again, problems = back(change)

    assert problems == ()
    assert [str(action.progress) for action in again.roadmaps[0].actions[:2]] == ["45", "45"]


def test_text_that_looks_like_a_formula_stays_text(back):
    def change(book):
        cell = book["needs"].cell(0, "title@fr")
        cell.value = "=SOMME(A1)"
        cell.data_type = "s"

    again, problems = back(change)

    assert problems == ()
    assert "=SOMME(A1)" in {need.title.in_("fr") for need in again.roadmaps[0].needs}


def test_links_of_what_has_no_sheet_are_not_shown_and_not_lost(plan, sent, tmp_path):
    shown = []

    def change(book):
        page = book["links"]
        for row in range(page.first, page.end()):
            shown.append(page.sheet.cell(row, page.column("of")).value)
            for column in range(1, page.sheet.max_column + 1):
                page.sheet.cell(row, column).value = None

    again, problems = read_back(changed(sent, change), tmp_path)

    assert "Actions" in shown
    assert table_label(Words("fr"), "plan") not in shown
    assert not [one for one in problems if one.severity is Severity.ERROR]
    assert (again.languages, again.reference) == (plan.languages, plan.reference)
    assert all(not action.indicators for action in again.roadmaps[0].actions)
