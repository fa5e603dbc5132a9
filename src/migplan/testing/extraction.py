"""What a person reads in a file, taken out of it without the library that wrote it: words, numbers, links, formulas."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

from migplan.cleaning import clean

OFFICE = (".docx", ".pptx", ".xlsx")
"""Suffixes of the packages that are taken apart here; any other file is read as text in UTF-8."""

_MARKS = re.compile("[\u200e\u200f]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FIELD = re.compile(r"^\s*(TOC|PAGE|PAGEREF|NOTEREF|NUMPAGES|SECTIONPAGES|SEQ|STYLEREF|REF|HYPERLINK\s+\\l)\b")


@frozen
class Said:
    """All that a file says."""

    text: str
    """Its words in reading order within each part, normalised."""
    numbers: frozenset[Decimal]
    """Numbers kept as numbers in cells and charts, days as the serial numbers of spreadsheets."""


def normalised(text: str) -> str:
    """Give a text as it is compared: cleaned, without marks of direction, each run of white space as one space."""
    return " ".join(_MARKS.sub("", clean(text)).split())


def said_by(data: bytes, suffix: str) -> Said:
    """Take the words and numbers out of a file by its suffix."""
    if suffix not in OFFICE:
        return Said(normalised(data.decode()), frozenset())
    words: list[str] = []
    numbers: set[Decimal] = set()
    for name, root in xml_parts(data):
        if name.startswith("xl/worksheets/"):
            numbers.update(_cell_numbers(root))
        if "/charts/chart" in name:
            numbers.update(_chart_numbers(root))
        words.extend(_words(name, root))
    return Said(normalised("\n".join(words)), frozenset(numbers))


_READ = re.compile(
    r"^(word/(document|header\d*|footer\d*|footnotes|endnotes|comments)|ppt/slides/slide\d+|ppt/notesSlides/notesSlide\d+"
    r"|(word|ppt|xl)/charts/chart[^/]*|(word|ppt|xl)/diagrams/data\d+|xl/sharedStrings|xl/worksheets/sheet\d+|xl/comments\d*"
    r"|xl/drawings/drawing\d+)\.xml$"
)


def xml_parts(data: bytes) -> Iterator[tuple[str, Any]]:
    """Walk over the parsed XML parts of a package, slides and sheets in the order of their numbers."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist(), key=_natural):
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(package.read(name), parser)


def embedded(data: bytes) -> Iterator[bytes]:
    """Walk over the workbooks embedded in a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if name.endswith(".xlsx"):
                yield package.read(name)


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"(\d+)", name)]


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


_PARAGRAPHS = {"p", "si", "is", "tc", "pt", "comment"}
_BREAKS = {"br", "tab", "cr"}


def _words(name: str, root: Any) -> Iterator[str]:
    if not _READ.match(name):
        return
    in_cells = name.startswith(("xl/sharedStrings", "xl/worksheets", "xl/comments"))
    pieces: list[str] = []
    for event, element in _events(root):
        local = _local(element)
        if event == "end":
            if local in _PARAGRAPHS:
                pieces.append("\n")
        elif local == "t" or (local == "v" and "/charts/" in name):
            text = element.text or ""
            pieces.append(unescaped(text) if in_cells else text)
        elif local in _BREAKS:
            pieces.append("\n")
    yield "".join(pieces)


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterwalk(root, events=("start", "end"))


def unescaped(text: str) -> str:
    """Give the text that a cell shows: `_x005F_` is an underscore."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def cell_texts(parts: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """Walk over the texts of the cells of a workbook's parts, each with the number of its row, normalised."""
    strings = parts.get("xl/sharedStrings.xml")
    shared = (
        [] if strings is None else ["".join(t.text or "" for t in one.iter("{*}t")) for one in strings.findall("{*}si")]
    )
    for name, root in parts.items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for row in root.iter("{*}row"):
            for cell in row.findall("{*}c"):
                if cell.get("t") == "s":
                    text = shared[int(cell.findtext("{*}v"))]
                else:
                    text = "".join(t.text or "" for t in cell.iter("{*}t"))
                if text:
                    yield int(row.get("r")), normalised(unescaped(text))


def _cell_numbers(root: Any) -> Iterator[Decimal]:
    for cell in root.iter("{*}c"):
        if cell.get("t", "n") == "n":
            yield from (_number(value.text) for value in cell.findall("{*}v"))


def _chart_numbers(root: Any) -> Iterator[Decimal]:
    for cache in root.iter("{*}numCache"):
        yield from (_number(value.text) for value in cache.iter("{*}v"))


def _number(text: str | None) -> Decimal:
    try:
        return Decimal(text or "NaN")
    except InvalidOperation:
        return Decimal("NaN")


def active(data: bytes) -> list[str]:
    """List what is live in a package: formulas, links to the outside, fields that fetch or run something."""
    found: list[str] = []
    for name, root in xml_parts(data):
        if name.startswith("xl/"):
            found += [
                f"{name}: formula {''.join(one.itertext())!r}" for one in root.iter("{*}f") if "worksheets" in name
            ]
        if name.endswith(".rels"):
            found += [
                f"{name}: link to {one.get('Target')!r}"
                for one in root.iter("{*}Relationship")
                if one.get("TargetMode") == "External"
            ]
        fields = [one.text or "" for one in root.iter("{*}instrText")]
        fields += [
            value for one in root.iter("{*}fldSimple") for key, value in one.attrib.items() if key.endswith("instr")
        ]
        found += [f"{name}: field {field!r}" for field in fields if field.strip() and not _FIELD.match(field)]
    for workbook in embedded(data):
        found += [f"embedded workbook: {one}" for one in active(workbook)]
    return found


__all__ = ["OFFICE", "Said", "active", "cell_texts", "embedded", "normalised", "said_by", "unescaped", "xml_parts"]
