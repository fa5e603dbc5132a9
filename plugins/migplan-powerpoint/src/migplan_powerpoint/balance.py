"""Lines of titles: no word or two left alone on the last line."""

import re
from collections.abc import Sequence

from attrs import evolve

from migplan_powerpoint.words import Para, Writer

_HARD = "\u00a0"
_SHARE = 0.28
"""Share of the width that the last line of a title fills at least, where its words allow it."""
_MOST_WORDS = 6
_SURE = 0.94
"""Share of the width in which held words must keep their lines: where another font draws them, they may run wider."""


def without_orphan(para: Para, writer: Writer, width: float) -> Para:
    """Hold the last words of a title of several lines together, so that the last line is no orphan.

    A title of one line, one whose words differ in look and one that would need a line more stay as they are.
    """
    lines = writer.lines(para, width)
    if lines < 2 or not para.runs:
        return para
    spaces = [
        (place, match.start()) for place, run in enumerate(para.runs) for match in re.finditer(" ", run.text)
    ]  # fmt: skip
    best = para
    for count in range(1, min(_MOST_WORDS, len(spaces) - 1)):
        made = _held(para, spaces[-count:])
        if writer.lines(made, width * _SURE) != lines:
            break
        best = made
        if _tail(para, spaces[-count - 1], writer) >= width * _SHARE:
            break
    return best


def _held(para: Para, spaces: Sequence[tuple[int, int]]) -> Para:
    """Replace some spaces of a paragraph, by run and place, with spaces that hold."""
    runs = list(para.runs)
    for place, at in spaces:
        text = runs[place].text
        runs[place] = evolve(runs[place], text=f"{text[:at]}{_HARD}{text[at + 1 :]}")
    return evolve(para, runs=tuple(runs))


def _tail(para: Para, space: tuple[int, int], writer: Writer) -> float:
    """Give the width of what follows a space, in points."""
    place, at = space
    rest = (evolve(para.runs[place], text=para.runs[place].text[at + 1 :]), *para.runs[place + 1 :])
    return sum(writer.width(run.text, run.size or para.size, run.is_bold) for run in rest)
