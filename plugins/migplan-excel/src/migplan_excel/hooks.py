"""What this plugin offers: the exporter `xlsx`."""

from migplan.documents import BLOCKS, WORKSHOP_BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, hookimpl


def _render(request: ExportRequest) -> bytes:
    from migplan_excel.render import render

    return render(request)


@hookimpl
def migplan_exporters() -> list[Exporter]:
    """Offer the exporter of workbooks; it draws every block but those of workshops."""
    return [
        Exporter(
            name="xlsx",
            suffix=".xlsx",
            render=_render,
            medium=Medium.SHEET,
            draws=frozenset(BLOCKS) - WORKSHOP_BLOCKS,
            label="Excel",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
    ]
