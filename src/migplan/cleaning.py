"""Text on its way in and out: cleaned of what no file may carry, measured and cut as Office does.

Pure functions over strings, used by the codec when a plan is read and by every exporter when it is written.
"""

import re
import unicodedata

ELLIPSIS = "…"
"""Shows that a text was cut."""

_ODD = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")


def is_clean(text: str) -> bool:
    """Say whether `clean` would leave the text as it is."""
    return _ODD.search(text) is None


def clean(text: str) -> str:
    r"""Give the text as files may carry it; clean text comes back as the same object.

    Every kind of line break becomes `\n`; what XML 1.0 forbids, lone surrogates included, becomes U+FFFD; U+007F to
    U+009F and the marks that embed or isolate a direction (U+202A–202E, U+2066–2069) go. Tabs, joiners and the marks
    U+200C–200F stay. Cleaning twice changes nothing more.
    """
    if _ODD.search(text) is None:
        return text
    return _FORBIDDEN.sub("\ufffd", _DROPPED.sub("", _BREAK.sub("\n", text)))


def has_forbidden(text: str) -> bool:
    """Say whether the text holds characters that XML forbids and `clean` replaces, so that a problem may name the field."""
    return _FORBIDDEN.search(text) is not None


def utf16_length(text: str) -> int:
    """Count UTF-16 units, as Office counts lengths: an emoji is 2."""
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
