"""Workbooks for the tests: rendered, read back, recalculated."""

import io
import re
import subprocess
import warnings
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from migplan.documents import Block, Cover, Document, Medium, Role, Section, lower
from migplan.hooks import ExportRequest
from migplan.locale import Words
from migplan.testing.samples import DAY
from migplan.themes import DEFAULT
from migplan_excel.hooks import migplan_exporters
from migplan_office.text import unescape_cell

Render = Callable[[Document], bytes]


def render(document: Document) -> bytes:
    """Give a document as a workbook."""
    exporter, words = migplan_exporters()[0], Words(document.language)
    lowered = lower(document, exporter.draws, words)
    return exporter.render(ExportRequest(lowered, (document.language,), DEFAULT, words, DAY))


def one_section(
    blocks: Sequence[Block], language: str = "en", role: Role = Role.BODY, message: str = "It works"
) -> bytes:
    """Give a workbook with one section of blocks."""
    section = Section("things", "Things", tuple(blocks), role, message)
    return render(Document("test", "Test", language, Cover("Test"), [section], date=DAY, medium=Medium.SHEET))


def opened(data: bytes, values: bool = False) -> Any:
    """Open a workbook with openpyxl: its formulas, or the values stored for them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")  # solid bars, which openpyxl ignores
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def part(data: bytes, name: str) -> str:
    """Give a part of a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def parts(data: bytes) -> dict[str, str]:
    """Give every XML part of a package as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


def grid(data: bytes, sheet: str, values: bool = False) -> str:
    """Give the cells of a sheet as readable text: one line a row, ` | ` between cells, nothing for empty ones."""
    lines = []
    for row in opened(data, values)[sheet].iter_rows():
        texts = ["" if cell.value is None else _written(cell.value) for cell in row]
        lines.append(" | ".join(texts).rstrip(" |"))
    return "\n".join(lines).strip("\n")


def _written(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def strings_of_column(data: bytes, sheet: str, letter: str) -> dict[int, str]:
    """Give the texts of a column by row, read from the package itself, with Excel's escapes undone."""
    names = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    shared = [
        unescape_cell("".join(item.xpath(".//s:t/text()", namespaces=names)))
        for item in etree.fromstring(part(data, "xl/sharedStrings.xml").encode()).xpath("s:si", namespaces=names)
    ]
    root = etree.fromstring(part(data, sheet).encode())
    cells = root.xpath(f"//s:c[@t='s'][starts-with(@r,'{letter}')]", namespaces=names)
    return {int(cell.get("r")[len(letter) :]): shared[int(cell[0].text)] for cell in cells}


_STORED = re.compile(r"(</f>)<v>[^<]*</v>")


@pytest.fixture
def recalculated(tmp_path: Path) -> Callable[[bytes], Any]:
    """Give a function that has LibreOffice compute every formula anew, and opens the result."""

    def compute(data: bytes) -> Any:
        source = tmp_path / "asked.xlsx"
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(source, "w") as without:
            for name in package.namelist():
                content = package.read(name)
                if name.startswith("xl/worksheets/sheet"):
                    content = _STORED.sub(r"\1", content.decode()).encode()
                without.writestr(name, content)
        target = tmp_path / "computed"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(target), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return opened((target / "asked.xlsx").read_bytes(), values=True)

    return compute
