"""Rules about figures: where they come from, for which day, and whether the edition may quote them."""

from collections.abc import Iterator

from migplan.checks.rule import CheckRule
from migplan.model import Confidence, Figure, Plan, Reference, Roadmap
from migplan.problems import Address, Problem, Severity


def _quoted(roadmap: Roadmap) -> Iterator[tuple[Figure, Address]]:
    path: Address = ("roadmaps", roadmap.id)
    for place, figure in enumerate(roadmap.profile):
        yield figure, (*path, "profile", place)
    for finding in roadmap.findings:
        for place, figure in enumerate(finding.evidence):
            yield figure, (*path, "findings", finding.id, "evidence", place)
    for need in roadmap.needs:
        for place, figure in enumerate(need.evidence):
            yield figure, (*path, "needs", need.id, "evidence", place)


def _figures(plan: Plan) -> Iterator[tuple[Figure, Address]]:
    for roadmap in plan.roadmaps:
        yield from _quoted(roadmap)
    for territory in plan.corrections.territories if plan.corrections else ():
        for place, figure in enumerate(territory.figures):
            yield figure, ("corrections", "territories", territory.id, "figures", place)


def figure_has_a_source(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A figure names its source, or says that it is invented for illustration.

    `figure-without-source`, warning.
    """
    for figure, path in _figures(plan):
        if figure.source is None and figure.confidence is not Confidence.ILLUSTRATIVE:
            values = {"measure": figure.measure, "value": figure.value}
            yield Problem("figure-without-source", Severity.WARNING, (*path, "source"), values)


def figure_has_a_date(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A figure says for which day it is true.

    `figure-without-date`, warning.
    """
    for figure, path in _figures(plan):
        if figure.date is None:
            values = {"measure": figure.measure, "value": figure.value}
            yield Problem("figure-without-date", Severity.WARNING, (*path, "date"), values)


def figure_before_edition(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An edition quotes no figure, baseline or measurement dated after itself.

    `figure-after-edition`, warning.
    """
    for roadmap in plan.roadmaps:
        if roadmap.edition is None:
            continue
        day = roadmap.edition.date
        dated = [(figure.measure, figure.date, (*path, "date")) for figure, path in _quoted(roadmap)]
        for indicator in roadmap.indicators:
            path = ("roadmaps", roadmap.id, "indicators", indicator.id)
            if indicator.baseline is not None:
                dated.append((indicator.id, indicator.baseline.date, (*path, "baseline", "date")))
            for place, measured in enumerate(indicator.measurements):
                dated.append((indicator.id, measured.date, (*path, "measurements", place, "date")))
        for name, when, at in dated:
            if when is not None and when > day:
                values = {"name": name, "date": when, "edition": day}
                yield Problem("figure-after-edition", Severity.WARNING, at, values)


RULES = (
    CheckRule("figure-without-source", Severity.WARNING, figure_has_a_source, "figures"),
    CheckRule("figure-without-date", Severity.WARNING, figure_has_a_date, "figures"),
    CheckRule("figure-after-edition", Severity.WARNING, figure_before_edition, "figures"),
)
