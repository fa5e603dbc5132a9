"""Rules about the consultant's assignment: ceiling, days, terms that contradict themselves.

The contradictions are those that the reference data on method lists as tensions, found from the data.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from migplan.analysis.money import Amounts, product_of, quotient_of, total_of
from migplan.checks.rule import CheckRule, Listed
from migplan.model import Assignment, Plan, Reference, Task
from migplan.problems import Address, Problem, Severity

WRITING_DAYS = 5
"""Fewest days that preparing the workshops and writing one roadmap of thirty pages take, beside the workshops."""
DAYS_TO_SIGN = 28
"""Fewest days between the closing of offers and the end of a task: choosing, signing and inviting take four weeks."""


def _tasks(plan: Plan) -> Iterator[tuple[Assignment, Task, Address]]:
    if plan.assignment is not None:
        for task in plan.assignment.tasks:
            yield plan.assignment, task, ("assignment", "tasks", task.id)


def _lines_total(assignment: Assignment, amounts: Amounts) -> Decimal | None:
    """Give the total of the consultant's budget, `None` when a line cannot be counted."""
    costs = [
        amounts.amount(line.unit_cost, line.quantity) if line.unit_cost is not None else None
        for line in assignment.budget
    ]
    known = [cost for cost in costs if cost is not None]
    return total_of(known) if len(known) == len(costs) else None


