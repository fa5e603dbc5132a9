"""Tools to plant one mistake in the sound plan: each gives a change, a function from a plan to a plan."""

from collections.abc import Callable
from datetime import date

import attrs

from migplan.checks import CHECKS
from migplan.model import Action, Event, Plan, Reference, Text, replace
from migplan.problems import Problem

T = Text.of
Change = Callable[[Plan], Plan]


def found(plan: Plan) -> list[Problem]:
    reference = Reference.of(plan)
    return [problem for check in CHECKS for problem in check.rule(plan, reference)]


def on(address: str, **changes: object) -> Change:
    return lambda plan: replace(plan, address, **changes)


def adding(address: str, field: str, *members: object) -> Change:
    def change(plan: Plan) -> Plan:
        thing = plan[address] if address else plan
        return replace(plan, address, **{field: (*getattr(thing, field), *members)})

    return change


def first_agenda(name: str, **changes: object) -> Change:
    def change(plan: Plan) -> Plan:
        event: Event = plan[name]
        return replace(plan, name, agenda=(attrs.evolve(event.agenda[0], **changes), *event.agenda[1:]))

    return change


def line(action: str, **changes: object) -> Change:
    def change(plan: Plan) -> Plan:
        thing: Action = plan[f"south/{action}"]
        return replace(plan, f"south/{action}", budget=(attrs.evolve(thing.budget[0], **changes), *thing.budget[1:]))

    return change


def moved(name: str, start: date) -> Change:
    return on(name, start=start, end=start)


def mandate(**changes: object) -> Change:
    return lambda plan: attrs.evolve(plan, assignment=attrs.evolve(plan.assignment, **changes))


def both(*changes: Change) -> Change:
    def change(plan: Plan) -> Plan:
        for one in changes:
            plan = one(plan)
        return plan

    return change
