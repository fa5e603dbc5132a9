"""What every rule is given: the package, the document's language, and the readings of each kind of file."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from attrs import define

from migplan.locale import is_right_to_left
from migplan_office.lint.package import Package
from migplan_office.lint.xml import CORE, DC, find

if TYPE_CHECKING:
    from migplan_office.lint.charts import Chart
    from migplan_office.lint.deck import Deck
    from migplan_office.lint.prose import Prose
    from migplan_office.lint.workbook import Workbook

Wrap = Callable[[str, float, float, bool], list[str]]
"""Breaks a text into lines: text, width and size in points, bold."""

_CORE = {
    "title": f"{DC}title",
    "language": f"{DC}language",
    "creator": f"{DC}creator",
    "description": f"{DC}description",
}


@define(slots=False, eq=False)
class File:
    """One file under inspection."""

    package: Package
    given_language: str | None
    """BCP 47, as the caller says it."""
    strict: bool
    """Whether the file is ours, so that our own discipline applies."""
    wrap: Wrap
    embedded: bool = False
    """Whether it is the workbook inside a chart."""

    @property
    def kind(self) -> str:
        """`docx`, `pptx`, `xlsx`, or empty."""
        return self.package.kind

    @property
    def main(self) -> str:
        """Name of the main part."""
        return self.package.main

    @cached_property
    def core(self) -> dict[str, str]:
        """Title, language, creator, description and last author as written; empty when missing."""
        root = self.package.root(self.package.target("", "core-properties"))
        read = {name: (getattr(find(root, tag), "text", None) or "").strip() for name, tag in _CORE.items()}
        read["last_author"] = (getattr(find(root, f"{CORE}lastModifiedBy"), "text", None) or "").strip()
        return read

    @cached_property
    def language(self) -> str:
        """The document's language: the one given, else the one the file declares, else empty."""
        return self.given_language or self.core["language"]

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether the document's language runs from right to left."""
        return speaks_right_to_left(self.language)

    @cached_property
    def prose(self) -> "Prose":
        """The file as a text document."""
        from migplan_office.lint.prose import Prose

        return Prose(self.package)

    @cached_property
    def deck(self) -> "Deck":
        """The file as a presentation."""
        from migplan_office.lint.deck import Deck

        return Deck(self.package)

    @cached_property
    def workbook(self) -> "Workbook":
        """The file as a workbook."""
        from migplan_office.lint.workbook import Workbook

        return Workbook(self.package)

    @cached_property
    def charts(self) -> "list[Chart]":
        """All charts of the file."""
        from migplan_office.lint.charts import charts_of

        return charts_of(self.package)


_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@cache
def is_language(tag: str | None) -> bool:
    """Say whether a text has the form of a BCP 47 tag."""
    return bool(tag and _TAG.fullmatch(tag))


@cache
def speaks_right_to_left(tag: str | None) -> bool:
    """Say whether a tag names a language written from right to left; never for what is no tag."""
    return bool(tag and _TAG.fullmatch(tag)) and is_right_to_left(str(tag))
