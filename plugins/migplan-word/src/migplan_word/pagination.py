"""Page numbers of contents and references, as LibreOffice lays the file out: a second step after the export.

The exporter is a pure function and writes `PAGEREF` fields that show nothing. Here the file is made into a PDF whose named
places are the bookmarks of the file, and the page of each becomes the result of the fields that ask for it. The numbers
may themselves move a line, so that the file is laid out again until they hold.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from migplan.hooks import BuildError
from migplan.problems import Problem, Severity
from migplan_office.package import Parts, zipped

LONGEST = 180.0
"""Seconds that LibreOffice may take for one layout."""
ROUNDS = 3
"""Layouts at most; the first decides nearly always, the second confirms it."""
_DOCUMENT = "word/document.xml"
_FIELD = re.compile(
    r"(<w:instrText[^>]*> ?PAGEREF (\w+)[^<]*</w:instrText></w:r>"
    r"<w:r>(?:(?!</w:r>).)*<w:fldChar w:fldCharType=\"separate\"/></w:r>"
    r"<w:r>(?:(?!</w:r>).)*?<w:t(?: [^>]*)?>)([^<]*)(</w:t></w:r>)",
    re.DOTALL,
)
"""A `PAGEREF` field: up to its result, its bookmark, the result, and the end of the result's run."""
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'

Layout = Callable[[bytes], Mapping[str, int]]
"""Gives the page, from 1, of each bookmark of a Word file."""


def paginate(data: bytes, layout: Layout | None = None) -> bytes:
    """Write into each field for a page the number that a word processor counts; all else stays as it is.

    Args:
        data: A Word file of this exporter.
        layout: What counts; LibreOffice when not given.

    Raises:
        BuildError: LibreOffice is not installed, does not lay the file out, or the numbers do not come to rest.
        PackageError: The bytes are not a Word file.
    """
    text = Parts(data)[_DOCUMENT].decode()
    if not _FIELD.search(text):
        return data
    count = layout or pages_of
    for _ in range(ROUNDS):
        pages = count(data)
        counted = numbered(text, pages)
        if counted == text:
            return data
        text = counted
        parts = Parts(data)
        parts[_DOCUMENT] = text.encode()
        data = zipped(parts)
    raise BuildError([Problem("paginate-unsteady", Severity.ERROR)])


def numbered(text: str, pages: Mapping[str, int]) -> str:
    """Set the result of each field for a page; one whose bookmark has no page keeps what it shows."""

    def put(found: re.Match[str]) -> str:
        page = pages.get(found[2])
        return found[0] if page is None else f"{found[1]}{page}{found[4]}"

    return _FIELD.sub(put, text)


def pages_of(data: bytes) -> dict[str, int]:
    """Have LibreOffice lay a Word file out, and give the page, from 1, of each bookmark.

    Raises:
        BuildError: LibreOffice is not installed, takes too long, or gives no pages.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise BuildError([Problem("paginate-without-office", Severity.ERROR)])
    with tempfile.TemporaryDirectory(prefix="migplan-pages-") as name:
        folder = Path(name)
        source = folder / "laid.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            program,
            "--headless",
            "--norestore",
            profile,
            "--convert-to",
            _FILTER,
            "--outdir",
            name,
            str(source),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
            return _places(source.with_suffix(".pdf"), _bookmarks(data))
        except (OSError, subprocess.SubprocessError) as error:
            raise BuildError([Problem("paginate-failed", Severity.ERROR, values={"seconds": int(LONGEST)})]) from error


def _bookmarks(data: bytes) -> list[str]:
    return [found[2] for found in _FIELD.finditer(Parts(data)[_DOCUMENT].decode())]


def _places(pdf: Path, names: list[str]) -> dict[str, int]:
    from pypdf import PdfReader

    with pdf.open("rb") as stream:
        reader = PdfReader(stream)
        places = reader.named_destinations
        found = {name: places.get("/" + _written(name), places.get(_written(name))) for name in names}
        numbers = {
            name: reader.get_destination_page_number(place) for name, place in found.items() if place is not None
        }
    return {name: number + 1 for name, number in numbers.items() if number is not None}


def _written(name: str) -> str:
    """Write the name of a bookmark as LibreOffice names its place in a PDF: other than letters and digits in hex."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"{ord(sign):02X}" for sign in name)
