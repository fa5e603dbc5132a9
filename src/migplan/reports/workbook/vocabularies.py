"""What the columns of forms refer to: things of the packs as they stand, things of the plan as their own form lists them."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import attrs

from migplan.documents import Term, Vocabulary
from migplan.locale import Words
from migplan.model import Reference, Text
from migplan.records.flattening import FormRow
from migplan.records.forms import ROADMAP, ColumnRole, Form, FormColumn
from migplan.records.kinds import KINDS, Home
from migplan.records.rows import TABLES
from migplan.reports.workbook.scope import About, Scope

_PARENTS = {"territory": "parent", "competence": "level"}
"""Field by which the things of a pack are grouped, where choices can be narrowed by it."""
_GROUPED = {"actions": ("objective", "objectives")}
"""Column by which the rows of a form are grouped, and the collection that it names."""
FEW = 12
"""Choices that need no narrowing."""
NAME, ADDRESS = "row.name", "row.address"
"""Keys of the columns that only formulas read: a row's name in one language, and its code with that of its roadmap."""
LABELS = ("title", "item", "function", "text")
"""Fields that name a thing, the first that it has."""


class Vocabularies:
    """The vocabularies of one workbook, made when a column first needs them."""

    def __init__(self, scope: Scope, reference: Reference, words: Words) -> None:
        self.scope, self.reference, self.words = scope, reference, words
        self.made: dict[str, Vocabulary] = {}

    # ------------------------------------------------------------------ which one a column needs

    def of_column(self, form: Form, source: FormColumn) -> Vocabulary | None:
        """Give what a column refers to, `None` for one that does not, or that says in another column to what."""
        if source.role is ColumnRole.OWNER:
            kind = self._table_form(source.collections[0]).record if len(source.collections) == 1 else None
            if kind is None or not kind.has_id:
                return None
            return self._of_collection(source.collections[0])
        if source.key == "axis" and any(column.key == "instrument" for column in form.columns):
            return self._of_collection("axes")
        if source.field is None or source.field.ref is None:
            return None
        return self._of_kind(source.field.ref)

    def depends_on(self, form: Form, source: FormColumn) -> str:
        """Give the column whose code narrows the choices of another."""
        if source.key == "axis" and any(column.key == "instrument" for column in form.columns):
            return "instrument"
        vocabulary = self.of_column(form, source)
        keys = {column.key for column in form.columns if column.role is ColumnRole.OWNER}
        if vocabulary is not None and len(vocabulary.codes) > 1 and ROADMAP in keys and source.key != ROADMAP:
            return ROADMAP
        return ""

    def narrowed_by(self, form: Form, source: FormColumn) -> Vocabulary | None:
        """Give what the choices of a column can be narrowed by in a column of its own: the province of a commune.

        `None` for few choices, and for those that another column of the form narrows already.
        """
        vocabulary = self.of_column(form, source)
        if vocabulary is None or self.depends_on(form, source) or len(vocabulary.terms) <= FEW:
            return None
        if vocabulary.id in _GROUPED and source.role is ColumnRole.OWNER:
            return self._of_collection(_GROUPED[vocabulary.id][1])
        parents = {term.parent for term in vocabulary.terms if term.parent}
        if vocabulary.table or not parents or vocabulary.id != "territory":
            return None
        above = [attrs.evolve(term, parent="") for term in vocabulary.terms if term.code in parents]
        return self._kept("territory-above", lambda: Vocabulary("territory-above", vocabulary.title, above))

    def code_columns(self, form: Form, source: FormColumn) -> tuple[str, ...]:
        """Give the columns that together are the code of what a column refers to; none where a row does not hold them all."""
        vocabulary = self.of_column(form, source)
        if vocabulary is None:
            return ()
        if source.key == "axis":
            return ("instrument", "axis")
        keys = {column.key for column in form.columns}
        owners = vocabulary.codes[:-1]
        return (*owners, source.key) if all(owner in keys for owner in owners) else ()

    # ------------------------------------------------------------------ making them

    def _of_collection(self, collection: str) -> Vocabulary:
        return self._kept(collection, lambda: self._living(collection, (collection,)))

    def _of_kind(self, kind: str) -> Vocabulary:
        about = KINDS[kind]
        names = [path[-1] for path in about.paths]
        if about.home is not Home.PACK and len(names) == 1:
            table = next(
                (one.name for one in TABLES.values() if not one.is_reference and one.path[-1] == names[0]
                 and (one.path[:1] == ("assignment",)) is (about.home is Home.ASSIGNMENT)), names[0],
            )  # fmt: skip
            return self._of_collection(table) if kind != "source" else self._kept("sources", self._sources)
        if about.home is Home.PACK:
            return self._kept(kind, lambda: self._of_packs(kind))
        return self._kept(kind, lambda: self._living(kind, tuple(names)))

    def _kept(self, id: str, make: Any) -> Vocabulary:
        if id not in self.made:
            self.made[id] = make()
        return self.made[id]

    def _of_packs(self, kind: str) -> Vocabulary:
        about = KINDS[kind]
        parent = _PARENTS.get(kind, "")
        terms = {
            thing.id: Term(thing.id, self._said(thing), str(getattr(thing, parent, None) or "") if parent else "")
            for thing in about.found_in(self.reference.pack)
        }
        return Vocabulary(kind, self._title(kind), tuple(terms.values()), is_open=False)

    def _sources(self) -> Vocabulary:
        living = self._living("sources", ("sources",))
        known = {term.code for term in living.terms}
        others = [
            Term(source.id, self._said(source)) for source in self.reference.sources.values() if source.id not in known
        ]
        return Vocabulary("sources", living.title, (*living.terms, *others), is_open=True)

    def _living(self, id: str, collections: Sequence[str]) -> Vocabulary:
        """Make the vocabulary of things that have a form of their own."""
        forms = [self._table_form(name) for name in collections]
        in_roadmap = self.scope.layout.has_roadmaps and any(column.key == ROADMAP for column in forms[0].columns)
        owners = [column.key for column in forms[0].columns if column.role is ColumnRole.OWNER]
        codes = (*owners, "id") if (owners and owners != [ROADMAP]) or in_roadmap else ("id",)
        labels = tuple(column.key for column in self._label_columns(forms[0]))
        terms = tuple(self._terms(forms, codes))
        has_table = len(forms) == 1 and forms[0].name in self.scope.names and self.scope.about is not About.EVENT
        return Vocabulary(
            id,
            self._title(id if len(forms) > 1 else forms[0].name),
            terms,
            table=forms[0].name if has_table else "",
            codes=codes,
            key=ADDRESS if has_table and codes == (ROADMAP, "id") else "",
            labels=labels if has_table else (),
            is_open=len(codes) > 1 or len(forms) > 1,
        )

    def _terms(self, forms: Sequence[Form], codes: tuple[str, ...]) -> Iterator[Term]:
        for form in forms:
            labels = [column.key for column in self._label_columns(form)]
            for row in self.scope.rows[form.name]:
                parent = "/".join(row.cells.get(key, "") for key in codes[:-1])
                if not parent and form.name in _GROUPED:
                    parent = row.cells.get(_GROUPED[form.name][0], "")
                label = next((row.cells[key] for key in labels if key in row.cells), "")
                yield Term(row.cells.get("id", ""), label, parent)

    def _label_columns(self, form: Form) -> list[FormColumn]:
        """Give the columns that name a thing, those in the document's language first."""
        name = next((name for name in LABELS for column in form.columns if column.path == (name,)), "")
        spoken = self.words.language.partition("-")[0]
        found = [column for column in form.columns if name and column.path == (name,)]
        return sorted(found, key=lambda column: (column.language or "").partition("-")[0] != spoken)

    def _table_form(self, collection: str) -> Form:
        for form in self.scope.layout.forms:
            if form.name == collection or any(table.name == collection for table in form.tables):
                return form
        raise LookupError(collection)

    def _said(self, thing: Any) -> str:
        title: Text | None = getattr(thing, "title", None)
        if title is None:
            return str(thing.id)
        return title.find((self.words.language, *self.scope.plan.languages))[0]

    def _title(self, id: str) -> str:
        for key in (f"fields.sheet.{id}", f"workbook.vocabulary.{id}"):
            if self.words.has(key):
                return self.words(key)
        return id

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """Labels of every vocabulary by code in small letters, those of several columns joined by `/`."""
        found: dict[str, dict[str, str]] = {}
        for vocabulary in self.made.values():
            known = found.setdefault(vocabulary.id, {})
            for term in vocabulary.terms:
                code = f"{term.parent}/{term.code}" if len(vocabulary.codes) > 1 else term.code
                known.setdefault(code.casefold(), term.label)
        return found


def rows_by_id(rows: Sequence[FormRow]) -> dict[str, FormRow]:
    """Give rows by the id of their thing."""
    return {row.cells["id"]: row for row in rows if "id" in row.cells}
