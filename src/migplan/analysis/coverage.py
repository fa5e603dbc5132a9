"""What the roadmap reaches: needs answered, frameworks served, territories and groups touched."""

from collections.abc import Iterable
from enum import Enum

from attrs import frozen

from migplan.analysis.budget import planned_actions
from migplan.analysis.traced import Traced, counted, label, shared
from migplan.model import Action, BeneficiarySex, Plan, Reference, Roadmap, Text


@frozen
class NeedCoverage:
    """What answers one need."""

    need: str
    title: Text
    objectives: tuple[str, ...]
    """Objectives that say they answer it, in plan order."""
    actions: tuple[str, ...]
    """Actions of these objectives that are not cancelled, in plan order."""

    @property
    def is_covered(self) -> bool:
        """Say whether at least one action serves it."""
        return bool(self.actions)


@frozen
class TerritoryCoverage:
    """What is done in one territory."""

    territory: str
    title: Text
    named: tuple[str, ...]
    """Actions that name it, or a territory below it."""
    everywhere: tuple[str, ...]
    """Actions for the whole of the roadmap's territory: they name it, one above it, or none."""


@frozen
class GroupReach:
    """Whom one population group's actions are meant for."""

    group: str
    title: Text | None
    actions: tuple[str, ...]
    women: int
    men: int
    not_told_apart: int
    """Persons whose sex the plan does not tell."""

    @property
    def persons(self) -> int:
        """All persons counted."""
        return self.women + self.men + self.not_told_apart


class Link(Enum):
    """How an action serves an objective of a framework."""

    DIRECT = "direct"
    THROUGH_OBJECTIVE = "through-objective"


@frozen
class AlignmentMatrix:
    """Actions by objectives of frameworks."""

    actions: tuple[str, ...]
    """Rows, in plan order."""
    objectives: tuple[str, ...]
    """Columns: full ids of those that at least one action or objective names, in the order of the reference data."""
    titles: tuple[Text, ...]
    """Title of each column."""
    cells: tuple[tuple[Link | None, ...], ...]
    """One row per action, one column per objective of a framework."""

    def actions_of(self, objective: str) -> tuple[str, ...]:
        """Give the actions that serve an objective of a framework."""
        column = self.objectives.index(objective)
        return tuple(action for action, row in zip(self.actions, self.cells, strict=True) if row[column])


@frozen
class Coverage:
    """What a roadmap reaches."""

    needs: tuple[NeedCoverage, ...]
    needs_share: Traced | None
    """Percent of the needs that at least one action serves; `None` without needs."""
    objectives_without_action: tuple[str, ...]
    actions_without_objective: tuple[str, ...]
    territories: tuple[TerritoryCoverage, ...]
    """Territories directly below the roadmap's own, in the order of the reference data."""
    groups: tuple[GroupReach, ...]
    """Groups that an action is meant for, in the order of the reference data."""
    alignment: AlignmentMatrix


def coverage(plan: Plan, roadmap: Roadmap, reference: Reference | None = None) -> Coverage:
    """Say what the actions of a roadmap that are not cancelled reach."""
    reference = reference or Reference.of(plan)
    actions = planned_actions(roadmap)
    by_objective = _actions_by_objective(roadmap, actions)
    needs = _needs(roadmap, actions, by_objective)
    covered = counted(label("needs_covered"), sum(1 for need in needs if need.is_covered), roadmap.id)
    return Coverage(
        needs,
        shared(label("needs_share"), covered, counted(label("needs"), len(needs), roadmap.id), roadmap.id),
        tuple(objective.id for objective in roadmap.objectives if not by_objective.get(objective.id)),
        tuple(action.id for action in actions if action.objective not in by_objective),
        _territories(roadmap, actions, reference),
        _groups(actions, reference),
        alignment(plan, roadmap, reference),
    )


