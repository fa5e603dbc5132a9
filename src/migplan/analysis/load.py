"""Who does what: actions led, shares, roles, money in charge; the RACI matrix."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from migplan.analysis.budget import Budget, planned_actions
from migplan.analysis.traced import Kind, Traced, counted, label, shared, summed
from migplan.model import Plan, Roadmap, Role, Text


@frozen
class StakeholderLoad:
    """What one stakeholder carries in a roadmap."""

    stakeholder: str
    title: Text | None
    """`None` when the plan does not describe it."""
    is_council: bool
    led: tuple[str, ...]
    """Actions it leads, in plan order."""
    led_share: Traced | None
    """Percent of all actions that are not cancelled; `None` when there are none."""
    cost_led: Traced
    """Cost of the actions it leads, in the plan's currency."""
    roles: tuple[tuple[Role, int], ...]
    """How many actions it has each role in, leading counted as A; roles without action are left out."""

    def count(self, role: Role) -> int:
        """Give how many actions it has a role in."""
        return dict(self.roles).get(role, 0)


@frozen
class RaciMatrix:
    """Actions by stakeholders."""

    actions: tuple[str, ...]
    """Rows, in plan order."""
    stakeholders: tuple[str, ...]
    """Columns: those with a role, in plan order."""
    cells: tuple[tuple[tuple[Role, ...], ...], ...]
    """One row per action, one column per stakeholder; roles in the order R, A, C, I, often none."""


def raci(plan: Plan, roadmap: Roadmap) -> RaciMatrix:
    """Give who is responsible, accountable, consulted and informed in each action that is not cancelled.

    The lead is accountable; it is responsible, too, where nobody else is said to be.
    """
    actions = planned_actions(roadmap)
    rows: list[dict[str, set[Role]]] = []
    for action in actions:
        row: dict[str, set[Role]] = {}
        for share in action.roles:
            row.setdefault(share.stakeholder, set()).add(share.role)
        if action.lead is not None:
            lead = row.setdefault(action.lead, set())
            lead.add(Role.ACCOUNTABLE)
            if not any(Role.RESPONSIBLE in roles for roles in row.values()):
                lead.add(Role.RESPONSIBLE)
        rows.append(row)
    columns = _in_plan_order(plan, (name for row in rows for name in row))
    cells = tuple(tuple(_sorted_roles(row.get(name, set())) for name in columns) for row in rows)
    return RaciMatrix(tuple(action.id for action in actions), columns, cells)


def _sorted_roles(roles: set[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)


def _in_plan_order(plan: Plan, names: Iterable[str]) -> tuple[str, ...]:
    present = dict.fromkeys(names)
    known = [stakeholder.id for stakeholder in plan.stakeholders if stakeholder.id in present]
    return (*known, *(name for name in present if name not in set(known)))


def load(plan: Plan, roadmap: Roadmap, figures: Budget | None = None) -> tuple[StakeholderLoad, ...]:
    """Say what each stakeholder with a role in the roadmap carries, the most loaded first.

    Shares are of all actions that are not cancelled, those without a lead included.
    """
    figures = figures or Budget.of(plan, roadmap)
    actions = planned_actions(roadmap)
    everything = counted(label("actions"), len(actions), roadmap.id)
    led: dict[str, list[str]] = {}
    roles: dict[str, dict[Role, int]] = {}
    for action in actions:
        if action.lead is not None:
            led.setdefault(action.lead, []).append(action.id)
        for name, role in _parts(action.lead, ((share.stakeholder, share.role) for share in action.roles)):
            counts = roles.setdefault(name, {})
            counts[role] = counts.get(role, 0) + 1
    described = {stakeholder.id: stakeholder for stakeholder in plan.stakeholders}
    council = roadmap.council
    loads = []
    for name in _in_plan_order(plan, roles):
        mine, one = led.get(name, []), described.get(name)
        number = counted(label("actions_led", stakeholder=name), len(mine), f"{roadmap.id}/{name}")
        costs = [figures.costs[action] for action in mine]
        loads.append(
            StakeholderLoad(
                name,
                one.title if one else None,
                name == council or bool(one and one.is_council),
                tuple(mine),
                shared(label("led_share", stakeholder=name), number, everything),
                summed(label("cost_led", stakeholder=name), costs, kind=Kind.MONEY, unit=plan.currency),
                tuple((role, roles[name][role]) for role in Role if role in roles[name]),
            )
        )
    return tuple(sorted(loads, key=lambda one: (-len(one.led), -_weight(one))))


def _parts(lead: str | None, roles: Iterable[tuple[str, Role]]) -> Iterable[tuple[str, Role]]:
    found = dict.fromkeys(roles)
    if lead is not None:
        found[(lead, Role.ACCOUNTABLE)] = None
    return found


def _weight(one: StakeholderLoad) -> Decimal:
    return one.cost_led.value + sum(count for _, count in one.roles)
