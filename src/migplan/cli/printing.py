"""What the command line prints: problems, tables, JSON."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from migplan.cli.wording import spoken, spoken_language
from migplan.locale import explained, format_decimal
from migplan.outputs import Outcome, State, Written
from migplan.pipeline.slots import OpenSlot
from migplan.problems import Problem, Severity

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}


def show_problems(problems: Iterable[Problem], limit: int | None = None) -> None:
    """Print problems on standard error, one line each, under their severity."""
    listed = list(problems)
    words = spoken()
    for severity in Severity:
        of_kind = [problem for problem in listed if problem.severity is severity]
        if not of_kind:
            continue
        click.secho(words(f"cli.severity.{severity.value}", n=len(of_kind)), fg=_COLORS[severity], bold=True, err=True)
        shown = of_kind if limit is None else of_kind[:limit]
        for problem in shown:
            click.echo(f"  {problem}", err=True)
        if len(shown) < len(of_kind):
            click.echo(f"  {words('cli.more', n=len(of_kind) - len(shown))}", err=True)


def summary(problems: Iterable[Problem]) -> str:
    """Say in one line how many problems of each severity there are."""
    listed = list(problems)
    counts = [(severity, sum(problem.severity is severity for problem in listed)) for severity in Severity]
    said = [spoken()(f"cli.severity.{severity.value}", n=count) for severity, count in counts if count]
    return ", ".join(said) or spoken()("cli.no_problems")


def problem_data(problem: Problem) -> dict[str, Any]:
    """Give a problem as plain data for `--json`."""
    position = problem.position
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "address": problem.address,
        "source": position.source if position else None,
        "line": position.line or None if position else None,
        "column": position.column or None if position else None,
        "sheet": position.sheet or None if position else None,
        "cell": position.cell or None if position else None,
        "message": problem.text,
        "values": {name: value if isinstance(value, int) else str(value) for name, value in problem.values.items()},
    }


def written_data(written: Written) -> dict[str, Any]:
    """Give a written file as plain data for `--json`."""
    return {
        "path": str(written.path),
        "bytes": written.size,
        "seconds": round(written.seconds, 3),
        "kept": str(written.kept) if written.kept else None,
    }


def outcomes_data(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Give what became of the files of a set as plain data for `--json`: those written and those refused."""
    listed = list(outcomes)
    return {
        "written": [
            {
                "path": str(outcome.path),
                "state": outcome.state.value,
                "bytes": outcome.size,
                "seconds": round(outcome.seconds, 3),
                "kept": str(outcome.kept) if outcome.kept else None,
            }
            for outcome in listed
            if outcome.is_written
        ],
        "refused": [
            {
                "path": str(outcome.path),
                "problems": [problem_data(problem) for problem in explained(outcome.problems, spoken_language())],
            }
            for outcome in listed
            if not outcome.is_written
        ],
    }


def show_json(data: Any) -> None:
    """Print data as JSON on standard output, with escapes where its encoding lacks a character."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(data, indent=2)
    click.echo(text)


def show_table(title: str, headers: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()) -> None:
    """Print a table; the columns numbered in `numeric` (from 0) are set to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
    for index, header in enumerate(headers):
        table.add_column(header, justify="right" if index in numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)


def show_written(written: Sequence[Written]) -> None:
    """Print a table of files written."""
    words, language = spoken(), spoken_language()
    rows = [
        (str(item.path), size_text(item.size, language), f"{item.seconds:.2f} s", str(item.kept or ""))
        for item in written
    ]
    headers = [words("cli.column.file"), words("cli.column.size"), words("cli.column.time")]
    if any(item.kept for item in written):
        headers.append(words("cli.column.kept"))
    show_table(words("cli.written"), headers, [row[: len(headers)] for row in rows], numeric=(1, 2))


def show_outcomes(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Print what became of each file of a set, how many there are of each kind, and why some were refused."""
    words, language = spoken(), spoken_language()
    headers = [words(f"cli.column.{name}") for name in ("file", "state", "size", "time")]
    rows = [
        [
            str(outcome.path.relative_to(folder)),
            words(f"cli.state.{outcome.state.value}"),
            size_text(outcome.size, language) if outcome.is_written else "",
            f"{outcome.seconds:.2f} s" if outcome.is_written else "",
        ]
        for outcome in outcomes
    ]
    if any(outcome.kept for outcome in outcomes):
        headers.append(words("cli.column.kept"))
        for row, outcome in zip(rows, outcomes, strict=True):
            row.append(str(outcome.kept or ""))
    show_table(f"{words('cli.written')} · {folder}", headers, rows, numeric=(2, 3))
    counts = [(state, sum(outcome.state is state for outcome in outcomes)) for state in State]
    click.echo(" · ".join(f"{words(f'cli.state.{state.value}')}: {count}" for state, count in counts if count))
    for outcome in outcomes:
        for problem in explained(outcome.problems, language):
            click.secho(f"  {outcome.path}", fg=_COLORS[problem.severity], err=True)
            click.echo(f"    {problem}", err=True)


def slot_data(slot: OpenSlot) -> dict[str, Any]:
    """Give a slot that is left as plain data for `--json`."""
    return {"passage": slot.passage, "section": slot.section, "hint": slot.hint}


def show_slots(left: Sequence[OpenSlot]) -> None:
    """Print what somebody still has to write."""
    words = spoken()
    if not left:
        click.echo(words("cli.no_slot"))
        return
    headers = [words(f"cli.column.{name}") for name in ("section", "hint", "passage")]
    show_table(words("cli.slots", n=len(left)), headers, [(one.section, one.hint, one.passage) for one in left])


def size_text(size: int, language: str) -> str:
    """Write a number of bytes in kilobytes."""
    return f"{format_decimal(max(1, round(size / 1024)), language)} kB"
