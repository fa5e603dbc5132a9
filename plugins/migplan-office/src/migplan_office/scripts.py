"""Scripts and directions in one line of text: runs for Word, marks for slides, cells and charts."""

import re
from enum import Enum

LRM = "\u200e"
"""Left-to-right mark."""
RLM = "\u200f"
"""Right-to-left mark."""


class Script(Enum):
    """Script of a run; it decides font and direction."""

    LATIN = "latin"
    """Also Greek and Cyrillic, digits and codes: what the Latin font of every Office holds."""
    ARABIC = "arabic"
    HEBREW = "hebrew"
    TIFINAGH = "tifinagh"
    OTHER = "other"

    @property
    def is_rtl(self) -> bool:
        """Say whether the script runs from right to left."""
        return self in _RTL


_RTL = {Script.ARABIC, Script.HEBREW}

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc\U00010e60-\U00010e7f\U0001ee00-\U0001eeff"
_HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
_TIFINAGH = "\u2d30-\u2d7f"
_OTHER = (
    "\u0530-\u058f\u0700-\u074f\u0780-\u086f\u0900-\u1c7f\u1c90-\u1cff\u2c00-\u2c5f\u2c80-\u2d2f\u2d80-\u2ddf"
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\ua63f\ua6a0-\ua6ff\ua800-\uab2f\uab70-\ud7ff"
    "\ue000-\ufaff\ufe30-\ufe4f\uff66-\uffdc\U00010000-\U00010e5f\U00010e80-\U0001ebff\U00020000-\U0010ffff"
)
_NOT_LATIN = re.compile(f"[{_ARABIC}{_HEBREW}{_TIFINAGH}{_OTHER}]")
_RTL_LETTER = re.compile(f"[{_ARABIC}{_HEBREW}]")

_WORD = r"A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f\u0370-\u052f\u1e00-\u1fff"
_CODE = re.compile(
    # A telephone number, or thousands parted by spaces: one chunk although it holds spaces.
    rf"[+\-\u2212]?[0-9]+(?:[ \u00a0\u202f][0-9]{{2,3}})+(?![{_WORD}])(?:[.,][0-9]+)?(?:[ \u00a0\u202f]?%|[\u00a0\u202f][{_WORD}]+)?"
    # Dates, codes, addresses, paths, amounts with a unit tied by a hard space.
    rf"|[+\-\u2212#]?[{_WORD}](?:[{_WORD}]|[-./:@_+#&=?~'’\u2013](?=[{_WORD}])|//?(?=[{_WORD}])|,(?=[0-9]))*"
    rf"(?:[ \u00a0\u202f]?%|[\u00a0\u202f][{_WORD}]+)?"
)
_LATIN_LETTER = re.compile(rf"[{_WORD}]")
_OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›"}
_BRACKETS = r"()\[\]{}«»“”‹›"
_TOKEN = re.compile(
    rf"(?P<latin>{_CODE.pattern})|(?P<arabic>[{_ARABIC}]+)|(?P<hebrew>[{_HEBREW}]+)|(?P<tifinagh>[{_TIFINAGH}]+)"
    rf"|(?P<other>[{_OTHER}]+)|(?P<bracket>[{_BRACKETS}])|(?P<mark>[{LRM}{RLM}])"
)
_GROUPS: dict[str, Script | None] = {script.value: script for script in Script} | {"bracket": None, "mark": None}
_MARKS = {LRM, RLM}


def has_rtl(text: str) -> bool:
    """Say whether the text holds a letter of a script that runs from right to left."""
    return not text.isascii() and _RTL_LETTER.search(text) is not None


def runs_by_script(text: str, rtl: bool | None = None) -> list[tuple[str, Script]]:
    """Split a line into runs of one script, in reading order; together they are the text, and none is empty.

    Numbers, dates, codes, telephone numbers and addresses are Latin and never split. Spaces, signs and brackets go
    with what stands on both sides; between two directions they go with the paragraph, whose direction is `rtl`, or
    that of the first letter when it is not given. An empty text gives no run.
    """
    if not text:
        return []
    if not rtl and (text.isascii() or _NOT_LATIN.search(text) is None):
        return [(text, Script.LATIN)]
    pieces = _pieces(text)
    scripts = [script for _, script in pieces if script is not None]
    if rtl is None:
        rtl = scripts[0].is_rtl
    resolved = _resolved(pieces, _base(scripts, rtl))
    runs: list[tuple[str, Script]] = []
    for (piece, _), script in zip(pieces, resolved, strict=True):
        if runs and runs[-1][1] is script:
            runs[-1] = (runs[-1][0] + piece, script)
        else:
            runs.append((piece, script))
    return runs


_Piece = tuple[str, Script | None]


