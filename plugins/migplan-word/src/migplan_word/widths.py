"""Widths of columns: never narrower than the longest word, together exactly as wide as the text."""

from collections.abc import Callable, Iterable, Sequence

from attrs import frozen

from migplan_office.units import twips_from_points

PADDING = 10.5
"""Points of a cell's inner margins, both sides, and a little air."""
_USUAL = 4.7
"""Points of a usual letter at 9 points."""
_LONGEST_WORD = 26
"""Letters of a word beyond which it may be broken."""


Measure = Callable[[str, float, bool], float]
"""Gives the width in points of a text of a size, plain or bold."""


@frozen
class Need:
    """What a column needs, in points."""

    least: float
    """Its longest word, unbroken."""
    usual: float
    """Its usual content on one line."""
    most: float
    """Its longest content on one line."""


def need(
    measure: Measure, header: str, cells: Iterable[str], usual_letters: int, size: float, whole: bool = False
) -> Need:
    """Measure a column: header in bold, cells in plain; `whole` keeps each cell on one line, as numbers want it.

    Its usual width is that of its cells by weight: the long ones count more, the empty ones nothing. Without cells it
    is that of `usual_letters`.
    """
    longest, words, squares, count = "", _Longest(), 0, 0
    for cell in cells:
        letters = len(cell)
        if not letters:
            continue
        squares += letters * letters
        count += letters
        if letters > len(longest):
            longest = cell
        words.add(cell, whole)
    head = max((measure(word[:_LONGEST_WORD], size, True) for word in header.split(" ")), default=0.0)
    body = max((measure(word[: (2 if whole else 1) * _LONGEST_WORD], size, whole) for word in words.found), default=0.0)
    least = max(head, body) + PADDING
    one_line = min(measure(header, size, True), 2 * head) + PADDING
    room = 0.0 if longest else usual_letters * _USUAL + PADDING  # for what is written in by hand
    most = max(measure(longest[:400], size, False) + PADDING, one_line, least, room)
    letter = max(measure(longest[:60], size, False) / max(len(longest[:60]), 1), 3.5) if longest else _USUAL
    weight: float = squares / count if count else usual_letters
    return Need(least, least if whole else min(max(weight * letter + PADDING, least), most), most)


class _Longest:
    """The longest words of a column, those almost as long too: the one with the most letters is not always the widest."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._most = 0

    def add(self, cell: str, whole: bool) -> None:
        """Take in a cell, as one word when it is kept whole."""
        word = cell if whole or " " not in cell else max(cell.replace("\n", " ").split(" "), key=len)
        letters = len(word)
        if letters < self._most - 2 or word in self.found:
            return
        self.found.add(word)
        if letters > self._most:
            self._most = letters
            if len(self.found) > 40:
                self.found = {one for one in self.found if len(one) >= letters - 2}


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
