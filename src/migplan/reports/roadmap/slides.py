"""The roadmap to be projected: one message a slide."""

from collections.abc import Iterable

from migplan.analysis.progress import Standing
from migplan.documents import Block, Bullet, Bullets, Inline, Paragraph, ParagraphStyle, Role, Section
from migplan.locale import format_money
from migplan.model import ProposalAnswer, RoadmapStatus
from migplan.reports.roadmap import (
    actions,
    closing,
    diagnosis,
    finances,
    governance,
    monitoring,
    opening,
    profile,
    projected,
    strategy,
)
from migplan.reports.roadmap.brief import brief_sheet
from migplan.reports.roadmap.material import Material, present

MOST_CATEGORIES = 13
"""Bars that can be read from the back of the room; one of them stands for those of the middle."""
MINUTES = 3
"""What a slide usually takes; the speaker writes another number over it."""
MOST_ROWS = 9
MOST_ROLES = 10
"""Stakeholders of the table of roles, those with most of them."""
MOST_POINTS = 18
MOST_BARS = 20
"""With more bars than this the calendar takes one slide a year."""


def sections(material: Material) -> tuple[Section, ...]:
    """Every slide, in order; slides without content are left out."""
    return tuple(section for section in _slides(material) if section.blocks or section.role is Role.DIVIDER)


def _slide(
    material: Material,
    key: str,
    message: Inline,
    *blocks: Block | None,
    role: Role = Role.BODY,
    hidden: bool = False,
    id: str = "",
) -> Section:
    voice = material.voice
    return Section(
        id or f"slide-{key.replace('_', '-')}",
        voice.say(f"chapter.{key}"),
        present(blocks),
        role,
        message,
        notes=() if hidden else _notes(material, key),
        is_hidden=hidden,
    )


def _notes(material: Material, key: str) -> tuple[Inline, ...]:
    """For the speaker: what the slide is for, what to ask, and how long it takes."""
    voice = material.voice
    return (voice.say(f"notes.{key}"), voice.words("event.notes.minutes", n=MINUTES))


def _divider(material: Material, key: str, number: int, message: Inline) -> Section:
    title = material.voice.say(f"part.{key}")
    aim = (material.voice.say("notes.divider"),)
    return Section(f"part-{key}", title, role=Role.DIVIDER, message=message, notes=aim, number=str(number))


PARTS = {
    "why": ("profile", "diagnosis", "needs", "stakeholders"),
    "what": ("strategy", "priorities"),
    "actions": ("calendar", "actions"),
    "how": ("finances", "governance", "monitoring", "risks"),
}
"""Parts of the deck, with the chapters that the agenda names."""


def _agenda(material: Material) -> Section:
    """What the meeting goes through, and how many decisions it ends with."""
    voice, asked = material.voice, len(_asked(material).items)
    message = voice.say("agenda.message", n=asked) if asked else voice.say("agenda.message_plain")
    lines: list[Bullet] = []
    for key, chapters in PARTS.items():
        lines.append(Bullet(voice.strong(voice.say(f"part.{key}"))))
        named = [chapter for chapter in chapters if chapter != "priorities" or material.ranking is not None]
        lines.extend(Bullet(voice.say(f"chapter.{chapter}"), 2) for chapter in named)
    return _slide(material, "agenda", message, Bullets(tuple(lines), is_numbered=True))


def _closing(material: Material) -> Section:
    """The next date, whom to ask (never in a public edition), and thanks."""
    voice = material.voice
    lines: list[Inline] = [voice.say("closing.thanks")]
    council = material.reference.stakeholders.get(material.roadmap.council or "")
    for contact in council.contacts[:1] if council is not None and not voice.is_public else ():
        function, email = voice.plain(contact.function), contact.email or ""
        # An address has a line of its own: broken at its hyphen it would be copied wrongly.
        lines += [voice.say("closing.contact", name=function), email] if function else [email]
    said = (Paragraph(line, ParagraphStyle.LEAD) for line in lines if line)
    return _slide(material, "closing", closing.next_message(material), *said)


