"""What participants do: work in groups, debates, votes, quiz, frames for the owner's own slides."""

from collections.abc import Iterable, Sequence

from migplan.documents import (
    Block,
    Bullets,
    Canvas,
    Choice,
    Column,
    Figures,
    Frame,
    GroupWork,
    Holds,
    Inline,
    KeyFigure,
    Paragraph,
    ParagraphStyle,
    Quiz,
    Section,
    Span,
    Table,
    Value,
    VoteKind,
    VoteSheet,
)
from migplan.locale import Words, words
from migplan.model import AgendaItem, Method, ModuleUnit, QuizItem, Text
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import slot
from migplan.reports.roadmap.material import Material

ROLES = ("keeper", "writer", "speaker")
"""Roles in a group: who keeps time, who writes, who reports.

Source: common practice of facilitation.
"""

EVALUATED = ("content", "running", "organisation", "use")
"""Aspects that participants mark when the plan names none."""
HIGHEST_MARK = 5
OPEN = ("keep", "change", "next")
"""What the form asks in words."""


def group_work(material: EventMaterial, item: AgendaItem, question: Inline = "", hand_in: str = "hand_in") -> GroupWork:
    """Instructions for one part of the agenda done in groups; its title is the question when none is given."""
    voice = material.voice
    steps: list[Inline] = [voice.text(item.instructions)] if item.instructions else [
        material.tell(f"step.{key}") for key in ("read", "discuss", "write")
    ]  # fmt: skip
    return GroupWork(
        question or voice.text(item.title),
        item.minutes,
        steps,
        [material.tell(f"role.{key}") for key in ROLES],
        hand_in=material.tell(hand_in),
        prompt=material.tell("prompt"),
        alt=material.tell("work_alt", title=voice.plain(item.title), n=item.minutes),
    )


def debate(material: EventMaterial, item: AgendaItem) -> Canvas:
    """Frames in which a debate is noted down."""
    frames = [Frame(material.tell(f"frame.{key}")) for key in ("agree", "differ", "open", "next")]
    return Canvas(material.voice.text(item.title), frames, 2, item.minutes, material.tell("canvas_alt"))


def sections(material: EventMaterial, items: Iterable[AgendaItem] | None = None) -> Iterable[Section]:
    """A slide for each part of the agenda in which participants work."""
    voice = material.voice
    for item in material.agenda if items is None else items:
        block: Block
        if item.method in (Method.GROUP_WORK, Method.EXERCISE):
            key, block = "group_work", group_work(material, item)
        elif item.method in (Method.DEBATE, Method.VISIT):
            key, block = "debate", debate(material, item)
        else:
            continue
        message = material.tell(key, n=item.minutes)
        yield material.slide(key, message, block, minutes=item.minutes, materials=voice.plain(item.materials))


def unit(
    material: EventMaterial, one: ModuleUnit | None, minutes: int | None, title: Inline, number: int = 0
) -> Section:
    """The frame of one unit: its place in the module and its minutes, which slides of which file of the owner come here.

    What is not said stays a marked slot, as large as the slide: the owner's content is never written by us.
    """
    tell, module = material.tell, material.module
    named = material.voice.text(one.title) if one else title
    count = len(module.units) if module else 0
    file, slides = (one.file, one.slides) if one else (None, None)
    lasts = (one.minutes if one else None) or minutes
    figures = unit_figures(material, number, count, lasts)
    block: Block
    if file:
        hint = tell("insert_range", file=file, slides=slides) if slides else tell("insert", file=file)
        block, key = Canvas("", [Frame(named, hint)], 1, alt=hint), "unit_range" if slides else "unit"
    else:
        block, key = slot(material, "unit"), "unit_missing"
    message = tell(key, title=plain_of(title) or plain_of(named), file=file or "", slides=slides or "")
    return material.slide("unit", message, figures, block, minutes=lasts)


def unit_figures(material: EventMaterial, number: int, count: int, minutes: int | None) -> Figures | None:
    """Which unit of how many, and its minutes, to be read from the last row; `None` when neither is known."""
    tell, address = material.tell, f"{material.event.id}/units/{number}"
    shown: list[KeyFigure] = []
    if number and count:
        place = Value(number, Holds.INTEGER, address=f"{address}/number")
        shown.append(KeyFigure(place, tell("unit_place", of=max(count, number)), is_emphasised=True))
    if minutes:
        lasting = Value(minutes, Holds.INTEGER, address=f"{address}/minutes")
        shown.append(KeyFigure(lasting, tell("figure.minutes", n=minutes)))
    return Figures(shown) if shown else None


def plain_of(part: Inline) -> str:
    """Give the words of a line that holds no values."""
    return part.text if isinstance(part, Span) else str(part)


