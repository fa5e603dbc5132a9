"""The command that says what the terms ask for, and where it stands."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from migplan import pipeline
from migplan.analysis.deliverables import Deliverables, DeliverableStanding, TaskStanding, deliverables
from migplan.cli import printing
from migplan.cli.options import DATE, JSON, LANGUAGE, PLAN
from migplan.cli.wording import SpokenCommand, spoken_language
from migplan.host import Host
from migplan.locale import Words, format_date, format_decimal
from migplan.locale.catalogues import words as words_of
from migplan.model import Plan, Text
from migplan.pipeline.choosing import refusal


@click.command(name="deliverables", cls=SpokenCommand, help="cli.deliverables")
@PLAN
@DATE
@LANGUAGE
@JSON
def deliverables_command(plan: Path, on: datetime | None, language: str | None, as_json: bool) -> int:
    """List tasks and deliverables with what is due, done, late, payable or not yet possible, and why."""
    told = language or spoken_language()
    pipeline.check_language(language, language_told=spoken_language())
    read = pipeline.load(plan, host=Host.installed(), language=spoken_language())
    day = on.date() if on else read.as_of
    if day is None:
        raise refusal("missing-date", spoken_language())
    found, words = deliverables(read, day), words_of(told)
    if as_json:
        printing.show_json(_data(read, found, words))
        return 0
    if not found.tasks and not found.deliverables:
        click.echo(words("deliverables.nothing"))
        return 0
    if found.tasks:
        heads = [words(f"deliverables.column.{name}") for name in ("task", "title", "days", "worked", "events", "held")]
        title = words("deliverables.tasks", day=day)
        printing.show_table(title, heads, [_task(read, one, words) for one in found.tasks], numeric=(2, 3, 4, 5))
    if found.deliverables:
        heads = [words(f"deliverables.column.{name}") for name in ("code", "title", "count", "due", "stage", "why")]
        title = words("deliverables.title", day=day)
        printing.show_table(title, heads, [_row(read, one, words) for one in found.deliverables], numeric=(2,))
    return 0


def _said(plan: Plan, text: Text, words: Words) -> str:
    return text.in_(words.language, *plan.languages)


def _task(plan: Plan, one: TaskStanding, words: Words) -> list[str]:
    numbers = (one.days, one.worked, one.least, len(one.held))
    return [one.task, _said(plan, one.title, words), *(format_decimal(number, words.language) for number in numbers)]


def _row(plan: Plan, one: DeliverableStanding, words: Words) -> list[str]:
    count = str(one.count) if one.count_high in (None, one.count) else f"{one.count}–{one.count_high}"
    due = format_date(one.due, words.language, "medium") if one.due else "–"
    stage = words(f"deliverables.stage.{one.stage.value}")
    return [one.deliverable, _said(plan, one.title, words), count, due, stage, why(one, words)]


def why(one: DeliverableStanding, words: Words) -> str:
    """Say why a deliverable stands where it does."""
    return words("roadmap.between_groups").join(
        words(f"deliverables.why.{reason.key}", **dict(reason.values)) for reason in one.reasons
    )


def _data(plan: Plan, found: Deliverables, words: Words) -> dict[str, Any]:
    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        "on": day(found.on),
        "tasks": [
            {
                "task": one.task,
                "title": _said(plan, one.title, words),
                "days": float(one.days),
                "worked": float(one.worked),
                "events_asked": one.least,
                "events_planned": list(one.planned),
                "events_held": list(one.held),
                "priced": one.is_priced,
            }
            for one in found.tasks
        ],
        "deliverables": [
            {
                "deliverable": one.deliverable,
                "title": _said(plan, one.title, words),
                "task": one.task,
                "count": one.count,
                "count_high": one.count_high,
                "due": day(one.due),
                "stage": one.stage.value,
                "late_days": one.late_days,
                "missing_events": list(one.missing),
                "why": why(one, words),
            }
            for one in found.deliverables
        ],
    }
