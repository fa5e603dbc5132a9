"""Parting and cutting paragraphs: what a frame holds, and what goes on elsewhere."""

from collections.abc import Sequence

from attrs import evolve

from migplan_powerpoint.words import Para, Run, Writer

_TOLERANCE = 0.6
"""Share of a line by which a text may be higher than its frame before it is cut."""


def clipped(paras: Sequence[Para], writer: Writer, width: float, height: float) -> tuple[list[Para], bool]:
    """Give the beginning of paragraphs that a frame holds, ended by `…`, and whether something had to go.

    Lengths are points. One line always stays. This is the last resort: layouts part their texts before.
    """
    kept: list[Para] = []
    used = 0.0
    for number, para in enumerate(paras):
        line = writer.line_height(para)
        before = para.before if number else 0.0
        needed = writer.lines(para, width) * line + before
        if used + needed <= height + line * _TOLERANCE:
            kept.append(para)
            used += needed
            continue
        lines = int((height - used - before) // line)
        if lines < 1 and kept:
            kept[-1] = _ended(kept[-1], writer, width)
            return kept, True
        parted = part_para(para, writer, width, max(lines, 1) * line)
        kept.append(_ended(parted[0], writer, width) if parted else para)
        return kept, parted is not None or number + 1 < len(paras)
    return kept, False


def _ended(para: Para, writer: Writer, width: float) -> Para:
    """End a paragraph by `…` without a further line."""
    if not para.runs:
        return para
    lines = writer.lines(para, width)
    last = para.runs[-1]
    text = last.text.rstrip()
    while True:
        ended = evolve(para, runs=(*para.runs[:-1], evolve(last, text=text + "…", font="")))
        if len(text) < 2 or writer.lines(ended, width) <= lines:
            return ended
        text = text[:-1].rstrip()


def part_para(para: Para, writer: Writer, width: float, height: float) -> tuple[Para, Para] | None:
    """Part one long paragraph between words so that its first part fits a height, in points; `None` when no line does."""
    line = writer.line_height(para)
    lines = int((height + 0.01) // line)
    if lines < 1:
        return None
    words = [(index, word) for index, run in enumerate(para.runs) for word in _words(run.text)]
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if writer.lines(_rebuilt(para, words[:middle]), width) <= lines:
            low = middle
        else:
            high = middle - 1
    if low == 0:
        return _parted_word(para, writer, width, lines)
    if low == len(words):
        return None
    return _rebuilt(para, words[:low]), evolve(_rebuilt(para, words[low:]), mark="", before=0)


def _parted_word(para: Para, writer: Writer, width: float, lines: int) -> tuple[Para, Para] | None:
    """Part a paragraph inside its first word, which alone is higher than the room."""
    first = next((index for index, run in enumerate(para.runs) if run.text), None)
    if first is None:
        return None
    run = para.runs[first]
    low, high = 1, len(run.text)
    while low < high:
        middle = (low + high + 1) // 2
        if writer.lines(evolve(para, runs=(evolve(run, text=run.text[:middle]),)), width) <= lines:
            low = middle
        else:
            high = middle - 1
    head = evolve(para, runs=(evolve(run, text=run.text[:low]),))
    rest = (*((evolve(run, text=run.text[low:]),) if low < len(run.text) else ()), *para.runs[first + 1 :])
    return (head, evolve(para, runs=rest, mark="", before=0)) if rest else None


def _words(text: str) -> list[str]:
    """Cut a text after each space, so that the pieces together are the text."""
    pieces = text.split(" ")
    return [f"{piece} " for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def _rebuilt(para: Para, words: Sequence[tuple[int, str]]) -> Para:
    runs: list[Run] = []
    last = -1
    for index, word in words:
        if index == last:
            runs[-1] = evolve(runs[-1], text=runs[-1].text + word)
        else:
            runs.append(evolve(para.runs[index], text=word))
            last = index
    return evolve(para, runs=tuple(runs))
