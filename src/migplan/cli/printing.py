"""What the command line prints: problems, tables, JSON."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from migplan.cli.wording import spoken
from migplan.locale import format_decimal
from migplan.outputs import Written
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


def size_text(size: int, language: str) -> str:
    """Write a number of bytes in kilobytes."""
    return f"{format_decimal(max(1, round(size / 1024)), language)} kB"
