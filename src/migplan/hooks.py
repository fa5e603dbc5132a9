"""What a plugin offers, and how: hook specifications and the frozen records they return.

A plugin is a module named by an entry point of the group `migplan`. It offers by functions marked `hookimpl`
that take no argument and return records; nothing is registered by side effect, so order never matters.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pluggy
from attrs import field, frozen

from migplan.documents import Document, Medium
from migplan.locale import Words, is_right_to_left
from migplan.model import Audience, Pack, Plan, Reference
from migplan.problems import MigplanError, Problem, Severity
from migplan.records.figures import Examined
from migplan.records.prose import FilledProse
from migplan.records.sheets import FilledForms
from migplan.themes import Theme

PROJECT = "migplan"
"""Name of the pluggy project and of the entry-point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@frozen
class ExportRequest:
    """All that an exporter gets: the same request gives the same bytes."""

    document: Document
    """Already lowered to the blocks that the exporter says it draws."""
    languages: tuple[str, ...]
    """BCP 47; the document's own first, then the plan's others."""
    theme: Theme
    words: Words
    """Labels in the document's language: `request.words("blocks.page_of", page=1, pages=9)`."""
    date: date
    """Day that the file carries as its creation."""
    audience: Audience = Audience.INTERNAL
    template: bytes | None = field(default=None, repr=False)
    """The client's template, checked and read, or `None` for our own."""
    made: str = field(default="", repr=False)
    """How the document was made and where its figures stand in the plan, for the file to carry along; empty for nothing."""

    @property
    def language(self) -> str:
        """The document's language."""
        return self.document.language

    @property
    def is_right_to_left(self) -> bool:
        """Say whether the document runs from right to left."""
        return is_right_to_left(self.document.language)


def _media(media: Iterable[Medium]) -> frozenset[Medium]:
    return frozenset(media)


def _blocks(classes: Iterable[type]) -> frozenset[type]:
    return frozenset(classes)


@frozen
class TemplateFit:
    """What an exporter can make of a client's template."""

    fits: tuple[str, ...] = ()
    """What is there and will be used, one line each, in the words of the person: "Title slide: layout 'Cover'"."""
    problems: tuple[Problem, ...] = ()
    """Errors where the template cannot be used; warnings for what is missing and will be drawn, and for poor contrast."""


@frozen
class Exporter:
    """Turns a document into a file of one format."""

    name: str
    """What people ask for: `docx`."""
    suffix: str
    """With its dot: `.docx`."""
    render: Callable[[ExportRequest], bytes]
    """A pure function: no file, no clock, no network."""
    medium: Medium = Medium.PAGE
    draws: frozenset[type] = field(default=frozenset(), converter=_blocks)
    """Blocks it draws natively beside Heading, Paragraph and Table; the rest is lowered beforehand."""
    label: str = ""
    """Name of the program's format, for people: `Word`."""
    media_type: str = "application/octet-stream"
    check_template: Callable[[bytes, Theme, Words], TemplateFit] | None = None
    """Says what fits of a client's template, for the theme and in the words given; never raises for what the bytes
    hold. `None` where the exporter takes no template: `ExportRequest.template` is then always `None`. It is called
    before each export with a template, which an error refuses."""
    template_suffixes: tuple[str, ...] = ()
    """Suffixes of the templates it takes beside its own: `.potx`."""
    paginate: Callable[[bytes], bytes] | None = None
    """Gives the same file with the page numbers that a word processor counted; `None` where there is nothing to count.

    Raises `BuildError` when it cannot: its problems say what to install."""
    examine: Callable[[bytes, str], Examined | Problem] | None = None
    """Says what a file of its format holds, place by place, and what it carries along, given its bytes and its name; it
    refuses what is unsafe or damaged by one problem, and never raises. `None` where files cannot be audited."""


@frozen
class ReadResult:
    """What a reader made of a file."""

    plan: Plan | None
    problems: tuple[Problem, ...] = ()
    base: Plan | None = None
    """The plan that the file was made from, which it carries along; `None` where it carries none."""
    forms: FilledForms | None = None
    """Forms that people filled in, cell by cell; core makes the plan of them, so that every format reads them alike."""
    prose: FilledProse | None = None
    """Prose that people typed into a document; `update` takes it over into the plan that the document was made from."""


