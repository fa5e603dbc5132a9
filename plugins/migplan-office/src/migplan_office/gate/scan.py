"""What the gate learns of a whole file: its kind, what it counts, and what it would run or fetch."""

import re
from collections.abc import Callable, Mapping

from migplan_office.columns import column_number
from migplan_office.gate.limits import Kind
from migplan_office.gate.refusal import Refused
from migplan_office.package import CONTENT_TYPES

_TYPES = {
    Kind.WORKBOOK: ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml"),
    Kind.DOCUMENT: ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"),
    Kind.DECK: ("presentationml.presentation.main+xml", "presentationml.template.main+xml"),
}
_STRICT = "http://purl.oclc.org/ooxml/"
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")
_CUSTOM = re.compile(r"\.\./customXml/item[0-9]{1,4}\.xml")
"""How LibreOffice names, from the package itself, the custom parts of a workbook or a deck that it keeps; nothing is above."""
DYNAMIC_FIELD = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
"""Instruction of a Word field that calls another program."""
_FORMATS = ("xf", "dxf", "font", "fill", "border", "numFmt", "cellStyle")

_RELATIONS = {
    "vbaProject": "office-macros",
    "wordVbaData": "office-macros",
    "xlMacrosheet": "office-special-sheets",
    "xlIntlMacrosheet": "office-special-sheets",
    "dialogsheet": "office-special-sheets",
    "externalLink": "office-external-links",
    "externalLinkPath": "office-external-links",
    "connections": "office-connections",
    "queryTable": "office-connections",
    "oleObject": "office-embedded-objects",
    "control": "office-embedded-objects",
    "activeXControlBinary": "office-embedded-objects",
    "attachedTemplate": "office-external-links",
}
"""End of a relationship's type, and the refusal it leads to."""

_CONTENT_TYPES = {
    "vbaproject": "office-macros",
    "vbadata": "office-macros",
    "macrosheet": "office-special-sheets",
    "dialogsheet": "office-special-sheets",
    "externallink": "office-external-links",
    "spreadsheetml.connections": "office-connections",
    "querytable": "office-connections",
    "oleobject": "office-embedded-objects",
    "activex": "office-embedded-objects",
}
"""Piece of a declared content type, and the refusal it leads to."""

Look = Callable[[str, Mapping[str, str]], None]


