"""What the terms of an assignment ask for, and where it stands on a day: events held, days worked, documents handed over."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import frozen

from migplan.analysis.money import total_of
from migplan.model import Assignment, Deliverable, Event, Plan, Task, Text


class Stage(Enum):
    """Where a deliverable stands on a day."""

    DUE = "due"
    """It can be made, and its day is still to come or is not set."""
    LATE = "late"
    """It can be made, and its day is past."""
    BLOCKED = "blocked"
    """What it reports on has not happened yet."""
    SUBMITTED = "submitted"
    """Handed over; the client has not approved it."""
    PAYABLE = "payable"
    """Approved, and not invoiced."""
    INVOICED = "invoiced"
    """Invoiced: nothing is left to do."""


@frozen
class Reason:
    """Why something stands where it does: a key of the catalogue, and the values of its sentence."""

    key: str
    values: tuple[tuple[str, object], ...] = ()


@frozen
class TaskStanding:
    """What a task asks for, and what was done until a day."""

    task: str
    title: Text
    days: Decimal
    worked: Decimal
    least: int
    """Events asked for; 0 when the terms name no number."""
    planned: tuple[str, ...]
    """Events of the plan for it."""
    held: tuple[str, ...]
    """Those held until the day."""
    is_priced: bool


@frozen
class DeliverableStanding:
    """Where one deliverable stands."""

    deliverable: str
    title: Text
    task: str | None
    count: int
    count_high: int | None
    due: date | None
    stage: Stage
    late_days: int
    """Days past its day without being handed over; 0 otherwise."""
    missing: tuple[str, ...]
    """Events it reports on that are not held."""
    reasons: tuple[Reason, ...]


@frozen
class Deliverables:
    """The whole assignment as of a day."""

    on: date
    tasks: tuple[TaskStanding, ...]
    deliverables: tuple[DeliverableStanding, ...]

    def count(self, stage: Stage) -> int:
        """Give how many deliverables stand at a stage."""
        return sum(1 for one in self.deliverables if one.stage is stage)


def is_held(event: Event, on: date) -> bool:
    """Say whether an event was held until a day; one that is held and has no date counts."""
    last = event.end or event.start
    return event.is_held and (last is None or last <= on)


def deliverables(plan: Plan, on: date) -> Deliverables:
    """Say where each task and each deliverable of the assignment stands; nothing without an assignment."""
    one = plan.assignment
    if one is None:
        return Deliverables(on, (), ())
    tasks = {task.id: _task(plan, one, task, on) for task in one.tasks}
    return Deliverables(
        on, tuple(tasks.values()), tuple(_deliverable(plan, item, tasks, on) for item in one.deliverables)
    )


def _task(plan: Plan, assignment: Assignment, task: Task, on: date) -> TaskStanding:
    mine = [event for event in plan.events if event.task == task.id]
    least = task.minimum_events or (task.units_per_territory or 0) * task.territories
    return TaskStanding(
        task.id,
        task.title,
        task.days,
        total_of(day.days for day in assignment.worked if day.task == task.id and day.date <= on),
        least if task.event_kind is not None else 0,
        tuple(event.id for event in mine),
        tuple(event.id for event in mine if is_held(event, on)),
        task.is_priced,
    )


def _deliverable(plan: Plan, one: Deliverable, tasks: dict[str, TaskStanding], on: date) -> DeliverableStanding:
    about = [tasks[one.task]] if one.task in tasks else [] if one.task else list(tasks.values())
    submitted, approved, invoiced = (
        day if day and day <= on else None for day in (one.submitted, one.approved, one.invoiced)
    )
    missing = tuple(id for task in about for id in task.planned if id not in task.held)
    lacking = sum(max(0, task.least - len(task.planned)) for task in about)
    titles = {event.id: event.title for event in plan.events}
    handed = submitted or approved or invoiced
    late = (on - one.due).days if one.due and one.due < on and not handed else 0
    reasons: list[Reason] = []
    if invoiced:
        stage, reasons = Stage.INVOICED, [Reason("invoiced", (("day", invoiced),))]
    elif approved:
        stage, reasons = Stage.PAYABLE, [Reason("payable", (("day", approved),))]
    elif submitted:
        stage, reasons = Stage.SUBMITTED, [Reason("submitted", (("day", submitted),))]
    elif missing or lacking:
        stage = Stage.BLOCKED
        reasons = _blocked(missing, lacking, titles)
    else:
        stage = Stage.LATE if late else Stage.DUE
    if not handed:
        reasons += _day(one.due, late)
    return DeliverableStanding(
        one.id, one.title, one.task, one.count, one.count_high, one.due, stage, late, missing, tuple(reasons)
    )  # fmt: skip


def _blocked(missing: tuple[str, ...], lacking: int, titles: dict[str, Text]) -> list[Reason]:
    found = []
    if missing:
        found.append(Reason("not_held", (("n", len(missing)), ("first", titles[missing[0]]))))
    if lacking:
        found.append(Reason("not_planned", (("n", lacking),)))
    return found


def _day(due: date | None, late: int) -> Iterable[Reason]:
    if late:
        return [Reason("late", (("n", late), ("day", due)))]
    return [Reason("due", (("day", due),)) if due else Reason("no_day")]
