"""Marked workbooks that another program has saved: what it keeps is enough to take the marks out again."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from workbooks import opened

from migplan.locale import Words
from migplan.problems import Position, Problem, Severity
from migplan_excel.annotating import annotate
from migplan_excel.annotating.notes import MARK
from migplan_office.gate import Kind, admitted

FRENCH = Words("fr")

Save = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Give a function that has LibreOffice open a workbook and save it."""
    folder = tmp_path_factory.mktemp("office")

    def save(data: bytes) -> bytes:
        source, target = folder / "asked.xlsx", folder / "saved"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(target), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(target / "asked.xlsx").read_bytes()

    return save


def at(cell: str, text: str = "wrong", severity: Severity = Severity.ERROR) -> Problem:
    return Problem("bad-amount", severity, position=Position("x.xlsx", sheet="Actions", cell=cell), text=text)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for row in (["id", "title", "cost"], ["A1", "Desk", "12k"], ["A2", "=1+1", 5], ["A3", None, 7]):
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, color="FFFFFF")
    sheet["A1"].fill = PatternFill("solid", fgColor="1F4E78")
    sheet["C3"].number_format = "0.00"
    sheet["C3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B2"].comment = Comment("ask Ali", "me")
    book.create_sheet("Other")["A1"] = "x"
    book["Other"].print_title_rows = "1:1"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def looks(data: bytes) -> dict[str, object]:
    return {
        f"{sheet.title}!{cell.coordinate}": (
            cell.value,
            cell.fill.fill_type and cell.fill.fgColor.rgb,
            cell.font.b,
            cell.number_format,
            cell.comment and cell.comment.text.strip(),
        )
        for sheet in opened(data).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.needs_libreoffice
def test_the_marks_go_after_a_save_by_libreoffice(saved_by_libreoffice: Save):
    problems = [at("A1"), at("B2", severity=Severity.WARNING), at("C3"), at("B4"), at("E9", severity=Severity.ADVICE)]
    marked = saved_by_libreoffice(annotate(workbook(), problems, FRENCH))
    assert opened(marked)["Actions"]["C3"].fill.fgColor.rgb == "FFFFC7CE"

    clean = annotate(marked, (), FRENCH)

    assert looks(clean) == looks(saved_by_libreoffice(workbook()))
    assert opened(clean).sheetnames == ["Actions", "Other"]
    assert not isinstance(admitted(clean, Kind.WORKBOOK), Problem)
    with zipfile.ZipFile(io.BytesIO(clean)) as package:
        assert not any(MARK.encode() in package.read(name) for name in package.namelist())
    assert looks(saved_by_libreoffice(clean)) == looks(clean)


@pytest.mark.needs_libreoffice
def test_a_workbook_of_libreoffice_is_marked_and_unmarked(saved_by_libreoffice: Save):
    data = saved_by_libreoffice(workbook())
    marked = annotate(data, [at("C3"), at("B2"), at("E9")], FRENCH)

    clean = annotate(marked, (), FRENCH)

    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(clean)) as after:
        assert before.namelist() == after.namelist()
        differing = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert differing == ["xl/styles.xml"]
    assert looks(saved_by_libreoffice(marked))["Actions!C3"][:2] == (5, "FFFFC7CE")
