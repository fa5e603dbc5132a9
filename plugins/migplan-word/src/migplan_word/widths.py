"""Widths of columns: never narrower than the longest word, together exactly as wide as the text."""

from collections.abc import Iterable, Sequence

from attrs import frozen

from migplan_office.fonts import text_width
from migplan_office.units import twips_from_points

PADDING = 9.0
"""Points of a cell's inner margins, both sides, and a little air."""
_USUAL = 4.7
"""Points of a usual letter at 9 points."""
_LONGEST_WORD = 26
"""Letters of a word beyond which it may be broken."""


@frozen
class Need:
    """What a column needs, in points."""

    least: float
    """Its longest word, unbroken."""
    usual: float
    """Its usual content on one line."""
    most: float
    """Its longest content on one line."""


def need(header: str, cells: Iterable[str], usual_letters: int, size: float, whole: bool = False) -> Need:
    """Measure a column: header in bold, cells in plain; `whole` keeps each cell on one line, as numbers want it."""
    longest, words = "", {""}
    for cell in cells:
        if len(cell) > len(longest):
            longest = cell
        if whole:
            continue
        if len(cell) > 4:
            word = max(cell.split(" "), key=len) if " " in cell else cell
            if len(word) >= len(max(words, key=len)) - 3:
                words.add(word)
                if len(words) > 12:
                    words = set(sorted(words, key=len)[-6:])
        else:
            words.add(cell)
    head = max((text_width(word[:_LONGEST_WORD], size, True) for word in header.split(" ")), default=0.0)
    if whole:
        body = text_width(longest[: 2 * _LONGEST_WORD], size, True)
        return Need(
            max(head, body) + PADDING, max(head, body) + PADDING, max(text_width(header, size, True), body) + PADDING
        )
    least = max(head, *(text_width(word[:_LONGEST_WORD], size) for word in words)) * 1.03 + PADDING
    most = max(text_width(longest[:400], size), min(text_width(header, size, True), 2 * head)) + PADDING
    usual = min(max(usual_letters * _USUAL + PADDING, least), max(most, least))
    return Need(least, usual, max(most, least))


def shared(needs: Sequence[Need], total: float) -> list[float]:
    """Share a width out among columns; sums to the total.

    Each gets its least; what is left goes first to what the usual contents lack, then to the longest ones, then to
    all by their size. When even the least does not fit, all shrink in proportion.
    """
    least = [one.least for one in needs]
    if sum(least) >= total:
        return [one * total / sum(least) for one in least]
    widths = least
    for goal in ([one.usual for one in needs], [one.most for one in needs]):
        lacking = [max(wanted - have, 0.0) for wanted, have in zip(goal, widths, strict=True)]
        left = total - sum(widths)
        if sum(lacking) <= 0 or left <= 0:
            continue
        share = min(left / sum(lacking), 1.0)
        widths = [have + lack * share for have, lack in zip(widths, lacking, strict=True)]
    left = total - sum(widths)
    return [width + left * width / sum(widths) for width in widths] if left > 0 else widths


def fits(needs: Sequence[Need], total: float) -> bool:
    """Say whether no column would break a word."""
    return sum(one.least for one in needs) <= total


def in_twips(widths: Sequence[float], total: int) -> list[int]:
    """Round widths so that they sum to the total exactly."""
    done = [max(twips_from_points(width), 60) for width in widths]
    if done:
        widest = done.index(max(done))
        done[widest] += total - sum(done)
    return done