def _slides(material: Material) -> Iterable[Section]:
    voice = material.voice
    yield _slide(material, "summary", opening.message(material), opening.summary_figures(material), role=Role.SUMMARY)
    yield _agenda(material)
    opened = diagnosis.needs_message(material) if material.roadmap.needs else profile.message(material)
    yield _divider(material, "why", 1, opened)
    chart = profile.trend_chart(material, most=MOST_CATEGORIES)
    yield _slide(
        material,
        "profile",
        profile.message(material),
        chart or profile.figures(material),
    )
    parts = projected.parts_table(material, most=MOST_ROWS)
    if parts is not None:
        yield _slide(material, "parts", projected.parts_message(material), parts)
    yield _slide(
        material,
        "diagnosis",
        voice.say("diagnosis.message", n=len(material.roadmap.findings)),
        diagnosis.findings_block(material),
    )
    yield _slide(material, "swot", diagnosis.swot_message(material), diagnosis.swot(material, most=4))
    yield _slide(
        material,
        "needs",
        diagnosis.needs_message(material),
        diagnosis.needs_chart(material) or diagnosis.needs_table(material),
    )
    yield _slide(
        material,
        "stakeholders",
        diagnosis.stakeholders_message(material),
        diagnosis.stakeholder_map(material, most=MOST_POINTS),
    )
    yield _divider(material, "what", 2, strategy.message(material))
    yield _slide(material, "vision", strategy.vision_message(material), strategy.vision(material))
    yield _slide(material, "strategy", strategy.message(material), strategy.tree(material))
    if material.ranking is not None:
        yield _slide(
            material, "priorities", diagnosis.priorities_message(material), diagnosis.priorities_chart(material)
        )
    yield from _action_slides(material)
    yield _divider(material, "how", 4, finances.sources_message(material))
    yield _slide(material, "finances", finances.message(material), finances.by_year_chart(material))
    yield _slide(
        material,
        "funding",
        finances.sources_message(material),
        finances.by_source_table(material),
        finances.figures(material),
    )
    yield _slide(material, "governance", governance.message(material), governance.load_table(material))
    yield _slide(
        material,
        "monitoring",
        monitoring.execution_message(material),
        monitoring.figures(material),
        monitoring.paid_chart(material),
    )
    yield _slide(material, "indicators", monitoring.message(material), projected.indicators_table(material))
    if material.roadmap.risks:
        yield _slide(
            material,
            "risks",
            governance.risks_message(material),
            governance.risk_matrix(material),
            *projected.grave_risks(material),
        )
    if material.roadmap.proposals:
        yield _slide(material, "proposals", closing.proposals_message(material), closing.proposals_table(material))
    asked = _asked(material)
    yield _slide(material, "asked", voice.say("asked.message", n=len(asked.items)), asked if asked.items else None)
    if material.roadmap.next_steps:
        yield _slide(material, "steps", closing.steps_message(material), closing.steps_table(material))
    yield _closing(material)
    yield from _backup(material)


def _asked(material: Material) -> Bullets:
    """What the council is asked to decide, as the figures stand."""
    voice, gap = material.voice, material.gap.total
    lines: list[Inline] = []
    if material.roadmap.status is not RoadmapStatus.ADOPTED:
        lines.append(voice.say("asked.adopt"))
    if gap.gap.value > 0:
        amount = format_money(gap.gap.value, voice.language, material.plan.currency)
        lines.append(voice.say("asked.fund", amount=amount))
    late = material.progress.count(Standing.LATE)[1]
    if late:
        lines.append(voice.say("asked.late", n=late))
    waiting = sum(1 for one in material.roadmap.proposals if one.answer is ProposalAnswer.PENDING)
    if waiting:
        lines.append(voice.say("asked.proposals", n=waiting))
    grave = [risk.id for risk in governance.risks_from(material, "critical")]
    if grave:
        lines.append(voice.say("asked.risks", codes=voice.say("between").join(grave)))
    return Bullets(tuple(lines))


def _action_slides(material: Material) -> Iterable[Section]:
    voice = material.voice
    yield _divider(material, "actions", 3, actions.table_message(material))
    dated = actions.gantt(material)
    if dated is not None and len(dated.bars) > MOST_BARS:
        for year in material.years:
            chart = actions.gantt(material, year)
            message = voice.say("actions.calendar_year", year=str(year))
            yield _slide(material, "calendar", message, chart, id=f"slide-calendar-{year}")
    else:
        yield _slide(material, "calendar", actions.message(material), dated)
    whole = actions.overview_table(material)
    for objective, own in material.actions_by_objective:
        yield _slide(
            material,
            "actions",
            projected.objective_message(material, objective, own),
            projected.objective_table(material, whole, objective, own),
            id=f"slide-actions-{objective.id if objective is not None else 'none'}",
        )
    for sheet in (brief_sheet(material, action) for action in actions.ordered(material)):
        yield Section(
            f"slide-{sheet.id}",
            sheet.title,
            (sheet,),
            color=sheet.color,
            message=voice.listed((sheet.code, sheet.title), " – "),
            notes=_notes(material, "sheet"),
        )


def _backup(material: Material) -> Iterable[Section]:
    found: list[tuple[str, Inline, Block | None]] = [
        ("finances_table", finances.dearest_message(material), finances.by_year_table(material)),
        ("priorities", diagnosis.priorities_message(material), diagnosis.priorities_table(material)),
        ("indicators", monitoring.message(material), monitoring.progress_table(material)),
        ("raci", governance.message(material), governance.raci_matrix(material, MOST_ROLES)),
        ("alignment", strategy.alignment_message(material), strategy.alignment_table(material)),
        ("sources", closing.sources_message(material), closing.sources_table(material)),
    ]
    for key, message, block in found:
        yield _slide(material, key, message, block, role=Role.ANNEX, hidden=True, id=f"slide-backup-{key}")
