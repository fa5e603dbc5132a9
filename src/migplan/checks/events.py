"""Rules about events: days, seasons and hours that suit, facilitators, who came."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from migplan.checks.rule import CheckRule, Listed
from migplan.model import AgendaItem, Event, Holiday, Method, Plan, Reference, Season, Sex, UnfitHours
from migplan.problems import Address, Problem, Severity

MOST_DAYS = 366
"""An event said to last longer has a date at fault; its days are not gone through."""


def _days(event: Event) -> list[date]:
    """Give the days of an event, `[]` when it is undated or its dates are reversed."""
    if event.start is None:
        return []
    number = ((event.end or event.start) - event.start).days + 1
    return [event.start + timedelta(days=step) for step in range(number)] if 0 < number <= MOST_DAYS else []


def _at(event: Event, *steps: str | int) -> Address:
    return ("events", event.id, *steps)


def _holidays_on(day: date, holidays: Sequence[Holiday]) -> Iterator[Holiday]:
    key = day.strftime("%m-%d")
    return (holiday for holiday in holidays if holiday.yearly == key or day in holiday.dates)


def _on_holiday(plan: Plan, reference: Reference, code: str, is_estimated: bool) -> Iterator[Problem]:
    holidays = [holiday for holiday in reference.pack.holidays if holiday.is_estimated is is_estimated]
    for event in plan.events if holidays else ():
        told: set[str] = set()
        for day in _days(event):
            for holiday in _holidays_on(day, holidays):
                if holiday.id not in told:
                    told.add(holiday.id)
                    values = {"event": event.id, "day": day, "holiday": holiday.title}
                    yield Problem(code, Severity.WARNING, _at(event, "start"), values)


def not_on_a_holiday(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No event is held on a public holiday.

    `event-on-holiday`, warning.
    """
    return _on_holiday(plan, reference, "event-on-holiday", is_estimated=False)


