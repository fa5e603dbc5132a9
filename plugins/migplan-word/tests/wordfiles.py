"""Word files for the tests: written, and read back as readable text."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from migplan.documents import Block, Cover, Document, Medium, Section
from migplan.pipeline import render_document
from migplan.testing.samples import DAY
from migplan_word.hooks import migplan_exporters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def render(document: Document, languages: Sequence[str] = ("fr", "ar")) -> bytes:
    """Give a document as a Word file, through the pipeline."""
    return render_document(document, migplan_exporters()[0], languages)


def of_sections(sections: Sequence[Section], language: str = "en", **more: Any) -> Document:
    """Make a document of sections."""
    cover = more.pop("cover", Cover("The valley welcomes"))
    return Document("test", "Roadmap", language, cover, sections, date=DAY, medium=Medium.PAGE, **more)


def of_blocks(*blocks: Block, language: str = "en", **more: Any) -> Document:
    """Make a document with one section of blocks."""
    return of_sections([Section("things", "Things", blocks, number="1")], language, **more)


def part(data: bytes, name: str) -> Any:
    """Give a part of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def names(data: bytes) -> list[str]:
    """List the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def body(data: bytes) -> Any:
    """Give the body of the document."""
    return part(data, "document")[0]


def text(element: Any) -> str:
    """Give the words of an element; line breaks as spaces."""
    pieces = []
    for item in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        pieces.append(item.text or "" if item.tag == f"{W}t" else " ")
    return re.sub(r"[ \u2002]+", " ", "".join(pieces).replace("\u200b", "")).strip()


def style(paragraph: Any) -> str:
    """Give the style of a paragraph."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def outline(data: bytes) -> Iterator[str]:
    """Say the body line by line: style and words of each paragraph, the cells of each row of a table."""
    for block in _blocks(body(data)):
        if block.tag == f"{W}tbl":
            for row in block.iterchildren(f"{W}tr"):
                mark = "head" if row.find(f"{W}trPr/{W}tblHeader") is not None else "row"
                yield f"{mark}: " + " | ".join(text(cell) for cell in row.iterchildren(f"{W}tc"))
        elif words := text(block):
            yield f"{style(block)}: {words}"


def _blocks(parent: Any) -> Iterator[Any]:
    for item in parent:
        if item.tag == f"{W}sdt":
            yield from _blocks(item.find(f"{W}sdtContent"))
        elif item.tag in (f"{W}p", f"{W}tbl"):
            yield item


def tables(data: bytes) -> list[Any]:
    """Give the tables of the body."""
    return [block for block in _blocks(body(data)) if block.tag == f"{W}tbl"]


def paragraphs(data: bytes, *styles: str) -> list[str]:
    """Give the words of the paragraphs of some styles, in order."""
    return [text(found) for found in body(data).iter(f"{W}p") if style(found) in styles]


@pytest.fixture
def as_pdf(tmp_path: Path) -> Callable[[bytes], Any]:
    """Give a function that has LibreOffice lay a document out, and opens the pages."""
    import pymupdf

    def convert(data: bytes) -> Any:
        source = tmp_path / "laid.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return pymupdf.open(source.with_suffix(".pdf"))

    return convert
