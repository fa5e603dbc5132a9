"""When things happen: actions, milestones, dependencies, lanes by objective, years."""

from datetime import date

from attrs import frozen

from migplan.model import Action, ActionStatus, Plan, Roadmap, Text

_OVER = frozenset({ActionStatus.DONE, ActionStatus.CANCELLED})


@frozen
class DatedMilestone:
    """A milestone of an action on the calendar."""

    id: str
    title: Text
    date: date | None
    is_reached: bool
    is_late: bool
    """Its day is past and it is not reached, as of the calendar's day."""


@frozen
class Dependency:
    """One action that waits for another."""

    before: str
    """Id of the action that is waited for."""
    after: str
    """Id of the action that waits."""
    slack_days: int | None
    """Days between the end of one and the start of the other, 0 when they follow each other; below zero when
    the waiting action starts too early; `None` when a date is missing."""
    is_late: bool
    """What is waited for should be over as of the calendar's day, and is not."""

    @property
    def is_kept(self) -> bool:
        """Say whether the waiting action starts after what it waits for; unknown dates count as kept."""
        return self.slack_days is None or self.slack_days >= 0

    @property
    def is_critical(self) -> bool:
        """Say whether any delay of the one delays the other: no day lies between them."""
        return self.slack_days is not None and self.slack_days <= 0


@frozen
class Entry:
    """One action on the calendar."""

    action: str
    title: Text
    objective: str | None
    lead: str | None
    start: date | None
    end: date | None
    status: ActionStatus
    milestones: tuple[DatedMilestone, ...]
    depends_on: tuple[str, ...]
    delay_days: int
    """Days since its end while it is not done, as of the calendar's day; 0 when it is on time or undated."""

    @property
    def is_late(self) -> bool:
        """Say whether it should be over and is not."""
        return self.delay_days > 0

    def is_active_in(self, year: int) -> bool:
        """Say whether part of it lies in a year; never when a date is missing."""
        return bool(self.start and self.end and self.start.year <= year <= self.end.year)


@frozen
class Lane:
    """The entries of one objective."""

    objective: str | None
    """`None` for actions without an objective that exists."""
    title: Text | None
    entries: tuple[Entry, ...]


@frozen
class YearSlice:
    """What happens in one year; ids of actions in calendar order."""

    year: int
    active: tuple[str, ...]
    starting: tuple[str, ...]
    ending: tuple[str, ...]
    milestones: tuple[tuple[str, str], ...]
    """Pairs of action and milestone ids."""


@frozen
class Calendar:
    """The calendar of one roadmap, as of a day."""

    on: date | None
    start: date | None
    """First day: of the roadmap's period, else of the earliest action."""
    end: date | None
    entries: tuple[Entry, ...]
    """In plan order; undated actions are kept."""
    dependencies: tuple[Dependency, ...]
    lanes: tuple[Lane, ...]
    """In the order of the objectives; objectives without action are left out."""
    years: tuple[YearSlice, ...]
    """Every year from the first to the last."""

    @property
    def late(self) -> tuple[Entry, ...]:
        """Entries that should be over and are not."""
        return tuple(entry for entry in self.entries if entry.is_late)

    @property
    def critical(self) -> tuple[Dependency, ...]:
        """Dependencies without a day to spare."""
        return tuple(link for link in self.dependencies if link.is_critical)


def slack_days(before: Action, after: Action) -> int | None:
    """Give the days that lie between the end of one action and the start of the other, `None` without dates."""
    if before.end is None or after.start is None:
        return None
    return (after.start - before.end).days - 1


def delay_days(action: Action, on: date | None) -> int:
    """Give the days that an action is overdue on a day; 0 when it is over, undated or on time."""
    if on is None or action.end is None or action.status in _OVER:
        return 0
    return max(0, (on - action.end).days)


def calendar(plan: Plan, roadmap: Roadmap, on: date | None = None) -> Calendar:
    """Lay out the actions of a roadmap in time, as of a day (the plan's `as_of` when none is given)."""
    day = on or plan.as_of
    entries = tuple(_entry(action, day) for action in roadmap.actions)
    start, end = _bounds(roadmap, entries)
    return Calendar(
        day, start, end, entries, _dependencies(roadmap, day), _lanes(roadmap, entries), _years(start, end, entries)
    )


def _entry(action: Action, on: date | None) -> Entry:
    milestones = tuple(
        DatedMilestone(
            item.id,
            item.title,
            item.date,
            item.is_reached,
            bool(on and item.date and item.date < on and not item.is_reached),
        )
        for item in action.milestones
    )
    return Entry(
        action.id,
        action.title,
        action.objective,
        action.lead,
        action.start,
        action.end,
        action.status,
        milestones,
        action.depends_on,
        delay_days(action, on),
    )


def _bounds(roadmap: Roadmap, entries: tuple[Entry, ...]) -> tuple[date | None, date | None]:
    if roadmap.period is not None:
        return roadmap.period.start, roadmap.period.end
    days = [day for entry in entries for day in (entry.start, entry.end) if day]
    return (min(days), max(days)) if days else (None, None)


def _dependencies(roadmap: Roadmap, on: date | None) -> tuple[Dependency, ...]:
    actions = {action.id: action for action in roadmap.actions}
    links = []
    for after in roadmap.actions:
        for name in after.depends_on:
            before = actions.get(name)
            if before is not None:
                late = delay_days(before, on) > 0
                links.append(Dependency(before.id, after.id, slack_days(before, after), late))
    return tuple(links)


def _lanes(roadmap: Roadmap, entries: tuple[Entry, ...]) -> tuple[Lane, ...]:
    titles = {objective.id: objective.title for objective in roadmap.objectives}
    places: dict[str | None, list[Entry]] = {}
    for entry in entries:
        places.setdefault(entry.objective if entry.objective in titles else None, []).append(entry)
    order = [*titles, None]
    return tuple(
        Lane(name, titles.get(name) if name else None, tuple(places[name])) for name in order if name in places
    )


def _years(start: date | None, end: date | None, entries: tuple[Entry, ...]) -> tuple[YearSlice, ...]:
    if start is None or end is None:
        return ()
    slices = []
    for year in range(start.year, end.year + 1):
        active = tuple(entry.action for entry in entries if entry.is_active_in(year))
        starting = tuple(entry.action for entry in entries if entry.start and entry.start.year == year)
        ending = tuple(entry.action for entry in entries if entry.end and entry.end.year == year)
        milestones = tuple(
            (entry.action, item.id)
            for entry in entries
            for item in entry.milestones
            if item.date and item.date.year == year
        )
        slices.append(YearSlice(year, active, starting, ending, milestones))
    return tuple(slices)
