"""What this plugin offers: the Word exporter. No Office library is imported before a document is asked for."""

from migplan.documents import BLOCKS, WORKSHOP_BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, hookimpl

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(request: ExportRequest) -> bytes:
    """Write the document as a Word file."""
    from migplan_word.render import render as written

    return written(request)


@hookimpl
def migplan_exporters() -> list[Exporter]:
    """Offer Word."""
    return [Exporter("docx", ".docx", render, Medium.PAGE, frozenset(BLOCKS) - WORKSHOP_BLOCKS, "Word", _TYPE)]
