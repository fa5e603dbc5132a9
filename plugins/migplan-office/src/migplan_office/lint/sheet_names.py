"""Rules of names in workbooks: X1, X2."""

import re
from collections.abc import Iterator

from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.formulas import bare
from migplan_office.lint.workbook import Workbook
from migplan_office.lint.xml import C, units

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_DEFAULT = re.compile(r"(?:sheet|feuil|feuille|tabelle|hoja|ورقة) ?\d*", re.IGNORECASE)
_QUOTED_SHEET = re.compile(r"'((?:[^']|'')+)'!")
_PLAIN_SHEET = re.compile(r"(?<![\w'#.])([^\s'\"!+\-*/^&=<>(),;:{}\[\]#@$]+)!")
_NEEDS_NO_QUOTES = re.compile(r"[^\W\d][\w.]*")
_NAME = re.compile(r"(?:[^\W\d_]|[_\\])[\w.\\]*")
_CELL_LIKE = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*|R\d*|C\d*", re.IGNORECASE)


def sheet_names(file: File) -> Iterator[Finding]:
    """Sheet names have 1 to 31 units, no forbidden character, are unique and say something; references quote them."""
    book = file.workbook
    seen: dict[str, str] = {}
    for name in book.sheet_names:
        if not 1 <= units(name) <= 31:
            yield Finding("X1", file.main, name, f"the sheet's name has {units(name)} units; keep 1 to 31")
        if _FORBIDDEN.search(name) or name.startswith("'") or name.endswith("'"):
            message = "the sheet's name holds one of [ ] : * ? / \\ or an apostrophe at a border; replace it"
            yield Finding("X1", file.main, name, message)
        if name.lower() == "history":
            yield Finding("X1", file.main, name, "Excel keeps this name for itself; choose another")
        if name.lower() in seen:
            yield Finding(
                "X1", file.main, name, f"the name differs from {seen[name.lower()]!r} by case at most; number them"
            )
        if file.strict and _DEFAULT.fullmatch(name):
            yield Finding("X1", file.main, name, "is a default name; name the sheet by its content")
        seen.setdefault(name.lower(), name)
    known = {name.lower() for name in book.sheet_names}
    for part, where, formula in _formulas(file, book):
        text = bare(formula, keep_quoted=True)
        quoted = [name.replace("''", "'") for name in _QUOTED_SHEET.findall(text)]
        plain = _PLAIN_SHEET.findall(_QUOTED_SHEET.sub("", text)) if "!" in text else []
        for name in plain:
            if not _NEEDS_NO_QUOTES.fullmatch(name) or _CELL_LIKE.fullmatch(name):
                yield Finding("X1", part, where, f"the reference to {name!r} needs quotes; write '{name}'!")
        for name in (*quoted, *plain):
            if name.lower() not in known and "[" not in name:
                yield Finding(
                    "X1", part, where, f"refers to the sheet {name!r}, which does not exist; quote the name as it is"
                )


def _formulas(file: File, book: Workbook) -> Iterator[tuple[str, str, str]]:
    for defined in book.names:
        yield file.main, defined.name, defined.content
    seen: set[str] = set()
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.formula and "!" in cell.formula and cell.formula not in seen:
                seen.add(cell.formula)
                yield sheet.part, cell.name, cell.formula
    for chart in file.charts:
        for reference in chart.root.iter(f"{C}f"):
            yield chart.part, "c:f", reference.text or ""


def defined_names(file: File) -> Iterator[Finding]:
    """Names of ranges and tables are well formed, not like a cell, and unique across both kinds."""
    book = file.workbook
    seen: dict[tuple[int | None, str], str] = {}
    named = [(file.main, item.sheet, item.name) for item in book.names if not item.name.startswith("_xlnm.")]
    named += [(table.part, None, table.name) for table in book.tables]
    for part, scope, name in named:
        if not _NAME.fullmatch(name):
            yield Finding(
                "X2", part, name, "begins with a letter, _ or \\ and goes on with letters, digits, _ and .; rename it"
            )
        elif _CELL_LIKE.fullmatch(name):
            yield Finding("X2", part, name, "reads like a cell; add a _")
        if units(name) > 255:
            yield Finding("X2", part, name[:40], f"has {units(name)} units; keep at most 255")
        key = (scope, name.lower())
        if key in seen:
            yield Finding("X2", part, name, f"is taken by {seen[key]!r}; names of ranges and tables share one list")
        seen.setdefault(key, name)


RULES = (
    Rule("X1", sheet_names, ("xlsx",)),
    Rule("X2", defined_names, ("xlsx",)),
)
