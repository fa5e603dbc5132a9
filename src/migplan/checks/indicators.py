"""Rules about indicators: baseline, target, source, direction."""

from collections.abc import Iterator

from migplan.checks.rule import CheckRule
from migplan.model import Direction, Indicator, Plan, Reference
from migplan.problems import Address, Problem, Severity


def _indicators(plan: Plan) -> Iterator[tuple[Indicator, Address]]:
    for roadmap in plan.roadmaps:
        for indicator in roadmap.indicators:
            yield indicator, ("roadmaps", roadmap.id, "indicators", indicator.id)


def indicator_has_a_baseline(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An indicator has a baseline: a value and its date.

    `indicator-without-baseline`, warning.
    """
    for indicator, path in _indicators(plan):
        if indicator.baseline is None:
            values = {"indicator": indicator.id}
            yield Problem("indicator-without-baseline", Severity.WARNING, (*path, "baseline"), values)


def indicator_has_a_target(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An indicator has at least one dated target.

    `indicator-without-target`, warning.
    """
    for indicator, path in _indicators(plan):
        if not indicator.targets:
            values = {"indicator": indicator.id}
            yield Problem("indicator-without-target", Severity.WARNING, (*path, "targets"), values)


def indicator_has_a_source(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An indicator says where its values come from: its means of verification.

    `indicator-without-source`, warning.
    """
    for indicator, path in _indicators(plan):
        if indicator.verification is None:
            values = {"indicator": indicator.id}
            yield Problem("indicator-without-source", Severity.WARNING, (*path, "verification"), values)


def targets_after_baseline(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A target is dated after the baseline.

    `target-before-baseline`, warning.
    """
    for indicator, path in _indicators(plan):
        baseline = indicator.baseline
        for place, target in enumerate(indicator.targets):
            if baseline is not None and target.date < baseline.date:
                values = {"indicator": indicator.id, "date": target.date, "baseline": baseline.date}
                yield Problem("target-before-baseline", Severity.WARNING, (*path, "targets", place, "date"), values)


def targets_go_the_right_way(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Targets move from the baseline, and from one to the next, in the direction that the indicator gives.

    Silent where a target is dated before the baseline. The first target at fault is told.

    `target-wrong-way`, warning.
    """
    for indicator, path in _indicators(plan):
        baseline, direction = indicator.baseline, indicator.direction
        if direction is Direction.STABLE or (
            baseline is not None and any(target.date < baseline.date for target in indicator.targets)
        ):
            continue
        before = baseline.value if baseline is not None else None
        for place, target in sorted(enumerate(indicator.targets), key=lambda pair: pair[1].date):
            falls = before is not None and target.value < before
            rises = before is not None and target.value > before
            if before is not None and (falls if direction is Direction.UP else rises):
                values = {
                    "indicator": indicator.id,
                    "target": target.value,
                    "date": target.date,
                    "before": before,
                }
                code = "target-wrong-way"
                yield Problem(code, Severity.WARNING, (*path, "targets", place, "value"), values)
                break
            before = target.value


RULES = (
    CheckRule("indicator-without-baseline", Severity.WARNING, indicator_has_a_baseline, "indicators"),
    CheckRule("indicator-without-target", Severity.WARNING, indicator_has_a_target, "indicators"),
    CheckRule("indicator-without-source", Severity.WARNING, indicator_has_a_source, "indicators"),
    CheckRule("target-before-baseline", Severity.WARNING, targets_after_baseline, "indicators"),
    CheckRule("target-wrong-way", Severity.WARNING, targets_go_the_right_way, "indicators"),
)
