"""Drawing with LibreOffice, for the tests that ask for it, and a way to render one document."""

import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from migplan.documents import Cover, Document
from migplan.hooks import ExportRequest
from migplan.locale import Words
from migplan.pipeline import render_document
from migplan.themes import DEFAULT
from migplan_powerpoint.colors import Palette
from migplan_powerpoint.hooks import migplan_exporters
from migplan_powerpoint.words import Writer


def _converted(sources: list[Path], kind: str, folder: Path) -> None:
    """Convert files in one run of LibreOffice, in a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=240)


@pytest.fixture
def as_pdfs(tmp_path: Path) -> Callable[[Mapping[str, bytes]], dict[str, bytes]]:
    """Give a function that draws presentations as PDF, all in one run."""

    def convert(decks: Mapping[str, bytes]) -> dict[str, bytes]:
        sources = [tmp_path / f"{name}.pptx" for name in decks]
        for source, data in zip(sources, decks.values(), strict=True):
            source.write_bytes(data)
        _converted(sources, "pdf", tmp_path)
        return {source.stem: source.with_suffix(".pdf").read_bytes() for source in sources}

    return convert


@pytest.fixture
def as_pptx(tmp_path: Path) -> Callable[[list[Path]], dict[str, bytes]]:
    """Give a function that saves templates of LibreOffice as presentations."""

    def convert(templates: list[Path]) -> dict[str, bytes]:
        _converted(templates, "pptx", tmp_path)
        return {template.stem: (tmp_path / f"{template.stem}.pptx").read_bytes() for template in templates}

    return convert


@pytest.fixture
def as_pdf(as_pdfs: Callable[[Mapping[str, bytes]], dict[str, bytes]]) -> Callable[[bytes], bytes]:
    """Give a function that draws one presentation as PDF."""
    return lambda data: as_pdfs({"drawn": data})["drawn"]


@pytest.fixture
def render() -> Callable[[Document], bytes]:
    """Give a function that writes a document as a presentation, through the pipeline."""
    exporter = migplan_exporters()[0]
    return lambda document: render_document(document, exporter, ("fr", "ar"))


@pytest.fixture
def writer() -> Writer:
    """Give a writer of English text in the house theme."""
    document = Document("test", "Test", "en", Cover("Test"))
    request = ExportRequest(document, ("en",), DEFAULT, Words("en"), date(2025, 9, 30))
    return Writer(request, Palette(DEFAULT))
