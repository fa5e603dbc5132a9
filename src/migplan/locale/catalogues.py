"""Catalogues: one folder of TOML files per language, one file per area, one key per sentence.

A key is `area.table.name`, such as `roadmap.budget.title`. A sentence holds its values as `{name}`.
A sentence that counts is a table of plural forms (`one`, `few`, `other`… of CLDR), chosen by the value `n`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from migplan.problems import MigplanError, Origin, Problem

LANGUAGES = ("fr", "ar", "en")
"""Languages with a complete catalogue."""

_PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_PRINTED = "blocks."
"""Area of the words that exporters add to a document, whose own texts are set before they come."""
_FORMS = {"zero", "one", "two", "few", "many", "other"}


class UnknownWords(MigplanError, KeyError):
    """A catalogue lacks a key, or a sentence was not given a value that it needs."""

    def __str__(self) -> str:
        return str(self.args[0])


def base_language(language: str) -> str:
    """Give the language without script and region: `ar` for `pt-BR`."""
    return language.partition("-")[0]


@cache
def _catalogue(language: str) -> dict[str, Any]:
    folder = files("migplan.locale") / language
    entries: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            entries.update(_flat(data, file.name.removesuffix(".toml")))
    return entries


def _flat(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping) and not ("other" in value and value.keys() <= _FORMS):
            yield from _flat(value, key)
        else:
            yield key, value


@cache
def _plural_rule(language: str) -> Any:
    from babel import Locale

    return Locale.parse(base_language(language)).plural_form


class Words:
    """The sentences of one language; calling it with a key gives one of them, filled in."""

    def __init__(self, language: str, extra: Mapping[str, Any] | None = None) -> None:
        """Open the catalogue of a language.

        A language without a catalogue of its own takes the English one (and says so by `catalogue`).
        `extra` adds sentences, as plugins bring them: flat keys to sentences or plural tables.
        """
        self.language = language
        base = base_language(language)
        self.catalogue = base if base in LANGUAGES else "en"
        self._entries = _catalogue(self.catalogue)
        self._extra = dict(extra or {})

    def __call__(self, key: str, /, **values: object) -> str:
        """Give the sentence of a key with its values filled in.

        Numbers and dates among the values are written as the language writes them; a value that can say itself
        in a language (by a method `in_`, as texts do) is asked to.

        Raises:
            UnknownWords: The key is in no catalogue, or a value is missing.
        """
        sentence = self.sentence(key)
        if isinstance(sentence, Mapping):
            form = _plural_rule(self.catalogue)(abs(Decimal(str(values["n"]))))
            sentence = sentence.get(form, sentence["other"])
        said = _PLACE.sub(lambda match: self._written(key, match[1], values), str(sentence))
        return self._typeset(said) if key.startswith(_PRINTED) else said

    def _typeset(self, text: str) -> str:
        from migplan.locale.typography import typeset

        return typeset(text, self.catalogue)

    def _written(self, key: str, name: str, values: Mapping[str, object]) -> str:
        from migplan.locale import formats

        if name not in values:
            raise UnknownWords(f"{key!r} needs a value for {name!r}")
        value = values[name]
        if isinstance(value, bool) or value is None:
            return str(value)
        if isinstance(value, int | Decimal):
            return formats.format_decimal(Decimal(value), self.language)
        if isinstance(value, date):
            return formats.format_date(value, self.language)
        in_language = getattr(value, "in_", None)
        return str(in_language(self.language) if callable(in_language) else value)

    def has(self, key: str) -> bool:
        """Say whether the key is in the catalogue."""
        return key in self._extra or key in self._entries

    def keys(self) -> frozenset[str]:
        """Give every key of the language's catalogue."""
        return frozenset(self._entries) | frozenset(self._extra)

    def sentence(self, key: str) -> str | Mapping[str, str]:
        """Give the sentence of a key as the catalogue holds it, or its plural forms.

        Raises:
            UnknownWords: The key is in no catalogue.
        """
        found = self._extra.get(key, self._entries.get(key))
        if found is None:
            raise UnknownWords(f"the {self.catalogue} catalogue lacks {key!r}")
        return found if isinstance(found, Mapping) else str(found)

    def choice(self, value: Any) -> str:
        """Give the label of a member of one of the model's enumerations."""
        return self(f"choices.{type(value).__name__}.{value.value}")


@cache
def words(language: str) -> Words:
    """Give the sentences of a language, from a cache."""
    return Words(language)


def explained(
    problems: Iterable[Problem],
    language: str,
    origin: Origin | None = None,
    extra: Mapping[str, Any] | None = None,
    *,
    otherwise: Sequence[str] = (),
) -> tuple[Problem, ...]:
    """Give the problems with their place and their message in a language, in the order they came.

    A code without a sentence in the catalogue keeps its values as its message. Texts of the plan that lack the language
    are told in the first of the `otherwise` ones that they have.
    """
    speak = Words(language, extra)
    return tuple(_explained(problem, speak, origin, (language, *otherwise)) for problem in problems)


def _explained(problem: Problem, speak: Words, origin: Origin | None, languages: Sequence[str]) -> Problem:
    key = f"problems.{problem.code}"
    position = problem.position
    if position is None and origin is not None and problem.at:
        position = origin.position(problem.at)
    values = {name: _on_a_line(value, languages) for name, value in problem.values.items()}
    for name in _LISTS & values.keys():
        values[name] = str(values[name]).replace(", ", speak("blocks.comma"))
    text = speak(key, **values) if speak.has(key) else problem.text
    return attrs.evolve(problem, position=position, text=text)


_LISTS = frozenset({"criteria", "keywords", "known", "languages", "nearest", "reports", "stakeholders"})
"""Values of problems that may list several words."""
_SHOWN = 300
"""Longest text of the plan that a message quotes, in characters."""


def _on_a_line(value: object, languages: Sequence[str]) -> object:
    """Put words of the plan on one line, and cut them where they would hide the message."""
    in_language = getattr(value, "in_", None)
    if callable(in_language):
        line = " ".join(str(in_language(*languages)).split())
        return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
    return value.replace("\n", " ") if isinstance(value, str) else value
