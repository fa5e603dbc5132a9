"""Core's own offers, made through the same hooks as everybody's."""

from collections.abc import Callable
from pathlib import Path

from migplan.checks import CHECKS
from migplan.documents import Medium
from migplan.hooks import Check, NamedTheme, Reader, ReadResult, Report, hookimpl
from migplan.model import EventKind, Pack
from migplan.reports.contribution import build_contribution, has_receivers
from migplan.reports.event import build_event
from migplan.reports.event.pages import build_attendance, build_evaluation, build_guide
from migplan.reports.event.printed import build_ballots, build_boards, build_dots, build_signs, can_vote
from migplan.reports.final import build_accompaniment, build_final
from migplan.reports.minutes import (
    build_exchange_report,
    build_minutes,
    build_reflection_report,
    build_training_report,
    is_kind,
)
from migplan.reports.offer import build_offer, has_assignment
from migplan.reports.progress_paper import build_progress_report
from migplan.reports.roadmap import build_roadmap
from migplan.reports.workbook import build_workbook
from migplan.themes import DEFAULT

_SLIDES: frozenset[Medium] = frozenset({Medium.SLIDE})
_SHEETS: frozenset[Medium] = frozenset({Medium.SHEET})
_PAGES: frozenset[Medium] = frozenset({Medium.PAGE})


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
    """Offer the roadmap, what an event needs before and after it, and the documents of the assignment."""
    return [
        Report(
            "roadmap",
            build_roadmap,
            frozenset(Medium),
            about="roadmap",
            description="The migration and development roadmap of one territory, for its council.",
        ),
        Report(
            "progress",
            build_progress_report,
            frozenset(Medium),
            about="roadmap",
            description="The progress of one roadmap: planned, done, late, spent and due, by action and indicator.",
        ),
        Report(
            "workbook",
            build_workbook,
            _SHEETS,
            about="plan",
            description="The workbook of a roadmap, an event or a whole plan, to fill in and send back.",
        ),
        Report(
            "event",
            build_event,
            _SLIDES,
            about="event",
            description="The deck of a training, consultation, reflection or exchange, before it and after it.",
            in_bag=True,
        ),
        *(
            Report(name, build, _SLIDES, "event", description, beside="event", in_bag=True, suits=suits)
            for name, build, suits, description in (
                ("boards", build_boards, None, "A3 posters of an event: what is known, and frames to fill in."),
                ("dots", build_dots, can_vote, "A3 sheets on which participants stick dots."),
                ("ballots", build_ballots, can_vote, "Ballots in every language of the plan, A4."),
                ("signs", build_signs, None, "Table signs to be folded, A4."),
            )
        ),
        *(
            Report(name, build, _PAGES, "event", description, in_bag=True)
            for name, build, description in (
                ("guide", build_guide, "The facilitator's guide of an event."),
                ("attendance", build_attendance, "The sheets to sign, one for each half-day."),
                ("evaluation", build_evaluation, "The form by which participants judge an event."),
            )
        ),
        *(
            Report(name, build, _PAGES, "event", description, suits=is_kind(kind))
            for name, build, kind, description in (
                ("minutes", build_minutes, EventKind.CONSULTATION, "The minutes of a workshop."),
                ("training-report", build_training_report, EventKind.TRAINING, "The report of a training."),
                (
                    "reflection-report",
                    build_reflection_report,
                    EventKind.REFLECTION,
                    "The report of a reflection with a consultative body, with the draft of its opinion.",
                ),
                (
                    "exchange-report",
                    build_exchange_report,
                    EventKind.EXCHANGE,
                    "The report of an exchange between levels.",
                ),
            )
        ),
        Report(
            "accompaniment",
            build_accompaniment,
            _PAGES,
            about="roadmap",
            description="The report of the accompaniment of one territory: days, meetings, stages of its roadmap, gaps.",
        ),
        Report(
            "final",
            build_final,
            _PAGES,
            about="plan",
            description="The final report of the assignment: planned and done by task and territory, attendance, money.",
            suits=has_assignment,
        ),
        Report(
            "contribution",
            build_contribution,
            frozenset(Medium),
            about="territory",
            description="What the roadmaps bring to the programme of a territory above, costed and traced.",
            suits=has_receivers,
        ),
        Report(
            "offer",
            build_offer,
            _PAGES | _SHEETS,
            about="plan",
            description="The technical and financial offer for the assignment, with its detailed budget.",
            suits=has_assignment,
        ),
    ]


@hookimpl
def migplan_themes() -> list[NamedTheme]:
    """Offer the house theme."""
    return [NamedTheme(DEFAULT.name, DEFAULT)]
