"""The commands; each hands its arguments to the pipeline and prints what comes back."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from migplan import __version__, outputs, pipeline
from migplan.cli import printing, starting
from migplan.cli.entry import exit_status
from migplan.cli.wording import SpokenGroup, option, spoken, spoken_language
from migplan.hooks import Exporter
from migplan.host import Host
from migplan.model import Audience, Plan
from migplan.problems import PlanError, Problem, Severity, has_errors

PLAN = click.argument("plan", type=click.Path(path_type=Path))
JSON = option("--json", "as_json", is_flag=True, help="cli.option.json")
LANGUAGE = option("--language", "-l", metavar="LANG", help="cli.option.language")
DATE = option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="cli.option.date")
THEME = option("--theme", "theme", metavar="NAME", help="cli.option.theme")
REPLACE = option("--replace", is_flag=True, help="cli.option.replace")


@click.group(cls=SpokenGroup, help="cli.help", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="migplan")
def cli() -> None:
    """Plan how a territory deals with migration."""


@cli.command(help="cli.check")
@PLAN
@LANGUAGE
@JSON
def check(plan: Path, language: str | None, as_json: bool) -> int:
    """List what is wrong with a plan."""
    host = Host.installed()
    read, problems = pipeline.read(plan, host=host, language=language or spoken_language())
    if read is not None:
        problems = (*problems, *pipeline.check(read, host=host, language=language or spoken_language()))
    if as_json:
        printing.show_json([printing.problem_data(problem) for problem in problems])
    else:
        printing.show_problems(problems)
        click.echo(printing.summary(problems))
    return exit_status(problems)


@cli.command(help="cli.export")
@PLAN
@click.argument("report")
@option("--roadmap", metavar="ID", help="cli.option.roadmap")
@option("--event", metavar="ID", help="cli.option.event")
@option("--output", "-o", "output", type=click.Path(path_type=Path), required=True, help="cli.option.output")
@option("--format", "-f", "format_", metavar="NAME", help="cli.option.format")
@LANGUAGE
@DATE
@option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default="internal",
    help="cli.option.audience",
)
@THEME
@REPLACE
@JSON
def export(
    plan: Path,
    report: str,
    roadmap: str | None,
    event: str | None,
    output: Path,
    format_: str | None,
    language: str | None,
    on: datetime | None,
    audience: str,
    theme: str | None,
    replace: bool,
    as_json: bool,
) -> int:
    """Write one document."""
    host = Host.installed()
    loaded = pipeline.load(plan, host=host, language=spoken_language())
    problems = pipeline.check(loaded, host=host, language=spoken_language())
    pipeline.check_language(language, language_told=spoken_language(), declared=loaded.languages)
    wordless = starting.wordless(language, loaded)
    problems = (*problems, *wordless)
    of = starting.about(report, roadmap, event, host)
    target = starting.target(output, report, of, language or loaded.languages[0], format_, host)
    written = pipeline.export(
        loaded,
        report,
        to=target,
        of=of,
        format=format_,
        language=language,
        audience=Audience(audience),
        on=on.date() if on else None,
        theme=pipeline.theme_named(theme, host=host, language=spoken_language()) if theme else None,
        replace=replace,
        host=host,
        problems=problems,
    )
    if as_json:
        printing.show_json(
            {"written": [printing.written_data(written)], "problems": [printing.problem_data(p) for p in problems]}
        )
    else:
        printing.show_problems(wordless)
        _show_written([written])
        _say_found(problems, plan)
    return 1 if has_errors(problems) else 0


@cli.command(help="cli.demo")
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
    source = plan or starting.example(host)
    loaded = pipeline.load(source, host=host, language=spoken_language())
    problems = pipeline.check(loaded, host=host, language=spoken_language())
    pipeline.check_language(language, language_told=spoken_language(), declared=loaded.languages)
    spoken_in = language or loaded.languages[0]
    jobs = [
        (roadmap.id, exporter, output / outputs.safe_name(f"{roadmap.id}-{spoken_in}{exporter.suffix}"))
        for roadmap in loaded.roadmaps
        for exporter in starting.office_first(host)
    ]
    if not jobs:
        raise starting.refuse("no-roadmap", report="roadmap")
    outputs.make_folder(output)
    written = _export_all(loaded, jobs, spoken_in, replace, host, problems, quiet=as_json)
    if as_json:
        printing.show_json(
            {
                "written": [printing.written_data(w) for w in written],
                "problems": [printing.problem_data(p) for p in problems],
            }
        )
    else:
        _show_written(written)
        _say_found(problems, source)
    return 1 if has_errors(problems) else 0


def _export_all(
    plan: Plan,
    jobs: Sequence[tuple[str, Exporter, Path]],
    language: str,
    replace: bool,
    host: Host,
    problems: Sequence[Problem],
    quiet: bool,
) -> list[outputs.Written]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    refusals = [refusal for _, _, path in jobs if (refusal := outputs.would_refuse(path, replace=replace)) is not None]
    if refusals:
        from migplan.locale import explained

        raise PlanError(explained(refusals, spoken_language()))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    written = []
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as progress:
        task = progress.add_task(spoken()("cli.writing"), total=len(jobs))
        for roadmap, exporter, path in jobs:
            progress.update(task, description=path.name)
            written.append(
                pipeline.export(
                    plan,
                    "roadmap",
                    of=roadmap,
                    to=path,
                    format=exporter.name,
                    language=language,
                    replace=replace,
                    host=host,
                    problems=problems,
                )
            )
            progress.advance(task)
    return written


def _show_written(written: Sequence[outputs.Written]) -> None:
    words = spoken()
    language = spoken_language()
    rows = [
        (str(item.path), printing.size_text(item.size, language), f"{item.seconds:.2f} s", str(item.kept or ""))
        for item in written
    ]
    headers = [words("cli.column.file"), words("cli.column.size"), words("cli.column.time")]
    if any(item.kept for item in written):
        headers.append(words("cli.column.kept"))
    printing.show_table(words("cli.written"), headers, [row[: len(headers)] for row in rows], numeric=(1, 2))


def _say_found(problems: Sequence[Problem], plan: Path) -> None:
    words = spoken()
    click.echo(f"{words('cli.found')}{printing.summary(problems)}")
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        printing.show_problems(errors)
    elif problems:
        click.echo(words("cli.see_check", plan=plan))


@cli.command(help="cli.new")
@click.argument("folder", type=click.Path(path_type=Path))
@option("--pack", "pack", metavar="NAME", help="cli.option.pack")
@option("--territory", metavar="ID", help="cli.option.territory")
@option("--language", "-l", "languages", multiple=True, metavar="LANG", help="cli.option.languages")
@option("--currency", metavar="CODE", help="cli.option.currency")
@option("--title", metavar="TEXT", help="cli.option.title")
def new(
    folder: Path,
    pack: str | None,
    territory: str | None,
    languages: tuple[str, ...],
    currency: str | None,
    title: str | None,
) -> int:
    """Start a plan folder."""
    chosen = languages or (spoken_language(),)
    files = starting.new_plan(folder, Host.installed(), pack, territory, chosen, currency, title, date.today())  # noqa: DTZ011  # a person's calendar day
    for file in files:
        click.echo(file)
    click.echo(spoken()("cli.started", folder=folder))
    return 0


@cli.command(help="cli.plugins")
@JSON
def plugins(as_json: bool) -> int:
    """List what is installed."""
    host = Host.installed()
    words = spoken()
    rows = [(offer.hook.removeprefix("migplan_"), offer.name, offer.plugin) for offer in host.offers]
    if as_json:
        broken = [printing.problem_data(problem) for problem in starting.told(host.problems)]
        data = {
            "offers": [{"hook": hook, "name": name, "plugin": plugin} for hook, name, plugin in rows],
            "problems": broken,
        }
        printing.show_json(data)
    else:
        listed = [row for row in rows if row[0] != "checks"]
        headers = [words("cli.column.hook"), words("cli.column.name"), words("cli.column.plugin")]
        printing.show_table(words("cli.installed"), headers, listed)
        click.echo(words("cli.checks", n=len(rows) - len(listed)))
        printing.show_problems(starting.told(host.problems))
    return 0


@cli.command(help="cli.schema")
@option("--output", "-o", "output", type=click.Path(path_type=Path), help="cli.option.output")
@REPLACE
def schema(output: Path | None, replace: bool) -> int:
    """Write the JSON Schema of plan files."""
    from migplan import records

    text = json.dumps(records.json_schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        outputs.write(output, text.encode(), replace=replace)
        click.echo(str(output))
    return 0


@cli.command(help="cli.completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the script that completes commands in a shell."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(cli, {}, "migplan", "_MIGPLAN_COMPLETE").source())
    return 0
