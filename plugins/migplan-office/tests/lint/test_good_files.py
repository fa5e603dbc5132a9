"""Good files give no finding: ours in both directions, and those of other programs without our discipline."""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from migplan_office.lint import lint

from .broken_sheets import _cell
from .deck_sample import good_deck
from .prose_sample import good_document
from .samples import Sample
from .sheets import good_workbook

BUILDERS: dict[str, Callable[[str], Sample]] = {"docx": good_document, "pptx": good_deck, "xlsx": good_workbook}


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", BUILDERS)
def test_a_good_file_gives_no_finding(kind: str, language: str) -> None:
    data = BUILDERS[kind](language).data()

    assert lint(data, language=language) == ()
    assert lint(data) == ()
    assert lint(data, strict=False) == ()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("kind", BUILDERS)
def test_a_good_file_is_valid(kind: str, language: str, tmp_path: Path) -> None:
    path = tmp_path / f"good.{kind}"
    path.write_bytes(BUILDERS[kind](language).data())

    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path))

    assert [str(error) for error in result.errors] == []


@pytest.mark.needs_libreoffice
def test_good_files_saved_by_libreoffice_keep_the_rules_of_all_programs(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    for kind, build in BUILDERS.items():
        paths = [tmp_path / f"{language}.{kind}" for language in ("fr", "ar")]
        for path in paths:
            path.write_bytes(build(path.stem).data())
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(saved), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)

    findings = {path.name: lint(path.read_bytes(), strict=False) for path in saved.iterdir()}

    assert findings == {f"{language}.{kind}": () for kind in BUILDERS for language in ("fr", "ar")}


def _docx(buffer: BytesIO) -> None:
    document = docx.Document()
    document.add_heading("Plan", 1)
    document.add_table(2, 3)
    document.save(buffer)


def _pptx(buffer: BytesIO) -> None:
    deck = pptx.Presentation()
    for layout in deck.slide_layouts:
        deck.slides.add_slide(layout)
    deck.save(buffer)


def _xlsx(buffer: BytesIO) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["=1+1", "R&D", 12.5])
    book.save(buffer)


@pytest.mark.parametrize("write", [_docx, _pptx, _xlsx])
def test_a_file_of_a_library_keeps_the_rules_of_all_programs(write: Callable[[BytesIO], None]) -> None:
    buffer = BytesIO()
    write(buffer)

    assert lint(buffer.getvalue(), strict=False) == ()
    assert lint(buffer.getvalue()) != ()


def test_a_number_of_many_places_but_fifteen_digits_is_kept_by_excel() -> None:
    data = _cell('<c r="C9"><v>-573473031163465000</v></c>').data()

    assert [finding for finding in lint(data) if finding.rule == "X8"] == []
