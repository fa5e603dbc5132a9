"""The parts of a workbook that the reader needs: its sheets, strings, formats and names.

The package has passed the gate, so that its parts are well-formed XML of bounded size without any document type.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen
from lxml import etree

from migplan_office.package import relations_of, resolved

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERAS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_FORMATS = frozenset((9, 10))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


class Damaged(Exception):
    """The package lacks what every workbook has, or holds what cannot be read."""


@frozen
class SheetPart:
    """One worksheet."""

    name: str
    part: str
    is_hidden: bool


@frozen
class Formats:
    """What the cell formats of a workbook show, by their number."""

    dates: frozenset[int]
    percents: frozenset[int]


@frozen
class Book:
    """A workbook, as far as it is read."""

    parts: Mapping[str, bytes] = field(repr=False)
    sheets: tuple[SheetPart, ...]
    strings: tuple[str, ...] = field(repr=False)
    formats: Formats = field(repr=False)
    names: Mapping[str, str]
    """Formula of each defined name of the whole workbook, by its name in lower case."""
    epoch: date

    def sheet(self, name: str) -> SheetPart | None:
        """Find a sheet by its name, whatever the case."""
        return next((one for one in self.sheets if one.name.casefold() == name.casefold()), None)


def opened(parts: Mapping[str, bytes]) -> Book:
    """Read what a workbook says of itself.

    Raises:
        Damaged: It has no workbook part, or names parts that are not there.
    """
    try:
        home = _workbook_part(parts)
        root = parsed(parts[home])
        targets = _targets(parts, home)
        sheets = tuple(_sheets(root, targets, parts))
        strings = tuple(_strings(parts, targets))
        formats = _formats(parts, targets)
    except (KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Damaged(str(error)) from error
    properties = root.find(f"{MAIN}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    names = {
        name.get("name", "").lower(): name.text or ""
        for name in root.iterfind(f"{MAIN}definedNames/{MAIN}definedName")
        if name.get("localSheetId") is None
    }
    return Book(parts, sheets, strings, formats, names, _ERAS[is_1904])


def parsed(data: bytes) -> Any:
    """Parse one part with everything off that reaches outside it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(data, parser)


def _workbook_part(parts: Mapping[str, bytes]) -> str:
    for relation in parsed(parts["_rels/.rels"]):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise Damaged("_rels/.rels")


def _targets(parts: Mapping[str, bytes], home: str) -> dict[str, tuple[str, str]]:
    """Give type and part of each relationship of the workbook, by its id."""
    relations = parts.get(relations_of(home))
    if relations is None:
        raise Damaged(posixpath.basename(relations_of(home)))
    found = {}
    for relation in parsed(relations):
        part = resolved(home, relation.get("Target", ""))
        found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], part)
    return found


def _sheets(root: Any, targets: Mapping[str, tuple[str, str]], parts: Mapping[str, bytes]) -> Iterator[SheetPart]:
    for sheet in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        kind, part = targets.get(sheet.get(_RELATION, ""), ("", ""))
        if kind == "worksheet" and part in parts:
            yield SheetPart(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible")


def _strings(parts: Mapping[str, bytes], targets: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    part = next((part for kind, part in targets.values() if kind == "sharedStrings"), None)
    if part is None or part not in parts:
        return
    for item in parsed(parts[part]):
        yield text_of(item)


def text_of(item: Any) -> str:
    """Join the runs of a string, leaving phonetic readings out, and undo the escapes of characters."""
    if len(item) == 1 and item[0].tag == f"{MAIN}t":
        return unescaped(item[0].text or "")
    pieces = (text.text or "" for text in item.iter(f"{MAIN}t") if text.getparent().tag != f"{MAIN}rPh")
    return unescaped("".join(pieces))


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Undo `_x000A_`, and `_x005F_x000A_` for what a person typed."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _formats(parts: Mapping[str, bytes], targets: Mapping[str, tuple[str, str]]) -> Formats:
    part = next((part for kind, part in targets.values() if kind == "styles"), None)
    if part is None or part not in parts:
        return Formats(frozenset(), frozenset())
    root = parsed(parts[part])
    own = {
        int(code.get("numFmtId", "-1")): _QUOTED.sub("", code.get("formatCode", ""))
        for code in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    dates, percents = set(), set()
    for number, style in enumerate(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")):
        code = int(style.get("numFmtId", "0"))
        shown = own.get(code, "")
        if code in _DATE_FORMATS or (shown and re.search(r"[dyhs]|m{1,4}", shown, re.IGNORECASE) and "0" not in shown):
            dates.add(number)
        elif code in _PERCENT_FORMATS or "%" in shown:
            percents.add(number)
    return Formats(frozenset(dates), frozenset(percents))
