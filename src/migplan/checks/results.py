"""Rules about the thread from needs to objectives, actions and indicators."""

from collections.abc import Iterator

from migplan.analysis.budget import planned_actions
from migplan.checks.dates import actions_with_paths
from migplan.checks.rule import CheckRule
from migplan.model import ObjectiveKind, Plan, Reference
from migplan.problems import Problem, Severity


def action_serves_an_objective(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action serves an objective.

    `action-without-objective`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        if action.objective is None:
            yield Problem("action-without-objective", Severity.WARNING, (*path, "objective"), {"action": action.id})


def objective_has_actions(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An objective, or one below it, is served by at least one action.

    Silent while an action of the roadmap names no objective, or one that does not exist.

    `objective-without-action`, warning.
    """
    for roadmap in plan.roadmaps:
        parents = {objective.id: objective.parent for objective in roadmap.objectives}
        named = {action.objective for action in planned_actions(roadmap)}
        if not named <= parents.keys():
            continue
        served: set[str | None] = set()
        for name in named:
            current = name
            while current is not None and current not in served:
                served.add(current)
                current = parents.get(current)
        for objective in roadmap.objectives:
            if objective.id not in served and objective.kind is not ObjectiveKind.OVERALL:
                at = ("roadmaps", roadmap.id, "objectives", objective.id)
                yield Problem("objective-without-action", Severity.WARNING, at, {"objective": objective.id})


def need_is_answered(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A need is answered by at least one objective.

    Silent while an objective answers a need that does not exist.

    `need-without-objective`, warning.
    """
    for roadmap in plan.roadmaps:
        answered = {need for objective in roadmap.objectives for need in objective.answers}
        if not answered <= {need.id for need in roadmap.needs}:
            continue
        for need in roadmap.needs:
            if need.id not in answered:
                at = ("roadmaps", roadmap.id, "needs", need.id)
                yield Problem("need-without-objective", Severity.WARNING, at, {"need": need.id})


def need_has_evidence(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A need comes from somewhere: a figure, a finding, or the event that raised it.

    `need-without-evidence`, advice.
    """
    for roadmap in plan.roadmaps:
        raised = {name for event in plan.events for name in event.needs}
        for need in roadmap.needs:
            if not (need.evidence or need.findings or need.event or need.id in raised):
                at = ("roadmaps", roadmap.id, "needs", need.id)
                yield Problem("need-without-evidence", Severity.ADVICE, at, {"need": need.id})


def action_has_an_indicator(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action has an indicator that shows what it gives.

    `action-without-indicator`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        if not action.indicators:
            yield Problem("action-without-indicator", Severity.WARNING, (*path, "indicators"), {"action": action.id})


def objective_is_aligned(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A specific objective names the frameworks that it serves, where the reference data has some.

    `objective-without-framework`, advice.
    """
    if not reference.framework_objectives:
        return
    for roadmap in plan.roadmaps:
        for objective in roadmap.objectives:
            if not objective.frameworks and objective.kind is ObjectiveKind.SPECIFIC:
                at = ("roadmaps", roadmap.id, "objectives", objective.id, "frameworks")
                yield Problem("objective-without-framework", Severity.ADVICE, at, {"objective": objective.id})


def action_inside_territory(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action is done in the roadmap's territory or in one below it.

    `action-outside-territory`, warning.
    """
    for roadmap in plan.roadmaps:
        if roadmap.territory not in reference.territories:
            continue
        inside: dict[str, bool] = {}
        for action in planned_actions(roadmap):
            for place, name in enumerate(action.territories):
                if name not in inside:
                    above = {name, *(territory.id for territory in reference.ancestors(name))}
                    inside[name] = name not in reference.territories or roadmap.territory in above
                if not inside[name]:
                    at = ("roadmaps", roadmap.id, "actions", action.id, "territories", place)
                    values = {
                        "action": action.id,
                        "territory": reference.territories[name].title,
                        "home": reference.territories[roadmap.territory].title,
                    }
                    yield Problem("action-outside-territory", Severity.WARNING, at, values)


def risk_is_handled(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A risk has an owner and something that is done about it.

    `risk-unhandled`, warning.
    """
    for roadmap in plan.roadmaps:
        for risk in roadmap.risks:
            if risk.owner is None or risk.mitigation is None:
                missing = "owner" if risk.owner is None else "mitigation"
                at = ("roadmaps", roadmap.id, "risks", risk.id, missing)
                yield Problem("risk-unhandled", Severity.WARNING, at, {"risk": risk.id})


def residual_risk_is_lower(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """What is done about a risk does not make it likelier or graver.

    `residual-risk-higher`, warning.
    """
    for roadmap in plan.roadmaps:
        for risk in roadmap.risks:
            pairs = (
                ("residual_likelihood", risk.likelihood, risk.residual_likelihood),
                ("residual_impact", risk.impact, risk.residual_impact),
            )
            for name, before, after in pairs:
                if before is not None and after is not None and after > before:
                    at = ("roadmaps", roadmap.id, "risks", risk.id, name)
                    values = {"risk": risk.id, "before": before, "after": after}
                    yield Problem("residual-risk-higher", Severity.WARNING, at, values)


RULES = (
    CheckRule("action-without-objective", Severity.WARNING, action_serves_an_objective, "results"),
    CheckRule("objective-without-action", Severity.WARNING, objective_has_actions, "results"),
    CheckRule("need-without-objective", Severity.WARNING, need_is_answered, "results", reads=("objectives.answers",)),
    CheckRule("need-without-evidence", Severity.ADVICE, need_has_evidence, "results"),
    CheckRule("action-without-indicator", Severity.WARNING, action_has_an_indicator, "results"),
    CheckRule("objective-without-framework", Severity.ADVICE, objective_is_aligned, "results"),
    CheckRule("action-outside-territory", Severity.WARNING, action_inside_territory, "results"),
    CheckRule("risk-unhandled", Severity.WARNING, risk_is_handled, "results"),
    CheckRule("residual-risk-higher", Severity.WARNING, residual_risk_is_lower, "results"),
)
