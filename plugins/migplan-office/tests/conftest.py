"""Rendering with LibreOffice, for the tests that ask for it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def as_pdf(tmp_path: Path) -> Callable[[bytes, str], bytes]:
    """Give a function that draws an Office file as PDF, by its bytes and suffix."""

    def convert(data: bytes, suffix: str) -> bytes:
        source = tmp_path / f"drawn{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()

    return convert
