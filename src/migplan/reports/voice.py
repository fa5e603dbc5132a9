"""How a report speaks: texts in the reader's language, names of things, money, sources.

One voice serves one document. It remembers the sources that were cited, in order.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from migplan.analysis.traced import Kind, Traced
from migplan.documents import (
    Holds,
    Inline,
    LogoMark,
    Logos,
    Part,
    PassageHome,
    SourceNote,
    Span,
    Tag,
    Tone,
    Value,
    Weight,
    parts,
)
from migplan.hooks import BuildRequest
from migplan.locale import format_period
from migplan.model import Audience, Confidence, Figure, Objective, Passage, Roadmap, Text
from migplan.problems import Problem, Severity

_HOLDS = {
    Kind.MONEY: Holds.MONEY,
    Kind.SHARE: Holds.SHARE,
    Kind.COUNT: Holds.INTEGER,
    Kind.DAYS: Holds.INTEGER,
    Kind.SCORE: Holds.NUMBER,
    Kind.NUMBER: Holds.NUMBER,
}


class Voice:
    """Says the things of one plan in one language."""

    def __init__(self, request: BuildRequest) -> None:
        """Speak for one request."""
        self.request = request
        self.plan = request.plan
        self.reference = request.reference
        self.language = request.language
        self.words = request.words
        self.day: date = request.date
        self._cited: dict[str, SourceNote] = {}

    @property
    def is_public(self) -> bool:
        """Say whether this is a public edition."""
        return self.request.audience is Audience.PUBLIC

    def say(self, key: str, **values: object) -> str:
        """Give a sentence of the report's catalogue."""
        return self.words(f"roadmap.{key}", **values)

    def counted(self, head: str, counts: Iterable[tuple[str, int]]) -> str:
        """Follow a head by counts, each a key and a number; those of none are left out."""
        said = [self.say(key, n=count) for key, count in counts if count]
        return head + self.words("blocks.colon") + self.words("roadmap.between").join(said) if said else head

    def of(self, what: str, number: int) -> str:
        """Give a number of things in words: "3 actions"."""
        return self.say(f"count.{what}", n=number)

    def text(self, text: Text | None, default: str = "") -> Part:
        """Give a text in the document's language, else in another of the plan's, tagged as such."""
        if text is None:
            return default
        said, language = text.find((self.language, *self.plan.languages))
        known = language or self.plan.languages[0]
        if known.partition("-")[0] == self.language.partition("-")[0]:
            return said
        return Span(said, known)

    def home(self, passage: Passage) -> PassageHome:
        """Say where a passage stands in the plan, and what it holds of what `text` shows."""
        said, language = passage.text.find((self.language, *self.plan.languages)) if passage.text else ("", "")
        language = language or (self.plan.languages[0] if said else "")
        roadmap, event = passage.roadmap or "", passage.event or ""
        return PassageHome(passage.report, passage.section, roadmap, event, language, said)

    def plain(self, text: Text | None, default: str = "") -> str:
        """Give a text as a plain string, for labels of drawings and headers."""
        part = self.text(text, default)
        return part.text if isinstance(part, Span) else str(part)

    def strong(self, text: Text | str | None) -> Part:
        """Give a text in strong weight."""
        part = self.text(text) if isinstance(text, Text) or text is None else text
        if isinstance(part, Span):
            return Span(part.text, part.language, Weight.STRONG)
        return Span(str(part), weight=Weight.STRONG) if part else ""

    def listed(self, items: Iterable[Inline], between: str | None = None) -> Inline:
        """Set items side by side with a separator."""
        separator = between if between is not None else self.words("roadmap.between")
        joined: list[Part] = []
        for item in items:
            if joined:
                joined.append(separator)
            joined.extend(parts(item))
        return tuple(joined)

    def stakeholder(self, id: str | None, short: bool = True) -> Part:
        """Name a stakeholder: its acronym when `short` and there is one, else its title; its id when unknown."""
        if id is None:
            return ""
        found = self.reference.stakeholders.get(id)
        if found is None:
            return id
        return self.text(found.acronym if short and found.acronym else found.title)

    def stakeholder_name(self, id: str | None, short: bool = True) -> str:
        """Name a stakeholder as a plain string."""
        part = self.stakeholder(id, short)
        return part.text if isinstance(part, Span) else str(part)

    def territory(self, id: str | None) -> str:
        """Name a territory; its id when unknown."""
        found = self.reference.territories.get(id or "")
        return self.plain(found.title) if found else (id or "")

    def level_of(self, id: str | None) -> str:
        """Name what a territory is: its own kind where the level has several, else its level."""
        found = self.reference.territories.get(id or "")
        kinds = {kind.id: kind for kind in self.reference.pack.kinds}
        kind = kinds.get((found.kind if found else None) or "")
        level = self.reference.level_of(id) if id else None
        return self.plain(kind.title if kind else level.title if level else None)

    def money(self, figure: Traced | Decimal, address: str = "") -> Value:
        """Give an amount in the plan's currency."""
        if isinstance(figure, Traced):
            return self.value(figure)
        return Value(figure, Holds.MONEY, unit=self.plan.currency, address=address)

    def value(self, figure: Traced) -> Value:
        """Give a figure of the analysis as a typed value with its address."""
        unit = figure.unit if isinstance(figure.unit, str) else self.plain(figure.unit)
        kept = "" if figure.kind in (Kind.SHARE, Kind.COUNT) else unit
        decimals = 1 if figure.kind is Kind.SHARE and figure.value != figure.value.to_integral_value() else None
        return Value(figure.value, _HOLDS[figure.kind], unit=kept, address=figure.address, decimals=decimals)

    def count(self, number: int, address: str = "") -> Value:
        """Give a count."""
        return Value(number, Holds.INTEGER, address=address)

    def share(self, value: Decimal, address: str = "", decimals: int | None = None) -> Value:
        """Give a share in percent."""
        return Value(value, Holds.SHARE, address=address, decimals=decimals)

    def figure(self, figure: Figure, address: str = "") -> Value:
        """Give a sourced figure of the plan, its source cited."""
        measure = self.reference.measures.get(figure.measure)
        unit = self.plain(measure.unit) if measure and measure.unit else ""
        holds = Holds.SHARE if unit == "%" else Holds.NUMBER
        return Value(
            figure.value,
            holds,
            unit="" if holds is Holds.SHARE else unit,
            decimals=measure.decimals if measure else None,
            address=address,
            is_estimated=figure.confidence in (Confidence.ESTIMATE, Confidence.ILLUSTRATIVE),
            source=self.cite(figure.source),
        )

    def measure(self, id: str) -> str:
        """Name a measure; its id when unknown."""
        found = self.reference.measures.get(id)
        return self.plain(found.title) if found else id

    def cite(self, source: str | None) -> str:
        """Cite a source and give its key, or an empty string when there is none."""
        if not source:
            return ""
        if source not in self._cited:
            self._cited[source] = SourceNote(source, self.source_text(source), self._source_link(source))
        return source

    def source_text(self, source: str) -> Inline:
        """Give title, publisher and date of a source."""
        found = self.reference.sources.get(source)
        if found is None:
            return source
        said: list[Inline] = [self.text(found.title)]
        if found.publisher:
            said.insert(0, self.text(found.publisher))
        if found.date:
            said.append(str(found.date.year))
        return self.listed(said)

    def _source_link(self, source: str) -> str:
        found = self.reference.sources.get(source)
        url = found.url if found else None
        return url if url and url.startswith(("https://", "http://")) else ""

    @property
    def cited(self) -> tuple[SourceNote, ...]:
        """Sources cited so far, in order."""
        return tuple(self._cited.values())

    def source_line(self, *sources: str | None) -> Inline:
        """Give one line naming sources."""
        known = [self.cite(source) for source in dict.fromkeys(sources) if source]
        if not known:
            return ""
        label = self.words("blocks.source") + self.words("blocks.colon")
        return (label, *parts(self.listed([self.source_text(source) for source in known], self.say("between_groups"))))

    def period(self, start: date | None, end: date | None) -> str:
        """Write a span of days in words."""
        return format_period(start, end, self.language) if start or end else ""

    @cached_property
    def logos(self) -> Logos | None:
        """The partners' logos or word-marks, funders first, with their funding statements."""
        return self.marks(short=False)

    def marks(self, *, short: bool) -> Logos | None:
        """The partners' logos as `logos` gives them; word-marks by acronym where the page is narrow."""
        marks = tuple(
            LogoMark(
                name=self.stakeholder_name(partner.stakeholder, short=short),
                statement=self.plain(partner.statement),
                alt=self.stakeholder_name(partner.stakeholder, short=False),
            )
            for partner in self.plan.partners
        )
        return Logos(marks) if marks else None

    @property
    def region(self) -> str:
        """Country of the pack, for language tags such as `ar-MA`; empty when it has none."""
        return self.reference.pack.country or ""

    def missing(self, code: str, **values: object) -> Problem:
        """Make the problem of a report that cannot be made."""
        return Problem(code, Severity.ERROR, values=values)


