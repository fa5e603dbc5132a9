"""Runs a command and turns what went wrong into a message and an exit code: 0 fine, 1 errors found, 2 wrong use."""

import os
import sys
from collections.abc import Sequence

import click

from migplan.cli.printing import show_problems
from migplan.cli.wording import spoken
from migplan.problems import MigplanError, PlanError

_WRONG_USE = {
    "unknown-report",
    "unknown-roadmap",
    "unknown-event",
    "unknown-format",
    "theme-not-installed",
    "which-roadmap",
    "which-event",
    "exporter-not-installed",
    "reader-not-installed",
    "unknown-plan-suffix",
    "missing-path",
    "report-not-in-medium",
    "unknown-pack",
    "unknown-territory-choice",
    "folder-not-empty",
    "missing-example",
}
"""Problems of the command rather than of the plan."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; never raises, except under `MIGPLAN_DEBUG=1`."""
    from migplan.cli.commands import cli

    try:
        result = cli.main(
            args=list(arguments) if arguments is not None else None, prog_name="migplan", standalone_mode=False
        )
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort:
        click.echo(spoken()("cli.interrupted"), err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except PlanError as error:
        show_problems(error.problems)
        return 2 if all(problem.code in _WRONG_USE for problem in error.problems) else 1
    except MigplanError as error:
        click.secho(str(error), fg="red", err=True)
        return 1
    except KeyboardInterrupt:
        click.echo(spoken()("cli.interrupted"), err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("MIGPLAN_DEBUG"):
            raise
        click.secho(spoken()("cli.our_fault", error=f"{type(error).__name__}: {error}"), fg="red", err=True)
        return 1
