"""Checks that Office files keep the rules of the house.

`lint` reads the bytes of a `.docx`, `.pptx` or `.xlsx` file and gives what breaks a rule. `RULES` says each rule in a line.
"""

from collections.abc import Mapping
from types import MappingProxyType

from migplan_office.lint.file import File, Wrap
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.inspection import CHECKS, cautious_wrap, inspect, usual_wrap
from migplan_office.lint.package import Package

RULES: Mapping[str, str] = MappingProxyType({rule.id: rule.summary for rule in CHECKS})
"""Each rule in one line, by its number, in the order of the specification."""


def lint(
    data: bytes, *, language: str | None = None, strict: bool = True, wrap: Wrap | None = None
) -> tuple[Finding, ...]:
    """Find what breaks a rule in an Office file.

    Args:
        data: The file; its kind is read from the package.
        language: BCP 47 of the document, which decides the direction; read from the file where it is `None`.
        strict: Apply our own discipline too. `False` keeps the rules that a valid file of any program holds.
        wrap: Breaks a text into lines: text, width and size in points, bold. The shipped fonts where it is `None`.

    Returns:
        Findings in the order of the rules, then of the file; `()` when there are none. A file that is no package gives
        a finding of rule V2.
    """
    return tuple(inspect(File(Package.of(data), language, strict, wrap or usual_wrap())))


__all__ = ["CHECKS", "RULES", "Finding", "Rule", "Wrap", "cautious_wrap", "lint"]
