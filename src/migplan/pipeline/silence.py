"""Rules stay silent about what follows from a value already at fault, and about the rest of a plan that is a part of one."""

from collections.abc import Iterable, Iterator, Sequence

from migplan.problems import Address, Problem

ANYTHING = "*"
"""Among what a rule reads: any value of the plan."""


def without_followers(
    problems: Iterable[Problem], faults: Sequence[Address], reads: Sequence[str]
) -> Iterator[Problem]:
    """Leave out the problems that follow from a fault of reading.

    One follows when its own value, or one that encloses it, is at fault (misspelt keys stand for the fields they were
    meant for), or when a value that its rule `reads` is: see `migplan.hooks.Check.reads`.
    """
    for problem in problems:
        if not any(_follows(problem.at, fault, reads) for fault in faults):
            yield problem


def of_the_part(problems: Iterable[Problem], reads: Sequence[str]) -> Iterator[Problem]:
    """Leave out what only the whole plan can tell, for the workbook of one roadmap or event.

    That is what is said of the assignment, whose other meetings are not there, and by rules that read anything.
    """
    return (one for one in problems if ANYTHING not in reads and one.at[:1] != ("assignment",))


def _follows(at: Address, fault: Address, reads: Sequence[str]) -> bool:
    if at and at[: len(fault)] == fault:
        return True
    return any(_is_read(at, fault, name) for name in reads)


def _is_read(at: Address, fault: Address, name: str) -> bool:
    if name == ANYTHING:
        return True
    collection, _, field = name.rpartition(".")
    if not collection:
        beside = at[:-1]
        return fault[: len(beside)] == beside and field in fault[len(beside) :]
    is_near = fault[:2] == at[:2] and fault[2:3] == (collection,)
    return is_near and (len(fault) <= 4 or field in fault[4:])
