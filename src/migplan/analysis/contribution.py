"""What the roadmaps of a plan bring to a territory above: each proposal with its actions, their cost and their funding."""

from decimal import Decimal

from attrs import frozen

from migplan.analysis.budget import Budget
from migplan.analysis.funding import funding_gap
from migplan.analysis.money import total_of
from migplan.model import Action, Plan, Proposal, ProposalAnswer, Reference, Roadmap


@frozen
class ProposedAction:
    """One action of a proposal, with its cost and what of it is secured, in the plan's currency."""

    action: Action
    cost: Decimal
    secured: Decimal


@frozen
class Brought:
    """One proposal, traced to its roadmap and its actions."""

    roadmap: Roadmap
    proposal: Proposal
    actions: tuple[ProposedAction, ...]
    amount: Decimal | None
    """What is asked, in the plan's currency; what its actions cost when it names no amount; `None` when neither is known."""
    is_from_actions: bool
    """Say whether the amount is the cost of the actions."""

    @property
    def address(self) -> str:
        """Address of the proposal in the plan."""
        return f"{self.roadmap.id}/{self.proposal.id}"

    @property
    def cost(self) -> Decimal:
        """Cost of its actions."""
        return total_of(one.cost for one in self.actions)

    @property
    def is_kept(self) -> bool:
        """Say whether the territory took it up, as it is or changed."""
        return self.proposal.answer in (ProposalAnswer.ACCEPTED, ProposalAnswer.AMENDED)


def receivers(plan: Plan, reference: Reference) -> tuple[str, ...]:
    """List the territories above that proposals of the plan go to, in the order of the reference data."""
    found = set()
    for roadmap in plan.roadmaps:
        above = {place.id for place in reference.ancestors(roadmap.territory)}
        for proposal in roadmap.proposals:
            found |= {place for place in above if _goes_to(roadmap, proposal, place, reference)}
    return tuple(id for id in reference.territories if id in found)


def contribution(plan: Plan, reference: Reference, territory: str) -> tuple[Brought, ...]:
    """List the proposals that go to a territory, roadmap by roadmap, in plan order."""
    found = []
    for roadmap in plan.roadmaps:
        mine = [one for one in roadmap.proposals if _goes_to(roadmap, one, territory, reference)]
        if mine:
            figures = Budget.of(plan, roadmap, reference)
            found += [_brought(plan, roadmap, one, figures) for one in mine]
    return tuple(found)


def _goes_to(roadmap: Roadmap, proposal: Proposal, territory: str, reference: Reference) -> bool:
    if proposal.recipient is not None:
        return proposal.recipient == territory
    level = reference.level_of(territory)
    if level is None or proposal.recipient_level != level.id:
        return False
    upwards = {place.id for place in reference.ancestors(roadmap.territory)}
    return territory in upwards or roadmap.territory in {place.id for place in reference.ancestors(territory)}


def _brought(plan: Plan, roadmap: Roadmap, proposal: Proposal, figures: Budget) -> Brought:
    actions = []
    for action in roadmap.actions:
        if action.id in proposal.actions:
            cost = figures.costs[action.id].value if action.id in figures.costs else Decimal(0)
            secured = funding_gap(plan, roadmap, action, figures).total.secured.value
            actions.append(ProposedAction(action, cost, secured))
    asked = figures.amounts.amount(proposal.amount) if proposal.amount is not None else None
    whole = total_of(one.cost for one in actions)
    is_from_actions = asked is None and bool(whole)
    return Brought(roadmap, proposal, tuple(actions), whole if is_from_actions else asked, is_from_actions)
