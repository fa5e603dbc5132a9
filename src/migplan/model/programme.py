"""What a roadmap decides: objectives, actions, budgets, indicators, risks, proposals."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated

from attrs import frozen

from migplan.model.constraints import AsMapping, Count, Decimals, Id, Positive, Ref, Score, Share, guarded
from migplan.model.values import Audience, Day, Money, Text


class ObjectiveKind(Enum):
    """Place of an objective in the results chain."""

    OVERALL = "overall"
    SPECIFIC = "specific"
    RESULT = "result"


@frozen(field_transformer=guarded)
class Objective:
    """A change the territory commits to reach.

    Source: glossary, "objective".
    """

    id: Id
    title: Text
    kind: ObjectiveKind = ObjectiveKind.SPECIFIC
    parent: Annotated[str, Ref("objective")] | None = None
    description: Text | None = None
    answers: tuple[Annotated[str, Ref("need")], ...] = ()
    """Needs it answers."""
    frameworks: tuple[Annotated[str, Ref("framework")], ...] = ()
    indicators: tuple[Annotated[str, Ref("indicator")], ...] = ()
    assumptions: tuple[Text, ...] = ()


class ActionKind(Enum):
    """What sort of work an action is."""

    STUDY = "study"
    SERVICE = "service"
    INVESTMENT = "investment"
    TRAINING = "training"
    COORDINATION = "coordination"
    ADVOCACY = "advocacy"


class ActionStatus(Enum):
    """How far an action is, as its lead says."""

    PLANNED = "planned"
    RUNNING = "running"
    SUSPENDED = "suspended"
    DONE = "done"
    CANCELLED = "cancelled"


class Role(Enum):
    """Part of a stakeholder in an action, beside the lead (who alone is accountable: A)."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    CONSULTED = "C"
    INFORMED = "I"


@frozen(field_transformer=guarded)
class RoleShare:
    """One stakeholder's role in an action."""

    stakeholder: Annotated[str, Ref("stakeholder")]
    role: Role


@frozen(field_transformer=guarded)
class Milestone:
    """A dated step of an action."""

    id: Id
    title: Text
    date: Day | None = None
    is_reached: bool = False


class BeneficiarySex(Enum):
    """Sex counted; `ALL` when the count is not told apart."""

    WOMEN = "women"
    MEN = "men"
    ALL = "all"


@frozen(field_transformer=guarded)
class Beneficiaries:
    """How many persons of a group an action is meant for."""

    group: Annotated[str, Ref("group")]
    sex: BeneficiarySex = BeneficiarySex.ALL
    count: Count | None = None


@frozen(field_transformer=guarded)
class BudgetLine:
    """One item of cost in one year: quantity times unit cost."""

    item: Text
    year: int | None = None
    unit: Text | None = None
    quantity: Positive = Decimal(1)
    unit_cost: Money | None = None


class FundingSource(Enum):
    """Where money comes from, seen from the council."""

    OWN = "own"
    PARTNER = "partner"
    STATE = "state"


class FundingNature(Enum):
    """Money, or work and goods valued in money."""

    CASH = "cash"
    IN_KIND = "in-kind"


class FundingState(Enum):
    """How sure the money is."""

    SECURED = "secured"
    REQUESTED = "requested"
    TO_FIND = "to-find"


@frozen(field_transformer=guarded)
class Funding:
    """Money for an action: from whom, how much, how sure."""

    source: FundingSource
    amount: Money
    funder: Annotated[str, Ref("stakeholder")] | None = None
    nature: FundingNature = FundingNature.CASH
    state: FundingState = FundingState.TO_FIND
    year: int | None = None
    """Year it is meant for; `None` when it covers the whole action in proportion to its costs."""
    instrument: Annotated[str, Ref("instrument")] | None = None
    """Convention or programme it is written in."""
    is_signed: bool = False
    """Only signed funding is shown in public editions."""


class PaymentKind(Enum):
    """A commitment binds money; a payment spends it."""

    COMMITMENT = "commitment"
    PAYMENT = "payment"


@frozen(field_transformer=guarded)
class Payment:
    """Money committed or paid for an action."""

    date: Day
    amount: Money
    kind: PaymentKind = PaymentKind.PAYMENT
    funder: Annotated[str, Ref("stakeholder")] | None = None
    source: Annotated[str, Ref("source")] | None = None
    label: Text | None = None


