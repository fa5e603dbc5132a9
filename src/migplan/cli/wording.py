"""The command line speaks the person's language: help texts are keys of the catalogue."""

import os
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from migplan.locale import LANGUAGES, Words, words

F = TypeVar("F", bound=Callable[..., Any])

_VARIABLES = ("MIGPLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def spoken_language(environment: Mapping[str, str] | None = None) -> str:
    """Give the language to speak: `MIGPLAN_LANG`, else the system's locale, where there is a catalogue; else English."""
    variables = os.environ if environment is None else environment
    for name in _VARIABLES:
        value = variables.get(name, "")
        if value:
            base = value.partition(".")[0].partition("_")[0].partition("-")[0].lower()
            return base if base in LANGUAGES else "en"
    return "en"


def spoken() -> Words:
    """Give the catalogue of the language to speak."""
    return words(spoken_language())


def _translated(text: str | None) -> str | None:
    return spoken()(text) if text and text.startswith("cli.") and spoken().has(text) else text


class SpokenCommand(click.Command):
    """A command whose help is a key of the catalogue; the example below it is `<key>_example`."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, then an example as it is typed."""
        _write_help(self.help, formatter)

    def get_short_help_str(self, limit: int = 90) -> str:
        """Give one line for the list of commands."""
        return _first_sentence(_translated(self.help) or "")


class SpokenGroup(click.Group):
    """A group of spoken commands, with a suggestion for a misspelt name."""

    command_class = SpokenCommand

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the group does, then an example as it is typed."""
        _write_help(self.help, formatter)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command by its name."""
        return super().get_command(ctx, cmd_name)


def _write_help(key: str | None, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_translated(key) or "")
    if key and spoken().has(f"{key}_example"):
        with formatter.section(spoken()("cli.example")):
            for line in spoken()(f"{key}_example").splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


def _first_sentence(text: str) -> str:
    return text.split(". ")[0].split(" ; ")[0].rstrip(".؛")


class SpokenOption(click.Option):
    """An option whose help is a key of the catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give the names of the option and its help, in the person's language."""
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, _translated(self.help) or "")


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare a spoken option."""
    return click.option(*names, cls=SpokenOption, **settings)
