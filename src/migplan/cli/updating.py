"""The commands that follow changes: what came back from others, and what is being written."""

import time
from pathlib import Path

import click

from migplan import pipeline
from migplan.cli import printing
from migplan.cli.entry import exit_status
from migplan.cli.options import FOLDER, JSON, LANGUAGE, LANGUAGES, PLAN, REPLACE, WORKERS
from migplan.cli.wording import SpokenCommand, option, spoken, spoken_language
from migplan.codec.merging import MergeKind
from migplan.host import Host
from migplan.outputs import State
from migplan.pipeline.updating import Change, Update
from migplan.pipeline.watching import Watch
from migplan.problems import PlanError

PAUSE = 0.5
"""Seconds between two looks at the files of a plan."""


@click.command(cls=SpokenCommand, help="cli.update")
@PLAN
@click.argument("file", type=click.Path(path_type=Path))
@option("--accept", is_flag=True, help="cli.option.accept")
@option("--remove", is_flag=True, help="cli.option.remove")
@option("--good-rows", is_flag=True, help="cli.option.good_rows")
@LANGUAGE
@JSON
def update(
    plan: Path, file: Path, accept: bool, remove: bool, good_rows: bool, language: str | None, as_json: bool
) -> int:
    """Take over what somebody changed in a file made from the plan."""
    said = language or spoken_language()
    outcome = pipeline.update(
        plan, file, accept=accept, remove=remove, good_rows=good_rows, language=said, host=Host.installed()
    )
    if as_json:
        printing.show_json(_data(outcome))
    else:
        _show(outcome)
    return 1 if outcome.conflicts else exit_status(outcome.problems)


def _data(outcome: Update) -> dict[str, object]:
    def listed(changes: tuple[Change, ...]) -> list[dict[str, object]]:
        return [
            {
                "address": one.address,
                "kind": one.kind.value,
                "thing": one.thing,
                "field": one.label,
                "before": one.before,
                "after": one.after,
                **({"ours": one.ours} if one.is_conflict else {}),
            }
            for one in changes
        ]

    return {
        "changes": listed(outcome.changes),
        "conflicts": listed(outcome.conflicts),
        "held_back": listed(outcome.held_back),
        "problems": [printing.problem_data(problem) for problem in outcome.problems],
        "files": [str(path) for path in outcome.files],
        "written": outcome.is_written,
        "has_base": outcome.has_base,
    }


def _show(outcome: Update) -> None:
    words = spoken()
    printing.show_problems(outcome.problems)
    if not outcome.has_base:
        click.secho(words("cli.no_base"), fg="yellow", err=True)
    headers = [words(f"cli.column.{name}") for name in ("thing", "field", "before", "after")]
    if outcome.changes:
        rows = [(one.thing, _field(one), one.before, one.after) for one in outcome.changes]
        printing.show_table(words("cli.changes", n=len(rows)), headers, rows)
    if outcome.conflicts:
        rows_of_conflicts = [
            (one.thing, _field(one), one.before, one.after, one.ours or "") for one in outcome.conflicts
        ]
        title = words("cli.conflicts", n=len(rows_of_conflicts))
        printing.show_table(title, [*headers, words("cli.column.ours")], rows_of_conflicts)
    if outcome.held_back:
        gone = [(one.thing, one.label or one.before) for one in outcome.held_back]
        printing.show_table(words("cli.held_back", n=len(gone)), headers[:2], gone)
    if outcome.is_written:
        for path in outcome.files:
            click.echo(str(path))
    elif outcome.changes:
        click.echo(words("cli.accept_hint"))
    elif not outcome.conflicts and not outcome.held_back:
        click.echo(words("cli.no_changes"))


def _field(change: Change) -> str:
    if change.kind in (MergeKind.ADDED, MergeKind.REMOVED) and not change.label:
        return spoken()(f"cli.change.{change.kind.value}")
    return change.label


@click.command(cls=SpokenCommand, help="cli.watch")
@PLAN
@FOLDER
@LANGUAGES
@WORKERS
@REPLACE
@option("--once", is_flag=True, help="cli.option.once")
def watch(plan: Path, output: Path, languages: tuple[str, ...], workers: int, replace: bool, once: bool) -> int:
    """Write the documents of a plan again when it is saved."""
    settings = {"languages": languages, "workers": workers, "replace": replace}
    kept = Watch(plan.resolve(), output.resolve(), settings, Host.installed())
    click.echo(spoken()("cli.watching", plan=plan))
    status = 0
    while True:
        if kept.has_changed():
            status = _write(kept)
            if once:
                return status
        time.sleep(PAUSE)


def _write(kept: Watch) -> int:
    words = spoken()
    try:
        outcomes = kept.write()
    except PlanError as error:
        printing.show_problems(error.problems, limit=20)
        return 1
    touched = [outcome for outcome in outcomes if outcome.state is not State.SAME]
    for outcome in touched:
        click.echo(f"{words(f'cli.state.{outcome.state.value}')}  {outcome.path}")
    click.echo(words("cli.watched", n=len(touched)))
    return 1 if any(not outcome.is_written for outcome in touched) else 0
