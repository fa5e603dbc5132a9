"""Who came, crossed by two traits, and which counts must be hidden so that nobody is recognised by a small one."""

from collections.abc import Hashable, Iterable, Sequence

from attrs import frozen

from migplan.model import AttendanceCount, Event, Sex

SMALL = 5
"""Counts below this, and above nothing, may point to persons; public editions hide them."""


@frozen
class Crossing:
    """Counts by two traits with their totals: the last line and the last column are the totals."""

    rows: tuple[Hashable, ...]
    """Keys of the rows, without the total."""
    columns: tuple[Hashable, ...]
    """Keys of the columns, without the total."""
    cells: tuple[tuple[int, ...], ...]
    """One line per row and one for the total; in each, one count per column and one for the total."""

    @property
    def total(self) -> int:
        """Everybody."""
        return self.cells[-1][-1]


def crossing(counts: Iterable[tuple[Hashable, Hashable, int]], columns: Sequence[Hashable]) -> Crossing:
    """Cross counts, given as row, column, number; rows in the order they come, columns as named (others are refused).

    Raises:
        KeyError: A count names a column that is not among `columns`.
    """
    table: dict[Hashable, dict[Hashable, int]] = {}
    for row, column, number in counts:
        line = table.setdefault(row, dict.fromkeys(columns, 0))
        line[column] = line[column] + number
    lines = [tuple(line.values()) for line in table.values()]
    sums = tuple(sum(line[place] for line in lines) for place in range(len(columns)))
    whole = [(*line, sum(line)) for line in (*lines, sums)]
    return Crossing(tuple(table), tuple(columns), tuple(whole))


def small_cells(table: Crossing, least: int = SMALL) -> frozenset[tuple[int, int]]:
    """Say which cells to hide, by line and place: counts below `least`, and as many others as keep them from being computed.

    Whoever knows all of a line but one cell knows that cell too; so a line hides none, or two that are not zero.
    """
    hidden = {
        (row, place) for row, line in enumerate(table.cells) for place, count in enumerate(line) if 0 < count < least
    }
    lines = [[(row, place) for place in range(len(line))] for row, line in enumerate(table.cells)]
    lines += [[(row, place) for row in range(len(table.cells))] for place in range(len(table.columns) + 1)]
    last = (len(table.rows), len(table.columns))
    changed = True
    while changed:
        changed = False
        for line in lines:
            gone = [at for at in line if at in hidden]
            left = [at for at in line if at not in hidden and table.cells[at[0]][at[1]]]
            if len(gone) == 1 and left:
                hidden.add(min(left, key=lambda at: (at[0] == last[0] or at[1] == last[1], table.cells[at[0]][at[1]])))
                changed = True
    return frozenset(hidden)


def best_half_day(event: Event) -> tuple[AttendanceCount, ...]:
    """Give the counts of the half-day at which most persons were there; of two alike, the first."""
    halves: dict[int, int] = {}
    for one in event.attendance:
        halves[one.half_day] = halves.get(one.half_day, 0) + one.count
    best = max(halves, key=lambda half: (halves[half], -half), default=0)
    return tuple(one for one in event.attendance if one.half_day == best)


def attendance(event: Event) -> tuple[int, int]:
    """Count persons, and women among them, at the best attended half-day of an event."""
    found = best_half_day(event)
    return sum(one.count for one in found), sum(one.count for one in found if one.sex is Sex.WOMAN)
