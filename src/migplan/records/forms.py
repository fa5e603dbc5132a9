"""The forms of a workbook: one per collection of the model, each with its columns, made from the records alone.

A form's columns are named by keys: `title@fr` for words in a language, `edition.number` for a field of the single thing that
another holds, `amount` and `amount.currency`, `period.start` and `period.end`, `of` and `owner` for what a row belongs to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache

from attrs import field, frozen

from migplan.model import Assignment, Money, Pack, Period, Plan, Roadmap, Text
from migplan.records.describing import FieldRecord, Record, record
from migplan.records.rows import TABLES, RowTable

LINKS, LISTS = "links", "lists"
"""Forms of the lists of ids and of other plain values, and of the lists of words, of every kind of thing."""
COLLECTION, FIELD, NUMBER, VALUE = "of", "field", "n", "value"
"""Keys of the columns that say of which collection, in which field, at which place a row is, and what a link holds."""
ROADMAP = "roadmap"


class ColumnRole(Enum):
    """What a column of a form is for."""

    OWNER = "owner"
    """Id, or number, of a thing that the row belongs to, outermost first."""
    COLLECTION = "collection"
    """Name of the collection of the owner, where a form serves several."""
    FIELD = "field"
    """Name of the list that the row is a member of."""
    NUMBER = "number"
    """Place among the members of the same owner, from 1, of things without an id."""
    ID = "id"
    VALUE = "value"


@frozen
class FormColumn:
    """One column of a form."""

    key: str
    role: ColumnRole
    path: tuple[str, ...] = ()
    """Fields that lead to the value from the thing of the row."""
    field: FieldRecord | None = None
    language: str | None = None
    """Language of words; empty for words in no stated one."""
    part: str = ""
    """`currency` of an amount, `start` or `end` of a period."""
    collections: tuple[str, ...] = ()
    """The choices of a column of collections or of owners: names of `TABLES`."""

    @property
    def is_required(self) -> bool:
        """A row without it cannot be read; of words one language is enough."""
        return self.role in (ColumnRole.OWNER, ColumnRole.COLLECTION, ColumnRole.FIELD) or (
            self.field is not None and self.field.required and len(self.path) == 1 and self.part != "currency"
        )


@frozen
class Form:
    """One sheet to fill in."""

    name: str
    """The collection's name in `TABLES`; `plan`, `assignment`, `links`, `lists` or a name that several collections share."""
    tables: tuple[RowTable, ...]
    """The collections it holds; none for `plan`, `assignment`, `links` and `lists`."""
    columns: tuple[FormColumn, ...] = field(repr=False)
    record: Record | None = field(default=None, repr=False)
    """What a row is; `None` for links and lists."""

    @property
    def is_single(self) -> bool:
        """It has exactly one row: the plan's own fields, or the assignment's."""
        return self.record is not None and not self.tables

    def __getitem__(self, key: str) -> FormColumn:
        """Give a column by its key.

        Raises:
            KeyError: The form has no such column.
        """
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@frozen
class Layout:
    """All forms of one workbook."""

    forms: tuple[Form, ...]
    languages: tuple[str, ...]
    """Languages that words have a column for; with an empty one where some words stand in no stated language."""
    has_roadmaps: bool
    """Rows say of which roadmap they are."""

    def __getitem__(self, name: str) -> Form:
        """Give a form by its name.

        Raises:
            KeyError: The layout has no such form.
        """
        for form in self.forms:
            if form.name == name:
                return form
        raise KeyError(name)


@frozen
class ListField:
    """A field that holds several plain values or words."""

    collection: str
    """The collection of its owner: a name of `TABLES`, `plan` or `assignment`."""
    field: FieldRecord

    @property
    def is_words(self) -> bool:
        """Its members are words in one or several languages."""
        return self.field.is_text


def layout(languages: Iterable[str], *, has_roadmaps: bool = True) -> Layout:
    """Lay out the forms of a workbook for words in these languages.

    With `has_roadmaps` the rows of roadmaps start with the id of theirs; otherwise the workbook is about one roadmap.
    """
    spoken = tuple(dict.fromkeys(languages))
    forms = [
        _single("plan", Plan, spoken),
        _single("assignment", Assignment, spoken),
        *(_form(name, tables, spoken, has_roadmaps) for name, tables in grouped().items()),
        _list_form(LINKS, spoken, has_roadmaps),
        _list_form(LISTS, spoken, has_roadmaps),
    ]
    return Layout(tuple(forms), spoken, has_roadmaps)


