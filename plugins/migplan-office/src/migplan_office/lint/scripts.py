"""Which way the letters of a text run."""

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdfb\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z]")


def has_right_to_left(text: str) -> bool:
    """Say whether a text has a strong letter that runs from right to left."""
    return any(unicodedata.bidirectional(found[0]) in ("R", "AL") for found in _RIGHT_TO_LEFT.finditer(text))


def has_left_to_right(text: str) -> bool:
    """Say whether a text has a strong letter that runs from left to right."""
    return _LATIN.search(text) is not None or any(unicodedata.bidirectional(letter) == "L" for letter in text)


def has_arabic(text: str) -> bool:
    """Say whether a text has an Arabic letter."""
    return _ARABIC.search(text) is not None
