"""The parts of a workbook while it is annotated: its sheets, relationships and list of types."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from migplan_excel.annotating.markup import (
    RELATIONS_SPACE,
    Edit,
    Element,
    Keep,
    closed,
    elements,
    inserted,
    prefix,
    spliced,
    was_opened,
    with_prefix,
)
from migplan_office.columns import column_number
from migplan_office.package import CONTENT_TYPES, relations_of, resolved
from migplan_office.text import xml_attribute

_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@frozen
class Relation:
    """One relationship inside the package."""

    id: str
    kind: str
    """Last step of its type."""
    part: str


@frozen
class SheetEntry:
    """One sheet as the workbook lists it."""

    name: str
    part: str
    index: int
    """Place among all sheets, from 0."""
    is_hidden: bool
    is_worksheet: bool


@define(eq=False)
class Package:
    """Parts by name, changed where we write."""

    original: Mapping[str, bytes]
    changed: dict[str, bytes | None] = field(factory=dict)
    """New content by name; `None` for parts that go."""

    def __contains__(self, name: str) -> bool:
        content = self.changed.get(name, b"")
        return content is not None and (name in self.changed or name in self.original)

    def __getitem__(self, name: str) -> bytes:
        content = self.changed[name] if name in self.changed else self.original[name]
        if content is None:
            raise KeyError(name)
        return content

    def __setitem__(self, name: str, content: bytes) -> None:
        if name in self.original and self.original[name] == content:
            self.changed.pop(name, None)
        else:
            self.changed[name] = content

    def names(self) -> set[str]:
        """Give the names of all parts."""
        return {name for name in (*self.original, *self.changed) if name in self}

    def drop(self, name: str) -> None:
        """Take a part out, its relationships and its declared type."""
        for gone in (name, relations_of(name)):
            if gone in self.original:
                self.changed[gone] = None
            else:
                self.changed.pop(gone, None)
        types = self[CONTENT_TYPES]
        edits = [
            Edit(one.start, one.end, b"")
            for one in elements(types, _called("Override"))
            if one.attributes.get("PartName", "").casefold() == f"/{name}".casefold()
        ]
        self[CONTENT_TYPES] = spliced(types, edits)

    def add(self, name: str, content: bytes, kind: str) -> None:
        """Add a part of a type."""
        self[name] = content
        types = self[CONTENT_TYPES]
        root = elements(types, _at(0))[0]
        line = f'<Override PartName="/{xml_attribute(name)}" ContentType="{kind}"/>'
        self[CONTENT_TYPES] = spliced(types, inserted(types, root, with_prefix(line, prefix(types, root))))

    def free(self, pattern: str) -> str:
        """Give a name for a part that none has: `xl/comments{}.xml`."""
        taken = {name.casefold() for name in self.names()}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    # -- relationships -----------------------------------------------------------------------------------------

    def relations(self, source: str) -> Iterator[Relation]:
        """Give the relationships of a part that stay inside the package."""
        name = relations_of(source)
        if name not in self:
            return
        for one in elements(self[name], _called("Relationship")):
            if one.attributes.get("TargetMode") == "External":
                continue
            path = resolved(source, one.attributes.get("Target", ""))
            kind = one.attributes.get("Type", "").rpartition("/")[2]
            yield Relation(one.attributes.get("Id", ""), kind, path)

    def target(self, source: str, kind: str) -> str:
        """Give the first part that a part leads to by a kind of relationship; empty where there is none."""
        return next((one.part for one in self.relations(source) if one.kind == kind and one.part in self), "")

    def relate(self, source: str, kind: str, part: str) -> str:
        """Lead from a part to another; give the id."""
        name = relations_of(source)
        data = _NO_RELATIONS
        if name in self:
            data = self[name]
        root, *lines = elements(data, lambda called, _, depth: depth == 0 or called == "Relationship")
        used = {one.attributes.get("Id", "") for one in lines}
        number = 1
        while f"rId{number}" in used:
            number += 1
        target = posixpath.relpath(part, posixpath.dirname(source) or ".")
        line = f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{xml_attribute(target)}"/>'
        self[name] = spliced(data, inserted(data, root, with_prefix(line, prefix(data, root))))
        return f"rId{number}"

    def unrelate(self, source: str, part: str) -> None:
        """Take out what leads from a part to another; a list without any other goes, unless it was there before."""
        gone = {one.id for one in self.relations(source) if one.part == part}
        name = relations_of(source)
        if not gone:
            return
        data = self[name]
        root, *lines = elements(data, lambda called, _, depth: depth == 0 or called == "Relationship")
        out = [one for one in lines if one.attributes.get("Id", "") in gone]
        if len(out) < len(lines):
            self[name] = spliced(data, [Edit(one.start, one.end, b"") for one in out])
        elif was_opened(data, root):
            self[name] = spliced(data, closed(data, root))
        elif name in self.original:
            self.changed[name] = None
        else:
            self.changed.pop(name, None)

    # -- the workbook ------------------------------------------------------------------------------------------

    @property
    def workbook(self) -> str:
        """Name of the workbook's part."""
        return next(one.part for one in self.relations("") if one.kind == "officeDocument")

    def sheets(self) -> list[SheetEntry]:
        """Give the sheets in the order of their tabs."""
        home = self.workbook
        targets = {one.id: one for one in self.relations(home)}
        found = []
        for index, one in enumerate(elements(self[home], _called("sheet"))):
            relation = targets.get(relation_id(one))
            part = relation.part if relation is not None and relation.part in self else ""
            state = one.attributes.get("state", "visible")
            is_worksheet = bool(part) and relation is not None and relation.kind == "worksheet"
            found.append(SheetEntry(one.attributes.get("name", ""), part, index, state != "visible", is_worksheet))
        return found


def relation_id(element: Element) -> str:
    """Give the id of the relationship that an element names."""
    return next((value for name, value in element.attributes.items() if name.endswith(":id")), "")


def local_relation(identifier: str) -> str:
    """Write the attribute that names a relationship, together with its namespace."""
    return f'xmlns:r="{RELATIONS_SPACE}" r:id="{identifier}"'


def _called(*names: str) -> Keep:
    return lambda name, attributes, depth: name in names


def _at(wanted: int) -> Keep:
    return lambda name, attributes, depth: depth == wanted


_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def place(reference: str) -> tuple[int, int] | None:
    """Read `D7` as row and column; `None` for anything else."""
    found = _PLACE.fullmatch(reference.replace("$", "").upper())
    if found is None:
        return None
    return int(found[2]), column_number(found[1])
