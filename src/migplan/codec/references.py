"""References between things."""

from collections.abc import Iterator, Set

from migplan.model import Plan
from migplan.problems import Problem


def check_references(
    plan: Plan, lost: Set[str] = frozenset(), *, packs_known: bool = True, plan_known: bool = True
) -> Iterator[Problem]:
    """Find ids that name nothing, ids given twice and references that go round in circles."""
    yield from ()
