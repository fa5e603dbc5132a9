"""How the width of a slide is shared out among the columns of a table."""

from collections.abc import Sequence

from migplan.documents import Column, Row, RowKind, plain
from migplan_powerpoint.cells import MARGIN_SIDE, Span
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import LEAST, breakable

_SAMPLE = 400
_MOST_COLUMNS = 12


def shared_widths(
    columns: Sequence[Column], spans: Sequence[Span], size: float, width: float, margin: float
) -> tuple[list[float], bool]:
    """Share a width out, in points; say whether every column holds its longest word.

    `spans` are the longest word and the longest line of each column, in ems; each column keeps `margin` at both sides.
    """
    least = [span.word * size + 2 * margin for span in spans]
    whole = [max(span.line * size + 2 * margin, low) for span, low in zip(spans, least, strict=True)]
    if sum(whole) <= width:
        spare = width - sum(whole)
        weights = [column.width if not column.holds.is_number else column.width / 2 for column in columns]
        total = sum(weights) or 1
        return [wide + spare * weight / total for wide, weight in zip(whole, weights, strict=True)], True
    if sum(least) > width:
        most = _most(least, width)
        return [min(low, most) for low in least], False
    rest = width - sum(least)
    # Long texts gain most from room; the square root keeps one very long cell from starving the others.
    wanted = [(wide - low) ** 0.7 for wide, low in zip(whole, least, strict=True)]
    widths = list(least)
    open_columns = [index for index, want in enumerate(wanted) if want > 0]
    while rest > 0.5 and open_columns:
        total = sum(wanted[index] for index in open_columns)
        given = 0.0
        for index in list(open_columns):
            share = min(rest * wanted[index] / total, whole[index] - widths[index])
            widths[index] += share
            given += share
            if whole[index] - widths[index] < 0.5:
                open_columns.remove(index)
        rest -= given
        if given < 0.5:
            break
    return widths, True


def _most(least: Sequence[float], width: float) -> float:
    """Give the width at which columns that want more are stopped, so that all take up `width`: narrow ones lose nothing."""
    rest = width
    for place, low in enumerate(sorted(least)):
        share = rest / (len(least) - place)
        if low > share:
            return share
        rest -= low
    return rest


def column_groups(columns: Sequence[Column], rows: Sequence[Row], stage: Stage, width: float) -> list[tuple[int, ...]]:
    """Say which columns share a slide: all where they fit at the smallest size, else in turn beside the first one."""
    every = tuple(range(len(columns)))
    language = stage.request.language
    least = []
    for index, column in enumerate(columns):
        words = set(breakable(plain(column.label, language)))
        for row in rows[:_SAMPLE]:
            if row.kind is not RowKind.GROUP and index < len(row.cells):
                cell = row.cells[index]
                words.update(breakable(cell if type(cell) is str else plain(cell, language)))
        longest = max((stage.writer.width(word, LEAST, True) for word in words), default=0.0)
        least.append(min(longest, width / 3) + 2 * MARGIN_SIDE)
    if sum(least) <= width and len(columns) <= _MOST_COLUMNS:
        return [every]
    groups: list[list[int]] = [[0]]
    used = least[0]
    for index in every[1:]:
        if len(groups[-1]) > 1 and (used + least[index] > width or len(groups[-1]) >= _MOST_COLUMNS):
            groups.append([0])
            used = least[0]
        groups[-1].append(index)
        used += least[index]
    return [tuple(group) for group in groups]
