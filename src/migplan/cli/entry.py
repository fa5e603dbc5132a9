"""Runs a command and turns what went wrong into a message and an exit code: 0 fine, 1 errors found, 2 wrong use.

Nothing is imported before it is needed, so that an interruption during the imports is told like any other.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migplan.problems import PlanError, Problem

WRONG_USE = frozenset(
    {
        "unknown-report",
        "unknown-roadmap",
        "unknown-event",
        "unknown-format",
        "unknown-roadmap-of-none",
        "unknown-event-of-none",
        "unknown-format-of-none",
        "no-such-territory-of-none",
        "report-does-not-suit",
        "which-format",
        "format-and-suffix",
        "theme-not-installed",
        "which-roadmap",
        "which-event",
        "about-roadmap",
        "about-event",
        "about-territory",
        "which-territory",
        "no-such-territory",
        "unknown-language",
        "exporter-not-installed",
        "reader-not-installed",
        "unknown-plan-suffix",
        "missing-path",
        "empty-folder",
        "report-not-in-medium",
        "unknown-pack-choice",
        "unknown-territory-choice",
        "unknown-currency-choice",
        "bad-title",
        "folder-not-empty",
        "missing-example",
        "all-or-one",
        "all-without-report",
        "one-language",
        "folder-wanted",
        "which-bag",
        "empty-bag",
        "nothing-to-write",
        "missing-template",
        "unknown-template-suffix",
        "template-not-supported",
        "paginate-not-supported",
        "paginate-without-office",
        "paginate-failed",
        "paginate-unsteady",
        "output-is-folder",
        "output-not-a-file",
        "output-not-a-folder",
        "output-bad-name",
        "output-folder-missing",
        "output-not-allowed",
    }
)
"""Problems of the command rather than of the plan."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):  # closed, or not a text stream
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # TextIOWrapper, which the two are
    status = run(arguments)
    try:
        sys.stdout.flush()
    except (AttributeError, ValueError):
        pass  # closed from the start
    except OSError as error:
        status = _unprinted(error, status)
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code; never raises, except under `MIGPLAN_DEBUG=1`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(given)
    except KeyboardInterrupt:
        _tell("cli.interrupted")
        return 130
    except OSError as error:
        return _unprinted(error, 0) if _is_of_output(error) else _our_fault(error)
    except Exception as error:
        return _our_fault(error)


def exit_status(problems: "Iterable[Problem]") -> int:
    """Give the exit status of what was found: 0 without errors, 2 when all of them are of the command, else 1."""
    from migplan.problems import Severity

    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return 0
    return 2 if all(problem.code in WRONG_USE for problem in errors) else 1


def _run(arguments: list[str]) -> int:
    import click

    from migplan.cli.commands import cli
    from migplan.cli.wording import usage
    from migplan.problems import MigplanError, PlanError, PluginError

    try:
        result = cli.main(args=arguments, prog_name="migplan", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        click.echo(usage(error), err=True)
        return 2
    except PlanError as error:
        return _show(error, as_json="--json" in arguments)
    except PluginError as error:
        if error.problem is not None:
            return _show(PlanError([error.problem]), as_json="--json" in arguments)
        click.secho(str(error), fg="red", err=True)
        return 1
    except MigplanError as error:
        click.secho(str(error), fg="red", err=True)
        return 1


def _show(error: "PlanError", as_json: bool) -> int:
    from migplan.cli import printing
    from migplan.cli.starting import told

    problems = told(error.problems)
    if as_json:
        printing.show_json({"written": [], "problems": [printing.problem_data(problem) for problem in problems]})
    else:
        printing.show_problems(problems)
    return exit_status(problems) or 1


def _tell(key: str, **values: object) -> None:
    """Say one sentence on standard error, if anybody listens."""
    from migplan.cli.wording import spoken

    with contextlib.suppress(OSError, ValueError, AttributeError):
        print(spoken()(key, **values), file=sys.stderr)


def _is_of_output(error: OSError) -> bool:
    """Say whether the error is that nothing more can be printed."""
    if isinstance(error, BrokenPipeError):
        return True
    return error.filename is None


def _unprinted(error: OSError, status: int) -> int:
    """End quietly when the reader has left, else say that the output cannot be printed."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return status
    _tell("cli.cannot_print", reason=error.strerror or type(error).__name__)
    return 1


def _our_fault(error: Exception) -> int:
    if os.environ.get("MIGPLAN_DEBUG"):
        raise error
    _tell("cli.our_fault", error=f"{type(error).__name__}: {error}")
    return 1
