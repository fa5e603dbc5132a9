"""Drawing with LibreOffice, for the tests that ask for it, and a way to render one document."""

import subprocess
from collections.abc import Callable
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


@pytest.fixture
def as_pdf(tmp_path: Path) -> Callable[[bytes], bytes]:
    """Give a function that draws a presentation as PDF."""

    def convert(data: bytes) -> bytes:
        source = tmp_path / "drawn.pptx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()

    return convert


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