@frozen
class Reader:
    """Turns files with certain suffixes into a plan."""

    name: str
    suffixes: tuple[str, ...]
    """Lower case with their dot: `.xlsx`."""
    read: Callable[[Path, Callable[[str], "Path | Pack | None"]], ReadResult]
    """Takes the path, and a function that finds a reference pack by its name; never raises for what the file holds."""
    annotate: Callable[[bytes, Sequence[Problem], Words], bytes] | None = None
    """Gives the same file with the problems shown in it."""


@frozen
class ReferencePack:
    """A folder of reference data under a name."""

    name: str
    folder: Path
    version: str = ""
    example: Path | None = None
    """A complete plan that uses the pack, for `migplan demo`."""


@frozen
class Check:
    """One rule that a plan should keep."""

    code: str
    """The fault, in kebab-case; its message is `problems.<code>` of the catalogue or of `messages`."""
    severity: Severity
    rule: Callable[[Plan, Reference], Iterable[Problem]]
    """Gives the problems it finds; its docstring is the rule as a planner would say it."""
    section: str = ""
    """Subject, for lists of rules."""
    messages: Mapping[str, str] = field(factory=dict)
    """For checks of plugins: message by language; `{name}` stands for a value."""
    reads: tuple[str, ...] = ()
    """What the rule depends on beside the value it points at, so that it stays silent while that is at fault:
    `budget`, a field beside that value or below it; `objectives.answers`, a field of a collection of the same roadmap;
    `*`, any value of the plan."""


@frozen
class BuildRequest:
    """All that a report gets."""

    plan: Plan
    reference: Reference
    language: str
    words: Words
    medium: Medium
    date: date
    of: str | None = None
    """Id of the roadmap, event or territory it is about, where it is about one."""
    audience: Audience = Audience.INTERNAL
    problems: tuple[Problem, ...] = ()
    """What the checks found, for reports that list it."""


@frozen
class Report:
    """One document that a plan can give."""

    name: str
    build: Callable[[BuildRequest], Document]
    media: frozenset[Medium] = field(default=frozenset(Medium), converter=_media)
    about: str = "plan"
    """What `of` names: `roadmap`, `event`, `territory`, or `plan` for the whole."""
    description: str = ""
    """One sentence, in English, for `migplan plugins`."""
    beside: str = ""
    """Name of the report that it accompanies: `export --all` writes both for each event or roadmap."""
    in_bag: bool = False
    """Belongs in the bag for the day of an event, which `migplan prepare` fills."""
    suits: Callable[[Plan, str | None], bool] | None = None
    """Says whether there is anything to make of the roadmap or event whose id is given; `export --all` and `prepare`
    leave out those that it does not suit, and asked for alone it is refused. `None`: it suits all."""


@frozen
class NamedTheme:
    """A theme that a plan or a person can ask for by its name."""

    name: str
    theme: Theme


class BuildError(MigplanError):
    """A report cannot be made from what the plan holds; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)


class HookSpecs:
    """The hooks; each takes no argument and returns a list of records."""

    @hookspec
    def migplan_exporters(self) -> list[Exporter]:  # type: ignore[empty-body]  # a specification has no body
        """Offer exporters, one per format."""

    @hookspec
    def migplan_readers(self) -> list[Reader]:  # type: ignore[empty-body]  # a specification has no body
        """Offer readers of further kinds of file."""

    @hookspec
    def migplan_reference_packs(self) -> list[ReferencePack]:  # type: ignore[empty-body]  # a specification has no body
        """Offer reference packs: levels, territories, frameworks of a country."""

    @hookspec
    def migplan_checks(self) -> list[Check]:  # type: ignore[empty-body]  # a specification has no body
        """Offer further rules."""

    @hookspec
    def migplan_reports(self) -> list[Report]:  # type: ignore[empty-body]  # a specification has no body
        """Offer further documents."""

    @hookspec
    def migplan_themes(self) -> list[NamedTheme]:  # type: ignore[empty-body]  # a specification has no body
        """Offer themes."""


HOOKS: Mapping[str, type[Any]] = {
    "migplan_exporters": Exporter,
    "migplan_readers": Reader,
    "migplan_reference_packs": ReferencePack,
    "migplan_checks": Check,
    "migplan_reports": Report,
    "migplan_themes": NamedTheme,
}
"""Hooks and the class of the records that each returns."""
