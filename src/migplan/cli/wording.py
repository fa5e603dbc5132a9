"""The command line speaks the person's language: help texts are keys of the catalogue."""

import os
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

import click

from migplan.locale import LANGUAGES, Words, words

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

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
    return spoken()(text) if text and "." in text and " " not in text and spoken().has(text) else text


class _SpokenHelp(click.Command):
    """What commands and groups share: headings of the help in the person's language."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is typed."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), f"{spoken()('cli.usage.usage')} "
        )

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands of a group."""
        words = spoken()
        records = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                own = f"cli.option.{parameter.name}" if not isinstance(parameter, SpokenOption) else ""
                records.append((record[0], words(own) if own and words.has(own) else record[1]))
        if records:
            with formatter.section(words("cli.usage.options")):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
            with formatter.section(words("cli.usage.commands")):
                formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])

    def get_short_help_str(self, limit: int = 90) -> str:
        """Give one line for the list of commands."""
        return _first_sentence(_translated(self.help) or "")


class SpokenCommand(_SpokenHelp):
    """A command whose help is a key of the catalogue; the example below it is `<key>_example`."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, then an example as it is typed."""
        _write_help(self.help, formatter)


class SpokenGroup(_SpokenHelp, click.Group):
    """A group of spoken commands, with a suggestion for a misspelt name."""

    command_class = SpokenCommand

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the group does, then an example as it is typed."""
        _write_help(self.help, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is typed first.

        Raises:
            WrongCommand: There is none of this name.
        """
        if (
            args
            and not args[0].startswith("-")
            and self.get_command(ctx, args[0]) is None
            and not ctx.resilient_parsing
        ):
            known = self.list_commands(ctx)
            near = get_close_matches(args[0], known, n=1, cutoff=0.5)
            raise WrongCommand(args[0], near[0] if near else ", ".join(known), ctx)
        return super().resolve_command(ctx, args)


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
        words = spoken()
        text = record[1].replace(self.help, _translated(self.help) or "")
        text = text.replace("[default:", f"[{words('cli.usage.default')}").replace(
            "[required]", f"[{words('cli.usage.required')}]"
        )
        return record[0], text


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """Declare a spoken option."""
    return click.option(*names, cls=SpokenOption, **settings)


def needed(name: str, value: T | None) -> T:
    """Give the value of a parameter that is needed after all, because of what else was typed."""
    if value is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=next(one for one in context.command.params if one.name == name))
    return value


def usage(error: click.ClickException) -> str:
    """Say what is wrong with a command as it was typed, and where its help is, in the person's language."""
    context = getattr(error, "ctx", None)
    said = spoken()("cli.usage.error", said=_mistake(error))
    command = "migplan" if context is None else context.command_path
    return f"{said}\n{spoken()('cli.usage.help', command=command)}"


def _mistake(error: click.ClickException) -> str:
    words = spoken()
    parameter = getattr(error, "param", None)
    name = " / ".join((parameter.opts or [parameter.name]) if parameter is not None else [])
    if isinstance(parameter, click.Argument):
        name = parameter.make_metavar(getattr(error, "ctx", None) or click.Context(click.Command(None)))
    if isinstance(error, click.MissingParameter):
        return words("cli.usage.missing", name=name)
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(error.possibilities or ()) or "--help"
        return words("cli.usage.no_option", name=error.option_name, nearest=near)
    if isinstance(error, click.BadOptionUsage):
        return words("cli.usage.option", name=error.option_name)
    if isinstance(error, click.BadParameter) and parameter is not None:
        kind = parameter.type
        if isinstance(kind, click.Choice):
            return words("cli.usage.choice", name=name, known=", ".join(map(str, kind.choices)))
        if isinstance(kind, click.DateTime):
            return words("cli.usage.date", name=name)
        return words("cli.usage.value", name=name)
    if isinstance(error, WrongCommand):
        return words("cli.usage.no_command", name=error.name, nearest=error.nearest)
    return words("cli.usage.extra") if isinstance(error, click.UsageError) else error.format_message()


class WrongCommand(click.UsageError):
    """There is no command of this name."""

    def __init__(self, name: str, nearest: str, ctx: click.Context) -> None:
        """Name the command as typed, and what was probably meant."""
        super().__init__(name, ctx)
        self.name, self.nearest = name, nearest
