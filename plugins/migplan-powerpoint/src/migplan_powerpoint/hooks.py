"""What this plugin offers: the exporter `pptx`."""

from migplan.documents import BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, TemplateFit, hookimpl
from migplan.locale import Words
from migplan.problems import Problem
from migplan.records.figures import MADE, Examined
from migplan.themes import Theme


def _render(request: ExportRequest) -> bytes:
    from migplan_office.custom import attached
    from migplan_powerpoint.render import render

    data = render(request)
    return attached(data, "ppt/presentation.xml", {MADE: request.made}) if request.made else data


def _check_template(data: bytes, theme: Theme, words: Words) -> TemplateFit:
    from migplan_powerpoint.brand_check import check_template

    return check_template(data, theme, words)


def _examine(data: bytes, source: str) -> Examined | Problem:
    from migplan_powerpoint.examining import examine

    return examine(data, source)


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
            examine=_examine,
        )
    ]
