"""The parts of a package: their names, types and relationships, and the zip that holds them."""

import posixpath
from xml.sax.saxutils import quoteattr

from attrs import define, field

from migplan_office.package import relations_of

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
"""Namespace declarations of every part of a presentation."""

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
TYPES = {
    "presentation": f"{_PRESENTATION}.presentation.main+xml",
    "slide": f"{_PRESENTATION}.slide+xml",
    "layout": f"{_PRESENTATION}.slideLayout+xml",
    "master": f"{_PRESENTATION}.slideMaster+xml",
    "notes": f"{_PRESENTATION}.notesSlide+xml",
    "notes-master": f"{_PRESENTATION}.notesMaster+xml",
    "properties": f"{_PRESENTATION}.presProps+xml",
    "view": f"{_PRESENTATION}.viewProps+xml",
    "table-styles": f"{_PRESENTATION}.tableStyles+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
"""Content types by the kind of a part."""

RELATIONS = {
    "slide": f"{R}/slide",
    "layout": f"{R}/slideLayout",
    "master": f"{R}/slideMaster",
    "notes": f"{R}/notesSlide",
    "notes-master": f"{R}/notesMaster",
    "properties": f"{R}/presProps",
    "view": f"{R}/viewProps",
    "table-styles": f"{R}/tableStyles",
    "theme": f"{R}/theme",
    "chart": f"{R}/chart",
    "image": f"{R}/image",
    "package": f"{R}/package",
    "hyperlink": f"{R}/hyperlink",
    "document": f"{R}/officeDocument",
    "app": f"{R}/extended-properties",
    "core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}
"""Relationship types by the kind of what they lead to."""

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@define
class Package:
    """A package that grows: parts by name, without the leading slash, and the relationships of each."""

    _data: dict[str, str | bytes] = field(factory=dict)
    _overrides: list[tuple[str, str]] = field(factory=list)
    _relations: dict[str, list[str]] = field(factory=dict)

    def add(self, name: str, kind: str, data: str | bytes) -> None:
        """Add a part; `kind` is a key of `TYPES`, or empty where the suffix says it all."""
        self._data[name] = data
        if kind:
            self._overrides.append((name, TYPES[kind]))

    def keep(self, name: str, content_type: str, data: bytes) -> None:
        """Add a part of a template as it is, with its own type."""
        self._data[name] = data
        self._overrides.append((name, content_type))

    def keep_relation(self, source: str, id: str, kind: str, target: str) -> None:
        """Lead from a part of a template to another as it did there; `kind` is the whole type."""
        where = quoteattr(_relative(source, target))
        self._relations.setdefault(source, []).append(
            f"<Relationship Id={quoteattr(id)} Type={quoteattr(kind)} Target={where}/>"
        )

    def free(self, folder: str, stem: str, suffix: str) -> str:
        """Give the first name `stem`1, 2, … of a folder that no part has, whatever the capitals."""
        taken = {name.casefold() for name in self._data}
        number = 1
        while f"{folder}/{stem}{number}.{suffix}".casefold() in taken:
            number += 1
        return f"{folder}/{stem}{number}.{suffix}"

    def relate(self, source: str, kind: str, target: str, *, id: str = "", is_external: bool = False) -> str:
        """Lead from a part (an empty name is the package) to another, or to an address outside; give the id."""
        relations = self._relations.setdefault(source, [])
        identifier = id or f"rId{len(relations) + 1}"
        where = target if is_external else _relative(source, target)
        mode = ' TargetMode="External"' if is_external else ""
        relations.append(f'<Relationship Id="{identifier}" Type="{RELATIONS[kind]}" Target={quoteattr(where)}{mode}/>')
        return identifier

    def all(self) -> dict[str, bytes]:
        """Give every part as bytes by name, with the relationships and the content types."""
        parts: dict[str, bytes] = {"[Content_Types].xml": self._content_types().encode()}
        for source, relations in self._relations.items():
            body = "".join(relations)
            xml = f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'
            parts[relations_of(source)] = xml.encode()
        for name, data in self._data.items():
            parts[name] = data if isinstance(data, bytes) else (HEAD + data).encode()
        return parts

    def _content_types(self) -> str:
        suffixes = {"rels", "xml"} | {name.rpartition(".")[2] for name in self._data}
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{content_type}"/>'
            for suffix, content_type in _DEFAULTS.items()
            if suffix in suffixes
        )
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._overrides)
        return f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>'


def _relative(source: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(source) or ".")
