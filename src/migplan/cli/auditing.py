"""The command that lists the figures of a file that the plan does not hold any more."""

from pathlib import Path

import click

from migplan import pipeline
from migplan.cli import printing
from migplan.cli.options import JSON
from migplan.cli.starting import told
from migplan.cli.wording import SpokenCommand, option, spoken, spoken_language
from migplan.host import Host
from migplan.locale import Words
from migplan.pipeline.auditing import Audit
from migplan.problems import PlanError
from migplan.records.figures import Place, StaleFigure


@click.command(cls=SpokenCommand, help="audit.help")
@click.argument("file", type=click.Path(path_type=Path))
@option("--against", "plan", type=click.Path(path_type=Path), required=True, help="audit.against")
@JSON
def audit(file: Path, plan: Path, as_json: bool) -> int:
    """List stale figures: 0 when there are none, 1 when there are, 2 when the file cannot be audited."""
    try:
        found = pipeline.audit(file, plan, language=spoken_language(), host=Host.installed())
    except PlanError as error:
        problems = told(error.problems)
        if as_json:
            printing.show_json({"problems": [printing.problem_data(problem) for problem in problems]})
        else:
            printing.show_problems(problems)
        return 2
    if as_json:
        printing.show_json(_data(found))
    else:
        _show(found)
    return 1 if found.stale else 0


def _data(found: Audit) -> dict[str, object]:
    made = found.made
    return {
        "report": made.report,
        "of": made.of,
        "language": made.language,
        "date": made.date,
        "made_from": made.version,
        "plan": found.version,
        "figures": found.seen,
        "stale": [
            {
                "address": one.address,
                "in_file": one.written,
                "in_plan": one.now,
                **({"when_made": one.made} if one.made else {}),
                "cell": one.cell,
                "places": [
                    {"kind": place.kind, "name": place.name, **({"page": place.page} if place.page else {})}
                    for place in one.places
                ],
            }
            for one in found.stale
        ],
        "unseen": [{"address": one.address, "written": one.written} for one in found.unseen],
    }


def _show(found: Audit) -> None:
    words = spoken()
    if found.stale:
        headers = [words(f"audit.column.{name}") for name in ("place", "figure", "in_file", "in_plan")]
        rows = [(_where(one, words), one.address, _said(one, words), one.now or "–") for one in found.stale]
        printing.show_table(words("audit.stale", n=len(rows)), headers, rows, numeric=(2, 3))
    click.echo(words("audit.seen", n=found.seen))
    if found.unseen:
        click.echo(words("audit.unseen", n=len(found.unseen)))
    if found.made.version != found.version:
        click.echo(words("audit.other_version"))


def _said(one: StaleFigure, words: Words) -> str:
    return words("audit.by_hand", written=one.written, made=one.made) if one.made else one.written


def _where(one: StaleFigure, words: Words) -> str:
    said = [_place(place, words) for place in one.places]
    if one.cell:
        said[0] = f"{said[0]}, {one.cell}"
    return "\n".join(said)


def _place(place: Place, words: Words) -> str:
    if place.kind == "section" and not place.name:
        return words("audit.cover")
    named = words(f"audit.{place.kind}", name=place.name)
    return words("audit.page", page=place.page, name=named) if place.page else named
