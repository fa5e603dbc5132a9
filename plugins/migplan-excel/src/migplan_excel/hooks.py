"""What this plugin offers: the exporter and the reader of workbooks."""

from collections.abc import Callable, Sequence
from pathlib import Path

from migplan.documents import BLOCKS, WORKSHOP_BLOCKS, Medium
from migplan.hooks import Exporter, ExportRequest, Reader, ReadResult, hookimpl
from migplan.locale import Words
from migplan.model import Pack
from migplan.problems import Problem
from migplan.records.figures import MADE, Examined


def _render(request: ExportRequest) -> bytes:
    from migplan_excel.render import render
    from migplan_office.custom import attached

    data = render(request)
    return attached(data, "xl/workbook.xml", {MADE: request.made}) if request.made else data


def _examine(data: bytes, source: str) -> Examined | Problem:
    from migplan_excel.reading.examining import examine

    return examine(data, source)


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
            examine=_examine,
        )
    ]


def _read(path: Path, find_pack: Callable[[str], Path | Pack | None]) -> ReadResult:
    from migplan_excel.reading import read_workbook

    forms = read_workbook(path)
    return ReadResult(None, (forms,)) if isinstance(forms, Problem) else ReadResult(None, forms=forms)


def _annotate(data: bytes, problems: Sequence[Problem], words: Words) -> bytes:
    from migplan_excel.annotating import annotate

    return annotate(data, problems, words)


@hookimpl
def migplan_readers() -> list[Reader]:
    """Offer the reader of filled-in workbooks, which shows problems in them too."""
    return [Reader("xlsx", (".xlsx",), _read, _annotate)]
