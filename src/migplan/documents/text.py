"""All that a document says, as plain strings: what an exporter must not lose."""

from collections.abc import Iterator
from typing import Any

import attrs

from migplan.documents.document import Document
from migplan.documents.inline import Span, Tag, Value

SILENT = frozenset({
    "id", "key", "address", "color", "link", "language", "region", "source_key", "category", "lane", "parent",
    "passage", "method_key", "report", "short_title", "subject", "creator", "keywords", "alt", "hint", "choices",
    "depends_on", "unit", "emphasised", "start_page", "formula", "prompt",
})  # fmt: skip
"""Names of fields that steer an exporter and are not read by a person."""


def said(thing: Any) -> Iterator[str | Value]:
    """Walk over every word and every typed value that a person reads in a document, a section or a block, in order."""
    if isinstance(thing, str):
        if thing.strip():
            yield thing
    elif isinstance(thing, Span | Tag):
        yield from said(thing.text)
    elif isinstance(thing, Value):
        yield thing
    elif isinstance(thing, tuple | list):
        for member in thing:
            yield from said(member)
    elif attrs.has(type(thing)):
        for attribute in attrs.fields(type(thing)):
            if attribute.name not in SILENT and "silent" not in attribute.metadata:
                yield from said(getattr(thing, attribute.name))


def texts(thing: Any, language: str) -> Iterator[str]:
    """Walk over what `said` gives, as plain strings; values are written out, without their unit."""
    for part in said(thing):
        yield part if isinstance(part, str) else part.written(language, with_unit=False)


def document_texts(document: Document) -> tuple[str, ...]:
    """Give every word that a reader of the document sees, cover and sections, in order."""
    return tuple(texts((document.cover, document.sections), document.language))
