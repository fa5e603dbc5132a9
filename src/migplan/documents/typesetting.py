"""The typographic pass: every text of a document, once, before an exporter sees it."""

from typing import Any

import attrs

from migplan.documents.document import Document
from migplan.documents.inline import Span, Value
from migplan.documents.tables import EntryTable
from migplan.documents.text import SILENT
from migplan.locale import base_language, typeset

_READ_ALL_THE_SAME = {"alt", "hint", "short_title", "subject", "emphasised", "category"}
"""Silent fields that a person may read, or that repeat a text that a person reads."""
_KEPT = (SILENT - _READ_ALL_THE_SAME) | {
    "code", "objective_code", "number", "currency", "start", "vocabulary", "vocabularies", "carried", "form", "alerts", "home",
}  # fmt: skip


def set_type(document: Document) -> Document:
    """Give the document with its texts set as the typography of their language wants.

    Codes, ids, links and what stands in tables to be filled in are kept as they are: the plan compares them.
    Languages without rules of their own give the same document.
    """
    if base_language(document.language) != "fr":
        return document
    done: Document = _set(document, document.language)
    return done


def _set(thing: Any, language: str) -> Any:
    if isinstance(thing, str):
        return typeset(thing, language)
    if isinstance(thing, Value):
        return thing
    if isinstance(thing, Span):
        text = typeset(thing.text, thing.language or language)
        return thing if text == thing.text else attrs.evolve(thing, text=text)
    if isinstance(thing, tuple):
        members = tuple(_set(member, language) for member in thing)
        return thing if all(new is old for new, old in zip(members, thing, strict=True)) else members
    if not attrs.has(type(thing)):
        return thing
    kept = _KEPT | {"rows"} if isinstance(thing, EntryTable) else _KEPT
    changes = {}
    for attribute in attrs.fields(type(thing)):
        old = getattr(thing, attribute.name)
        if attribute.name in kept or old in ("", ()):
            continue
        new = _set(old, language)
        if new is not old and new != old:
            changes[attribute.alias] = new
    return attrs.evolve(thing, **changes) if changes else thing
