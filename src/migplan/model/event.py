"""Trainings, consultations, reflections and exchanges: what was planned, who came, what came out."""

from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Annotated

from attrs import frozen

from migplan.model.constraints import Count, Id, Internal, Positive, Range, Ref, guarded
from migplan.model.values import Audience, Text


class EventKind(Enum):
    """What an event is for."""

    TRAINING = "training"
    CONSULTATION = "consultation"
    REFLECTION = "reflection"
    EXCHANGE = "exchange"


class Sex(Enum):
    """Sex of a participant, as told for statistics."""

    WOMAN = "woman"
    MAN = "man"
    UNKNOWN = "unknown"


class AgeBand(Enum):
    """Age of a participant, in bands."""

    UNDER_30 = "under-30"
    FROM_30_TO_44 = "30-44"
    FROM_45_TO_59 = "45-59"
    FROM_60 = "60-and-over"
    UNKNOWN = "unknown"


class Method(Enum):
    """How a part of the agenda is run."""

    PLENARY = "plenary"
    PRESENTATION = "presentation"
    GROUP_WORK = "group-work"
    EXERCISE = "exercise"
    DEBATE = "debate"
    VOTE = "vote"
    QUIZ = "quiz"
    VISIT = "visit"
    BREAK = "break"


@frozen(field_transformer=guarded)
class AgendaItem:
    """One part of the agenda."""

    title: Text
    start: time
    minutes: Annotated[int, Range(Decimal(1), Decimal(1440))]
    day: Annotated[int, Range(Decimal(1), None)] = 1
    """Day of the event, from 1."""
    method: Method = Method.PLENARY
    facilitator: Annotated[str, Ref("member")] | None = None
    """Member of the assignment's team."""
    materials: Text | None = None
    instructions: Text | None = None


@frozen(field_transformer=guarded)
class Question:
    """A question asked before and after a training."""

    id: Id
    title: Text
    before: Annotated[Decimal, Range(Decimal(0), Decimal(100))] | None = None
    """Share of right answers before, percent 0 to 100."""
    after: Annotated[Decimal, Range(Decimal(0), Decimal(100))] | None = None
    """Share of right answers after, percent 0 to 100."""


@frozen(field_transformer=guarded)
class AttendanceCount:
    """How many persons of one sort were there in one half-day; never their names."""

    half_day: Annotated[int, Range(Decimal(1), None)]
    """Half-day of the event, from 1."""
    category: Annotated[str, Ref("category")]
    sex: Sex
    count: Count
    age_band: AgeBand = AgeBand.UNKNOWN
    level: Annotated[str, Ref("level")] | None = None
    organisation: Annotated[str, Ref("stakeholder")] | None = None
    territory: Annotated[str, Ref("territory")] | None = None


@frozen(field_transformer=guarded)
class ExpectedAudience:
    """Whom an event is for, and how many."""

    category: Annotated[str, Ref("category")]
    count: Count | None = None


@frozen(field_transformer=guarded)
class Statement:
    """Something that was said and is worth keeping, without a name."""

    title: Text
    category: Annotated[str, Ref("category")] | None = None
    audience: Audience = Audience.PUBLIC


@frozen(field_transformer=guarded)
class Decision:
    """What was decided, who does it, by when."""

    title: Text
    owner: Annotated[str, Ref("stakeholder")] | None = None
    due: date | None = None
    is_done: bool = False


@frozen(field_transformer=guarded)
class Evaluation:
    """Mean mark that participants gave to one aspect."""

    title: Text
    mark: Annotated[Decimal, Range(Decimal(0), Decimal(5))]
    """Mean mark, 0 to 5."""
    answers: Count | None = None


@frozen(field_transformer=guarded)
class Photograph:
    """A picture of the event, with the consent of those shown."""

    file: str
    """Path inside the plan folder."""
    title: Text
    has_consent: bool = False
    credit: Text | None = None


@frozen(field_transformer=guarded)
class Event:
    """A training, consultation, reflection or exchange.

    Source: glossary, "event".
    """

    id: Id
    title: Text
    kind: EventKind
    roadmap: Annotated[str, Ref("roadmap")] | None = None
    """The roadmap it serves; `None` when it serves several."""
    module: Annotated[str, Ref("module")] | None = None
    task: Annotated[str, Ref("task")] | None = None
    """Task of the assignment it fulfils."""
    organiser: Annotated[str, Ref("stakeholder")] | None = None
    territories: tuple[Annotated[str, Ref("territory")], ...] = ()
    start: date | None = None
    end: date | None = None
    place: Text | None = None
    is_held: bool = False
    objectives: tuple[Text, ...] = ()
    questions: tuple[Question, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    expected: tuple[ExpectedAudience, ...] = ()
    attendance: tuple[AttendanceCount, ...] = ()
    statements: tuple[Statement, ...] = ()
    needs: tuple[Annotated[str, Ref("need")], ...] = ()
    agreements: tuple[Text, ...] = ()
    disagreements: tuple[Text, ...] = ()
    decisions: tuple[Decision, ...] = ()
    evaluation: tuple[Evaluation, ...] = ()
    pictures: tuple[Photograph, ...] = ()
    notes: Annotated[Text, Internal()] | None = None

    @property
    def facilitators(self) -> tuple[str, ...]:
        """Members of the team who run parts of it, sorted."""
        return tuple(sorted({item.facilitator for item in self.agenda if item.facilitator}))


@frozen(field_transformer=guarded)
class ModuleUnit:
    """One unit of a training module."""

    title: Text
    minutes: Annotated[int, Range(Decimal(1), None)] | None = None
    file: str | None = None
    """The owner's own file of slides."""
    slides: str | None = None
    """Slide range of that file: `12-27`."""


@frozen(field_transformer=guarded)
class QuizItem:
    """A question with its choices."""

    title: Text
    choices: tuple[Text, ...] = ()
    answer: Annotated[int, Range(Decimal(1), None)] | None = None
    """Number of the right choice, from 1."""


@frozen(field_transformer=guarded)
class Module:
    """A training module that several events share."""

    id: Id
    title: Text
    owner: Annotated[str, Ref("stakeholder")] | None = None
    aims: tuple[Text, ...] = ()
    units: tuple[ModuleUnit, ...] = ()
    exercises: tuple[Text, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    days: Positive | None = None