def budget_under_ceiling(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The consultant's budget stays at or under the ceiling.

    Silent while a line has no unit cost or no rate.

    `assignment-above-ceiling`, error.
    """
    if plan.assignment is None or plan.assignment.ceiling is None:
        return
    amounts = Amounts.of(plan)
    ceiling, total = amounts.amount(plan.assignment.ceiling), _lines_total(plan.assignment, amounts)
    if ceiling is not None and total is not None and total > ceiling:
        values = {"total": total, "ceiling": ceiling, "excess": total - ceiling, "currency": plan.currency}
        yield Problem("assignment-above-ceiling", Severity.ERROR, ("assignment", "budget"), values)


def spending_under_ceiling(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """What the consultant spent stays at or under the ceiling.

    `spending-above-ceiling`, warning.
    """
    if plan.assignment is None or plan.assignment.ceiling is None:
        return
    amounts = Amounts.of(plan)
    ceiling = amounts.amount(plan.assignment.ceiling)
    total = total_of(amounts.amount(expense.amount) or Decimal(0) for expense in plan.assignment.spending)
    if ceiling is not None and total > ceiling:
        values = {"total": total, "ceiling": ceiling, "currency": plan.currency}
        yield Problem("spending-above-ceiling", Severity.WARNING, ("assignment", "spending"), values)


def _computed_days(task: Task) -> tuple[Decimal, str] | None:
    """Give the days that the parts of a task make, and how, where they differ from what it says."""
    territories = Decimal(task.territories)
    if task.units_per_territory is not None and task.days_per_unit is not None:
        days = product_of(Decimal(task.units_per_territory), task.days_per_unit, territories)
        if days != task.days:
            return days, f"{task.units_per_territory} × {task.days_per_unit.normalize():f} × {task.territories}"
    if task.per_territory_days is not None:
        days = product_of(task.per_territory_days, territories)
        if days != task.days:
            return days, f"{task.per_territory_days.normalize():f} × {task.territories}"
    return None


def days_add_up(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The days of a task are its units times their days times its territories.

    `task-days-differ`, error.
    """
    for _, task, path in _tasks(plan):
        computed = _computed_days(task)
        if computed is not None:
            values = {"task": task.id, "days": task.days, "computed": computed[0], "formula": computed[1]}
            yield Problem("task-days-differ", Severity.ERROR, (*path, "days"), values)


def fees_match_days(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The budget of a task charges at least the days that the task asks for.

    A second person on the same days may charge more. Silent while the days of the task do not add up.

    `fee-days-missing`, warning.
    """
    for assignment, task, path in _tasks(plan):
        lines = [line for line in assignment.budget if line.task == task.id and line.member is not None]
        charged = total_of(line.quantity for line in lines)
        if lines and charged < task.days and _computed_days(task) is None:
            values = {"task": task.id, "days": task.days, "charged": charged}
            yield Problem("fee-days-missing", Severity.WARNING, (*path, "days"), values)


def worked_within_days(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The days worked for a task stay within the days that it asks for.

    `worked-above-days`, warning.
    """
    for assignment, task, path in _tasks(plan):
        worked = total_of(day.days for day in assignment.worked if day.task == task.id)
        if worked > task.days:
            values = {"task": task.id, "worked": worked, "days": task.days}
            yield Problem("worked-above-days", Severity.WARNING, (*path, "days"), values)


def one_day_a_day(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Nobody works more than one day on one date.

    `more-than-a-day`, warning.
    """
    if plan.assignment is None:
        return
    sums: dict[tuple[str, date], Decimal] = {}
    for place, worked in enumerate(plan.assignment.worked):
        key = (worked.member, worked.date)
        before = sums.get(key, Decimal(0))
        sums[key] = total_of((before, worked.days))
        if sums[key] > 1 >= before:
            values = {"member": worked.member, "date": worked.date}
            at = ("assignment", "worked", place, "days")
            yield Problem("more-than-a-day", Severity.WARNING, at, values)


def published_before_closing(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Offers close after the terms are published.

    `closing-before-publication`, error.
    """
    one = plan.assignment
    if one is not None and one.published and one.closing and one.closing < one.published:
        values = {"published": one.published, "closing": one.closing}
        yield Problem("closing-before-publication", Severity.ERROR, ("assignment", "closing"), values)


def time_to_write(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Beside its workshops, a day each, a task that gives a roadmap in each territory leaves five days to prepare and write it.

    Silent while the days of the task do not add up.

    `too-few-writing-days`, warning.
    """
    for _, task, path in _tasks(plan):
        if not task.produces_roadmap or not task.minimum_events or not task.territories or _computed_days(task):
            continue
        days = quotient_of(task.days, Decimal(task.territories), Decimal(1)) or Decimal(0)
        events = quotient_of(Decimal(task.minimum_events), Decimal(task.territories), Decimal(1)) or Decimal(0)
        left = days - events
        if left < WRITING_DAYS:
            values = {
                "task": task.id,
                "days": days,
                "events": events,
                "left": max(left, Decimal(0)),
                "least": WRITING_DAYS,
            }
            yield Problem("too-few-writing-days", Severity.WARNING, (*path, "days"), values)


def time_to_sign(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A task does not have to be over within four weeks of the closing of offers.

    `task-too-soon`, warning.
    """
    for assignment, task, path in _tasks(plan):
        if assignment.closing is None or task.end is None or (task.start and task.end < task.start):
            continue
        days = (task.end - assignment.closing).days
        if days < DAYS_TO_SIGN:
            values = {"task": task.id, "end": task.end, "closing": assignment.closing, "n": max(days, 0)}
            yield Problem("task-too-soon", Severity.WARNING, (*path, "end"), values)


def ceiling_by_day(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Whoever makes an offer knows what the ceiling leaves for one day of work, everything included.

    `ceiling-by-day`, advice.
    """
    one = plan.assignment
    if one is None or one.ceiling is None or not one.days:
        return
    ceiling = Amounts.of(plan).amount(one.ceiling)
    by_day = quotient_of(ceiling, one.days, Decimal(1)) if ceiling is not None else None
    if by_day is not None:
        values = {"ceiling": ceiling, "days": one.days, "by_day": by_day, "currency": plan.currency}
        yield Problem("ceiling-by-day", Severity.ADVICE, ("assignment", "ceiling"), values)


def _overlap(left: Task, right: Task) -> bool:
    if left.start is None or left.end is None or right.start is None or right.end is None:
        return False
    return left.start <= left.end and right.start <= right.end and left.start <= right.end and right.start <= left.end


def enough_experts(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Tasks that run at the same time in several territories have an expert for each territory.

    A team that is not described counts as one expert.

    `expert-in-several-territories`, warning: one that names the tasks.
    """
    one = plan.assignment
    if one is None:
        return
    experts = max(1, len(one.team))
    wide = [task for task in one.tasks if task.territories > experts]
    clashing = [task for task in wide if any(other is not task and _overlap(task, other) for other in wide)]
    if clashing:
        values = {
            "tasks": Listed(task.id for task in clashing),
            "territories": max(task.territories for task in clashing),
            "n": experts,
        }
        at = ("assignment", "tasks", clashing[0].id, "start")
        yield Problem("expert-in-several-territories", Severity.WARNING, at, values)


def work_is_priced(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Work that the terms expect is among the work they pay for.

    `work-not-priced`, warning.
    """
    for _, task, path in _tasks(plan):
        if not task.is_priced:
            values = {"task": task.id, "title": task.title}
            yield Problem("work-not-priced", Severity.WARNING, (*path, "is_priced"), values)


def policy_is_dated_once(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The terms date the policy as its sources do.

    `policy-years-differ`, advice.
    """
    one = plan.assignment
    if one is None or one.first_instruments_year is None or one.policy_year is None:
        return
    if one.first_instruments_year < one.policy_year:
        values = {"first": str(one.first_instruments_year), "policy": str(one.policy_year)}
        yield Problem("policy-years-differ", Severity.ADVICE, ("assignment", "first_instruments_year"), values)


def deliverables_counted_once(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The number of copies of a deliverable can be read in one way only.

    `deliverable-count-unclear`, warning.
    """
    for deliverable in plan.assignment.deliverables if plan.assignment else ():
        high = deliverable.count_high
        if high is not None and high != deliverable.count:
            values = {"deliverable": deliverable.id, "low": deliverable.count, "high": high}
            at = ("assignment", "deliverables", deliverable.id, "count_high")
            yield Problem("deliverable-count-unclear", Severity.WARNING, at, values)


def deliverable_stages_in_order(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A deliverable is submitted, then approved, then invoiced.

    `deliverable-stages-reversed`, error.
    """
    for deliverable in plan.assignment.deliverables if plan.assignment else ():
        stages = (
            ("submitted", deliverable.submitted),
            ("approved", deliverable.approved),
            ("invoiced", deliverable.invoiced),
        )
        dated = [(name, day) for name, day in stages if day is not None]
        for (_, before), (name, day) in pairwise(dated):
            if day < before:
                at = ("assignment", "deliverables", deliverable.id, name)
                values = {"deliverable": deliverable.id, "day": day, "before": before}
                yield Problem("deliverable-stages-reversed", Severity.ERROR, at, values)
                break


def deliverable_on_time(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A deliverable whose day is past was submitted.

    `deliverable-overdue`, warning.
    """
    for deliverable in plan.assignment.deliverables if plan.assignment else ():
        due = deliverable.due
        if plan.as_of is not None and due is not None and due < plan.as_of and deliverable.submitted is None:
            at = ("assignment", "deliverables", deliverable.id, "due")
            values = {"deliverable": deliverable.id, "due": due, "day": plan.as_of}
            yield Problem("deliverable-overdue", Severity.WARNING, at, values)


def enough_events(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A task has the least number of events that the terms ask for, once its events are in the plan.

    `too-few-events`, warning.
    """
    numbers: dict[str, int] = {}
    for event in plan.events:
        if event.task is not None:
            numbers[event.task] = numbers.get(event.task, 0) + 1
    for _, task, path in _tasks(plan):
        number = numbers.get(task.id, 0)
        if number and task.minimum_events is not None and number < task.minimum_events:
            values = {"task": task.id, "n": number, "least": task.minimum_events}
            yield Problem("too-few-events", Severity.WARNING, (*path, "minimum_events"), values)


RULES = (
    CheckRule("assignment-above-ceiling", Severity.ERROR, budget_under_ceiling, "assignment"),
    CheckRule("spending-above-ceiling", Severity.WARNING, spending_under_ceiling, "assignment"),
    CheckRule("task-days-differ", Severity.ERROR, days_add_up, "assignment"),
    CheckRule("fee-days-missing", Severity.WARNING, fees_match_days, "assignment"),
    CheckRule("worked-above-days", Severity.WARNING, worked_within_days, "assignment"),
    CheckRule("more-than-a-day", Severity.WARNING, one_day_a_day, "assignment"),
    CheckRule("closing-before-publication", Severity.ERROR, published_before_closing, "assignment"),
    CheckRule("too-few-writing-days", Severity.WARNING, time_to_write, "assignment"),
    CheckRule("task-too-soon", Severity.WARNING, time_to_sign, "assignment"),
    CheckRule("ceiling-by-day", Severity.ADVICE, ceiling_by_day, "assignment"),
    CheckRule("expert-in-several-territories", Severity.WARNING, enough_experts, "assignment"),
    CheckRule("work-not-priced", Severity.WARNING, work_is_priced, "assignment"),
    CheckRule("policy-years-differ", Severity.ADVICE, policy_is_dated_once, "assignment"),
    CheckRule("deliverable-count-unclear", Severity.WARNING, deliverables_counted_once, "assignment"),
    CheckRule("deliverable-stages-reversed", Severity.ERROR, deliverable_stages_in_order, "assignment"),
    CheckRule("deliverable-overdue", Severity.WARNING, deliverable_on_time, "assignment"),
    CheckRule("too-few-events", Severity.WARNING, enough_events, "assignment"),
)
