"""Rules about who does what: lead, RACI, shares, competences, stakeholders without a part."""

from collections.abc import Iterator
from decimal import Decimal

from migplan.analysis.budget import lead_level, planned_actions
from migplan.checks.dates import actions_with_paths
from migplan.checks.rule import CheckRule
from migplan.checks.search import named_stakeholders
from migplan.model import Action, Plan, Reference, Role, Text
from migplan.problems import Problem, Severity

LARGEST_SHARE_PERCENT = 40
"""Largest share of the actions that one partner may lead.

Source: reference data on method, RACI, "no actor with more than 40 % of the A".
"""
FEWEST_ACTIONS = 2
"""A partner that leads fewer actions is not overloaded, however small the roadmap."""


def action_has_a_lead(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action has one lead, who is accountable for it: the A of the RACI.

    `action-without-lead`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        if action.lead is None:
            yield Problem("action-without-lead", Severity.WARNING, (*path, "lead"), {"action": action.id})


def _accountable(action: Action) -> list[str]:
    named = [share.stakeholder for share in action.roles if share.role is Role.ACCOUNTABLE]
    return list(dict.fromkeys([*([action.lead] if action.lead else []), *named]))


def one_accountable(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Only one stakeholder is accountable for an action: nobody but the lead has an A.

    `raci-several-accountable`, error.
    """
    for _, action, path in actions_with_paths(plan):
        accountable = _accountable(action)
        if len(accountable) > 1:
            values = {"action": action.id, "stakeholders": ", ".join(accountable), "n": len(accountable)}
            yield Problem("raci-several-accountable", Severity.ERROR, (*path, "roles"), values)


def somebody_responsible(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """Where others have roles in an action, somebody is named to carry it out: at least one R.

    Silent while it is not clear who is accountable.

    `raci-without-responsible`, advice.
    """
    for _, action, path in actions_with_paths(plan):
        roles = {share.role for share in action.roles}
        if action.lead is None or len(_accountable(action)) > 1:
            continue
        if roles & {Role.CONSULTED, Role.INFORMED} and Role.RESPONSIBLE not in roles:
            yield Problem("raci-without-responsible", Severity.ADVICE, (*path, "roles"), {"action": action.id})


def roles_once(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A stakeholder has a role in an action once.

    `role-repeated`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        seen: set[tuple[str, Role]] = set()
        for place, share in enumerate(action.roles):
            if (share.stakeholder, share.role) in seen:
                values = {"action": action.id, "stakeholder": share.stakeholder, "role": share.role.value}
                yield Problem("role-repeated", Severity.WARNING, (*path, "roles", place), values)
            seen.add((share.stakeholder, share.role))


def no_partner_overloaded(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """No partner leads more than 40 % of the actions of a roadmap; the council may.

    `partner-overloaded`, warning.
    """
    for roadmap in plan.roadmaps:
        actions = planned_actions(roadmap)
        led: dict[str, int] = {}
        for action in actions:
            if action.lead is not None:
                led[action.lead] = led.get(action.lead, 0) + 1
        for name, number in led.items():
            known = reference.stakeholders.get(name)
            if known is None or known.is_council or name == roadmap.council or number < FEWEST_ACTIONS:
                continue
            if number * 100 > LARGEST_SHARE_PERCENT * len(actions):
                values = {
                    "stakeholder": name,
                    "led": number,
                    "n": len(actions),
                    "share": (Decimal(number * 100) / len(actions)).quantize(Decimal(1)),
                    "most": LARGEST_SHARE_PERCENT,
                }
                yield Problem("partner-overloaded", Severity.WARNING, ("roadmaps", roadmap.id, "actions"), values)


def _holders(reference: Reference) -> dict[str, dict[str, Text]]:
    """Give the levels that hold each competence, with what they call it."""
    levels: dict[str, dict[str, Text]] = {}
    for (level, name), competence in reference.competences.items():
        levels.setdefault(name, {})[level] = competence.title
    return levels


def lead_holds_competence(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """The lead's level holds the competence that the action rests on, or a convention lets it act.

    `competence-lacking`, warning.
    """
    holders = _holders(reference)
    with_competences = {level for level, _ in reference.competences}
    for _, action, path in actions_with_paths(plan):
        if action.competence not in holders or action.convention is not None:
            continue
        level = lead_level(action, reference)
        if level in with_competences and level not in holders[action.competence]:
            values = {
                "action": action.id,
                "lead": action.lead,
                "level": reference.levels[level].title,
                "competence": next(iter(holders[action.competence].values())),
            }
            yield Problem("competence-lacking", Severity.WARNING, (*path, "competence"), values)


def shared_competence_has_convention(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action on a competence that the lead's level only shares, or is lent, names its convention.

    `convention-missing`, warning.
    """
    for _, action, path in actions_with_paths(plan):
        if action.competence is None or action.convention is not None:
            continue
        competence = reference.competences.get((lead_level(action, reference) or "", action.competence))
        mode = reference.modes.get(competence.mode) if competence else None
        if competence is not None and mode is not None and mode.needs_convention:
            values = {
                "action": action.id,
                "lead": action.lead,
                "competence": competence.title,
                "mode": mode.title,
            }
            yield Problem("convention-missing", Severity.WARNING, (*path, "convention"), values)


def council_action_has_competence(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """An action led by a council says which legal competence it rests on, or which convention.

    `action-without-competence`, advice.
    """
    with_competences = {level for level, _ in reference.competences}
    for roadmap, action, path in actions_with_paths(plan):
        if action.competence is not None or action.convention is not None or action.lead is None:
            continue
        lead = reference.stakeholders.get(action.lead)
        is_council = lead is not None and (lead.is_council or lead.id == roadmap.council)
        if is_council and lead_level(action, reference) in with_competences:
            values = {"action": action.id, "lead": action.lead}
            yield Problem("action-without-competence", Severity.ADVICE, (*path, "competence"), values)


def stakeholders_have_a_part(plan: Plan, reference: Reference) -> Iterator[Problem]:
    """A stakeholder that the plan describes has a part in it somewhere.

    Silent while an action has no lead: who is left over cannot be told yet.

    `stakeholder-unused`, advice.
    """
    if any(action.lead is None for _, action, _ in actions_with_paths(plan)):
        return
    named = named_stakeholders(plan)
    for stakeholder in plan.stakeholders:
        if stakeholder.id not in named:
            values = {"stakeholder": stakeholder.id, "title": stakeholder.title}
            yield Problem("stakeholder-unused", Severity.ADVICE, ("stakeholders", stakeholder.id), values)


RULES = (
    CheckRule("action-without-lead", Severity.WARNING, action_has_a_lead, "roles"),
    CheckRule("raci-several-accountable", Severity.ERROR, one_accountable, "roles"),
    CheckRule("raci-without-responsible", Severity.ADVICE, somebody_responsible, "roles"),
    CheckRule("role-repeated", Severity.WARNING, roles_once, "roles"),
    CheckRule("partner-overloaded", Severity.WARNING, no_partner_overloaded, "roles", reads=("lead",)),
    CheckRule("competence-lacking", Severity.WARNING, lead_holds_competence, "roles"),
    CheckRule("convention-missing", Severity.WARNING, shared_competence_has_convention, "roles"),
    CheckRule("action-without-competence", Severity.ADVICE, council_action_has_competence, "roles"),
    CheckRule("stakeholder-unused", Severity.ADVICE, stakeholders_have_a_part, "roles", reads=("*",)),
)
