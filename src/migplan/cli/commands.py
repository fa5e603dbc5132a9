"""The commands; each hands its arguments to the pipeline and prints what comes back."""

import json
from datetime import date
from pathlib import Path

import click

from migplan import __version__, outputs, pipeline
from migplan.cli import printing, starting
from migplan.cli.auditing import audit
from migplan.cli.deliverables import deliverables_command
from migplan.cli.entry import exit_status
from migplan.cli.exporting import demo, export, prepare
from migplan.cli.options import JSON, LANGUAGE, PLAN, REPLACE
from migplan.cli.templates import template
from migplan.cli.updating import update, watch
from migplan.cli.wording import SpokenGroup, needed, option, spoken, spoken_language
from migplan.host import Host


@click.group(cls=SpokenGroup, help="cli.help", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="migplan")
def cli() -> None:
    """Plan how a territory deals with migration."""


for command in (export, prepare, demo, template, update, watch, audit, deliverables_command):
    cli.add_command(command)


@cli.command(help="cli.check")
@PLAN
@LANGUAGE
@JSON
@option("--annotate", "annotated", type=click.Path(path_type=Path), help="cli.option.annotate")
@REPLACE
def check(plan: Path, language: str | None, as_json: bool, annotated: Path | None, replace: bool) -> int:
    """List what is wrong with a plan, and show it in a copy of the file on request."""
    host = Host.installed()
    if annotated is not None:  # the copy is for its sender: in the language of the plan unless another is asked for
        problems = pipeline.annotate(plan, to=annotated, language=language, replace=replace, host=host)
    else:
        read, problems = pipeline.read(plan, host=host, language=language or spoken_language())
        if read is not None:
            problems = (*problems, *pipeline.check(read, host=host, language=language or spoken_language()))
    if as_json:
        printing.show_json([printing.problem_data(problem) for problem in problems])
    else:
        printing.show_problems(problems)
        click.echo(printing.summary(problems))
        if annotated is not None:
            click.echo(str(annotated))
    return exit_status(problems)


@cli.command(help="cli.new")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@option("--workbook", "wants_workbook", is_flag=True, help="cli.option.workbook")
@option("--pack", "pack", metavar="NAME", help="cli.option.pack")
@option("--territory", metavar="ID", help="cli.option.territory")
@option("--language", "-l", "languages", multiple=True, metavar="LANG", help="cli.option.languages")
@option("--currency", metavar="CODE", help="cli.option.currency")
@option("--title", metavar="TEXT", help="cli.option.title")
@option("--output", "-o", "output", type=click.Path(path_type=Path), help="cli.option.output")
@REPLACE
def new(
    folder: Path | None,
    wants_workbook: bool,
    pack: str | None,
    territory: str | None,
    languages: tuple[str, ...],
    currency: str | None,
    title: str | None,
    output: Path | None,
    replace: bool,
) -> int:
    """Start a plan folder, or an empty workbook to fill in."""
    chosen = languages or (spoken_language(),)
    today = date.today()  # noqa: DTZ011  # a person's calendar day
    if wants_workbook:
        if folder is not None:
            raise click.UsageError("folder")
        to, name, place = needed("output", output), needed("pack", pack), needed("territory", territory)
        host = Host.installed()
        written = starting.new_workbook(to, host, name, place, chosen, currency, title, today, replace=replace)
        click.echo(written.path)
        return 0
    folder = needed("folder", folder)
    if output is not None or replace:
        raise click.UsageError("output")
    files = starting.new_plan(folder, Host.installed(), pack, territory, chosen, currency, title, today)
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
