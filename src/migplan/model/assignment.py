"""The consultant's mandate: tasks, deliverables, team, budget and what was done of them."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated

from attrs import frozen

from migplan.model.constraints import Count, Id, Internal, Positive, Range, Ref, guarded
from migplan.model.event import EventKind
from migplan.model.values import Day, Money, Text


class PieceKind(Enum):
    """A document that an offer must hold."""

    TECHNICAL = "technical"
    BUDGET = "budget"
    RESUME = "resume"
    REFERENCES = "references"
    OTHER = "other"


@frozen(field_transformer=guarded)
class Piece:
    """A required piece of the offer."""

    kind: PieceKind
    title: Text
    is_ready: bool = False


@frozen(field_transformer=guarded)
class Member:
    """A member of the consultant's team, by function."""

    id: Id
    title: Text
    """Function, such as lead expert."""
    day_rate: Money | None = None
    name: Annotated[str, Internal()] | None = None
    profile: Text | None = None


@frozen(field_transformer=guarded)
class SimilarReference:
    """A similar work done before, or a document the offer relies on."""

    title: Text
    client: Text | None = None
    year: int | None = None


@frozen(field_transformer=guarded)
class Assumption:
    """Something the terms leave open and the offer takes as given."""

    id: Id
    title: Text


@frozen(field_transformer=guarded)
class Task:
    """A task of the terms of reference."""

    id: Id
    title: Text
    days: Positive
    """Days of work asked for, over all territories."""
    per_territory_days: Positive | None = None
    territories: Count = 1
    """Number of territories it is done in."""
    units_per_territory: Count | None = None
    """Events, modules or documents in each territory; with `days_per_unit` it must give `days`."""
    days_per_unit: Positive | None = None
    event_kind: EventKind | None = None
    minimum_events: Count | None = None
    """Least number of events over all territories ("at least")."""
    produces_roadmap: bool = False
    start: date | None = None
    end: date | None = None
    audience: Text | None = None
    audience_count: Count | None = None
    is_priced: bool = True
    """False for work that the terms expect without counting days for it."""


class DeliverableStatus(Enum):
    """Where a deliverable stands."""

    DUE = "due"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    INVOICED = "invoiced"


@frozen(field_transformer=guarded)
class Deliverable:
    """A document that the assignment must hand over."""

    id: Id
    title: Text
    task: Annotated[str, Ref("task")] | None = None
    count: Count = 1
    count_high: Count | None = None
    """Highest number when the terms can be read in two ways."""
    due: date | None = None
    submitted: date | None = None
    approved: date | None = None
    invoiced: date | None = None
    note: Text | None = None

    @property
    def status(self) -> DeliverableStatus:
        """The last stage that has a date."""
        if self.invoiced:
            return DeliverableStatus.INVOICED
        if self.approved:
            return DeliverableStatus.APPROVED
        return DeliverableStatus.SUBMITTED if self.submitted else DeliverableStatus.DUE


@frozen(field_transformer=guarded)
class WorkDay:
    """Days worked by one member for one task."""

    date: Day
    member: Annotated[str, Ref("member")]
    task: Annotated[str, Ref("task")]
    days: Annotated[Decimal, Range(Decimal(0), Decimal(1))] = Decimal(1)
    territory: Annotated[str, Ref("territory")] | None = None


@frozen(field_transformer=guarded)
class CostLine:
    """A line of the consultant's budget: quantity times unit cost."""

    id: Id
    item: Text
    task: Annotated[str, Ref("task")] | None = None
    territory: Annotated[str, Ref("territory")] | None = None
    member: Annotated[str, Ref("member")] | None = None
    unit: Text | None = None
    quantity: Positive = Decimal(1)
    unit_cost: Money | None = None


@frozen(field_transformer=guarded)
class Expense:
    """Money spent by the consultant."""

    date: Day
    amount: Money
    line: Annotated[str, Ref("cost-line")] | None = None
    label: Text | None = None


class TaxRegime(Enum):
    """How value-added tax applies."""

    EXEMPT = "exempt"
    INCLUDED = "included"
    EXCLUDED = "excluded"


@frozen(field_transformer=guarded)
class Assignment:
    """The consultant's mandate, as the terms of reference put it."""

    title: Text
    reference: str | None = None
    client: Annotated[str, Ref("stakeholder")] | None = None
    chain: tuple[Annotated[str, Ref("stakeholder")], ...] = ()
    """Programme chain, from the funder to the client."""
    published: date | None = None
    closing: date | None = None
    """Last day for offers."""
    ceiling: Money | None = None
    tax: TaxRegime = TaxRegime.EXEMPT
    first_instruments_year: int | None = None
    """Year from which the terms date the first policy instruments."""
    policy_year: int | None = None
    """Year in which the policy in force began, as sources date it."""
    pieces: tuple[Piece, ...] = ()
    profile: tuple[Text, ...] = ()
    references: tuple[SimilarReference, ...] = ()
    team: tuple[Member, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    tasks: tuple[Task, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    worked: tuple[WorkDay, ...] = ()
    budget: tuple[CostLine, ...] = ()
    spending: tuple[Expense, ...] = ()

    @property
    def days(self) -> Decimal:
        """Days of work that the terms count, all tasks together."""
        return sum((task.days for task in self.tasks), Decimal(0))