@frozen(field_transformer=guarded)
class Action:
    """A piece of work with one accountable lead, a calendar and a cost.

    Source: glossary, "action".
    """

    id: Id
    title: Text
    objective: Annotated[str, Ref("objective")] | None = None
    kind: ActionKind | None = None
    description: Text | None = None
    problem: Text | None = None
    """The problem it answers, with its evidence."""
    lead: Annotated[str, Ref("stakeholder")] | None = None
    """The one stakeholder that is accountable (A of the RACI)."""
    roles: Annotated[tuple[RoleShare, ...], AsMapping("stakeholder", "role")] = ()
    territories: tuple[Annotated[str, Ref("territory")], ...] = ()
    beneficiaries: tuple[Beneficiaries, ...] = ()
    competence: Annotated[str, Ref("competence")] | None = None
    """Competence of the lead's level that the action rests on."""
    instrument: Annotated[str, Ref("instrument")] | None = None
    """Programme it is, or will be, entered in."""
    axis: str | None = None
    """Id of the axis of that instrument."""
    convention: Annotated[str, Ref("instrument")] | None = None
    """Convention that lets the lead act where its level lacks the competence."""
    start: date | None = None
    end: date | None = None
    """Last day, included; `start` and `end` may be written together as `period`."""
    activities: tuple[Text, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    depends_on: tuple[Annotated[str, Ref("action")], ...] = ()
    deliverables: tuple[Text, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    funding: tuple[Funding, ...] = ()
    payments: tuple[Payment, ...] = ()
    status: ActionStatus = ActionStatus.PLANNED
    progress: Share | None = None
    progress_note: Text | None = None
    indicators: tuple[Annotated[str, Ref("indicator")], ...] = ()
    risks: tuple[Annotated[str, Ref("risk")], ...] = ()
    frameworks: tuple[Annotated[str, Ref("framework")], ...] = ()
    gender: Text | None = None
    """Gender and protection note."""
    effort: Score | None = None
    impact: Score | None = None
    audience: Audience = Audience.PUBLIC


class IndicatorKind(Enum):
    """Level of the results chain an indicator measures."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Direction(Enum):
    """Which way an indicator should move."""

    UP = "up"
    DOWN = "down"
    STABLE = "stable"


class RollUp(Enum):
    """How values of several territories make one of the territory above."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted-mean"
    LATEST = "latest"
    MAX = "max"
    NONE = "none"


class Frequency(Enum):
    """How often an indicator is measured."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    ONCE = "once"


@frozen(field_transformer=guarded)
class DatedValue:
    """A value at a date: a baseline or a target."""

    date: Day
    value: Decimal
    source: Annotated[str, Ref("source")] | None = None


@frozen(field_transformer=guarded)
class Measurement:
    """A value measured, never changed afterwards; a later one supersedes it."""

    date: Day
    value: Decimal
    source: Annotated[str, Ref("source")] | None = None
    group: Annotated[str, Ref("group")] | None = None
    note: Text | None = None


@frozen(field_transformer=guarded)
class Indicator:
    """What shows whether an objective is reached."""

    id: Id
    title: Text
    kind: IndicatorKind = IndicatorKind.OUTPUT
    unit: Text | None = None
    direction: Direction = Direction.UP
    baseline: DatedValue | None = None
    targets: tuple[DatedValue, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    disaggregation: tuple[Annotated[str, Ref("group")], ...] = ()
    roll_up: RollUp = RollUp.SUM
    verification: Text | None = None
    """Means of verification: the data source."""
    frequency: Frequency | None = None
    responsible: Annotated[str, Ref("stakeholder")] | None = None
    decimals: Decimals = 0


class RiskCategory(Enum):
    """Family a risk belongs to."""

    POLITICAL = "political"
    SOCIAL = "social"
    FINANCIAL = "financial"
    TECHNICAL = "technical"
    CALENDAR = "calendar"
    PROTECTION = "protection"


@frozen(field_transformer=guarded)
class Risk:
    """Something that may go wrong, how likely, how grave, and what is done about it."""

    id: Id
    title: Text
    category: RiskCategory | None = None
    likelihood: Score | None = None
    impact: Score | None = None
    mitigation: Text | None = None
    owner: Annotated[str, Ref("stakeholder")] | None = None
    trigger: Text | None = None
    residual_likelihood: Score | None = None
    residual_impact: Score | None = None


class ProposalAnswer(Enum):
    """What the body that received a proposal said."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    DECLINED = "declined"


@frozen(field_transformer=guarded)
class Proposal:
    """What the roadmap hands to a higher or a lower level, and what came of it."""

    id: Id
    title: Text
    description: Text | None = None
    sender: Annotated[str, Ref("territory")] | None = None
    """Territory it comes from; the roadmap's own when left out."""
    recipient: Annotated[str, Ref("territory")] | None = None
    recipient_level: Annotated[str, Ref("level")] | None = None
    """Level it goes to, when it goes to every territory of that level."""
    instrument: Annotated[str, Ref("instrument")] | None = None
    axis: str | None = None
    actions: tuple[Annotated[str, Ref("action")], ...] = ()
    amount: Money | None = None
    answer: ProposalAnswer = ProposalAnswer.PENDING
    answered: date | None = None
    answer_note: Text | None = None


@frozen(field_transformer=guarded)
class GovernanceBody:
    """A committee or a function that steers the roadmap."""

    id: Id
    title: Text
    role: Text | None = None
    chair: Annotated[str, Ref("stakeholder")] | None = None
    members: tuple[Annotated[str, Ref("stakeholder")], ...] = ()
    frequency: Frequency | None = None


@frozen(field_transformer=guarded)
class Step:
    """Something to do next, by whom, by when."""

    title: Text
    owner: Annotated[str, Ref("stakeholder")] | None = None
    due: date | None = None
    is_done: bool = False
