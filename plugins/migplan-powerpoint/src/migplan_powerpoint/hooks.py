"""What this plugin offers: the exporter `pptx`."""

from migplan.documents import BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, hookimpl


def _render(request: ExportRequest) -> bytes:
    from migplan_powerpoint.render import render

    return render(request)


@hookimpl
def migplan_exporters() -> list[Exporter]:
    """Offer the exporter of slides; it draws every block."""
    return [
        Exporter(
            name="pptx",
            suffix=".pptx",
            render=_render,
            medium=Medium.SLIDE,
            draws=frozenset(BLOCKS),
            label="PowerPoint",
            media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        )
    ]
