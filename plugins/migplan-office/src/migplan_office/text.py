"""Text on its way into a file: cleaned, escaped, cut. Nothing else writes text."""

import re
from functools import cache

from migplan.cleaning import ELLIPSIS, clean, cut, is_boundary, parted, utf16_length
from migplan_office.scripts import Script, isolate, runs_by_script

__all__ = [
    "ELLIPSIS",
    "Script",
    "clean",
    "cut",
    "escape_cell",
    "is_boundary",
    "is_rtl",
    "isolate",
    "parted",
    "runs_by_script",
    "unescape_cell",
    "utf16_length",
    "xml_attribute",
    "xml_escape",
    "xml_text",
]

_MARKUP = re.compile(r'[&<>"]')
_IN_ATTRIBUTE = re.compile(r'[&<>"\t\n\r]')
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def xml_escape(text: str) -> str:
    """Write a clean text as the content of an element; safe between double quotes too, line breaks and tabs aside."""
    if _MARKUP.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def xml_attribute(text: str) -> str:
    """Clean a text and write it as the value of an attribute, without its quotes; line breaks and tabs survive."""
    text = clean(text)
    if _IN_ATTRIBUTE.search(text) is None:
        return text
    return xml_escape(text).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def xml_text(text: str) -> str:
    """Clean a text and write it as the content of an element."""
    return xml_escape(clean(text))


def escape_cell(text: str) -> str:
    """Guard what Excel would take for an escape: `_x0041_`, which it shows as "A", becomes `_x005F_x0041_`."""
    return _LIKE_ESCAPE.sub("_x005F_", text) if "_x" in text else text


def unescape_cell(text: str) -> str:
    """Give the text that a cell shows, its escapes undone: `_x005F_x0041_` is `_x0041_`, `_x000D_` a carriage return.

    The result may hold control characters and surrogates: clean it. For cells read from the part itself; openpyxl undoes
    `_x005F_` in shared strings, though not in inline ones.
    """
    if "_x" not in text:
        return text
    shown = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if shown != text else text


@cache
def is_rtl(language: str) -> bool:
    """Say whether a language (BCP 47) is written from right to left; an unknown one is not."""
    from migplan.locale import is_right_to_left

    return is_right_to_left(language)