def _actions_by_objective(roadmap: Roadmap, actions: Iterable[Action]) -> dict[str, list[str]]:
    """Give the actions of each objective, those of the objectives below it included."""
    parents = {objective.id: objective.parent for objective in roadmap.objectives}
    found: dict[str, list[str]] = {objective: [] for objective in parents}
    for action in actions:
        seen: set[str] = set()
        current = action.objective
        while current in found and current not in seen:
            seen.add(current)
            found[current].append(action.id)
            current = parents[current]
    return found


def _needs(roadmap: Roadmap, actions: Iterable[Action], by_objective: dict[str, list[str]]) -> tuple[NeedCoverage, ...]:
    answered: dict[str, list[str]] = {}
    for objective in roadmap.objectives:
        for name in objective.answers:
            answered.setdefault(name, []).append(objective.id)
    rank = {action.id: place for place, action in enumerate(actions)}
    rows = []
    for need in roadmap.needs:
        objectives = tuple(answered.get(need.id, ()))
        serving = {action for name in objectives for action in by_objective[name]}
        rows.append(NeedCoverage(need.id, need.title, objectives, tuple(sorted(serving, key=rank.__getitem__))))
    return tuple(rows)


def _territories(roadmap: Roadmap, actions: Iterable[Action], reference: Reference) -> tuple[TerritoryCoverage, ...]:
    below = reference.children.get(roadmap.territory, ())
    places = {territory.id for territory in below}
    named: dict[str, list[str]] = {territory.id: [] for territory in below}
    everywhere: list[str] = []
    for action in actions:
        touched = {_place(territory, places, reference) for territory in action.territories}
        if None in touched or not touched:
            everywhere.append(action.id)
        for territory in touched - {None}:
            named[str(territory)].append(action.id)
    return tuple(TerritoryCoverage(one.id, one.title, tuple(named[one.id]), tuple(everywhere)) for one in below)


def _place(territory: str, places: set[str], reference: Reference) -> str | None:
    """Give the territory directly below the roadmap's that holds this one; `None` for the whole."""
    if territory in places:
        return territory
    return next((above.id for above in reference.ancestors(territory) if above.id in places), None)


def _groups(actions: Iterable[Action], reference: Reference) -> tuple[GroupReach, ...]:
    served: dict[str, list[str]] = {}
    counts: dict[tuple[str, BeneficiarySex], int] = {}
    for action in actions:
        for target in action.beneficiaries:
            served.setdefault(target.group, [])
            if action.id not in served[target.group]:
                served[target.group].append(action.id)
            key = (target.group, target.sex)
            counts[key] = counts.get(key, 0) + (target.count or 0)
    order = [*(group for group in reference.groups if group in served)]
    order += [group for group in served if group not in reference.groups]
    return tuple(
        GroupReach(
            group,
            reference.groups[group].title if group in reference.groups else None,
            tuple(served[group]),
            *(counts.get((group, sex), 0) for sex in (BeneficiarySex.WOMEN, BeneficiarySex.MEN, BeneficiarySex.ALL)),
        )
        for group in order
    )


def alignment(
    plan: Plan, roadmap: Roadmap, reference: Reference | None = None, framework: str | None = None
) -> AlignmentMatrix:
    """Say which action serves which objective of which framework; `framework` keeps the columns of one only."""
    reference = reference or Reference.of(plan)
    objectives = {objective.id: objective for objective in roadmap.objectives}
    direct, through = [], []
    actions = planned_actions(roadmap)
    for action in actions:
        direct.append(set(action.frameworks))
        goal = objectives.get(action.objective or "")
        through.append(set(goal.frameworks) if goal else set())
    named = {name for found in (*direct, *through) for name in found}
    named |= {name for objective in roadmap.objectives for name in objective.frameworks}
    columns = [
        (name, goal.title)
        for name, (owner, goal) in reference.framework_objectives.items()
        if name in named and (framework is None or owner.id == framework)
    ]
    cells = tuple(
        tuple(
            Link.DIRECT if name in mine else Link.THROUGH_OBJECTIVE if name in theirs else None for name, _ in columns
        )
        for mine, theirs in zip(direct, through, strict=True)
    )
    return AlignmentMatrix(
        tuple(action.id for action in actions), tuple(name for name, _ in columns), tuple(t for _, t in columns), cells
    )
