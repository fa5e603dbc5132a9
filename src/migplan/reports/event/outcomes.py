"""What came of an event that was held: who came, what was said, agreed, voted, decided; what participants thought."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from migplan.analysis.attendance import attendance
from migplan.documents import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    Column,
    ComparedColumn,
    ComparedLine,
    Comparison,
    Figures,
    Heading,
    Holds,
    Inline,
    KeyFigure,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Section,
    Series,
    Span,
    Table,
    Value,
    Weight,
)
from migplan.locale import format_decimal, format_share
from migplan.model import Ballot, Decision, Need, Statement
from migplan.reports import people
from migplan.reports.event import reflection, work
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import decisions, slot, standing
from migplan.reports.roadmap import diagnosis
from migplan.reports.roadmap.material import Material

MOST_STATEMENTS = 5
FEW_STATEMENTS, FEW_NEEDS = 2, 5
"""Sayings and needs that share a slide: the words say what the table counts."""
HIGHEST_MARK = Decimal(5)
FEW_DECISIONS = 3
"""Decisions that stand beside what was agreed instead of in a table on a slide of their own."""
MOST_CATEGORIES = 6
"""Rows under which a table of those who came keeps its total, so that it shares a slide with the figures."""


def sections(material: EventMaterial) -> Iterable[Section]:
    """The outcomes, for an event that was held; nothing before."""
    event = material.event
    if not event.is_held:
        return
    yield material.divider("outcomes")
    yield _attendance(material)
    quotes = [Paragraph(_quote(material, one), ParagraphStyle.QUOTE) for one in event.statements]
    raised = material.raised_at(event)
    is_few = len(quotes) <= FEW_STATEMENTS
    beside = quotes if is_few and 0 < len(raised) <= FEW_NEEDS else []
    is_settled = bool(event.agreements or event.disagreements)
    below = quotes if is_few and not raised and is_settled else []
    if quotes and not beside and not below:
        message = material.tell("statements", n=len(event.statements))
        yield material.slide("statements", message, *quotes[:MOST_STATEMENTS])
    if raised:
        yield _needs(material, raised, beside)
    is_short = len(event.decisions) <= FEW_DECISIONS
    if is_settled:
        yield _agreements(material, below, with_decisions=is_short)
    for main, ballot in material.ballots:
        chart = diagnosis.priorities_chart(main)
        if ballot.scores and main.ranking is not None and main.ranking.ballot == ballot.id and chart is not None:
            yield material.slide("ballot", diagnosis.priorities_message(main), chart, id=f"slide-ballot-{ballot.id}")
        dots = dots_chart(material, main, ballot)
        if dots is not None:
            yield material.slide("dots", dots.alt, dots, id=f"slide-dots-{ballot.id}")
    yield from reflection.opinion_slides(material)
    scores = quiz_chart(material)
    if scores is not None:
        yield material.slide("quiz_scores", scores.alt, scores)
    is_said = is_short and event.decisions and is_settled
    if not is_said and (event.decisions or not material.is_training):
        yield _decisions(material)
    marks = evaluation_chart(material)
    if marks is not None:
        yield material.slide(
            "evaluation", marks.alt, evaluation_figures(material, marks.alt), evaluation_marks(material, marks.alt)
        )


def _quote(material: EventMaterial, statement: Statement) -> Inline:
    """What was said, and by what sort of person."""
    category = material.reference.categories.get(statement.category or "")
    text = material.voice.text(statement.title)
    if category is None:
        return text
    name = material.voice.plain(category.title)
    return material.voice.listed((text, Span(f" – {name}", weight=Weight.MUTED)), "")


def _attendance(material: EventMaterial) -> Section:
    event, voice = material.event, material.voice
    if not event.attendance:
        return material.slide("attendance", material.tell("no_attendance"), slot(material, "attendance"))
    persons, women = people.persons_and_women(voice, event)
    expected = sum(one.count or 0 for one in event.expected)
    message = people.message(voice, event)
    items: list[KeyFigure] = []
    if persons is not None:
        value = Value(persons, Holds.INTEGER, address=f"{event.id}/attendance")
        items.append(KeyFigure(value, material.tell("figure.persons"), is_emphasised=True))
    if persons and women is not None:
        share = (Decimal(women) * 100 / persons).quantize(Decimal(1))
        value = Value(women, Holds.INTEGER, address=f"{event.id}/attendance/women")
        items.append(KeyFigure(value, material.tell("figure.women")))
        value = Value(share, Holds.SHARE, address=f"{event.id}/attendance/share")
        items.append(KeyFigure(value, material.tell("figure.share")))
    if expected:
        items.append(
            KeyFigure(Value(expected, Holds.INTEGER, address=f"{event.id}/expected"), material.tell("figure.expected"))
        )
    table = evolve(people.by_category(voice, event), id="attendance", title=material.tell("name.attendance"))
    if len(table.rows) > MOST_CATEGORIES:  # the figures above say the total already
        table = evolve(table, rows=tuple(row for row in table.rows if row.kind is not RowKind.TOTAL))
    return material.slide("attendance", message, *([Figures(items, alt=message)] if items else []), table)


def _needs(material: EventMaterial, raised: Sequence[tuple[Material, Need]], beside: Sequence[Block]) -> Section:
    """The needs that participants raised, with their words below where these are few."""
    voice = material.voice
    columns = [
        Column("code", voice.say("column.code"), Holds.CODE, width=6),
        Column("need", voice.say("column.need"), width=60),
        Column("votes", voice.say("column.votes"), Holds.INTEGER, width=8),
    ]
    rows = [
        Row(
            (need.id, voice.text(need.title), Value(need.votes, Holds.INTEGER, address=f"{main.roadmap.id}/{need.id}/votes")),
            address=f"{main.roadmap.id}/{need.id}",
        )
        for main, need in raised
    ]  # fmt: skip
    message = material.tell("raised", n=len(raised))
    table = Table("raised", "" if beside else material.tell("name.raised"), columns, rows, alt=message)
    return material.slide("raised", message, table, *beside)


def _agreements(material: EventMaterial, below: Sequence[Block], *, with_decisions: bool) -> Section:
    """What was agreed and what was not, the decisions beside them where they are few, and words below."""
    event, voice = material.event, material.voice
    groups: list[tuple[str, list[Inline]]] = [
        ("agreements", [voice.text(one) for one in event.agreements]),
        ("disagreements", [voice.text(one) for one in event.disagreements]),
    ]
    is_decided = with_decisions and bool(event.decisions)
    if is_decided:
        lines = (_decision_line(material, one, number) for number, one in enumerate(event.decisions))
        groups.append(("decisions", list(lines)))
    blocks: list[Block] = []
    said: list[str] = []
    for key, items in groups:
        if items:
            blocks += [Heading(material.tell(f"head.{key}"), 2), Bullets(tuple(items))]
            said.append(material.tell(f"count.{key}", n=len(items)))
    message = material.tell("agreed_only", said=said[0])
    if len(said) > 1:
        start = material.tell("counts_between").join(said[:-1])
        message = material.tell("agreed", agreed=start, open=said[-1])
    if is_decided:
        return material.slide("settled", message, *blocks, *below, id="slide-decisions")
    return material.slide("agreements", message, *blocks, *below)


def _decision_line(material: EventMaterial, decision: Decision, number: int) -> Inline:
    """A decision in one line: what, who, by when, where it stands."""
    voice = material.voice
    day = Value(decision.due, Holds.DATE, address=f"{material.event.id}/decisions/{number}/due")
    whose: list[Inline] = [voice.stakeholder(decision.owner)] if decision.owner else []
    whose += [day] if decision.due is not None else []
    parts: list[Inline] = [voice.text(decision.title)]
    if whose:
        parts.append(voice.listed(whose, voice.words("roadmap.between")))
    return voice.listed((*parts, standing(material, decision).text), " – ")


def _decisions(material: EventMaterial) -> Section:
    found = material.event.decisions
    if not found:
        return material.slide("decisions", material.tell("no_decision"), slot(material, "decisions"))
    message = material.tell("decisions", n=len(found), first=material.voice.plain(found[0].title))
    return material.slide("decisions", message, decisions(material, material.event))


def dots_chart(material: EventMaterial, main: Material, ballot: Ballot) -> Chart | None:
    """Dots on each thing, most first; `None` for fewer than two things."""
    counts: dict[str, int] = {}
    for one in ballot.dots:
        counts[one.item] = counts.get(one.item, 0) + one.dots
    if len(counts) < 2:
        return None
    titles = {one.id: material.voice.plain(one.title) for one in main.roadmap.actions}
    titles.update({one.id: material.voice.plain(one.title) for one in main.roadmap.needs})
    order = sorted(counts, key=lambda item: -counts[item])[:12]
    names = [f"{item} {titles.get(item, '')}".strip() for item in order]
    level = [item for item in order if counts[item] == counts[order[0]]]
    key, first = ("dots_tie", ", ".join(level)) if len(level) > 1 else ("dots_message", names[0])
    message = material.tell(key, n=sum(counts.values()), first=first)
    return Chart(
        f"dots-{main.roadmap.id}-{ballot.id}", material.tell("name.dots"), ChartKind.BAR, names,
        [Series(material.tell("name.dots"), [Decimal(counts[item]) for item in order], "primary")],
        holds=Holds.INTEGER, decimals=0, alt=message, emphasised=names[0] if len(level) == 1 else "",
    )  # fmt: skip


def quiz_chart(material: EventMaterial) -> Chart | None:
    """Right answers before and after, by question; `None` when not both are known."""
    known = [
        (one.title, one.before, one.after)
        for one in material.event.questions
        if one.before is not None and one.after is not None
    ]
    if not known:
        return None
    voice = material.voice
    before = [value for _, value, _ in known if value is not None]
    after = [value for _, _, value in known if value is not None]
    ends = [
        format_share((sum(line, Decimal(0)) / len(line)).quantize(Decimal(1)), voice.language)
        for line in (before, after)
    ]
    message = material.tell("quiz_scores", first=ends[0], last=ends[1])
    return Chart(
        "quiz-scores", material.tell("name.quiz_scores"), ChartKind.BAR, [voice.plain(title) for title, *_ in known],
        [Series(material.tell("before"), before, "series-4"), Series(material.tell("after"), after, "primary")],
        unit="%", holds=Holds.SHARE, decimals=0, alt=message,
    )  # fmt: skip


def evaluation_chart(material: EventMaterial) -> Chart | None:
    """Mean mark of each aspect, out of five; `None` without an evaluation."""
    found = material.event.evaluation
    if not found:
        return None
    voice = material.voice
    mean = (sum((one.mark for one in found), Decimal(0)) / len(found)).quantize(Decimal("0.1"))
    answers = max((one.answers or 0 for one in found), default=0)
    message = material.tell("evaluation", mark=format_decimal(mean, voice.language, 1), n=answers)
    return Chart(
        "evaluation", material.tell("name.evaluation"), ChartKind.BAR, [voice.plain(one.title) for one in found],
        [Series(material.tell("mark"), [one.mark for one in found], "primary")], holds=Holds.NUMBER, decimals=1, alt=message,
    )  # fmt: skip


def evaluation_marks(material: EventMaterial, alt: str) -> Comparison:
    """The mean mark of each aspect as a bar on the whole scale, so that near marks look near."""
    event, voice = material.event, material.voice
    lines = [
        ComparedLine(
            voice.plain(one.title),
            [Value(one.mark, Holds.NUMBER, "", 1, f"{event.id}/evaluation/{number}")],
            Holds.NUMBER,
            HIGHEST_MARK,
        )
        for number, one in enumerate(event.evaluation)
    ]
    return Comparison("evaluation", "", [ComparedColumn("mark", material.tell("mark"), "", "primary")], lines, alt=alt)


def evaluation_figures(material: EventMaterial, alt: str) -> Figures | None:
    """The mean mark, how many answered, and what share of those present; `None` when nobody counted the answers."""
    event = material.event
    answers = max((one.answers or 0 for one in event.evaluation), default=0)
    if not answers:
        return None
    address = f"{event.id}/evaluation"
    mean = (sum((one.mark for one in event.evaluation), Decimal(0)) / len(event.evaluation)).quantize(Decimal("0.1"))
    items = [
        KeyFigure(
            Value(mean, Holds.NUMBER, "", 1, f"{address}/mean"), material.tell("figure.mark"), is_emphasised=True
        ),
        KeyFigure(Value(answers, Holds.INTEGER, address=f"{address}/answers"), material.tell("figure.answers")),
    ]
    persons = attendance(event)[0] if event.attendance else 0
    if persons >= answers:
        share = (Decimal(answers) * 100 / persons).quantize(Decimal(1))
        items.append(KeyFigure(Value(share, Holds.SHARE, address=f"{address}/share"), material.tell("figure.answered")))
    return Figures(items, alt=alt)


def backup(material: EventMaterial) -> Iterable[Section]:
    """Hidden slides: the answers of the quiz."""
    if material.is_training:
        yield from work.quiz(material, "answers", answered=True)
