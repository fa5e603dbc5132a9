"""Core's own offers, made through the same hooks as everybody's."""

from collections.abc import Callable
from pathlib import Path

from migplan.checks import CHECKS
from migplan.documents import Medium
from migplan.hooks import Check, NamedTheme, Reader, ReadResult, Report, hookimpl
from migplan.model import Pack
from migplan.reports.event import build_event
from migplan.reports.roadmap import build_roadmap
from migplan.themes import DEFAULT


def _read(path: Path, find_pack: Callable[[str], Path | Pack | None]) -> ReadResult:
    from migplan.readers import read_plan

    return ReadResult(*read_plan(path, find_pack))


@hookimpl
def migplan_readers() -> list[Reader]:
    """Offer the reader of plan folders and of YAML and JSON files (a folder has an empty suffix)."""
    return [Reader("yaml", ("", ".yaml", ".yml", ".json"), _read)]


@hookimpl
def migplan_checks() -> list[Check]:
    """Offer core's rules."""
    return [Check(rule.code, rule.severity, rule.rule, rule.section, reads=rule.reads) for rule in CHECKS]


@hookimpl
def migplan_reports() -> list[Report]:
    """Offer the roadmap and the deck of an event."""
    return [
        Report(
            "roadmap",
            build_roadmap,
            frozenset(Medium),
            about="roadmap",
            description="The migration and development roadmap of one territory, for its council.",
        ),
        Report(
            "event",
            build_event,
            frozenset({Medium.SLIDE}),
            about="event",
            description="The deck of a training, consultation, reflection or exchange, before it and after it.",
            in_bag=True,
        ),
    ]


@hookimpl
def migplan_themes() -> list[NamedTheme]:
    """Offer the house theme."""
    return [NamedTheme(DEFAULT.name, DEFAULT)]
