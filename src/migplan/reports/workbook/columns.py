"""The columns of forms: what they hold, what may be chosen, how to fill them in; made from the records alone."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import attrs
from attrs import frozen

from migplan.documents import Column, Holds, Named, Vocabulary
from migplan.locale import Words
from migplan.model import Money
from migplan.records.describing import kind_of
from migplan.records.forms import ColumnRole, Form, FormColumn, list_fields
from migplan.records.labels import headed, heading
from migplan.records.scope import collections_of
from migplan.reports.workbook.choices import choice_label
from migplan.reports.workbook.hints import hint
from migplan.reports.workbook.scope import About, Scope
from migplan.reports.workbook.vocabularies import Vocabularies

_HOLDS = {
    "integer": Holds.INTEGER,
    "number": Holds.NUMBER,
    "money": Holds.MONEY,
    "date": Holds.DATE,
    "period": Holds.DATE,
    "choice": Holds.CHOICE,
    "boolean": Holds.CHOICE,
    "words": Holds.TEXT,
    "time": Holds.CODE,
}
_WIDTHS = {
    Holds.INTEGER: 9,
    Holds.NUMBER: 11,
    Holds.MONEY: 14,
    Holds.SHARE: 9,
    Holds.DATE: 12,
    Holds.CHOICE: 15,
    Holds.REFERENCE: 15,
    Holds.CODE: 11,
    Holds.TEXT: 24,
}
_LONG = {"title": 38, "item": 34, "description": 46, "label": 30}
_WIDEST_CHOICE = 26
_YEARS = (Decimal(1900), Decimal(2199))
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(2199, 12, 31)


@frozen
class FormSheet:
    """The columns of a form, each with the column of the form that it stands for; computed ones stand for none."""

    form: Form
    columns: tuple[Column, ...]
    sources: tuple[FormColumn | None, ...]


def columns_of(form: Form, scope: Scope, vocabularies: Vocabularies, words: Words) -> FormSheet:
    """Lay out the columns of a form: what nobody needs is left out, and the name of what is referred to stands beside."""
    used = {key for row in scope.rows[form.name] for key in row.cells}
    columns: list[Column] = []
    sources: list[FormColumn | None] = []
    for source in form.columns:
        if not _is_shown(source, used, scope):
            continue
        column = _column(form, source, scope, vocabularies, words)
        above = vocabularies.narrowed_by(form, source)
        if above is not None:
            aid = _aid_column(form, source, above, words)
            columns.append(aid)
            sources.append(None)
            column = attrs.evolve(column, depends_on=aid.key)
        columns.append(column)
        sources.append(source)
        if column.vocabulary and not column.choices and source.key != "id":
            named = _name_column(form, source, column, scope, vocabularies, words)
            if named is not None:
                columns.append(named)
                sources.append(None)
    return FormSheet(form, tuple(columns), tuple(sources))


def _is_shown(source: FormColumn, used: Iterable[str], scope: Scope) -> bool:
    if scope.about is About.EVENT and source.key == "event":
        return False  # every row is of the one event
    if source.language == "" or source.part == "currency":
        return source.key in used
    return True


def _column(form: Form, source: FormColumn, scope: Scope, vocabularies: Vocabularies, words: Words) -> Column:
    item = source.field
    holds = holds_of(source)
    vocabulary = vocabularies.of_column(form, source)
    if vocabulary is not None and holds is not Holds.CHOICE:
        holds = Holds.REFERENCE
    choices = choices_of(source, scope, words)
    unit = ""
    if item is not None and item.item is Money and source.part != "currency":
        unit = scope.plan.currency
    elif item is not None and item.unit is not None and holds is not Holds.TEXT:
        key = f"workbook.unit.{item.unit}"
        unit = words(key) if words.has(key) else ""
    low: Decimal | date | None = None
    high: Decimal | date | None = None
    if holds is Holds.DATE:
        low, high = _FIRST_DAY, _LAST_DAY
    elif holds.is_number:
        low = item.low if item is not None else Decimal(1)
        high = item.high if item is not None else None
        if source.path and source.path[-1].endswith("year"):
            low, high = _YEARS
    return Column(
        key=source.key,
        label=headed(form, source, words),
        holds=holds,
        width=max(_width(source, holds), min(max(map(len, choices), default=0) + 4, _WIDEST_CHOICE)),
        unit=unit,
        choices=choices,
        is_required=source.is_required and source.language in (None, scope.plan.languages[0]),
        hint=hint(source, holds, unit, vocabulary, words),
        language=source.language or "",
        vocabulary=vocabulary.id if vocabulary is not None else "",
        depends_on=vocabularies.depends_on(form, source),
        low=low,
        high=high,
    )


def _aid_column(form: Form, source: FormColumn, above: Vocabulary, words: Words) -> Column:
    label = heading(form, source, words)
    return Column(
        key=f"{source.key}.within",
        label=words("workbook.within", label=label),
        holds=Holds.REFERENCE,
        width=13,
        vocabulary=above.id,
        is_aid=True,
        hint=words("workbook.hint.within", label=label, title=above.title),
    )


def _name_column(
    form: Form, source: FormColumn, column: Column, scope: Scope, vocabularies: Vocabularies, words: Words
) -> Column | None:
    codes = vocabularies.code_columns(form, source)
    if not codes:
        return None
    label = f"{heading(form, source, words)} – {words('workbook.name')}"
    return Column(
        key=f"{source.key}.name",
        label=label,
        width=26,
        formula=Named(column.vocabulary, codes),
        is_computed=True,
        hint=words("workbook.hint.computed"),
    )


def _width(source: FormColumn, holds: Holds) -> int:
    if source.role is ColumnRole.NUMBER:
        return 6
    if source.field is not None and holds is Holds.TEXT:
        return _LONG.get(source.path[-1], _WIDTHS[holds])
    return _WIDTHS[holds]


def holds_of(source: FormColumn) -> Holds:
    """Say what a column of a form holds."""
    item = source.field
    if source.role is ColumnRole.NUMBER:
        return Holds.INTEGER
    if source.role in (ColumnRole.COLLECTION, ColumnRole.FIELD) or source.part == "present":
        return Holds.CHOICE
    if source.key == "id" or (item is None and source.language is None):
        return Holds.CODE
    if item is None or source.language is not None:
        return Holds.TEXT
    if source.part == "currency" or item.pattern is not None:
        return Holds.CODE
    if item.unit == "percent":
        return Holds.SHARE
    if item.ref is not None or item.is_key:
        return Holds.CODE
    return _HOLDS.get(item.type_name, Holds.TEXT)


def choices_of(source: FormColumn, scope: Scope, words: Words) -> tuple[str, ...]:
    """Give the labels that a column of choices offers; none for columns that depend on another."""
    item = source.field
    if source.part == "present" or (item is not None and item.item is bool):
        return (words("blocks.yes"), words("blocks.no"))
    if source.role is ColumnRole.COLLECTION:
        told = collections_of(scope.forms)
        return tuple(collection_label(name, words) for name in source.collections if name in told)
    if source.role is ColumnRole.FIELD:
        return field_labels(words)
    if item is not None and item.choices:
        return tuple(choice_label(member, words) for member in item.choices)
    return ()


def collection_label(name: str, words: Words) -> str:
    """Name a collection, by its own word where no catalogue names it."""
    key = f"fields.sheet.{name}"
    return words(key) if words.has(key) else name


def field_labels(words: Words) -> tuple[str, ...]:
    """Name the lists that things have, each once."""
    return tuple(dict.fromkeys(field_label(item.field.owner, item.field.name, words) for item in list_fields()))


def field_label(owner: type, name: str, words: Words) -> str:
    """Name a list of a kind of thing, by its own word where no catalogue names it."""
    for key in (f"fields.{kind_of(owner)}.{name}", f"fields.any.{name}"):
        if words.has(key):
            return words(key)
    return name
