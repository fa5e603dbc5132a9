"""Places in a text, and what is wrong with a text before anybody asks what it means."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from attrs import field, frozen

from migplan.problems import Position, Problem, Severity

_BREAK = re.compile(r"\r\n|\r|\n")


@frozen(eq=False, slots=False)
class SourceText:
    """The text of one file, which turns offsets into lines and columns."""

    source: str
    """Path as problems show it."""
    text: str = field(repr=False)
    """Without its byte-order mark."""
    has_mark: bool = False
    """The file starts with a byte-order mark, which offsets count and columns do not."""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def position(self, start: int, end: int) -> Position:
        """Give the position of the characters from `start` up to `end`; the whole file for a negative start."""
        if start < 0:
            return Position(self.source)
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        return Position(self.source, line, column, start + self.has_mark, end + self.has_mark)


@frozen
class Faulty:
    """One fault in a text, whatever it means."""

    code: str
    start: int = -1
    """First character, from 0; -1 when the whole text is meant."""
    end: int = -1
    """One past the last character."""
    values: Mapping[str, object] = field(factory=dict)

    def problem(self, text: SourceText) -> Problem:
        """Give the problem with its position."""
        values = {"file": text.source, **self.values}
        return Problem(self.code, Severity.ERROR, values=values, position=text.position(self.start, self.end))


Places = dict[int, tuple[int, int]]
"""First character and one past the last of every list and mapping that was read, by the `id()` of its data."""


class Parsed(NamedTuple):
    """What a text holds."""

    data: Any
    """Mappings, lists and texts; `None` when nothing can be used."""
    faults: list[Faulty]
    places: Places
    """Where its lists and mappings stand."""
