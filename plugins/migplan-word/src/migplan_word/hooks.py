"""What this plugin offers: the Word exporter. No Office library is imported before a document is asked for."""

from migplan.documents import BLOCKS, WORKSHOP_BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, hookimpl

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


@hookimpl
def migplan_exporters() -> list[Exporter]:
    """Offer Word."""
    draws = frozenset(BLOCKS) - WORKSHOP_BLOCKS
    return [Exporter("docx", ".docx", render, Medium.PAGE, draws, "Word", _TYPE, paginate=paginate)]
