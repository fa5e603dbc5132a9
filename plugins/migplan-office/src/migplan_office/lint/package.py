"""A package as the linter reads it: parts, relationships, kind. Nothing here raises for what the file holds."""

import posixpath
import re
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote

from attrs import define, field, frozen
from lxml import etree

from migplan_office.lint.findings import Finding
from migplan_office.lint.xml import RELATIONS, TYPES, Element

CONTENT_TYPES = "[Content_Types].xml"
_MAIN_KINDS = {"wordprocessingml": "docx", "presentationml": "pptx", "spreadsheetml": "xlsx"}
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_MARKUP = re.compile(rb"<!DOCTYPE|<!ENTITY")


@frozen
class Relation:
    """One relationship of a part, or of the package."""

    source: str
    """Part it starts from; empty for the package."""
    id: str
    kind: str
    """Last step of its type: `hyperlink`, `image`, `officeDocument`."""
    target: str
    """Name of the part as stored, resolved; for an external one the address as written."""
    is_external: bool = False
    fragment: str = ""


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@define(slots=False, eq=False)
class Package:
    """The parts of a file."""

    parts: dict[str, bytes]
    """Content by name, in the order of the archive."""
    names: tuple[str, ...] = ()
    """Every name of the archive, repeated names included."""
    faults: list[Finding] = field(factory=list)
    """What stops a part from being read."""
    _roots: dict[str, Element | None] = field(factory=dict)
    _relations: dict[str, tuple[Relation, ...]] = field(factory=dict)

    @classmethod
    def of(cls, data: bytes) -> "Package":
        """Open the bytes; a file that is no package gives an empty one with a fault."""
        parts: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = tuple(name for name in archive.namelist() if not name.endswith("/"))
                for name in names:
                    parts[name] = archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            return cls(parts={}, faults=[Finding("V2", "", "", f"not a readable package ({error}); write it as a zip")])
        return cls(parts=parts, names=names)

    @cached_property
    def stored(self) -> dict[str, str]:
        """Names as stored, by their lower case."""
        found: dict[str, str] = {}
        for name in self.parts:
            found.setdefault(name.lower(), name)
        return found

    def root(self, name: str) -> Element | None:
        """Parse a part; `None` when it is missing, no XML, or broken (then a fault of rule I4 is kept)."""
        if name not in self._roots:
            self._roots[name] = self._parse(name)
        return self._roots[name]

    def _parse(self, name: str) -> Element | None:
        data = self.parts.get(name)
        if data is None or not _XML.search(name):
            return None
        if _MARKUP.search(data):
            message = "declares a document type or an entity; write plain XML"
            self.faults.append(Finding("I4", name, "", message))
            return None
        try:
            return etree.fromstring(data, _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            message = f"is not well-formed XML ({error}); write text only through the library's setters or the escaping function"
            self.faults.append(Finding("I4", name, "", message))
            return None

    @cached_property
    def xml_parts(self) -> dict[str, Element]:
        """The root of each part that is XML, relationships excluded."""
        roots = {name: self.root(name) for name in self.stored.values()}
        return {
            name: root
            for name, root in roots.items()
            if root is not None and not name.lower().endswith(".rels") and name != CONTENT_TYPES
        }

    def relations(self, source: str = "") -> tuple[Relation, ...]:
        """Give the relationships of a part, or of the package."""
        if source not in self._relations:
            self._relations[source] = tuple(self._read_relations(source))
        return self._relations[source]

    def _read_relations(self, source: str) -> list[Relation]:
        folder, _, base = source.rpartition("/")
        name = self.stored.get(posixpath.join(folder, "_rels", f"{base}.rels").lower(), "")
        root = self.root(name)
        if root is None:
            return []
        found = []
        for item in root.iter(f"{RELATIONS}Relationship"):
            kind = (item.get("Type") or "").rpartition("/")[2]
            target, external = item.get("Target") or "", item.get("TargetMode") == "External"
            path, _, fragment = target.partition("#")
            if not external:
                joined = posixpath.normpath(posixpath.join("/", folder, unquote(path))).lstrip("/")
                target = self.stored.get(joined.lower(), joined) if path else source
            found.append(Relation(source, item.get("Id") or "", kind, target, external, fragment))
        return found

    def relation(self, source: str, id: str | None) -> Relation | None:
        """Find one relationship by its id."""
        return next((item for item in self.relations(source) if item.id == id), None)

    def target(self, source: str, kind: str) -> str:
        """Name the first part that a part points to by a kind of relationship; empty when there is none."""
        return next((item.target for item in self.relations(source) if item.kind == kind and not item.is_external), "")

    def targets(self, source: str, kind: str) -> list[str]:
        """Name all parts that a part points to by a kind of relationship."""
        return [item.target for item in self.relations(source) if item.kind == kind and not item.is_external]

    @cached_property
    def types(self) -> tuple[dict[str, str], dict[str, str]]:
        """Content types by suffix and by part name, both in lower case."""
        root = self.root(self.stored.get(CONTENT_TYPES.lower(), ""))
        if root is None:
            return {}, {}
        defaults = {
            (item.get("Extension") or "").lower(): item.get("ContentType") or ""
            for item in root.iter(f"{TYPES}Default")
        }
        overrides = {
            (item.get("PartName") or "").lstrip("/").lower(): item.get("ContentType") or ""
            for item in root.iter(f"{TYPES}Override")
        }
        return defaults, overrides

    def type_of(self, name: str) -> str:
        """Give a part's content type; empty when none is declared."""
        defaults, overrides = self.types
        return overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")

    @cached_property
    def main(self) -> str:
        """Name the main part: document, presentation or workbook."""
        return self.target("", "officeDocument")

    @cached_property
    def kind(self) -> str:
        """Give `docx`, `pptx` or `xlsx`; empty for anything else."""
        kind = self.type_of(self.main)
        return next((short for word, short in _MAIN_KINDS.items() if word in kind), "")
