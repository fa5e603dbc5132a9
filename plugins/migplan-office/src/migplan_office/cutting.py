"""Texts cut to a length, between characters as people see them; lengths are counted in UTF-16 units, as Office does."""

import re
import unicodedata

ELLIPSIS = "…"
"""Shows that a text was cut."""

_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


def utf16_length(text: str) -> int:
    """Count UTF-16 units: an emoji is 2."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


def is_boundary(text: str, index: int) -> bool:
    """Say whether the text may be parted before `index` without splitting what a person sees as one character.

    Keeps together: a letter and its combining marks, what a joiner joins, variation selectors, skin tones, tags, the
    two halves of a flag, a number sign and what it covers.
    """
    if index <= 0 or index >= len(text):
        return True
    after = text[index]
    before = text[index - 1]
    if before == "\r" and after == "\n":
        return False
    if _is_extending(after) or before == "\u200d" or "\u0600" <= before <= "\u0605":
        return False
    if _is_regional(after) and _is_regional(before):
        start = index
        while start and _is_regional(text[start - 1]):
            start -= 1
        return (index - start) % 2 == 0
    return True


def _is_extending(letter: str) -> bool:
    if letter < "\u0300":
        return False
    if letter in "\u200c\u200d" or "\U0001f3fb" <= letter <= "\U0001f3ff" or "\U000e0020" <= letter <= "\U000e007f":
        return True
    return unicodedata.category(letter) in {"Mn", "Me", "Mc"}


def _is_regional(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def cut(text: str, limit: int) -> tuple[str, bool]:
    """Give the text in at most `limit` UTF-16 units, and whether it had to be cut.

    A cut falls between characters as people see them, drops spaces before it and ends with `…`, which counts. A limit
    of 0 or less gives an empty text.
    """
    if len(text) * 2 <= limit or utf16_length(text) <= limit:
        return text, False
    if limit <= 0:
        return "", True
    end, used = 0, 0
    for letter in text:
        used += 1 + (letter > "\uffff")
        if used > limit - 1:
            break
        end += 1
    while end and not is_boundary(text, end):
        end -= 1
    return text[:end].rstrip() + ELLIPSIS, True


def parted(text: str, limit: int) -> list[str]:
    """Give the text in pieces of at most `limit` UTF-16 units, parted between characters; no piece for an empty text.

    A single character longer than the limit (many marks on one letter) is parted all the same.
    """
    pieces: list[str] = []
    start = 0
    while start < len(text):
        end, used = start, 0
        while end < len(text):
            used += 1 + (text[end] > "\uffff")
            if used > limit and end > start:
                break
            end += 1
        stop = end
        while stop > start and not is_boundary(text, stop):
            stop -= 1
        stop = stop if stop > start else end
        pieces.append(text[start:stop])
        start = stop
    return pieces
