"""The last step: a report as a file, and a plan as files or rows."""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from migplan import outputs
from migplan.host import Host
from migplan.locale import explained
from migplan.model import Audience, Plan
from migplan.outputs import Written
from migplan.pipeline.choosing import check_language, exporter_for, suffix_problem
from migplan.pipeline.loading import default_host
from migplan.pipeline.making import render
from migplan.problems import PlanError, Problem
from migplan.themes import Theme


def export(
    plan: Plan,
    report: str,
    *,
    to: str | Path,
    of: str | None = None,
    format: str | None = None,
    language: str | None = None,
    audience: Audience = Audience.INTERNAL,
    on: date | None = None,
    theme: Theme | None = None,
    template: bytes | None = None,
    paginate: bool = False,
    replace: bool = False,
    host: Host | None = None,
    problems: Sequence[Problem] = (),
    clock: Callable[[], float] = time.perf_counter,
) -> Written:
    """Write a report to a file, all or nothing; the format is that of the suffix unless `format` says otherwise.

    A file that was retouched since it was made, or that migplan did not make, is replaced only with `replace`,
    and a dated copy of it is kept.

    Raises:
        PlanError: As `render`; or the file may not or cannot be written. Nothing is written then.
        PluginError: The exporter failed; nothing is written.
    """
    started = clock()
    spoken = language or plan.languages[0]
    path = Path(to)
    host = host or default_host()
    check_language(language, language_told=plan.languages[0], declared=plan.languages)
    exporter = exporter_for(path.suffix if format is None else format, host, spoken, str(path))
    refusal = suffix_problem(path, exporter, host) or outputs.would_refuse(path, replace=replace)
    if refusal is not None:
        raise PlanError(explained([refusal], spoken))
    data = render(
        plan,
        report,
        format=exporter.name,
        of=of,
        language=language,
        audience=audience,
        on=on,
        theme=theme,
        template=template,
        paginate=paginate,
        host=host,
        problems=problems,
    )
    try:
        kept = outputs.write(path, data, replace=replace)
    except PlanError as error:
        raise PlanError(explained(error.problems, spoken)) from error
    return Written(path, len(data), clock() - started, kept)


def dump(plan: Plan, folder: str | Path) -> None:
    """Write a plan as a folder of YAML files; `load` gives an equal plan back.

    Raises:
        PlanError: The folder cannot be written; nothing is left behind.
    """
    from migplan.readers import dump_plan

    try:
        dump_plan(plan, Path(folder))
    except PlanError as error:
        raise PlanError(explained(error.problems, plan.languages[0])) from error


def rows(plan: Plan, kind: str) -> list[dict[str, Any]]:
    """List the things of one kind as flat dictionaries, for a data frame: `rows(plan, "actions")`."""
    from migplan import records

    return records.rows(plan, kind)
