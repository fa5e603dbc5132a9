"""Figures that somebody changed by hand in a file, found by the words that stand around them.

A figure is known by what the document says before and after it. Where those words stand once in a fresh file, around
that figure, and once in the file in hand, the number between them is that figure, whatever it is by now. All else is
left alone: an audit claims no change that it cannot point at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import frozen

from migplan.documents import Document, Value
from migplan.documents.text import said
from migplan.pipeline.rooms import Room, plain_line
from migplan.records.figures import FileFigure, Made, StaleFigure, by_address, figure_of, sections_of

_NUMBER = r"(?<!\d)[-\u2212]?\d+(?:[ .,\u066b\u066c]\d+)*(?!\d)"
_GAP = r"\D{0,12}?"
"""Between two cells, or a number and its unit: no digit, and not a sentence."""
_LONGEST, _SHORTEST = 60, 3
"""Letters of the words around a figure that are compared, and those below which they tell nothing."""
_FURTHEST = 12
"""Numbers between a figure and the nearest words: cells of one row."""


def changed_by_hand(
    document: Document, made: Made, rooms: Sequence[Room], fresh: Sequence[Room]
) -> Iterator[StaleFigure]:
    """Find the figures that neither the plan holds nor the file held when it was made: somebody wrote them.

    `fresh` are the places of the same document, made by now.
    """
    before = by_address(figure for _, figure in made.figures)
    for section, thing in sections_of(document):
        own, new = ([room for room in each if room.is_of(section)] or each for each in (rooms, fresh))
        for figure, patterns in _surroundings(thing, document.language):
            known = before.get(figure.address)
            pattern = next((one for one in patterns if _is_figure(_only(one, new)[2], (figure,))), None)
            if not known or pattern is None:
                continue
            room, start, written = _only(pattern, own)
            if room is not None and not _is_figure(written, (*known, figure)):
                told = written, figure.written, (room.place,), room.cell_at(start), known[0].written
                yield StaleFigure(figure.address, *told)


def _only(pattern: re.Pattern[str], rooms: Sequence[Room]) -> tuple[Room | None, int, str]:
    """Give the one room, place and number that a pattern finds; nothing where it finds none, or several."""
    found = [(room, match.start(1), match[1]) for room in rooms for match in pattern.finditer(room.lines)]
    return found[0] if len(found) == 1 else (None, 0, "")


def _is_figure(text: str, figures: Iterable[FileFigure]) -> bool:
    """Say whether a number of a file is one of the figures: as it is written, or, in a cell, as it is stored."""
    if "".join(text.split()) in {"".join(plain_line(figure.written).split()) for figure in figures}:
        return True
    try:
        stored = Decimal(text)
    except ArithmeticError:
        return False
    return any(stored in {Decimal(figure.value), Decimal(figure.value) / 100} for figure in figures)


def _surroundings(thing: Any, language: str) -> Iterator[tuple[FileFigure, list[re.Pattern[str]]]]:
    """Give each figure of a section with patterns whose one group it is: the words on both sides, before it, after it."""
    pieces = [_Piece.of(one, language) for one in said(thing)]
    for place, piece in enumerate(pieces):
        if piece.figure is None:
            continue
        before = _towards(pieces[max(0, place - _FURTHEST) : place][::-1], slice(-_LONGEST, None))[::-1]
        after = _towards(pieces[place + 1 : place + 1 + _FURTHEST], slice(_LONGEST))
        number = f"({_NUMBER})"
        ways = (
            before and after and (*before, number, *after),
            before and (*before, number),
            after and (number, *after),
        )
        yield piece.figure, [re.compile(_GAP.join(way)) for way in ways if way]


@frozen
class _Piece:
    """A word or a value of a document, as a file says it."""

    text: str
    is_number: bool = False
    figure: FileFigure | None = None

    @classmethod
    def of(cls, thing: str | Value, language: str) -> "_Piece":
        if isinstance(thing, str):
            return cls(plain_line(thing))
        is_number = thing.value is not None and not isinstance(thing.value, date)
        return cls(plain_line(thing.written(language, with_unit=False)), is_number, figure_of(thing, language))


def _towards(pieces: Sequence[_Piece], nearest: slice) -> list[str]:
    """Say how to get from a figure to the nearest words, as patterns; none where there are no words that tell."""
    steps: list[str] = []
    for piece in pieces:
        if piece.is_number:
            steps.append(_NUMBER)
        elif sum(map(str.isalpha, piece.text)) >= _SHORTEST:
            return [*steps, _literal(piece.text[nearest])]
        else:
            steps.append(_literal(piece.text))
    return []


def _literal(text: str) -> str:
    """Match a text whatever the lines that it was broken into."""
    return r"\s+".join(map(re.escape, text.split()))
