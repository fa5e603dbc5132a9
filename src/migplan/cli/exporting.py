"""The commands that write documents: one, many, the bag for a day, the example."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import click

from migplan import outputs, pipeline
from migplan.cli import printing, starting
from migplan.cli.options import (
    FOLDER,
    JSON,
    LANGUAGE,
    OUTPUT,
    PLAN,
    REPLACE,
    making,
)
from migplan.cli.wording import SpokenCommand, needed, option, spoken, spoken_language
from migplan.documents import Medium
from migplan.host import Host
from migplan.locale import explained
from migplan.model import Audience, Plan
from migplan.outputs import Outcome
from migplan.pipeline.choosing import exporter_for
from migplan.problems import PlanError, Problem, Severity, has_errors


@click.command(cls=SpokenCommand, help="cli.export")
@PLAN
@click.argument("report", required=False)
@option("--roadmap", metavar="ID", help="cli.option.roadmap")
@option("--event", metavar="ID", help="cli.option.event")
@option("--to", "territory", metavar="ID", help="cli.option.to")
@option("--slots", "lists_slots", is_flag=True, help="cli.option.slots")
@option("--all", "wants_all", is_flag=True, help="cli.option.all")
@OUTPUT
@making
def export(
    plan: Path,
    report: str | None,
    roadmap: str | None,
    event: str | None,
    territory: str | None,
    lists_slots: bool,
    wants_all: bool,
    output: Path | None,
    format_: str | None,
    languages: tuple[str, ...],
    workers: int,
    as_json: bool,
    template: Path | None,
    **settings: Any,
) -> int:
    """Write one document, or all of them; or only list what is still to be written in one."""
    if wants_all:
        output = needed("output", output)
        if roadmap or event or territory:
            raise starting.refuse("all-or-one")
        work = _Work(plan, languages, template, format_, settings)
        starting.check_folder(output, work.host)
        with _Bar(is_quiet=as_json) as bar:
            written = pipeline.export_all(
                work.plan, report, to=output, workers=workers, progress=bar, **work.set_settings
            )
        return work.show(written, output, as_json)
    if not lists_slots:
        output = needed("output", output)
    if report is None:
        raise starting.refuse("all-without-report")
    if len(languages) > 1:
        raise starting.refuse("one-language")
    work = _Work(plan, languages, None, None, settings)
    language = languages[0] if languages else None
    of = starting.about(report, roadmap, event, territory, work.host)
    if output is None:
        left = work.slots(report, of, language, format_)
        if as_json:
            printing.show_json({"slots": [printing.slot_data(one) for one in left]})
        else:
            printing.show_slots(left)
        return 0
    single = pipeline.export(
        work.plan,
        report,
        to=starting.target(output, report, of, language or work.plan.languages[0], format_, work.host),
        of=of,
        format=format_,
        language=language,
        template=pipeline.read_template(template, spoken_language()) if template else None,
        **work.settings,
    )
    left = work.slots(report, of, language, single.path.suffix) if lists_slots else ()
    if as_json:
        data = {"written": [printing.written_data(single)], "problems": work.problem_data}
        printing.show_json(data | {"slots": [printing.slot_data(one) for one in left]} if lists_slots else data)
    else:
        printing.show_problems(work.wordless)
        printing.show_written([single])
        if lists_slots:
            printing.show_slots(left)
        _say_found(work.problems, plan)
    return 1 if has_errors(work.problems) else 0


@click.command(cls=SpokenCommand, help="cli.prepare")
@PLAN
@click.argument("event", required=False)
@FOLDER
@making
def prepare(
    plan: Path,
    event: str | None,
    output: Path,
    format_: str | None,
    languages: tuple[str, ...],
    workers: int,
    as_json: bool,
    template: Path | None,
    **settings: Any,
) -> int:
    """Write the bag for the day of an event."""
    work = _Work(plan, languages, template, format_, settings)
    if event is None:
        raise starting.refuse("which-bag", known=", ".join(thing.id for thing in work.plan.events) or "–")
    starting.check_folder(output, work.host)
    with _Bar(is_quiet=as_json) as bar:
        written = pipeline.prepare(work.plan, event, to=output, workers=workers, progress=bar, **work.set_settings)
    return work.show(written, output, as_json)


@click.command(cls=SpokenCommand, help="cli.demo")
@option(
    "--output",
    "-o",
    "output",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="cli.option.folder",
)
@option("--plan", type=click.Path(path_type=Path), help="cli.option.plan")
@LANGUAGE
@REPLACE
@JSON
def demo(output: Path, plan: Path | None, language: str | None, replace: bool, as_json: bool) -> int:
    """Write every roadmap of an example in every format."""
    host = Host.installed()
    work = _Work(
        plan or starting.example(host), (language,) if language else (), None, None, {"replace": replace}, host
    )
    if not work.plan.roadmaps:
        raise starting.refuse("no-roadmap", report="roadmap")
    _refuse_beforehand(work.plan, output, language or work.plan.languages[0], replace, host)
    with _Bar(is_quiet=as_json) as bar:
        written = pipeline.export_all(work.plan, "roadmap", to=output, progress=bar, **work.set_settings)
    return work.show(written, output, as_json)


def _refuse_beforehand(plan: Plan, folder: Path, language: str, replace: bool, host: Host) -> None:
    """Refuse the whole example when one file of it cannot be replaced."""
    if not folder.is_dir():
        return
    report = host.reports["roadmap"]
    paths = [
        folder / pipeline.document_name(report, roadmap.id, language, exporter.suffix)
        for roadmap in plan.roadmaps
        for exporter in pipeline.one_a_medium(host.exporters.values())
    ]
    refusals = [refusal for path in paths if (refusal := outputs.would_refuse(path, replace=replace)) is not None]
    if refusals:
        raise PlanError(explained(refusals, spoken_language()))


class _Work:
    """What every command that writes documents does first: load, check, and find what is asked for by name."""

    def __init__(
        self,
        path: Path,
        languages: tuple[str, ...],
        template: Path | None,
        format_: str | None,
        settings: dict[str, Any],
        host: Host | None = None,
    ) -> None:
        """Take the settings as they were typed: `on`, `audience`, `theme`, `paginate` and `replace`."""
        self.path, self.host = path, host or Host.installed()
        said = spoken_language()
        self.plan: Plan = pipeline.load(path, host=self.host, language=said)
        for language in languages:
            pipeline.check_language(language, language_told=said, declared=self.plan.languages)
        self.wordless = tuple(problem for language in languages for problem in starting.wordless(language, self.plan))
        self.problems: tuple[Problem, ...] = (
            *pipeline.check(self.plan, host=self.host, language=said),
            *self.wordless,
        )
        on: datetime | None = settings.get("on")
        theme: str | None = settings.get("theme")
        self.settings: dict[str, Any] = {
            "on": on.date() if on else None,
            "audience": Audience(settings.get("audience", "internal")),
            "theme": pipeline.theme_named(theme, host=self.host, language=said) if theme else None,
            "paginate": settings.get("paginate", False),
            "replace": settings.get("replace", False),
            "host": self.host,
            "problems": self.problems,
        }
        templates = {}
        if template is not None:
            exporter = pipeline.exporter_of_template(template, self.host, said)
            templates[exporter.name] = pipeline.read_template(template, said)
        self.set_settings = self.settings | {
            "languages": languages,
            "formats": (format_,) if format_ is not None else (),
            "templates": templates,
        }

    @property
    def problem_data(self) -> list[dict[str, Any]]:
        """What the checks found, as plain data."""
        return [printing.problem_data(problem) for problem in self.problems]

    def slots(
        self, report: str, of: str | None, language: str | None, format_: str | None
    ) -> tuple[pipeline.OpenSlot, ...]:
        """What somebody still has to write in a document, in a format or else on pages."""
        exporter = exporter_for(format_, self.host, spoken_language()) if format_ else None
        medium = exporter.medium if exporter is not None else Medium.PAGE
        return pipeline.slots(self.plan, report, of=of, language=language, medium=medium, **self.settings)

    def show(self, outcomes: Sequence[Outcome], folder: Path, as_json: bool) -> int:
        """Print what became of each file of a set, and give the exit status."""
        if as_json:
            printing.show_json(printing.outcomes_data(outcomes) | {"problems": self.problem_data})
        else:
            printing.show_problems(self.wordless)
            printing.show_outcomes(outcomes, folder)
            _say_found(self.problems, self.path)
        is_refused = any(not outcome.is_written for outcome in outcomes)
        return 1 if is_refused or has_errors(self.problems) else 0


class _Bar:
    """A progress bar on standard error, one step a file; it draws only when told of a file, so no thread runs beside."""

    def __init__(self, *, is_quiet: bool) -> None:
        """Take whether to show nothing."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as RichProgress

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = RichProgress(*columns, console=Console(stderr=True), disable=is_quiet, auto_refresh=False)
        self._task = self._bar.add_task(spoken()("cli.writing"), total=None)

    def __enter__(self) -> "_Bar":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, outcome: Outcome, total: int) -> None:
        """Show that one file more is done."""
        self._bar.update(self._task, description=outcome.path.name, total=total, advance=1, refresh=True)


def _say_found(problems: Sequence[Problem], plan: Path) -> None:
    words = spoken()
    click.echo(f"{words('cli.found')}{printing.summary(problems)}")
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        printing.show_problems(errors)
    elif problems:
        click.echo(words("cli.see_check", plan=plan))
