"""What differs from one country to the next, as data: levels, territories, competences, frameworks, seasons, terms."""

from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Annotated

from attrs import frozen

from migplan.model.constraints import (
    Count,
    CurrencyCode,
    Decimals,
    Id,
    LanguageCode,
    Pattern,
    Range,
    Ref,
    Required,
    Unit,
    guarded,
)
from migplan.model.values import Confidence, Figure, Source, Text

MonthDay = Annotated[str, Pattern(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", "07-15 (month-day)")]
Month = Annotated[int, Range(Decimal(1), Decimal(12))]
Weekday = Annotated[int, Unit("weekday"), Range(Decimal(1), Decimal(7))]


@frozen(field_transformer=guarded)
class Term:
    """A named choice: a participant category, a population group, a theme, a competence mode…"""

    id: Id
    title: Text
    short: Text | None = None
    description: Text | None = None


@frozen(field_transformer=guarded)
class Measure:
    """Something that figures count: the population, the foreigners counted, an activity rate."""

    id: Id
    title: Text
    unit: Text | None = None
    """What a value counts: persons, percent."""
    decimals: Decimals = 0
    is_stock: bool = True
    """Values of lower territories add up to that of the higher one."""


@frozen(field_transformer=guarded)
class Mode:
    """How a level holds a competence: its own, shared by contract, transferred."""

    id: Id
    title: Text
    needs_convention: bool = False
    """The level may act in this mode only under a convention with the body that shares or hands over the competence."""
    description: Text | None = None


@frozen(field_transformer=guarded)
class Competence:
    """A domain in which the law lets a level act."""

    id: Id
    title: Text
    mode: Annotated[str, Ref("mode")]
    legal_source: Text | None = None
    """Law and article."""
    items: tuple[Text, ...] = ()
    anchor: Text | None = None
    """What migration actions it can carry."""
    confidence: Confidence = Confidence.CONFIRMED


@frozen(field_transformer=guarded)
class Body:
    """A consultative body beside the assembly of a level."""

    id: Id
    title: Text
    legal_source: Text | None = None
    members: Text | None = None


@frozen(field_transformer=guarded)
class InstrumentKind:
    """A planning instrument that a level adopts: a regional, provincial or communal programme."""

    id: Id
    title: Text
    short: Text | None = None
    years: Count | None = None
    """How long it runs, in years."""
    legal_source: Text | None = None
    steps: tuple[Text, ...] = ()
    revision: Text | None = None


@frozen(field_transformer=guarded)
class Level:
    """A tier of public administration that territories belong to.

    Source: glossary, "level".
    """

    id: Id
    title: Text
    rank: Count
    """1 for the highest level of the pack, growing downwards."""
    plural: Text | None = None
    short: Text | None = None
    is_elected: bool = True
    assembly: Text | None = None
    executive: Text | None = None
    state_authority: Text | None = None
    mission: Text | None = None
    law: Text | None = None
    sessions: tuple[Month, ...] = ()
    """Months of the ordinary meetings of the assembly, 1 to 12."""
    visa: Text | None = None
    bodies: tuple[Body, ...] = ()
    instruments: tuple[InstrumentKind, ...] = ()
    competences: tuple[Competence, ...] = ()


@frozen(field_transformer=guarded)
class Code:
    """A code of a territory in one nomenclature, over time."""

    scheme: Id
    """Nomenclature: `iso-3166-2`, `census`."""
    value: Annotated[str, Required()]
    start: date | None = None
    end: date | None = None


@frozen(field_transformer=guarded)
class Territory:
    """A place of a level, with its parent, its codes, its names and its figures."""

    id: Id
    title: Text
    level: Annotated[str, Ref("level")]
    parent: Annotated[str, Ref("territory")] | None = None
    kind: Annotated[str, Ref("kind")] | None = None
    """Variety within the level, such as an urban or a rural municipality."""
    codes: tuple[Code, ...] = ()
    aliases: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@frozen(field_transformer=guarded)
class FrameworkObjective:
    """One objective of a framework, named in plans by its full id: `SDG-10.7`."""

    id: Id
    title: Text
    short: Text | None = None
    relevance: Annotated[int, Unit("score"), Range(Decimal(1), Decimal(3))] | None = None
    """3 at the heart of a local plan, 2 often used, 1 rarely in the hands of a local council."""


@frozen(field_transformer=guarded)
class Framework:
    """A policy that plans align with: a national strategy, a global compact, the sustainable development goals."""

    id: Id
    title: Text
    short: Text | None = None
    description: Text | None = None
    objectives: tuple[FrameworkObjective, ...] = ()
    source: Annotated[str, Ref("source")] | None = None


@frozen(field_transformer=guarded)
class Holiday:
    """A public holiday: every year on one day, or on the dates listed."""

    id: Id
    title: Text
    yearly: MonthDay | None = None
    dates: tuple[date, ...] = ()
    is_estimated: bool = False
    """The dates were computed beforehand and may move by a day or two."""


@frozen(field_transformer=guarded)
class Span:
    """Days from a first to a last one, both included."""

    start: date
    end: date


@frozen(field_transformer=guarded)
class Season:
    """A time of the year when some people can hardly come, or when they can."""

    id: Id
    title: Text
    start: MonthDay | None = None
    end: MonthDay | None = None
    """Last day; before `start` when the season runs over the new year."""
    spans: tuple[Span, ...] = ()
    """Dated spans where the season moves from year to year."""
    is_fit: bool = False
    """True for a time that suits events (people are back home); False for one that does not."""
    groups: tuple[Annotated[str, Ref("group")], ...] = ()
    """Whom it keeps away, or brings; everybody when empty."""
    is_estimated: bool = False
    advice: Text | None = None


@frozen(field_transformer=guarded)
class UnfitHours:
    """Hours of the week at which no event should be held."""

    id: Id
    title: Text
    start: time
    end: time
    weekdays: tuple[Weekday, ...] = ()
    """1 for Monday to 7 for Sunday; every day when empty."""


class CriterionScale(Enum):
    """Which end of a criterion's scores is better."""

    HIGH = "high"
    LOW = "low"


@frozen(field_transformer=guarded)
class Criterion:
    """A criterion for choosing priorities, with its weight."""

    id: Id
    title: Text
    weight: Annotated[Decimal, Range(Decimal(0), None)]
    veto_below: Annotated[int, Unit("score"), Range(Decimal(1), Decimal(5))] | None = None
    """A score under this one rules the action out, whatever the rest."""
    better: CriterionScale = CriterionScale.HIGH
    description: Text | None = None
    tie_rank: Count | None = None
    """Place among the criteria that decide between equal scores, from 1; those without one follow in their order."""


@frozen(field_transformer=guarded)
class Pack:
    """Reference data of a country or of one plan, as read from a folder of YAML files."""

    id: Id
    title: Text | None = None
    version: str | None = None
    country: Annotated[str, Pattern(r"[A-Z]{2}", "FR (ISO 3166-1)")] | None = None
    languages: tuple[LanguageCode, ...] = ()
    currency: CurrencyCode | None = None
    levels: tuple[Level, ...] = ()
    territories: tuple[Territory, ...] = ()
    kinds: tuple[Term, ...] = ()
    """Varieties of territory."""
    modes: tuple[Mode, ...] = ()
    categories: tuple[Term, ...] = ()
    """Participant and stakeholder categories."""
    groups: tuple[Term, ...] = ()
    """Population groups."""
    themes: tuple[Term, ...] = ()
    """Subjects of findings and needs."""
    measures: tuple[Measure, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    seasons: tuple[Season, ...] = ()
    hours: tuple[UnfitHours, ...] = ()
    weekend: tuple[Weekday, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    acronyms: tuple[Term, ...] = ()
    """Acronyms that documents expand: id is the acronym, title its expansion."""
    sources: tuple[Source, ...] = ()
