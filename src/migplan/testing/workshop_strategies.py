"""Hypothesis strategies for the blocks of a workshop: few items and many, one language and three, every script."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from migplan.documents import (
    Choice,
    ComparedColumn,
    ComparedLine,
    Comparison,
    GroupWork,
    Holds,
    Inline,
    Quiz,
    Sign,
    Signs,
    Span,
    Value,
    VoteKind,
    VoteSheet,
)
from migplan.testing.wording import inlines, short_titles, titles, wordings

_COLORS = st.sampled_from(["primary", "accent", "series-1", "series-9", ""])


def _lines(most: int = 4) -> st.SearchStrategy[list[Inline]]:
    return st.lists(inlines(), max_size=most)


@st.composite
def _sides(draw: st.DrawFn, text: st.SearchStrategy[str]) -> tuple[Span, ...]:
    """Say something in one to three languages."""
    languages = draw(st.sampled_from([("fr",), ("fr", "ar"), ("ar", "fr"), ("en", "ar", "zgh-Tfng-MA")]))
    return tuple(Span(draw(text), language) for language in languages)


def _choices(least: int, most: int, text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[list[Choice]]:
    code = st.sampled_from(["", "A1.2", "A10", "=1"])
    one = st.builds(Choice, _sides(text if text is not None else titles()), code, _COLORS)
    return st.lists(one, min_size=least, max_size=most)


@cache
def group_works() -> st.SearchStrategy[GroupWork]:
    """Instructions for groups, from a bare question to long lists."""
    minutes = st.sampled_from([None, 1, 30, 240])
    return st.builds(GroupWork, titles(), minutes, _lines(), _lines(), _lines(9), inlines(), wordings(), wordings())


@st.composite
def quizzes(draw: st.DrawFn) -> Quiz:
    """Questions with none to eight choices, answered or not."""
    choices = draw(st.lists(titles(), max_size=8))
    answer = draw(st.none() | st.integers(1, len(choices))) if choices else None
    return Quiz(draw(titles()), choices, answer, draw(st.sampled_from([None, 1, 12])), draw(wordings()))


@st.composite
def vote_sheets(draw: st.DrawFn) -> VoteSheet:
    """Ballots and sheets for dots, up to 40 choices."""
    drawn = draw(_choices(0, 4))
    repeated = [drawn[n % len(drawn)] for n in range(draw(st.sampled_from([1, 4, 9, 40])))] if drawn else []
    kind = draw(st.sampled_from(VoteKind))
    heads = draw(_choices(0, 5, short_titles())) if kind is VoteKind.BOX else []
    return VoteSheet(
        "vote", draw(_sides(titles())), repeated, kind, draw(st.just(()) | _sides(wordings())), heads,
        draw(st.sampled_from([0, 1, 10, 30])), draw(_choices(0, 6, short_titles())),
        draw(st.just(()) | _sides(short_titles())), draw(wordings()),
    )  # fmt: skip


@cache
def table_signs() -> st.SearchStrategy[Signs]:
    """Table signs, none to many."""
    one = st.builds(Sign, _sides(titles()), st.just(()) | _sides(wordings()), _COLORS)
    return st.builds(Signs, st.lists(one, max_size=5), wordings())


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Two to four things side by side, in words and in numbers."""
    column = st.builds(ComparedColumn, st.just(""), titles(), wordings(), _COLORS)
    columns = [attrs.evolve(one, key=f"c{n}") for n, one in enumerate(draw(st.lists(column, min_size=1, max_size=4)))]
    number = st.none() | st.integers(0, 10**6).map(Decimal)

    @st.composite
    def line(draw: st.DrawFn) -> ComparedLine:
        holds = draw(st.sampled_from([Holds.TEXT, Holds.NUMBER, Holds.MONEY, Holds.SHARE]))
        cells = [Value(draw(number), holds, address="north/x") if holds.is_number else draw(inlines()) for _ in columns]
        high = draw(st.sampled_from([None, Decimal(100), Decimal(10**6)])) if holds.is_number else None
        apart = draw(st.sets(st.integers(0, len(columns) - 1)))
        return ComparedLine(draw(titles()), cells, holds, high, draw(st.booleans()), sorted(apart))

    lines = draw(st.lists(line(), max_size=6))
    return Comparison("comparison", draw(inlines()), columns, lines, draw(inlines()), draw(wordings()))


WORKSHOP_BY_CLASS: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = {
    GroupWork: group_works,
    Quiz: quizzes,
    VoteSheet: vote_sheets,
    Signs: table_signs,
    Comparison: comparisons,
}
"""The strategy of each block of a workshop."""

__all__ = ["WORKSHOP_BY_CLASS", "comparisons", "group_works", "quizzes", "table_signs", "vote_sheets"]
