"""Spaces, apostrophes and minus signs as a language's typography wants them; so far French has rules of its own.

Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

import re
from functools import lru_cache

from migplan.locale.catalogues import base_language

NO_BREAK = "\u00a0"
"""One kind of space wherever a line must not break: every typeface has it."""

_KEPT = re.compile(r"\w+://\S+|\bmailto:\S+|\S+@\S+|(?<!\S)=\S+")
"""Addresses and formulas: never touched."""

_UNITS = "%|‰|°C|€|km|m²|m|kg|ha|h|min|ans?|mois|jours?|millions?|milliards?|[A-Z]{3}"

_RULES = (
    (re.compile(r"[ \u202f\u00a0]+(?=[;:!?»](?!\w))"), NO_BREAK),
    (re.compile(r"(?<=[^\W_])(?=[;!?](?:[\s»)]|$))|(?<=[)»])(?=[;!?](?:\s|$))"), NO_BREAK),
    (re.compile(r"«[ \u202f\u00a0]*(?=\S)"), "«" + NO_BREAK),
    (re.compile(r"(?<=[^\s\u00a0«])»"), NO_BREAK + "»"),
    (re.compile(r"(?<![\d.,/-])(\d{1,3}(?: \d{3})+)(?![\d/-])"), lambda match: match[1].replace(" ", "\u202f")),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NO_BREAK),
    (re.compile(r"(?<=\d)(?=%)"), NO_BREAK),
    (re.compile(r"(?<=[nN]°) +(?=\S)"), NO_BREAK),
    (re.compile(r"(?:(?<=^)|(?<=[\s(:\u00a0]))-(?=\d)"), "\u2212"),
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
)


def typeset(text: str, language: str) -> str:
    """Set a text as the typography of its language wants it; doing so again changes nothing.

    In French: a no-break space before `; : ! ? » %`, after `«` and between a number and its unit, narrow ones between
    thousands, the true minus sign and the curved apostrophe. Addresses and formulas are kept as they are.
    """
    return _french(text) if base_language(language) == "fr" else text


@lru_cache(maxsize=8192)
def _french(text: str) -> str:
    done: list[str] = []
    place = 0
    for kept in _KEPT.finditer(text):
        done += [_ruled(text[place : kept.start()]), kept[0]]
        place = kept.end()
    return "".join((*done, _ruled(text[place:])))


def _ruled(text: str) -> str:
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return text
