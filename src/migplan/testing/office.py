"""Facts about Office files for the contract: what is wrong with them, which way they run, how they are built."""

import importlib.util
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from migplan.cleaning import is_clean
from migplan.testing.extraction import OFFICE, cell_texts, normalised, xml_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def faults(data: bytes, suffix: str, language: str) -> list[str]:
    """List what is wrong with a file: findings of our linter and errors of openxml-audit, each where it is installed.

    Rule A6 is left out: whether the words of a link say where it goes is decided by who wrote them, not by the exporter.
    A file that is no Office package must be UTF-8 and hold nothing that cleaning would remove.
    """
    if suffix not in OFFICE:
        return [] if is_clean(data.decode()) else ["the file holds characters that cleaning removes or replaces"]
    return [*linted(data, language), *audited(data, suffix)]


def linted(data: bytes, language: str) -> list[str]:
    """List the findings of the linter; none where `migplan-office` is not installed."""
    if importlib.util.find_spec("migplan_office") is None:
        return []
    from migplan_office.lint import lint

    return [str(finding) for finding in lint(data, language=language) if finding.rule != "A6"]


def audited(data: bytes, suffix: str) -> list[str]:
    """List the errors of openxml-audit; none where it is not installed."""
    if importlib.util.find_spec("openxml_audit") is None:
        return []
    from openxml_audit import FileFormat, OpenXmlValidator

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(data)
        # A validator serves one file: it remembers ids under the address of the package in memory, which is used again.
        result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path))
        return [f"openxml-audit: {error}" for error in result.errors]


def directions(data: bytes) -> dict[str, bool]:
    """Say of each place where a file states its direction whether it runs from right to left there."""
    found: dict[str, bool] = {}
    for name, root in xml_parts(data):
        if name == "word/document.xml":
            for number, section in enumerate(root.iter(f"{_W}sectPr"), start=1):
                mark = section.find(f"{_W}bidi")
                found[f"section {number}"] = mark is not None and mark.get(f"{_W}val", "1") in ("1", "true", "on")
            for number, table in enumerate(root.iter(f"{_W}tblPr"), start=1):
                found[f"table {number}"] = table.find(f"{_W}bidiVisual") is not None
        elif name == "ppt/presentation.xml":
            found["presentation"] = root.get("rtl") in ("1", "true")
        elif name.startswith("ppt/slides/slide"):
            for number, table in enumerate(root.iter("{*}tblPr"), start=1):
                found[f"{name} table {number}"] = table.get("rtl") in ("1", "true")
        elif name.startswith("xl/worksheets/sheet"):
            for view in root.iter("{*}sheetView"):
                found[name] = view.get("rightToLeft") in ("1", "true")
    return found


@frozen
class Structure:
    """How a file is built, as a screen reader finds its way in it."""

    title: str
    language: str
    heads: tuple[str, ...]
    """Headings of a text, titles of slides, first rows of sheets; normalised, in order."""


def structure(data: bytes) -> Structure:
    """Read title, language and headings of an Office file."""
    title = language = ""
    heads: list[str] = []
    styles: set[str] = set()
    for name, root in xml_parts(data):
        if name == "docProps/core.xml":
            title = normalised("".join(one.text or "" for one in root.iter("{http://purl.org/dc/elements/1.1/}title")))
            language = "".join(one.text or "" for one in root.iter("{http://purl.org/dc/elements/1.1/}language"))
        elif name.startswith("ppt/slides/slide"):
            heads += _slide_titles(root)
    parts = dict(xml_parts(data))
    if "word/styles.xml" in parts:
        styles = {
            style.get(f"{_W}styleId")
            for style in parts["word/styles.xml"].iter(f"{_W}style")
            if style.find(f"{_W}pPr/{_W}outlineLvl") is not None
        }
        heads += _headings(parts["word/document.xml"], styles)
    heads += [text for row, text in cell_texts(parts) if row == 1]
    return Structure(title, language, tuple(heads))


def _slide_titles(root: Any) -> Iterator[str]:
    for shape in root.iter("{*}sp"):
        place = shape.find(".//{*}nvPr/{*}ph")
        if place is not None and place.get("type") in ("title", "ctrTitle"):
            yield normalised(" ".join(one.text or "" for one in shape.iter("{*}t")))


def _headings(root: Any, styles: set[str]) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val") in styles:
            yield normalised("".join(one.text or "" for one in paragraph.iter(f"{_W}t")))


__all__ = ["Structure", "audited", "directions", "faults", "linted", "structure"]
