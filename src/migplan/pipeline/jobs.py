"""Which documents a set holds: reports × roadmaps or events × formats × languages, each with the name of its file."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from attrs import frozen

from migplan import outputs
from migplan.documents import Medium
from migplan.hooks import Exporter, Report
from migplan.host import Host
from migplan.model import Plan
from migplan.pipeline.choosing import receiving

_OFFICE = ("docx", "pptx", "xlsx")


@frozen
class Job:
    """One document to make."""

    report: str
    of: str | None
    """Id of the roadmap, event or territory it is about; `None` when it is about the whole plan."""
    format: str
    """Name of the exporter."""
    language: str
    name: str
    """Path of its file in the folder of the set, with `/`."""


def document_name(report: Report, of: str | None, language: str, suffix: str) -> str:
    """Name the file of a document by ids: `north-en.docx` for a report named as what it is about, else `north-boards-en.pptx`."""
    parts = (of, None if of and report.name == report.about else report.name, language)
    return outputs.safe_name("-".join(part for part in parts if part)) + suffix


def one_a_medium(exporters: Iterable[Exporter]) -> tuple[Exporter, ...]:
    """List the exporters of pages, slides and sheets, one each; Office's own before others."""
    order = [Medium.PAGE, Medium.SLIDE, Medium.SHEET]
    ranked = sorted(exporters, key=lambda e: (order.index(e.medium), e.name not in _OFFICE, e.name))
    first: dict[Medium, Exporter] = {}
    for exporter in ranked:
        first.setdefault(exporter.medium, exporter)
    return tuple(first.values())


def with_companions(report: Report, host: Host) -> tuple[Report, ...]:
    """Give a report and those that accompany it."""
    return (report, *(other for other in host.reports.values() if other.beside == report.name))


def bag(host: Host) -> tuple[Report, ...]:
    """Give the reports that belong in the bag for the day of an event."""
    return tuple(report for report in host.reports.values() if report.in_bag and report.about == "event")


def jobs(
    plan: Plan,
    reports: Sequence[Report],
    exporters: Sequence[Exporter],
    languages: Sequence[str],
    *,
    of: str | None = None,
    folders: bool = False,
) -> tuple[Job, ...]:
    """List what there is to make, roadmap by roadmap and event by event, in the plan's order.

    `of` keeps one of them; `folders` gives each a folder of its own.
    """
    taken: set[str] = set()
    return tuple(
        Job(report.name, thing, exporter.name, language, _unique(name, taken))
        for thing, about in _things(plan, of)
        for report in reports
        if report.about == about and (report.suits is None or report.suits(plan, thing))
        for language in languages
        for exporter in exporters
        if exporter.medium in report.media
        for name in [_placed(document_name(report, thing, language, exporter.suffix), thing if folders else None)]
    )


def _things(plan: Plan, of: str | None) -> Iterator[tuple[str | None, str]]:
    if of is None:
        yield None, "plan"
    things: tuple[tuple[str, Iterable[str]], ...] = (
        ("roadmap", (one.id for one in plan.roadmaps)),
        ("event", (one.id for one in plan.events)),
        ("territory", receiving(plan)),
    )
    for about, ids in things:
        for id in ids:
            if of is None or id == of:
                yield id, about


def _placed(name: str, folder: str | None) -> str:
    return name if folder is None else f"{outputs.safe_name(folder)}/{name}"


def _unique(name: str, taken: set[str]) -> str:
    """Number a name that is taken already, for systems that do not tell small letters from capitals too."""
    path, number, free = PurePosixPath(name), 1, name
    while free.casefold() in taken:
        number += 1
        free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
    taken.add(free.casefold())
    return free
