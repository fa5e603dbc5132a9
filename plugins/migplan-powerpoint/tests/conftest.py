"""Drawing with LibreOffice, for the tests that ask for it, and a way to render one document."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from migplan.documents import Document
from migplan.pipeline import render_document
from migplan_powerpoint.hooks import migplan_exporters


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("needs_libreoffice") and shutil.which("soffice") is None:
        pytest.skip("soffice is not on the path: install LibreOffice to run this test")


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
