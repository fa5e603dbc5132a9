"""What this plugin offers: the exporter and the reader of Word files. No Office library is imported before a document is asked for."""

from collections.abc import Callable
from pathlib import Path

from migplan.documents import BLOCKS, WORKSHOP_BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, Reader, ReadResult, TemplateFit, hookimpl
from migplan.locale import Words
from migplan.model import Pack
from migplan.problems import Problem
from migplan.records.figures import Examined
from migplan.themes import Theme

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(request: ExportRequest) -> bytes:
    """Write the document as a Word file."""
    from migplan_word.render import render as written

    return written(request)


def paginate(data: bytes) -> bytes:
    """Have LibreOffice count the pages of a Word file of ours, and write their numbers where they are asked for.

    Raises:
        BuildError: LibreOffice is not installed, or cannot lay the file out.
    """
    from migplan_word.pagination import paginate as counted

    return counted(data)


def check_template(data: bytes, theme: Theme, words: Words) -> TemplateFit:
    """Say what fits of a client's template."""
    from migplan_word.brand_check import check_template as checked

    return checked(data, theme, words)


def examine(data: bytes, source: str) -> Examined | Problem:
    """Say what a Word file holds, heading by heading."""
    from migplan_word.reading.examining import examine as examined

    return examined(data, source)


@hookimpl
def migplan_exporters() -> list[Exporter]:
    """Offer Word."""
    draws = frozenset(BLOCKS) - WORKSHOP_BLOCKS
    return [
        Exporter(
            "docx",
            ".docx",
            render,
            Medium.PAGE,
            draws,
            "Word",
            _TYPE,
            check_template=check_template,
            template_suffixes=(".dotx", ".docm", ".dotm"),
            paginate=paginate,
            examine=examine,
        )
    ]


def read(path: Path, find_pack: Callable[[str], Path | Pack | None]) -> ReadResult:
    """Read the prose that people typed into the slots of a Word file of ours."""
    from migplan_word.reading import read_document

    prose = read_document(path)
    return ReadResult(None, (prose,)) if isinstance(prose, Problem) else ReadResult(None, prose=prose)


@hookimpl
def migplan_readers() -> list[Reader]:
    """Offer the reader of Word files that came back."""
    return [Reader("docx", (".docx",), read)]
