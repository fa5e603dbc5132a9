"""The run over a file: every rule that concerns it, in order."""

from functools import cache
from importlib import import_module

from migplan_office.lint import (
    access,
    alternatives,
    chart_looks,
    charts,
    direction,
    formulas,
    languages,
    limits,
    links,
    numbers,
    order,
    parts,
    prose_parts,
    prose_styles,
    prose_tables,
    sheet_names,
    sheet_tables,
    sizes,
    slide_tables,
    slides,
)
from migplan_office.lint.file import File, Wrap
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.package import Package
from migplan_office.lint.workbook import Workbook

_MODULES = (
    parts, limits, sheet_names, sheet_tables, formulas, numbers, slides, slide_tables, links, prose_parts, prose_tables,
    prose_styles, charts, chart_looks, direction, order, languages, alternatives, access, sizes,
)  # fmt: skip
_SECTIONS = "VTXPWCRAI"
CHECKS: tuple[Rule, ...] = tuple(
    sorted(
        (rule for module in _MODULES for rule in module.RULES),
        key=lambda rule: (_SECTIONS.index(rule.id[0]), int(rule.id[1:])),
    )
)
"""All rules, in the order of the specification."""
_OF_EMBEDDED = "VXI"
"""Sections that the workbook inside a chart keeps too."""


def inspect(file: File) -> list[Finding]:
    """Run the rules over a file."""
    found: list[Finding] = []
    for rule in CHECKS:
        concerned = file.kind in rule.kinds or (not file.kind and rule.id in ("V2", "I4"))
        if concerned and (file.strict or not rule.ours) and (not file.embedded or rule.id[0] in _OF_EMBEDDED):
            found += rule.check(file)
    return found


def inspect_embedded(data: bytes, outer: File) -> tuple[Workbook | None, list[Finding]]:
    """Run the rules for workbooks over one that stands inside a file, and give it to read."""
    file = File(Package.of(data), outer.language, outer.strict, outer.wrap, embedded=True)
    return (file.workbook if file.kind == "xlsx" else None), inspect(file)


@cache
def usual_wrap() -> Wrap:
    """Give the measure of the shipped fonts, or a cautious estimate where they are absent."""
    try:
        fonts = import_module("migplan_office.fonts")
    except ImportError:
        return cautious_wrap
    wrap: Wrap = fonts.wrap
    return wrap


_WIDTH, _BOLD_WIDTH = 0.55, 0.60
"""Mean width of a letter, as a share of the size; more than what Carlito needs for prose."""


def cautious_wrap(text: str, width_pt: float, size_pt: float, bold: bool = False) -> list[str]:
    """Break a text at spaces, with letters taken wider than they are."""
    letters = max(int(width_pt / (size_pt * (_BOLD_WIDTH if bold else _WIDTH))), 1)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while len(word) > letters:
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:letters])
            word = word[letters:]
        joined = f"{line} {word}" if line else word
        if len(joined) > letters:
            lines.append(line)
            line = word
        else:
            line = joined
    return [*lines, line]