def not_on_an_estimated_holiday(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No event is held on the estimated day of a public holiday that is only announced shortly before.

    `event-on-estimated-holiday`, warning.
    """
    return _on_holiday(plan, reference, "event-on-estimated-holiday", is_estimated=True)


def _is_in(day: date, season: Season) -> bool:
    if any(span.start <= day <= span.end for span in season.spans):
        return True
    if season.start is None or season.end is None:
        return False
    key = day.strftime("%m-%d")
    if season.start <= season.end:
        return season.start <= key <= season.end
    return key >= season.start or key <= season.end


def _in_season(
    plan: Plan, reference: Reference, code: str, severity: Severity, is_estimated: bool, for_groups: bool
) -> Iterator[Problem]:
    seasons = [
        season
        for season in reference.pack.seasons
        if not season.is_fit and season.is_estimated is is_estimated and bool(season.groups) is for_groups
    ]
    for event in plan.events if seasons else ():
        days = _days(event)
        for season in seasons:
            day = next((day for day in days if _is_in(day, season)), None)
            if day is not None:
                names = (
                    reference.groups[group].title if group in reference.groups else group for group in season.groups
                )
                values = {"event": event.id, "day": day, "season": season.title, "groups": Listed(names)}
                yield Problem(code, severity, _at(event, "start"), values)


def not_in_an_unfit_season(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No event is held in a season that suits nobody.

    `event-in-unfit-season`, warning.
    """
    return _in_season(plan, reference, "event-in-unfit-season", Severity.WARNING, False, False)


def not_in_an_estimated_season(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No event is held in a season that suits nobody and whose days are estimated.

    `event-in-estimated-season`, warning.
    """
    return _in_season(plan, reference, "event-in-estimated-season", Severity.WARNING, True, False)


def keeps_nobody_away(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Whoever dates an event knows which groups the season keeps away.

    `event-keeps-group-away`, advice.
    """
    return _in_season(plan, reference, "event-keeps-group-away", Severity.ADVICE, False, True)


def may_keep_nobody_away(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Whoever dates an event knows which groups a season with estimated days may keep away.

    `event-may-keep-group-away`, advice.
    """
    return _in_season(plan, reference, "event-may-keep-group-away", Severity.ADVICE, True, True)


def not_at_the_weekend(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An event is held on working days, unless those invited prefer otherwise; holidays are another rule's.

    `event-at-weekend`, advice.
    """
    weekend, holidays = set(reference.pack.weekend), reference.pack.holidays
    for event in plan.events if weekend else ():
        free = (day for day in _days(event) if day.isoweekday() in weekend)
        day = next((day for day in free if next(_holidays_on(day, holidays), None) is None), None)
        if day is not None:
            values = {"event": event.id, "day": day}
            yield Problem("event-at-weekend", Severity.ADVICE, _at(event, "start"), values)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _slot(event: Event, item: AgendaItem, days: list[date]) -> tuple[date, int, int] | None:
    """Give day, first and one past last minute of a part of the agenda, `None` when its day is not the event's."""
    if item.day > len(days):
        return None
    start = _minutes(item.start)
    return days[item.day - 1], start, start + item.minutes


def _is_unfit(slot: tuple[date, int, int], hours: UnfitHours) -> bool:
    day, start, end = slot
    if hours.weekdays and day.isoweekday() not in hours.weekdays:
        return False
    return start < _minutes(hours.end) and _minutes(hours.start) < end


def not_at_unfit_hours(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No part of an agenda but a break lies in hours that the reference data declares unfit.

    `event-at-unfit-hours`, warning.
    """
    for event in plan.events if reference.pack.hours else ():
        days = _days(event)
        for hours in reference.pack.hours:
            for place, item in enumerate(event.agenda):
                slot = _slot(event, item, days)
                if item.method is not Method.BREAK and slot is not None and _is_unfit(slot, hours):
                    values = {
                        "event": event.id,
                        "day": slot[0],
                        "hours": hours.title,
                        "start": f"{hours.start:%H:%M}",
                        "end": f"{hours.end:%H:%M}",
                    }
                    at = _at(event, "agenda", place, "start")
                    yield Problem("event-at-unfit-hours", Severity.WARNING, at, values)
                    break


def agenda_within_event(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No part of an agenda is on a day that the event does not have.

    `agenda-beyond-event`, warning.
    """
    for event in plan.events:
        days = _days(event)
        for place, item in enumerate(event.agenda):
            if days and item.day > len(days):
                values = {"event": event.id, "day": item.day, "n": len(days)}
                at = _at(event, "agenda", place, "day")
                yield Problem("agenda-beyond-event", Severity.WARNING, at, values)


def facilitator_at_one_place(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Nobody facilitates two events at the same time.

    `facilitator-twice-at-once`, error.
    """
    busy: dict[tuple[str, date], list[tuple[int, int, str, int]]] = {}
    events = {event.id: event for event in plan.events}
    for event in plan.events:
        days = _days(event)
        for place, item in enumerate(event.agenda):
            slot = _slot(event, item, days) if item.facilitator else None
            if slot is not None and item.facilitator:
                day, start, end = slot
                busy.setdefault((item.facilitator, day), []).append((start, end, event.id, place))
    told: set[tuple[str, str, str]] = set()
    for (member, day), slots in busy.items():
        latest: dict[str, int] = {}
        for start, end, name, place in sorted(slots):
            for other, until in latest.items():
                pair = (member, min(name, other), max(name, other))
                if other != name and until > start and pair not in told:
                    told.add(pair)
                    values = {"member": member, "event": name, "other": other, "day": day}
                    at = _at(events[name], "agenda", place, "facilitator")
                    yield Problem("facilitator-twice-at-once", Severity.ERROR, at, values)
            latest[name] = max(latest.get(name, 0), end)


def held_event_has_attendance(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An event that was held says who came, in numbers.

    `event-without-attendance`, warning.
    """
    for event in plan.events:
        if event.is_held and not event.attendance:
            at = _at(event, "attendance")
            yield Problem("event-without-attendance", Severity.WARNING, at, {"event": event.id})


def _without(plan: Plan, code: str, missing: Sex, other: Sex) -> Iterator[Problem]:
    for event in plan.events:
        counts = {sex: sum(entry.count for entry in event.attendance if entry.sex is sex) for sex in Sex}
        if counts[other] and not counts[missing] and not counts[Sex.UNKNOWN]:
            values = {"event": event.id, "n": counts[other]}
            yield Problem(code, Severity.WARNING, _at(event, "attendance"), values)


def women_came(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Not only men came to an event.

    `attendance-without-women`, warning.
    """
    return _without(plan, "attendance-without-women", Sex.WOMAN, Sex.MAN)


def men_came(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Not only women came to an event.

    `attendance-without-men`, warning.
    """
    return _without(plan, "attendance-without-men", Sex.MAN, Sex.WOMAN)


def expected_categories_came(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Every category that an event was for came to it.

    `attendance-category-missing`, warning.
    """
    for event in plan.events:
        if not event.attendance:
            continue
        came = {entry.category for entry in event.attendance if entry.count}
        for place, expected in enumerate(event.expected):
            if expected.category not in came:
                known = reference.categories.get(expected.category)
                values = {"event": event.id, "category": known.title if known else expected.category}
                at = _at(event, "expected", place)
                yield Problem("attendance-category-missing", Severity.WARNING, at, values)


RULES = (
    CheckRule("event-on-holiday", Severity.WARNING, not_on_a_holiday, "events"),
    CheckRule("event-on-estimated-holiday", Severity.WARNING, not_on_an_estimated_holiday, "events"),
    CheckRule("event-in-unfit-season", Severity.WARNING, not_in_an_unfit_season, "events"),
    CheckRule("event-in-estimated-season", Severity.WARNING, not_in_an_estimated_season, "events"),
    CheckRule("event-keeps-group-away", Severity.ADVICE, keeps_nobody_away, "events"),
    CheckRule("event-may-keep-group-away", Severity.ADVICE, may_keep_nobody_away, "events"),
    CheckRule("event-at-weekend", Severity.ADVICE, not_at_the_weekend, "events"),
    CheckRule("event-at-unfit-hours", Severity.WARNING, not_at_unfit_hours, "events"),
    CheckRule("agenda-beyond-event", Severity.WARNING, agenda_within_event, "events"),
    CheckRule("facilitator-twice-at-once", Severity.ERROR, facilitator_at_one_place, "events"),
    CheckRule("event-without-attendance", Severity.WARNING, held_event_has_attendance, "events", reads=("attendance",)),
    CheckRule("attendance-without-women", Severity.WARNING, women_came, "events", reads=("attendance",)),
    CheckRule("attendance-without-men", Severity.WARNING, men_came, "events", reads=("attendance",)),
    CheckRule(
        "attendance-category-missing", Severity.WARNING, expected_categories_came, "events", reads=("attendance",)
    ),
)
