"""The plan and its roadmaps: the whole that everything else belongs to."""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated, Any

import attrs
from attrs import field, frozen

from migplan.model.assignment import Assignment
from migplan.model.constraints import CurrencyCode, Id, LanguageCode, Ref, Required, guarded, shapes
from migplan.model.diagnosis import Ballot, Finding, Instrument, Need, Opinion, Stakeholder, SwotItem
from migplan.model.event import Event, Module
from migplan.model.programme import Action, GovernanceBody, Indicator, Objective, Proposal, Risk, Step
from migplan.model.reference import Pack
from migplan.model.values import Audience, Day, ExchangeRate, Figure, Period, Source, Text
from migplan.problems import Origin


class PartnerRole(Enum):
    """Place of a partner in the funding chain."""

    FUNDER = "funder"
    IMPLEMENTER = "implementer"
    LEAD = "lead"
    AUTHORITY = "authority"
    PARTNER = "partner"


@frozen(field_transformer=guarded)
class Partner:
    """A partner whose name or logo documents carry."""

    stakeholder: Annotated[str, Ref("stakeholder")]
    role: PartnerRole
    logo: str | None = None
    """Picture file inside the plan folder; a word-mark is drawn when there is none."""
    statement: Text | None = None
    """Funding statement that goes with the logo."""
    disclaimer: Text | None = None


class RoadmapStatus(Enum):
    """How far a roadmap is on its way to adoption."""

    DRAFT = "draft"
    VALIDATED = "validated"
    ADOPTED = "adopted"


@frozen(field_transformer=guarded)
class Adoption:
    """How the council adopted the roadmap."""

    number: str | None = None
    """Number of the deliberation."""
    date: Day | None = None
    opinion: Annotated[str, Ref("opinion")] | None = None
    visa: str | None = None
    """Number of the visa of the State authority."""


@frozen(field_transformer=guarded)
class Edition:
    """Which edition of a roadmap this is."""

    number: int
    date: Day
    replaces: Text | None = None
    """The edition it updates."""


class PassageStatus(Enum):
    """How far a passage of prose is."""

    EMPTY = "empty"
    DRAFT = "draft"
    FINAL = "final"


@frozen(field_transformer=guarded)
class Passage:
    """Prose that no data carries: a foreword, lessons, difficulties."""

    id: Id
    report: Id
    section: Id
    text: Text | None = None
    roadmap: Annotated[str, Ref("roadmap")] | None = None
    event: Annotated[str, Ref("event")] | None = None
    status: PassageStatus = PassageStatus.DRAFT
    audience: Audience = Audience.PUBLIC


@frozen(field_transformer=guarded)
class Roadmap:
    """What one territory decides about migration and development, over one period.

    Source: glossary, "roadmap".
    """

    id: Id
    territory: Annotated[str, Ref("territory")]
    title: Text | None = None
    edition: Edition | None = None
    period: Period | None = None
    status: RoadmapStatus = RoadmapStatus.DRAFT
    adoption: Adoption | None = None
    council: Annotated[str, Ref("stakeholder")] | None = None
    """The assembly whose roadmap it is."""
    vision: Text | None = None
    mission_note: Text | None = None
    """In which frame the roadmap was written, what is real in it and what is illustration."""
    profile: tuple[Figure, ...] = ()
    """Figures of the territory and of those below it."""
    findings: tuple[Finding, ...] = ()
    swot: tuple[SwotItem, ...] = ()
    needs: tuple[Need, ...] = ()
    objectives: tuple[Objective, ...] = ()
    actions: tuple[Action, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    risks: tuple[Risk, ...] = ()
    assumptions: tuple[Text, ...] = ()
    governance: tuple[GovernanceBody, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    next_steps: tuple[Step, ...] = ()


@frozen(field_transformer=guarded)
class Plan:
    """One plan: one programme, its assignment, its roadmaps and its events.

    Source: glossary, "plan".
    """

    title: Text
    languages: Annotated[tuple[LanguageCode, ...], Required()]
    """Languages of its documents; texts without a language are in the first one."""
    currency: CurrencyCode
    period: Period | None = None
    as_of: date | None = None
    """Day the plan speaks for; documents are dated by it unless told otherwise."""
    reference: tuple[str, ...] = ()
    """Reference packs: names of installed ones (`name` or `name==version`), or folders (`./packs/local`)."""
    corrections: Pack | None = None
    """The plan's own additions and corrections to its packs, thing by thing, by id."""
    illustration: Text | None = None
    """What in the plan is invented; documents print it."""
    rates: tuple[ExchangeRate, ...] = ()
    sources: tuple[Source, ...] = ()
    partners: tuple[Partner, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    modules: tuple[Module, ...] = ()
    assignment: Assignment | None = None
    roadmaps: tuple[Roadmap, ...] = ()
    events: tuple[Event, ...] = ()
    passages: tuple[Passage, ...] = ()
    packs: tuple[Pack, ...] = field(default=(), eq=False, repr=False, kw_only=True, metadata={"unguarded": True})
    """The packs that `reference` names, as found, in that order; read-only company of the plan, not compared."""
    origin: Origin | None = field(default=None, eq=False, repr=False, kw_only=True, metadata={"unguarded": True})

    def __getitem__(self, address: str) -> Any:
        """Give the thing at an address: `north/A1.2`, `north/actions/A1.2`, `north`, `jobs-agency`.

        Raises:
            UnknownAddress: No thing has it; the error suggests the nearest ones.
        """
        from migplan.model.addresses import find

        return find(self, address)

    def only(self, roadmap: str) -> "Plan":
        """Give the plan of one roadmap: the others, their events and their passages are left out.

        Raises:
            UnknownAddress: The plan has no such roadmap.
        """
        from migplan.model.addresses import only

        return only(self, roadmap)


_NATURAL = re.compile(r"(\d+)")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give a key that sorts ids as people do: `A2` before `A10`, whatever the case."""
    parts = _NATURAL.split(text.casefold())
    return (*((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part), (2, 0, text))


def things(parent: Any) -> Iterator[tuple[str, Any]]:
    """Walk over the direct members of a thing's collections that have an id, with the name of the collection."""
    for name, shape in shapes(type(parent)).items():
        if shape.many and attrs.has(shape.item) and "id" in shapes(shape.item):
            for member in getattr(parent, name):
                yield name, member


__all__ = [
    "Adoption",
    "Edition",
    "Partner",
    "PartnerRole",
    "Passage",
    "PassageStatus",
    "Plan",
    "Roadmap",
    "RoadmapStatus",
    "natural_key",
    "things",
]
