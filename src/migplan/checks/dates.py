"""Rules about dates: order, periods, milestones, dependencies, delays."""

from collections.abc import Iterator
from datetime import date

from migplan.analysis.budget import planned_actions
from migplan.analysis.calendar import delay_days
from migplan.checks.rule import CheckRule
from migplan.model import Action, Plan, Reference, Roadmap
from migplan.problems import Address, Problem, Severity


def actions_with_paths(plan: Plan) -> Iterator[tuple[Roadmap, Action, Address]]:
    """Walk over the actions that are not cancelled, with their roadmap and their path."""
    for roadmap in plan.roadmaps:
        for action in planned_actions(roadmap):
            yield roadmap, action, ("roadmaps", roadmap.id, "actions", action.id)


def has_sound_dates(action: Action, roadmap: Roadmap) -> bool:
    """Say whether both dates are there, in order and inside the roadmap's period: what other rules build on."""
    if action.start is None or action.end is None or action.end < action.start:
        return False
    period = roadmap.period
    return period is None or (period.start <= action.start and action.end <= period.end)


def dates_in_order(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action, an event or a task must not end before it starts.

    `dates-reversed`, error.
    """
    dated = [(path, action.id, action.start, action.end) for _, action, path in actions_with_paths(plan)]
    dated += [(("events", event.id), event.id, event.start, event.end) for event in plan.events]
    if plan.assignment is not None:
        tasks = plan.assignment.tasks
        dated += [(("assignment", "tasks", task.id), task.id, task.start, task.end) for task in tasks]
    for path, name, start, end in dated:
        if start is not None and end is not None and end < start:
            yield Problem("dates-reversed", Severity.ERROR, (*path, "end"), {"name": name, "start": start, "end": end})


def action_is_dated(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action has a first and a last day.

    `action-without-date`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        if action.start is None or action.end is None:
            missing = "start" if action.start is None else "end"
            yield Problem("action-without-date", Severity.WARNING, (*path, missing), {"action": action.id})


def action_within_period(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action lies inside the period of its roadmap.

    `action-outside-period`, warning.
    """
    for roadmap, action, path in actions_with_paths(plan):
        period = roadmap.period
        if period is None or action.start is None or action.end is None or action.end < action.start:
            continue
        if action.start < period.start or action.end > period.end:
            name, day = ("start", action.start) if action.start < period.start else ("end", action.end)
            values = {"action": action.id, "day": day, "start": period.start, "end": period.end}
            yield Problem("action-outside-period", Severity.WARNING, (*path, name), values)


def milestone_within_action(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A milestone lies between the first and the last day of its action.

    `milestone-outside-action`, warning.
    """
    for roadmap, action, path in actions_with_paths(plan):
        if not action.milestones or not has_sound_dates(action, roadmap):
            continue
        for milestone in action.milestones:
            day = milestone.date
            if day is not None and action.start and action.end and not action.start <= day <= action.end:
                values = {
                    "action": action.id,
                    "milestone": milestone.id,
                    "day": day,
                    "start": action.start,
                    "end": action.end,
                }
                at = (*path, "milestones", milestone.id, "date")
                yield Problem("milestone-outside-action", Severity.WARNING, at, values)


def _dependencies(plan: Plan) -> Iterator[tuple[Action, Action, date, date, date, Address]]:
    """Walk over the dependencies with sound dates: what waits, what it waits for, and three dates.

    The dates are the start of what waits, and start and end of what it waits for.
    """
    for roadmap in plan.roadmaps:
        sound = {one.id: one for one in planned_actions(roadmap) if has_sound_dates(one, roadmap)}
        for action in sound.values():
            for place, name in enumerate(action.depends_on):
                before = sound.get(name)
                if before is None or before is action or not (action.start and before.start and before.end):
                    continue
                at = ("roadmaps", roadmap.id, "actions", action.id, "depends_on", place)
                yield action, before, action.start, before.start, before.end, at


def dependency_starts_after(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action does not start before what it waits for starts.

    `dependency-too-early`, warning.
    """
    for action, before, start, first, _, at in _dependencies(plan):
        if start < first:
            values = {"action": action.id, "start": start, "before": before.id, "first": first}
            yield Problem("dependency-too-early", Severity.WARNING, at, values)


def dependency_starts_when_over(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action starts when what it waits for is over, unless part of it is enough.

    `dependency-overlaps`, advice.
    """
    for action, before, start, first, last, at in _dependencies(plan):
        if first <= start < last:
            values = {"action": action.id, "start": start, "before": before.id, "end": last}
            yield Problem("dependency-overlaps", Severity.ADVICE, at, values)


def action_on_time(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action whose last day is past is done, cancelled, or given a new date.

    `action-late`, advice.
    """
    for roadmap, action, path in actions_with_paths(plan):
        days = delay_days(action, plan.as_of)
        if days and has_sound_dates(action, roadmap):
            values = {"action": action.id, "end": action.end, "n": days, "day": plan.as_of}
            yield Problem("action-late", Severity.ADVICE, (*path, "status"), values)


RULES = (
    CheckRule("dates-reversed", Severity.ERROR, dates_in_order, "dates"),
    CheckRule("action-without-date", Severity.WARNING, action_is_dated, "dates"),
    CheckRule("action-outside-period", Severity.WARNING, action_within_period, "dates"),
    CheckRule("milestone-outside-action", Severity.WARNING, milestone_within_action, "dates"),
    CheckRule("dependency-too-early", Severity.WARNING, dependency_starts_after, "dates"),
    CheckRule("dependency-overlaps", Severity.ADVICE, dependency_starts_when_over, "dates"),
    CheckRule("action-late", Severity.ADVICE, action_on_time, "dates"),
)
