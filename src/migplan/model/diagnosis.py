"""What a roadmap starts from: instruments, stakeholders, findings, needs, strengths and weaknesses, votes."""

from enum import Enum
from typing import Annotated

from attrs import frozen

from migplan.model.constraints import AsMapping, Count, Id, Internal, Positive, Ref, Score, guarded
from migplan.model.values import Day, Figure, Money, Period, Text


class InstrumentStatus(Enum):
    """Where an instrument stands."""

    PREPARED = "prepared"
    ADOPTED = "adopted"
    RUNNING = "running"
    UPDATED = "updated"
    ENDED = "ended"


@frozen(field_transformer=guarded)
class Axis:
    """An axis of an instrument that actions can be entered under."""

    id: Id
    title: Text


@frozen(field_transformer=guarded)
class Project:
    """A project already in an instrument."""

    id: Id
    title: Text
    axis: Id | None = None
    amount: Money | None = None


@frozen(field_transformer=guarded)
class Instrument:
    """A planning document or a convention of one territory."""

    id: Id
    title: Text
    kind: Annotated[str, Ref("instrument-kind")]
    """Id of an instrument kind of the pack; a convention has a kind of its own there."""
    territory: Annotated[str, Ref("territory")] | None = None
    period: Period | None = None
    status: InstrumentStatus = InstrumentStatus.PREPARED
    axes: tuple[Axis, ...] = ()
    projects: tuple[Project, ...] = ()
    gaps: Text | None = None
    """Where migration is absent from it."""
    parties: tuple[Annotated[str, Ref("stakeholder")], ...] = ()
    """Who signed, for a convention."""
    source: Annotated[str, Ref("source")] | None = None


class Stance(Enum):
    """Position of a stakeholder towards the roadmap."""

    FOR = "for"
    NEUTRAL = "neutral"
    AGAINST = "against"


@frozen(field_transformer=guarded)
class Contact:
    """How to reach a function of a stakeholder; kept out of public editions."""

    function: Text
    name: Annotated[str, Internal()] | None = None
    email: Annotated[str, Internal()] | None = None
    phone: Annotated[str, Internal()] | None = None


@frozen(field_transformer=guarded)
class Stakeholder:
    """An organisation or group that acts on, or is touched by, the roadmap.

    Source: glossary, "stakeholder".
    """

    id: Id
    title: Text
    acronym: Text | None = None
    category: Annotated[str, Ref("category")] | None = None
    level: Annotated[str, Ref("level")] | None = None
    territory: Annotated[str, Ref("territory")] | None = None
    is_council: bool = False
    """It is the council whose roadmap this is, or another assembly: it may lead any share of the actions."""
    mandate: Text | None = None
    influence: Score | None = None
    interest: Score | None = None
    stance: Stance | None = None
    involve: Text | None = None
    """How to involve it."""
    contacts: Annotated[tuple[Contact, ...], Internal()] = ()


@frozen(field_transformer=guarded)
class Finding:
    """Something the diagnosis established, with its evidence."""

    id: Id
    title: Text
    theme: Annotated[str, Ref("theme")] | None = None
    description: Text | None = None
    evidence: tuple[Figure, ...] = ()
    causes: tuple[Annotated[str, Ref("finding")], ...] = ()
    """Findings that cause this one."""
    groups: tuple[Annotated[str, Ref("group")], ...] = ()
    territories: tuple[Annotated[str, Ref("territory")], ...] = ()
    event: Annotated[str, Ref("event")] | None = None
    """Event that raised it."""
    source: Annotated[str, Ref("source")] | None = None
    disagreement: Text | None = None


@frozen(field_transformer=guarded)
class Need:
    """What people or institutions lack, as raised and ranked with them."""

    id: Id
    title: Text
    theme: Annotated[str, Ref("theme")] | None = None
    description: Text | None = None
    evidence: tuple[Figure, ...] = ()
    findings: tuple[Annotated[str, Ref("finding")], ...] = ()
    groups: tuple[Annotated[str, Ref("group")], ...] = ()
    territories: tuple[Annotated[str, Ref("territory")], ...] = ()
    event: Annotated[str, Ref("event")] | None = None
    votes: Count | None = None
    rank: Count | None = None
    """Place in the ranking made with the participants, 1 for the first."""
    disagreement: Text | None = None


class Quadrant(Enum):
    """The four fields of a SWOT analysis."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"


@frozen(field_transformer=guarded)
class SwotItem:
    """One line of the SWOT analysis."""

    quadrant: Quadrant
    title: Text
    findings: tuple[Annotated[str, Ref("finding")], ...] = ()


@frozen(field_transformer=guarded)
class CriterionScore:
    """What one group gave to one thing under one criterion."""

    item: Annotated[str, Ref("item")]
    """The action (or the need) that is scored."""
    criterion: Annotated[str, Ref("criterion")]
    score: Score
    group: Annotated[str, Ref("category")] | None = None
    """Participant category that gave the score; `None` for the whole room."""


@frozen(field_transformer=guarded)
class DotVote:
    """Dots stuck on one thing by one group."""

    item: Annotated[str, Ref("item")]
    dots: Count
    group: Annotated[str, Ref("category")] | None = None


@frozen(field_transformer=guarded)
class Weight:
    """Weight of one criterion in a ballot; it replaces that of the pack."""

    criterion: Annotated[str, Ref("criterion")]
    weight: Positive


@frozen(field_transformer=guarded)
class Ballot:
    """A choice made together: criteria with weights, scores by participant group, dot votes."""

    id: Id
    title: Text
    event: Annotated[str, Ref("event")] | None = None
    weights: Annotated[tuple[Weight, ...], AsMapping("criterion", "weight")] = ()
    """Weights agreed before scoring; the pack's when empty."""
    scores: tuple[CriterionScore, ...] = ()
    dots: tuple[DotVote, ...] = ()


@frozen(field_transformer=guarded)
class Opinion:
    """What a consultative body said of the roadmap."""

    id: Id
    body: Annotated[str, Ref("body")]
    question: Text
    points: tuple[Text, ...] = ()
    reservations: tuple[Text, ...] = ()
    commitments: tuple[Text, ...] = ()
    date: Day | None = None
    number: str | None = None
    event: Annotated[str, Ref("event")] | None = None
    is_favourable: bool | None = None


__all__ = [
    "Axis",
    "Ballot",
    "Contact",
    "CriterionScore",
    "DotVote",
    "Finding",
    "Instrument",
    "InstrumentStatus",
    "Need",
    "Opinion",
    "Project",
    "Quadrant",
    "Stakeholder",
    "Stance",
    "SwotItem",
    "Weight",
]
