"""A workbook filled in with mistakes, sent back with them shown, corrected, and taken."""

import io
import zipfile

import openpyxl
import pytest
from workbooks import opened
from workbooks_filled import HEADER_ROW, filled

import migplan
from migplan.locale import Words
from migplan.problems import PlanError, Position, Problem, Severity
from migplan_excel.annotating import annotate
from migplan_office.lint import lint

FORM = "Actions"


@pytest.fixture(scope="module")
def plan():
    return migplan.load("examples/tiny")


def _cell(book, key):
    sheet = book[FORM]
    column = next(cell.column for cell in sheet[4] if cell.value and cell.value.partition(":")[2] == key)
    return sheet.cell(HEADER_ROW + 1, column)


def _wrong(book):
    cell = _cell(book, "end")
    cell.value = "hier"
    cell.data_type = "s"


def _errors(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(one.position.sheet, one.position.cell) for one in problems if one.severity is Severity.ERROR]


def test_the_mistakes_are_shown_where_they_are_and_reading_again_finds_the_same(plan, tmp_path):
    data = filled(plan, change=_wrong)
    (tmp_path / "filled.xlsx").write_bytes(data)
    wrong = _cell(opened(data), "end").coordinate

    problems = migplan.annotate(tmp_path / "filled.xlsx", to=tmp_path / "corrected.xlsx", language="fr")

    assert _errors(problems) == [(FORM, wrong)]
    book = opened((tmp_path / "corrected.xlsx").read_bytes())
    assert book.worksheets[0]["C6"].value == wrong
    assert book[FORM][wrong].fill.fgColor.rgb == "FFFFC7CE"
    again = migplan.read(tmp_path / "corrected.xlsx", language="fr")[1]
    assert _errors(again) == [(FORM, wrong)]


def test_the_marks_of_what_was_corrected_go(plan, tmp_path):
    (tmp_path / "filled.xlsx").write_bytes(filled(plan, change=_wrong))
    migplan.annotate(tmp_path / "filled.xlsx", to=tmp_path / "shown.xlsx")
    book = openpyxl.load_workbook(tmp_path / "shown.xlsx")
    cell = _cell(book, "end")
    cell.value = _cell(opened(filled(plan)), "end").value
    buffer = io.BytesIO()
    book.save(buffer)
    (tmp_path / "corrected.xlsx").write_bytes(buffer.getvalue())

    problems = migplan.annotate(tmp_path / "corrected.xlsx", to=tmp_path / "answer.xlsx")

    assert _errors(problems) == []
    answer = opened((tmp_path / "answer.xlsx").read_bytes())[FORM][cell.coordinate]
    assert (answer.fill.fill_type, answer.comment) == (None, None)


def test_a_workbook_to_fill_in_gets_marks_and_loses_them(plan, tmp_path):
    migplan.export(plan, "workbook", of=plan.roadmaps[0].id, to=tmp_path / "sent.xlsx", language="fr")
    data = (tmp_path / "sent.xlsx").read_bytes()
    names = opened(data).sheetnames
    problems = [
        Problem("x", severity, position=Position("sent.xlsx", sheet=sheet, cell=cell), text="wrong")
        for sheet in (names[0], names[3], "Actions")
        for cell, severity in (("B7", Severity.ERROR), ("D300", Severity.ADVICE))
    ]

    marked = annotate(data, problems, Words("fr"))

    clean = annotate(marked, (), Words("fr"))
    assert _differing(data, clean) == ["xl/styles.xml"]
    assert lint(marked) == ()
    assert opened(marked).active.title == "À corriger"


def _differing(one: bytes, other: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        assert first.namelist() == second.namelist()
        return [name for name in first.namelist() if first.read(name) != second.read(name)]


def test_what_is_no_workbook_is_refused_at_the_file(tmp_path):
    (tmp_path / "cut.xlsx").write_bytes(b"PK\x03\x04")

    with pytest.raises(PlanError) as raised:
        migplan.annotate(tmp_path / "cut.xlsx", to=tmp_path / "answer.xlsx", language="en")

    assert [str(one.position) for one in raised.value.problems] == ["cut.xlsx"]
    assert not (tmp_path / "answer.xlsx").exists()