def _pieces(text: str) -> list[_Piece]:
    """Cut a text into letters of one script, codes, brackets, and the signs and spaces between them, of no script."""
    pieces: list[_Piece] = []
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            pieces.append((text[at : found.start()], None))
        pieces.append((found[0], _GROUPS[found.lastgroup or "bracket"]))
        at = found.end()
    if at < len(text):
        pieces.append((text[at:], None))
    return pieces


def _base(scripts: list[Script], rtl: bool) -> Script:
    """Give the script that signs between two scripts follow."""
    for script in scripts:
        if script.is_rtl == rtl:
            return script
    return Script.ARABIC if rtl else Script.LATIN


def _resolved(pieces: list[_Piece], base: Script) -> list[Script]:
    before: list[Script | None] = []
    last: Script | None = None
    for _, script in pieces:
        last = script or last
        before.append(last)
    resolved = [base] * len(pieces)
    after: Script | None = None
    for index in range(len(pieces) - 1, -1, -1):
        text, script = pieces[index]
        if script is not None:
            after = resolved[index] = script
        elif text in _MARKS:
            resolved[index] = before[index] or after or base
        else:
            resolved[index] = _between(before[index], after, base)
    _pair_brackets(pieces, resolved, before, base)
    return resolved


def _between(before: Script | None, after: Script | None, base: Script) -> Script:
    if before is None or after is None:
        outer = before or after
        return outer if outer is not None and outer.is_rtl == base.is_rtl else base
    return before if before.is_rtl == after.is_rtl else base


def _pair_brackets(pieces: list[_Piece], resolved: list[Script], before: list[Script | None], base: Script) -> None:
    """Give both brackets of a pair one script, so that they mirror together (the rule N0 of Unicode's UAX 9)."""
    open_at: list[int] = []
    for index, (letter, script) in enumerate(pieces):
        if script is not None:
            continue
        if letter in _OPENING:
            open_at.append(index)
            continue
        for depth in range(len(open_at) - 1, -1, -1):
            start = open_at[depth]
            if _OPENING[pieces[start][0]] == letter:
                del open_at[depth:]
                inside = {script for _, script in pieces[start + 1 : index] if script is not None}
                if inside:
                    resolved[start] = resolved[index] = _of_pair(inside, before[start], base)
                break


def _of_pair(inside: set[Script], before: Script | None, base: Script) -> Script:
    if any(script.is_rtl == base.is_rtl for script in inside):
        return base
    return before if before is not None and before.is_rtl != base.is_rtl else base


_BRACKET = re.compile(f"[{_BRACKETS}]")


def isolate(text: str) -> str:
    """Guard the order of a text that stands in a paragraph from right to left, by marks U+200E and U+200F.

    For slides, cells and charts, where runs carry no direction. Numbers, dates, codes, telephone numbers and addresses
    whose signs would move get a mark on each side; a text that begins with one of them, or with Latin letters, begins
    with U+200F so that a program that looks at the first letter still sees the direction. Plain words and plain
    numbers stay as they are; marks that are there already are not doubled.
    """
    if text.isdigit() or not text:
        return text
    if not has_rtl(text):
        return _isolated_latin(text)
    pieces = _pieces(text)
    marked: list[str] = []
    for index, (piece, script) in enumerate(pieces):
        if script is Script.LATIN and not _keeps_order(piece):
            before = "" if index and pieces[index - 1][0] == LRM else LRM
            after = "" if index + 1 < len(pieces) and pieces[index + 1][0] == LRM else LRM
            piece = f"{before}{piece}{after}"
        marked.append(piece)
    first = next(script for _, script in pieces if script is not None)
    begun = first.is_rtl or text[0] in _MARKS
    return "".join(marked) if begun else RLM + "".join(marked)


def _keeps_order(code: str) -> bool:
    """Say whether a code needs no mark: a number without signs, or one that letters open and a letter or digit ends."""
    return (code[0].isalpha() and code[-1].isalnum()) or code.isdigit()


_LEAD = re.compile(r"\s+(?:[-\u2013\u2014:;,\u00b7\u2022|/\s]*\s)?\u200f?")
_TAIL = re.compile(r"[-\u2013\u2014:;,\u00b7\u2022|/\s]*(?<=\s)\Z")


def _isolated_latin(text: str) -> str:
    """Keep a text without a right-to-left letter in one piece; spaces and dashes towards other runs stay outside."""
    if _LATIN_LETTER.search(text) is None:
        return text
    lead = _LEAD.match(text)
    start = lead.end() if lead is not None else 0
    tail = _TAIL.search(text, start)
    end = tail.start() if tail is not None else len(text)
    core = text[start:end]
    if not core or (_keeps_order(core) and not _BRACKET.search(core)):
        return text
    before = "" if core[0] == LRM else LRM
    after = "" if core[-1] == LRM else LRM
    # A year after a value, in a run of its own, follows it from right to left, whatever sign ends the value.
    turn = RLM if start and text[start - 1] != RLM and not any(letter.isalpha() for letter in core) else ""
    return f"{text[:start]}{turn}{before}{core}{after}{text[end:]}"