@cache
def grouped() -> dict[str, tuple[RowTable, ...]]:
    """Give the collections of each form: those of one class under one name share it, such as the evidence of findings and of needs."""
    alike: dict[tuple[type, str], list[RowTable]] = defaultdict(list)
    for table in TABLES.values():
        if not table.is_reference:
            alike[table.record.cls, table.path[-1]].append(table)
    return {tables[0].name if len(tables) == 1 else tables[0].path[-1]: tuple(tables) for tables in alike.values()}


@cache
def list_fields() -> tuple[ListField, ...]:
    """List every field of the model that holds several plain values or words."""
    owners: list[tuple[str, Record]] = [("plan", record(Plan)), ("assignment", record(Assignment))]
    owners += [(table.name, table.record) for table in TABLES.values() if not table.is_reference]
    return tuple(
        ListField(name, item) for name, kind in owners for item in kind.fields if item.many and not item.is_thing
    )


def _single(name: str, cls: type, languages: tuple[str, ...]) -> Form:
    return Form(name, (), tuple(_values(record(cls), languages)), record(cls))


def _form(name: str, tables: tuple[RowTable, ...], languages: tuple[str, ...], has_roadmaps: bool) -> Form:
    kind = tables[0].record
    columns = list(_owners(tables, has_roadmaps))
    if not kind.has_id:
        columns.append(FormColumn(NUMBER, ColumnRole.NUMBER))
    return Form(name, tables, (*columns, *_values(kind, languages)), kind)


def _owners(tables: tuple[RowTable, ...], has_roadmaps: bool) -> Iterator[FormColumn]:
    several = len(tables) > 1
    for depth, owner in enumerate(tables[0].owners):
        if depth == 0 and owner == ROADMAP and not has_roadmaps:
            continue
        above = tuple(_collection(table, depth) for table in tables)
        is_last = several and depth == len(tables[0].owners) - 1
        if is_last:
            yield FormColumn(COLLECTION, ColumnRole.COLLECTION, collections=above)
        yield FormColumn("owner" if is_last else owner, ColumnRole.OWNER, collections=above)


def _collection(table: RowTable, depth: int) -> str:
    """Name the collection of a table's owner at this depth, from 0 for the outermost."""
    lists = 0
    for length in range(1, len(table.path)):
        for other in TABLES.values():
            if not other.is_reference and other.path == table.path[:length]:
                if lists == depth:
                    return other.name
                lists += 1
    raise LookupError(f"{table.name} has no owner {depth}")


def _list_form(name: str, languages: tuple[str, ...], has_roadmaps: bool) -> Form:
    fields = [item for item in list_fields() if item.is_words is (name == LISTS)]
    collections = tuple(dict.fromkeys(item.collection for item in fields))
    columns = [
        *([FormColumn(ROADMAP, ColumnRole.OWNER, collections=("roadmaps",))] if has_roadmaps else []),
        FormColumn(COLLECTION, ColumnRole.COLLECTION, collections=collections),
        FormColumn("owner", ColumnRole.OWNER, collections=collections),
        FormColumn(FIELD, ColumnRole.FIELD),
        FormColumn(NUMBER, ColumnRole.NUMBER),
    ]
    if name == LINKS:
        columns.append(FormColumn(VALUE, ColumnRole.VALUE))
    else:
        columns += [FormColumn(_in(VALUE, each), ColumnRole.VALUE, language=each) for each in languages]
    return Form(name, (), tuple(columns))


def _in(key: str, language: str) -> str:
    return f"{key}@{language}"


def _values(kind: Record, languages: tuple[str, ...], path: tuple[str, ...] = ()) -> Iterator[FormColumn]:
    for item in kind.fields:
        here = (*path, item.name)
        key = ".".join(here)
        if item.many or item.item is Pack or item.item is Assignment or item.item is Roadmap:
            continue
        if item.is_thing:
            inside = record(item.item)
            if not any(part.required for part in inside.fields):
                yield FormColumn(key, ColumnRole.VALUE, here, item, part="present")
            yield from _values(inside, languages, here)
        elif item.item is Text:
            yield from (FormColumn(_in(key, each), ColumnRole.VALUE, here, item, each) for each in languages)
        elif item.item is Money:
            yield FormColumn(key, ColumnRole.VALUE, here, item)
            yield FormColumn(f"{key}.currency", ColumnRole.VALUE, here, item, part="currency")
        elif item.item is Period:
            for end in ("start", "end"):
                yield FormColumn(f"{key}.{end}", ColumnRole.VALUE, here, item, part=end)
        else:
            is_id = item.is_key and not path
            yield FormColumn(key, ColumnRole.ID if is_id else ColumnRole.VALUE, here, item)