class Scan:
    """The counts of one file; each `look` is called for the elements of its name."""

    def __init__(self, kind: Kind) -> None:
        """Begin with nothing counted."""
        self.kind = kind
        self.limits = kind.limits
        self.is_workbook = kind is Kind.WORKBOOK
        self.elements = 0
        self._types: set[str] = set()
        self._sheets = self._cells = self._strings = 0
        self._counts: dict[tuple[str, str], int] = {}
        self._in_row = ""
        self.looks: dict[str, Look] = {
            "Relationship": self._relationship,
            "Default": self._declared,
            "Override": self._declared,
        }
        if self.is_workbook:
            self.looks |= {
                "sheet": self._sheet, "row": self._row, "c": self._cell, "si": self._string, "col": self._column,
                "mergeCell": self._range, "hyperlink": self._range,
                **{tag: self._format(tag) for tag in _FORMATS},
            }  # fmt: skip
        else:
            self.looks["fldSimple"] = self._field

    def root(self, part: str, name: str, attributes: Mapping[str, str]) -> None:
        """Look at the first element of a part."""
        prefix, _, _ = name.rpartition(":")
        space = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
        if space.startswith(_STRICT):
            raise Refused("office-strict", suffix=self.kind.value)

    def close(self, names: tuple[str, ...]) -> None:
        """Look at the file as a whole: whether it is of the kind that was said."""
        if "META-INF/manifest.xml" in names and CONTENT_TYPES not in names:
            raise Refused("open-document-file", suffix=self.kind.value)
        if CONTENT_TYPES not in names or not self._types:
            raise Refused("not-office-file", suffix=self.kind.value)
        if not any(declared.endswith(self._endings) for declared in self._types):
            raise Refused("wrong-office-kind", suffix=self.kind.value)

    @property
    def _endings(self) -> tuple[str, ...]:
        return _TYPES[self.kind]

    def _declared(self, part: str, attributes: Mapping[str, str]) -> None:
        if part != CONTENT_TYPES:
            return
        declared = attributes.get("ContentType", "")
        self._types.add(declared)
        lower = declared.lower()
        if "sheet.binary" in lower:
            raise Refused("binary-workbook")
        if "macroenabled" in lower:
            raise Refused("office-macros")
        # A type that a `Default` declares for an ending says nothing of what is inside.
        if "PartName" in attributes:
            for piece, code in _CONTENT_TYPES.items():
                if piece in lower:
                    raise Refused(code)

    def _relationship(self, part: str, attributes: Mapping[str, str]) -> None:
        if not part.endswith(".rels"):
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        code = _RELATIONS.get(kind)
        if code is not None:
            raise Refused(code)
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            if kind != "hyperlink":
                raise Refused("office-external-links")
            return
        if part == "_rels/.rels" and kind == "customXml" and _CUSTOM.fullmatch(target):
            return
        folder = part.split("/")[:-2]
        steps = [] if target.startswith("/") else folder
        for step in target.split("#")[0].replace("\\", "/").split("/"):
            if step == "..":
                if not steps:
                    raise Refused("office-entry-path", part=target)
                steps = steps[:-1]
            elif step not in ("", "."):
                steps = [*steps, step]

    def _sheet(self, part: str, attributes: Mapping[str, str]) -> None:
        self._sheets += "sheetId" in attributes
        if self._sheets > self.limits.sheets:
            raise Refused("office-too-many-sheets", limit=self.limits.sheets)

    def _field(self, part: str, attributes: Mapping[str, str]) -> None:
        if any(DYNAMIC_FIELD.match(value) for value in attributes.values()):
            raise Refused("office-dde", part=part)

    def _count(self, part: str, tag: str) -> int:
        count = self._counts[part, tag] = self._counts.get((part, tag), 0) + 1
        return count

    def _row(self, part: str, attributes: Mapping[str, str]) -> None:
        self._in_row = part
        if self._count(part, "row") > self.limits.rows:
            raise Refused("office-too-many-rows", part=part, limit=self.limits.rows)

    def _cell(self, part: str, attributes: Mapping[str, str]) -> None:
        if self._in_row != part:
            return
        self._cells += 1
        if self._cells > self.limits.cells:
            raise Refused("office-too-many-cells", limit=self.limits.cells)
        reference = attributes.get("r")
        if reference is None:
            return
        found = _CELL.match(reference)
        if found is None:
            raise Refused("office-bad-cell", part=part, cell=reference[:20])
        self._require_inside(part, found[1], int(found[2]))

    def _require_inside(self, part: str, letters: str, row: int) -> None:
        if row > self.limits.rows:
            raise Refused("office-too-many-rows", part=part, limit=self.limits.rows)
        if len(letters) > 1 and column_number(letters) > self.limits.columns:
            raise Refused("office-too-many-columns", part=part, limit=self.limits.columns)

    def _column(self, part: str, attributes: Mapping[str, str]) -> None:
        if self._count(part, "col") > self.limits.columns:
            raise Refused("office-too-many-columns", part=part, limit=self.limits.columns)

    def _range(self, part: str, attributes: Mapping[str, str]) -> None:
        found = _RANGE.match(attributes.get("ref", ""))
        if found and found[3]:
            self._require_inside(part, found[3], int(found[4]))

    def _string(self, part: str, attributes: Mapping[str, str]) -> None:
        self._strings += 1
        if self._strings > self.limits.strings:
            raise Refused("office-too-many-strings", limit=self.limits.strings)

    def _format(self, tag: str) -> Look:
        def look(part: str, attributes: Mapping[str, str]) -> None:
            if self._count(part, tag) > self.limits.formats:
                raise Refused("office-too-many-formats", limit=self.limits.formats)

        return look