def quiz(material: EventMaterial, when: str, answered: bool = False) -> Iterable[Section]:
    """The questions, before or after: one slide each with choices; on one slide when only their titles are known."""
    module, voice = material.module, material.voice
    items: Sequence[QuizItem] = module.quiz if module else ()
    for number, item in enumerate(items, start=1):
        block = Quiz(
            voice.text(item.title), [voice.text(choice) for choice in item.choices],
            item.answer if answered else None, number, voice.plain(item.title),
        )  # fmt: skip
        message = material.tell(f"quiz_{when}", n=number, title=voice.plain(item.title))
        yield material.slide("quiz", message, block, id=f"slide-quiz-{when}-{number}", hidden=answered)
    if items or answered:
        return
    questions = [voice.text(one.title) for one in material.event.questions]
    asked: Block = Bullets(tuple(questions), is_numbered=True) if questions else slot(material, "quiz")
    key = f"questions_{when}" if questions else f"no_questions_{when}"
    yield material.slide("quiz", material.tell(key, n=len(questions)), asked, id=f"slide-quiz-{when}")


def aspects(material: EventMaterial) -> list[Inline]:
    """What participants mark: the aspects that the event names, else the common ones."""
    named: list[Inline] = [material.voice.text(one.title) for one in material.event.evaluation]
    return named or [material.tell(f"aspect.{key}") for key in EVALUATED]


def evaluation(material: EventMaterial) -> Iterable[Section]:
    """What everybody marks before leaving, on which scale, and what is asked in words: the form that is handed out."""
    tell = material.tell
    columns = [Column("aspect", tell("column.aspect"), width=40)]
    columns += [Column(f"mark-{mark}", str(mark), Holds.CODE, width=8) for mark in range(1, HIGHEST_MARK + 1)]
    message = tell("evaluate")
    rows = [(one, *("○",) * HIGHEST_MARK) for one in aspects(material)]
    asked = [tell(f"open.{key}") for key in OPEN]
    yield material.slide(
        "evaluate",
        message,
        Table("evaluate", "", columns, rows, alt=message),
        Paragraph(
            material.voice.listed(
                (tell("and_then"), material.voice.listed(asked, tell("open_between"))),
                material.voice.words("blocks.colon"),
            ),
            ParagraphStyle.LEAD,
        ),
    )


def _order(material: EventMaterial) -> list[str]:
    own = material.request.language
    return [own, *(one for one in material.plan.languages if one.partition("-")[0] != own.partition("-")[0])]


def _each_once(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple({span.text: span for span in reversed(tuple(spans)) if span.text}.values())[::-1]


def spoken(material: EventMaterial, text: Text | None) -> tuple[Span, ...]:
    """Say a text in every language of the plan that it has, the document's own first."""
    if text is None:
        return ()
    found = [(text.find((language,)), language) for language in _order(material)]
    return _each_once(Span(said, known or language) for (said, known), language in found)


def speakers(material: EventMaterial) -> list[Words]:
    """Give the catalogues of the document's language and of the plan's others."""
    return [words(language) for language in _order(material)]


def told(material: EventMaterial, key: str) -> tuple[Span, ...]:
    """Say a sentence of the catalogue in the document's language and in the plan's others."""
    return _each_once(
        Span(speak(f"event.{key}"), speak.language if speak.language.partition("-")[0] == speak.catalogue else speak.catalogue)
        for speak in speakers(material)
    )  # fmt: skip


def choices(material: EventMaterial, main: Material) -> list[Choice]:
    """The actions to choose from, in plan order, in every language; the needs when there is no action yet."""
    found = [Choice(spoken(material, one.title), one.id, main.color(one.objective)) for one in main.roadmap.actions]
    return found or needs(material, main)


def needs(material: EventMaterial, main: Material) -> list[Choice]:
    """The needs to choose from, in plan order, in every language."""
    return [Choice(spoken(material, one.title), one.id, "primary") for one in main.roadmap.needs]


def vote_sheet(material: EventMaterial, main: Material, kind: VoteKind, items: Sequence[Choice], id: str) -> VoteSheet:
    """A ballot or a sheet for dots on some things."""
    key = "ballot" if kind is VoteKind.BOX else "dots"
    event = material.event
    expected = {one.category for one in event.expected} | {one.category for one in event.attendance}
    known = material.reference.categories.values()
    voters = [Choice(spoken(material, one.title)) for one in known if one.id in expected]
    return VoteSheet(
        id, told(material, f"{key}.title"), items, kind, told(material, f"{key}.instructions"),
        voters=voters if kind is VoteKind.BOX else (),
        stamp=told(material, "ballot.stamp") if kind is VoteKind.BOX else (),
        alt=material.tell(f"{key}.alt", n=len(items)),
    )  # fmt: skip
