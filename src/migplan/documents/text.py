"""All that a document says, as plain strings: what an exporter must not lose."""

from collections.abc import Iterator
from typing import Any

import attrs

from migplan.documents.document import Document
from migplan.documents.inline import Span, Tag, Value

_SILENT = {
    "id", "key", "address", "color", "link", "language", "region", "source_key", "category", "lane", "parent",
    "passage", "method_key", "report", "short_title", "subject", "creator", "keywords", "alt", "hint", "choices",
    "depends_on", "unit", "emphasised", "start_page", "formula",
}  # fmt: skip
"""Names of fields that steer an exporter and are not read by a person."""


def texts(thing: Any, language: str) -> Iterator[str]:
    """Walk over every word that a person reads in a document, a section or a block, in order; values are written out."""
    if isinstance(thing, str):
        if thing.strip():
            yield thing
    elif isinstance(thing, Span | Tag):
        yield from texts(thing.text, language)
    elif isinstance(thing, Value):
        yield thing.written(language, with_unit=False)
    elif isinstance(thing, tuple | list):
        for member in thing:
            yield from texts(member, language)
    elif attrs.has(type(thing)):
        for attribute in attrs.fields(type(thing)):
            if attribute.name not in _SILENT:
                yield from texts(getattr(thing, attribute.name), language)


def document_texts(document: Document) -> tuple[str, ...]:
    """Give every word that a reader of the document sees, cover and sections, in order."""
    return tuple(texts((document.cover, document.sections), document.language))
