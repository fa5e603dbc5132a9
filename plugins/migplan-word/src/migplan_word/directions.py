"""Columns in a language of their own, which may run against the document.

In a document that runs from right to left every paragraph is marked so; words from left to right begin at the other
side, between marks that keep numbers and points in their places.
"""

from migplan.documents import Column, Inline
from migplan.locale import is_right_to_left
from migplan_word.writer import Writer, opened

_MARK = "\u200e"
"""Has no width, and runs from left to right."""


def opened_in(writer: Writer, column: Column, style: str, cell: Inline, keep: str = "") -> str:
    """Begin the paragraph of a cell, at the side where its column's language begins, where that has its own."""
    if _is_against(writer, column):
        suffix = "Dense" if style.endswith("Dense") else ""
        return opened(f"{style.removesuffix(suffix).removesuffix('Number')}Number{suffix}", True, keep)
    return opened(style, is_right_to_left(column.language) if column.language else writer.is_rtl(cell), keep)


def embedded(writer: Writer, column: Column, runs: str) -> str:
    """Set the runs of a cell between marks, where its column runs against the document."""
    mark = writer.runs.text(_MARK) if runs and _is_against(writer, column) else ""
    return f"{mark}{runs}{mark}"


def _is_against(writer: Writer, column: Column) -> bool:
    return writer.rtl and bool(column.language) and not is_right_to_left(column.language)
