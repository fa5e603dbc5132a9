"""Cover and summary: what a council member reads first."""

from decimal import Decimal

from migplan.analysis.progress import Standing
from migplan.documents import Block, Bullets, Cover, Fact, Figures, Heading, Inline, KeyFigure
from migplan.locale import format_date
from migplan.reports.roadmap import actions, closing, diagnosis, finances, governance, monitoring, profile, strategy
from migplan.reports.roadmap.material import Material


def cover(material: Material) -> Cover:
    """Title, territory, period, edition, status, logos, and the motif of the territory's parts."""
    voice, roadmap, plan = material.voice, material.roadmap, material.plan
    facts = [Fact(voice.say("column.territory"), material.territory_name)]
    if roadmap.period is not None:
        facts.append(Fact(voice.say("column.period"), voice.period(roadmap.period.start, roadmap.period.end)))
    if roadmap.edition is not None:
        edition = voice.say("cover.edition_of", number=roadmap.edition.number, day=roadmap.edition.date)
        facts.append(Fact(voice.say("cover.edition"), edition))
    facts.append(Fact(voice.say("column.status"), voice.words.choice(roadmap.status)))
    facts.append(Fact(voice.say("column.date"), format_date(material.day, voice.language)))
    council: Inline = voice.stakeholder(roadmap.council, short=False) if roadmap.council else voice.text(plan.title)
    statements = [voice.text(partner.statement) for partner in plan.partners if partner.statement is not None]
    disclaimers = [voice.text(partner.disclaimer) for partner in plan.partners if partner.disclaimer is not None]
    return Cover(
        title=material.title,
        subtitle=council,
        facts=facts,
        motif=motif(material),
        logos=voice.logos,
        statement=voice.listed(statements, " – ") if statements else "",
        disclaimer=voice.listed(disclaimers, " ") if disclaimers else "",
        illustration=voice.text(plan.illustration),
    )


def motif(material: Material) -> tuple[Decimal, ...]:
    """The main figure of each territory below, in the order of the reference data."""
    measure = profile.main_measure(material)
    values = []
    for part in material.parts:
        row = material.profile.row(part.id, measure) if measure else None
        if row is not None and row.latest:
            values.append(row.latest[0].value)
    return tuple(values)


def summary_figures(material: Material) -> Figures:
    """Four numbers to remember: people, actions, cost, what is secured."""
    voice = material.voice
    items: list[KeyFigure] = list(profile.figures(material, most=1).items)
    items.append(
        KeyFigure(
            voice.count(len(material.roadmap.actions), f"{material.roadmap.id}/actions"),
            voice.say("summary.actions"),
            voice.say("summary.for_objectives", n=len(material.strategic)),
        )
    )
    items.extend(finances.figures(material).items[:1])
    items.append(
        KeyFigure(
            voice.share(finances.secured_share(material), f"{material.roadmap.id}/budget/share"),
            voice.say("summary.secured"),
            is_emphasised=True,
        )
    )
    return Figures(items, alt=message(material))


def dashboard_figures(material: Material) -> Figures:
    """Six numbers to watch: those of the summary, what was paid, and how many actions are late."""
    voice, summary = material.voice, summary_figures(material)
    late = material.progress.count(Standing.LATE)[1]
    items = list(summary.items)
    if material.execution.paid.value:
        items.append(KeyFigure(voice.money(material.execution.paid), voice.say("finances.paid", day=material.day)))
    items.append(
        KeyFigure(
            voice.count(late, f"{material.roadmap.id}/progress/{Standing.LATE.value}"),
            voice.say("monitoring.actions_late"),
            is_emphasised=late > 0,
        )
    )
    return Figures(items, alt=summary.alt)


def message(material: Material) -> str:
    """Say the whole roadmap in one sentence."""
    voice = material.voice
    return voice.say(
        "summary.message",
        territory=material.territory_name,
        actions=voice.of("actions", len(material.roadmap.actions)),
        objectives=voice.of("objectives", len(material.strategic)),
        first=str(material.years[0]) if material.years else "–",
        last=str(material.years[-1]) if material.years else "–",
    )


def key_messages(material: Material) -> Bullets:
    """The messages of the chapters, one line each."""
    lines: list[str] = [profile.message(material)]
    if material.roadmap.needs:
        lines.append(diagnosis.needs_message(material))
    if material.ranking is not None and material.ranking.ranked:
        lines.append(diagnosis.priorities_message(material))
    lines += [actions.message(material), finances.message(material)]
    if material.roadmap.indicators:
        lines.append(monitoring.message(material))
    if material.roadmap.risks:
        lines.append(governance.risks_message(material))
    if material.roadmap.proposals:
        lines.append(closing.proposals_message(material))
    return Bullets(tuple(lines))


def summary_blocks(material: Material) -> list[Block]:
    """The summary, which stands alone."""
    blocks: list[Block] = [summary_figures(material), key_messages(material)]
    vision = strategy.vision(material)
    if vision is not None:
        blocks += [Heading(material.voice.say("summary.vision"), 2), vision]
    table = strategy.short_objectives_table(material)
    if table is not None:
        blocks.append(table)
    return blocks