def objective_colors(roadmap: Roadmap) -> dict[str, str]:
    """Give each strategic objective its colour role, in plan order; results take that of their parent."""
    colors: dict[str, str] = {}
    strategic = [objective for objective in roadmap.objectives if objective.kind.value == "specific"]
    for number, objective in enumerate(strategic, start=1):
        colors[objective.id] = f"series-{number}"
    for objective in roadmap.objectives:
        colors.setdefault(objective.id, _inherited(objective, roadmap, colors))
    return colors


def _inherited(objective: Objective, roadmap: Roadmap, colors: dict[str, str]) -> str:
    by_id = {other.id: other for other in roadmap.objectives}
    seen = {objective.id}
    current: Objective | None = objective
    while current is not None and current.parent and current.parent not in seen:
        if current.parent in colors:
            return colors[current.parent]
        seen.add(current.parent)
        current = by_id.get(current.parent)
    return "primary"


TONES = {
    "achieved": Tone.ACHIEVED,
    "on-the-way": Tone.ON_THE_WAY,
    "late": Tone.LATE,
    "not-begun": Tone.NOT_BEGUN,
}


def status_word(voice: Voice, tone: str, of: str = "") -> str:
    """Give the word of a status; `of` is `action` where the language says it otherwise of an action."""
    own = f"status_{of}.{tone}"
    return voice.say(own if voice.words.has(f"roadmap.{own}") else f"status.{tone}")


def tag(voice: Voice, tone: str, of: str = "") -> Tag:
    """Give the tag of a status: its word and its tone."""
    return Tag(status_word(voice, tone, of), TONES.get(tone, Tone.NEUTRAL))
