"""Samples of the blocks of a workshop, made of the words of the other samples."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from migplan.documents import (
    Block,
    Choice,
    ComparedColumn,
    ComparedLine,
    Comparison,
    GroupWork,
    Holds,
    Quiz,
    Sign,
    Signs,
    Span,
    Value,
    VoteKind,
    VoteSheet,
)

Say = Callable[[str], str]


def workshop_blocks(language: str, say: Callable[[str], Say], count: int) -> dict[str, Block]:
    """Give one block of each kind by its name; `say` gives the words of a language."""
    here = say(language)
    other = "ar" if language.partition("-")[0] != "ar" else "fr"

    def sides(key: str) -> tuple[Span, ...]:
        return tuple(Span(say(one)(key), one) for one in (language, other))

    def choices(keys: Sequence[str], number: int, code: str = "A") -> list[Choice]:
        return [Choice(sides(keys[n % len(keys)]), f"{code}{n + 1}", f"series-{n % 6 + 1}") for n in range(number)]

    projects, bodies = ("desk", "lessons", "projects"), ("town", "agency", "network")
    territories = [ComparedColumn(f"t{n}", here("valley"), f"{n + 1}", f"series-{n + 1}") for n in range(3)]
    lines = [
        ComparedLine(here("cost"), [Value(Decimal(n * 37 % 90), Holds.SHARE) for n in range(3)], Holds.SHARE, Decimal(100), True, (1,)),
        *(ComparedLine(here(projects[n % 3]), [here(bodies[(n + place) % 3]) for place in range(3)]) for n in range(count)),
    ]  # fmt: skip
    return {
        "group_work": GroupWork(
            here("question"), 45, [here(projects[n % 3]) for n in range(min(count, 5))],
            [here("lead"), here("network")], [here(bodies[n % 3]) for n in range(min(count, 4))], here("message"),
            here("write"),
        ),
        "quiz": Quiz(here("question"), [here(projects[n % 3]) for n in range(min(count, 6))], None, 1),
        "ballot": VoteSheet(
            "ballot", sides("question"), choices(projects, count), VoteKind.BOX, sides("message"),
            voters=choices(bodies, 3, ""), stamp=sides("source"),
        ),
        "dots": VoteSheet("dots", sides("question"), choices(projects, count), VoteKind.DOTS, sides("message")),
        "marks": VoteSheet("marks", sides("question"), choices(projects, count), heads=choices(("why", "how"), 2, "C")),
        "signs": Signs([Sign(sides(bodies[n % 3]), sides("subtitle")) for n in range(min(count, 12))]),
        "comparison": Comparison("comparison", here("message"), territories, lines, here("source")),
    }  # fmt: skip


__all__ = ["workshop_blocks"]
