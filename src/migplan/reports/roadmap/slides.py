"""The roadmap to be projected: one message a slide."""

from collections.abc import Iterable

from migplan.analysis.progress import Standing
from migplan.documents import Block, Bullets, Inline, Role, Section, Table
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
    strategy,
)
from migplan.reports.roadmap.material import Material, present

MOST_CATEGORIES = 12
"""Bars that can be read from the back of the room; the middle ones are left out and said."""
MOST_ROWS = 9
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
    aim = voice.say(f"notes.{key}") if voice.words.has(f"roadmap.notes.{key}") else ""
    return Section(
        id or f"slide-{key.replace('_', '-')}",
        voice.say(f"chapter.{key}"),
        present(blocks),
        role,
        message,
        notes=(aim,) if aim else (),
        is_hidden=hidden,
    )


def _divider(material: Material, key: str, number: int) -> Section:
    return Section(f"part-{key}", material.voice.say(f"part.{key}"), role=Role.DIVIDER, number=str(number))


def _slides(material: Material) -> Iterable[Section]:
    voice = material.voice
    yield _slide(material, "summary", opening.message(material), opening.summary_figures(material), role=Role.SUMMARY)
    yield _divider(material, "why", 1)
    chart = profile.trend_chart(material, most=MOST_CATEGORIES)
    yield _slide(
        material,
        "profile",
        profile.message(material),
        chart or profile.figures(material),
    )
    parts = profile.parts_table(material, most=MOST_ROWS)
    if parts is not None:
        yield _slide(material, "parts", voice.say("profile.table_message"), parts)
    yield _slide(
        material,
        "diagnosis",
        voice.say("diagnosis.message", n=len(material.roadmap.findings)),
        diagnosis.findings_bullets(material),
    )
    yield _slide(material, "swot", voice.say("diagnosis.swot_message"), diagnosis.swot(material, most=4))
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
    yield _divider(material, "what", 2)
    yield _slide(material, "vision", voice.say("strategy.vision_message"), strategy.vision(material))
    yield _slide(material, "strategy", strategy.message(material), strategy.tree(material))
    if material.ranking is not None:
        yield _slide(
            material, "priorities", diagnosis.priorities_message(material), diagnosis.priorities_chart(material)
        )
    yield from _action_slides(material)
    yield _divider(material, "how", 4)
    yield _slide(material, "finances", finances.message(material), finances.by_year_chart(material))
    yield _slide(
        material,
        "funding",
        voice.say("finances.sources_message"),
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
    yield _slide(material, "indicators", monitoring.message(material), monitoring.progress_table(material))
    if material.roadmap.risks:
        yield _slide(
            material,
            "risks",
            governance.risks_message(material),
            governance.risk_matrix(material),
            _top_risks(material),
        )
    if material.roadmap.proposals:
        yield _slide(material, "proposals", closing.proposals_message(material), closing.proposals_table(material))
    asked = _asked(material)
    yield _slide(material, "asked", voice.say("asked.message", n=len(asked.items)), asked if asked.items else None)
    if material.roadmap.next_steps:
        yield _slide(material, "steps", closing.steps_message(material), closing.steps_table(material))
    yield from _backup(material)


def _top_risks(material: Material) -> Bullets:
    voice = material.voice
    return Bullets(
        tuple(
            voice.listed((voice.strong(risk.id), voice.text(risk.title)), " ")
            for risk in governance.risks_from(material, "high")
        )
    )


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
        lines.append(voice.say("asked.risks", codes=", ".join(grave)))
    return Bullets(tuple(lines))


def _action_slides(material: Material) -> Iterable[Section]:
    voice = material.voice
    yield _divider(material, "actions", 3)
    dated = actions.gantt(material)
    if dated is not None and len(dated.bars) > MOST_BARS:
        for year in material.years:
            chart = actions.gantt(material, year)
            message = voice.say("actions.calendar_year", year=str(year))
            yield _slide(material, "calendar", message, chart, id=f"slide-calendar-{year}")
    else:
        yield _slide(material, "calendar", actions.message(material), dated)
    table = actions.overview_table(material)
    yield _slide(material, "actions", voice.say("actions.table_message"), table)
    for sheet in (actions.brief_sheet(material, action) for action in actions.ordered(material)):
        yield Section(
            f"slide-{sheet.id}",
            sheet.title,
            (sheet,),
            color=sheet.color,
            message=voice.listed((sheet.code, sheet.title), " – "),
        )


def _backup(material: Material) -> Iterable[Section]:
    found: list[tuple[str, Inline, Table | None]] = [
        ("finances_table", material.voice.say("finances.table_years"), finances.by_year_table(material)),
        ("alignment", strategy.alignment_message(material), strategy.alignment_table(material)),
        ("sources", material.voice.say("closing.sources"), closing.sources_table(material)),
    ]
    for key, message, table in found:
        yield _slide(material, key, message, table, role=Role.ANNEX, hidden=True)
