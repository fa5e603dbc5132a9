"""Lines of titles: no word or two left alone on the last line."""

import re

from attrs import evolve

from migplan_powerpoint.words import Para, Writer

_HARD = "\u00a0"
_SHARE = 0.28
"""Share of the width that the last line of a title fills at least, where its words allow it."""
_MOST_WORDS = 6


def without_orphan(para: Para, writer: Writer, width: float) -> Para:
    """Hold the last words of a title of several lines together, so that the last line is no orphan.

    A title of one line, one whose words differ in look and one that would need a line more stay as they are.
    """
    lines = writer.lines(para, width)
    if lines < 2 or not para.runs:
        return para
    place = max(range(len(para.runs)), key=lambda number: len(para.runs[number].text))
    run = para.runs[place]
    after = "".join(other.text for other in para.runs[place + 1 :])
    wanted = width * _SHARE
    best = para
    for count in range(1, _MOST_WORDS):
        spaces = [match.start() for match in re.finditer(" ", run.text)]
        if len(spaces) <= count:
            break
        cut = spaces[-count]
        tail = run.text[cut + 1 :]
        held = f"{run.text[: cut + 1]}{tail.replace(' ', _HARD)}"
        made = evolve(para, runs=(*para.runs[:place], evolve(run, text=held), *para.runs[place + 1 :]))
        if writer.lines(made, width) != lines:
            break
        best = made
        if writer.width(tail + after, run.size or para.size, run.is_bold) >= wanted:
            break
    return best
