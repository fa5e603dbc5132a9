"""Arguments and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from migplan.cli.wording import option
from migplan.model import Audience

PLAN = click.argument("plan", type=click.Path(path_type=Path))
JSON = option("--json", "as_json", is_flag=True, help="cli.option.json")
LANGUAGE = option("--language", "-l", metavar="LANG", help="cli.option.language")
LANGUAGES = option("--language", "-l", "languages", multiple=True, metavar="LANG", help="cli.option.document_languages")
DATE = option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="cli.option.date")
THEME = option("--theme", "theme", metavar="NAME", help="cli.option.theme")
TEMPLATE = option("--template", "template", type=click.Path(path_type=Path), help="cli.option.template")
PAGINATE = option("--paginate", is_flag=True, help="cli.option.paginate")
REPLACE = option("--replace", is_flag=True, help="cli.option.replace")
WORKERS = option("--workers", type=click.IntRange(min=1), default=1, help="cli.option.workers")
FORMAT = option("--format", "-f", "format_", metavar="NAME", help="cli.option.format")
OUTPUT = option("--output", "-o", "output", type=click.Path(path_type=Path), help="cli.option.output")
FOLDER = option("--output", "-o", "output", type=click.Path(path_type=Path), required=True, help="cli.option.folder")
AUDIENCE = option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default="internal",
    help="cli.option.audience",
)


def making(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of making documents: format, languages, date, audience, looks, pages, processes."""
    for given in reversed((FORMAT, LANGUAGES, DATE, AUDIENCE, THEME, TEMPLATE, PAGINATE, WORKERS, REPLACE, JSON)):
        command = given(command)
    return command
