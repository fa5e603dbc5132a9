"""What this plugin offers: the exporter `pptx`."""

from migplan.documents import BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, TemplateFit, hookimpl
from migplan.locale import Words
from migplan.themes import Theme


def _render(request: ExportRequest) -> bytes:
    from migplan_powerpoint.render import render

    return render(request)


def _check_template(data: bytes, theme: Theme, words: Words) -> TemplateFit:
    from migplan_powerpoint.brand_check import check_template

    return check_template(data, theme, words)


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
            check_template=_check_template,
            template_suffixes=(".potx",),
        )
    ]
