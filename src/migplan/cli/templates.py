"""The commands about the client's template."""

from pathlib import Path

import click

from migplan import pipeline
from migplan.cli import printing
from migplan.cli.options import JSON, THEME
from migplan.cli.wording import SpokenGroup, spoken, spoken_language
from migplan.host import Host
from migplan.problems import has_errors


@click.group(cls=SpokenGroup, help="cli.template")
def template() -> None:
    """Judge a client's template."""


@template.command(help="cli.template_check")
@click.argument("file", type=click.Path(path_type=Path))
@THEME
@JSON
def check(file: Path, theme: str | None, as_json: bool) -> int:
    """Say what of a template fits."""
    host, said = Host.installed(), spoken_language()
    data = pipeline.read_template(file, said)
    exporter = pipeline.exporter_of_template(file, host, said)
    looks = pipeline.theme_named(theme, host=host, language=said) if theme else None
    fit = pipeline.check_template(data, exporter, theme=looks, language=said, host=host)
    if as_json:
        problems = [printing.problem_data(problem) for problem in fit.problems]
        printing.show_json({"format": exporter.name, "fits": list(fit.fits), "problems": problems})
    else:
        click.secho(spoken()("cli.template_fits", n=len(fit.fits)), fg="green", bold=True)
        for line in fit.fits:
            click.echo(f"  {line}")
        printing.show_problems(fit.problems)
        click.echo(f"{spoken()('cli.found')}{printing.summary(fit.problems)}")
    return 1 if has_errors(fit.problems) else 0
