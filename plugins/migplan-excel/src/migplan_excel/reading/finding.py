"""Which sheet holds which form, where its header is, and which column holds what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from migplan.locale import LANGUAGES, Words
from migplan.records.forms import Form, FormColumn, Layout
from migplan.records.labels import folded, heading, language_name, table_label
from migplan_excel.reading.cells import Cells
from migplan_excel.reading.package import Book, SheetPart

HEADER_ROWS = 40
"""Rows from the top among which a header is looked for."""
_NAME = "migplan_form_"
_UNIT = re.compile(r"\s*\([^()]*\)$")
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?[A-Z]{1,3}\$?[0-9]+)?")


@frozen
class Header:
    """The header of a form in a sheet."""

    form: str
    row: int
    columns: Mapping[str, str]
    """Letters of each column by its key."""


def header(sheet: SheetPart, top: Sequence[tuple[int, Cells]], layout: Layout, book: Book) -> Header | None:
    """Find the form that a sheet holds: by its hidden keys, by the name that points to it, by its labels in any language.

    `top` are the first rows of the sheet. A sheet that holds no form gives `None`.
    """
    named = _named(sheet, book)
    by_keys = _by_keys(top, layout, named)
    if by_keys is not None:
        return by_keys
    return _by_labels(sheet, top, layout, named)


def _named(sheet: SheetPart, book: Book) -> str:
    """Give the form whose defined name points into a sheet."""
    for name, formula in book.names.items():
        found = _TARGET.fullmatch(formula.strip()) if name.startswith(_NAME) else None
        if found and (found[1] or found[2]).replace("''", "'").casefold() == sheet.name.casefold():
            return name.removeprefix(_NAME)
    return ""


def _by_keys(top: Sequence[tuple[int, Cells]], layout: Layout, named: str) -> Header | None:
    best: Header | None = None
    for position, (number, cells) in enumerate(top):
        texts = {letters: cell.text.strip() for letters, cell in cells.items()}
        prefix = _prefix(texts.values())
        for form in layout.forms:
            if form.name not in (prefix or named or form.name):
                continue
            if (prefix or named) and form.name != (prefix or named):
                continue
            keys = {column.key for column in form.columns}
            columns: dict[str, str] = {}
            for letters, text in texts.items():
                key = text.partition(":")[2] if prefix else text
                if key in keys or key.endswith(".name"):
                    columns.setdefault(key, letters)
            known = [key for key in columns if key in keys]
            if len(known) >= min(2, len(keys)) and (best is None or len(known) > len(best.columns)):
                following = top[position + 1][0] if position + 1 < len(top) else number + 1
                best = Header(form.name, following, {key: columns[key] for key in known})
        if best is not None:
            return best
    return None


def _prefix(texts: object) -> str:
    """Give the form that keys such as `actions:title@fr` name, if they all name one."""
    names = {text.partition(":")[0] for text in texts if re.fullmatch(r"[a-z_]+:[a-z_@.A-Z-]+", text)}  # type: ignore[attr-defined]  # any iterable of texts
    return next(iter(names)) if len(names) == 1 else ""


def _by_labels(sheet: SheetPart, top: Sequence[tuple[int, Cells]], layout: Layout, named: str) -> Header | None:
    best: tuple[float, Header] | None = None
    title = folded(sheet.name)
    known = _known(layout)
    for number, cells in top:
        texts = {letters: folded(cell.text) for letters, cell in cells.items()}
        for form, labels, names in known:
            if named and form.name != named:
                continue
            columns: dict[str, str] = {}
            for letters, text in texts.items():
                key = labels.get(text) or labels.get(_UNIT.sub("", text))
                if key is not None:
                    columns.setdefault(key, letters)
            is_called = title in names
            share = len(columns) / max(1, len(texts))
            if len(columns) < (1 if named or is_called else 3) or (share < 0.5 and not (named or is_called)):
                continue
            score = len(columns) + (10 if named else 0) + (5 if is_called else 0)
            if best is None or score > best[0]:
                best = (score, Header(form.name, number, columns))
    return best[1] if best is not None else None


@lru_cache(4)
def _known(layout: Layout) -> tuple[tuple[Form, dict[str, str], frozenset[str]], ...]:
    """Give each form with the keys of its headings and with its own names, folded."""
    return tuple(
        (form, _labels(form), frozenset(folded(table_label(Words(each), form.name)) for each in LANGUAGES))
        for form in layout.forms
    )


def _labels(form: Form) -> dict[str, str]:
    """Give the key of each way to head a column, in every language of the catalogues."""
    labels: dict[str, str] = {}
    for column in form.columns:
        for each in LANGUAGES:
            for label in _headings(form, column, Words(each)):
                labels.setdefault(folded(label), column.key)
    return labels


def _headings(form: Form, column: FormColumn, words: Words) -> Iterator[str]:
    label = heading(form, column, words)
    yield column.key
    if column.language is None:
        yield label
        return
    if column.language == "":
        yield label
        return
    yield f"{label}::{column.language}"
    yield f"{label} ({column.language})"
    yield f"{label}::{language_name(column.language)} ({column.language})"
    yield f"{label} {column.language}"
