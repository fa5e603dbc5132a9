"""Where the roadmap stands: law, instruments, frameworks, method, events."""

from decimal import Decimal

from migplan.analysis.attendance import attendance
from migplan.documents import Block, Column, Holds, Inline, Note, NoteKind, Paragraph, Row, Table, Total, Value
from migplan.documents.tables import sparse_to_note
from migplan.locale import format_share
from migplan.model import Level
from migplan.reports.people import persons_and_women
from migplan.reports.roadmap.material import Material


def legal_paragraphs(material: Material) -> list[Block]:
    """What the law says of the level: its law, its mission, its assembly and its visa."""
    voice, level = material.voice, material.level
    if level is None:
        return []
    lines: list[Inline] = []
    if level.law is not None:
        lines.append(
            voice.listed(
                (voice.say("frame.law", level=voice.level_of(material.roadmap.territory)), voice.text(level.law)), " "
            )
        )
    if level.mission is not None:
        lines.append(voice.listed((voice.say("frame.mission"), voice.text(level.mission)), " "))
    if level.visa is not None:
        lines.append(voice.text(level.visa))
    return [Paragraph(line) for line in lines]


def competences_table(material: Material) -> Table | None:
    """Competences that the actions rest on: level, mode, source in law, number of actions."""
    voice, reference = material.voice, material.reference
    used: dict[tuple[str, str], list[str]] = {}
    for action in material.roadmap.actions:
        lead = reference.stakeholders.get(action.lead or "")
        level_id = lead.level if lead and lead.level else (material.level.id if material.level else "")
        if action.competence:
            used.setdefault((level_id, action.competence), []).append(action.id)
    rows = []
    for (held_by, id), actions in used.items():
        found = reference.competences.get((held_by, id))
        level = reference.levels.get(held_by)
        if found is None or level is None:
            continue
        mode = reference.modes.get(found.mode)
        rows.append(
            Row(
                (
                    voice.text(found.title),
                    _holder(material, level),
                    voice.text(mode.title) if mode else "",
                    voice.text(found.legal_source),
                    ", ".join(actions),
                )
            )
        )
    columns = [
        Column("competence", voice.say("frame.competence"), width=30),
        Column("level", voice.say("column.level"), width=16),
        Column("mode", voice.say("frame.mode"), width=20),
        Column("source", voice.say("frame.source"), width=34),
        Column("actions", voice.say("column.actions"), width=22),
    ]
    return Table("competences", voice.say("frame.competences"), columns, rows) if rows else None


def _holder(material: Material, level: Level) -> Inline:
    """Name a level that holds a competence: by what the territory itself is, where that is its level."""
    if material.level is not None and level.id == material.level.id:
        return material.voice.level_of(material.roadmap.territory)
    return material.voice.text(level.title)


def instruments_table(material: Material) -> Table | None:
    """Instruments and conventions that the roadmap leans on."""
    voice, reference = material.voice, material.reference
    place = material.roadmap.territory
    family = {place, *(part.id for part in material.parts), *(above.id for above in reference.ancestors(place))}
    named = {id for action in material.roadmap.actions for id in (action.instrument, action.convention) if id}
    rows = []
    for one in material.plan.instruments:
        if one.id not in named and one.territory not in family:
            continue
        kind = reference.instrument_kinds.get(one.kind)
        period = voice.period(one.period.start, one.period.end) if one.period else ""
        rows.append(
            Row(
                (
                    voice.text(one.title),
                    voice.text(kind.short or kind.title) if kind else one.kind,
                    voice.territory(one.territory),
                    period,
                    voice.words.choice(one.status),
                    voice.text(one.gaps),
                ),
                address=one.id,
            )
        )
    columns = [
        Column("title", voice.say("frame.instrument"), width=34),
        Column("kind", voice.say("column.kind"), width=16),
        Column("territory", voice.say("column.territory"), width=16),
        Column("period", voice.say("column.period"), width=14),
        Column("status", voice.say("column.status"), width=14),
        Column("gaps", voice.say("frame.gaps"), width=40),
    ]
    if not rows:
        return None
    table = Table("instruments", voice.say("frame.instruments"), columns, rows)
    return sparse_to_note(table, "gaps", voice.words("blocks.colon"))


def message(material: Material) -> str:
    """Say what gives the council the right to act."""
    voice, level = material.voice, material.level
    if level is None:
        return voice.say("frame.message_plain")
    return voice.say("frame.message", level=voice.plain(level.title))


def events_table(material: Material) -> Table | None:
    """Events of the roadmap: when, where, how many, share of women."""
    voice = material.voice
    if not material.events:
        return None
    columns = [
        Column("date", voice.say("column.date"), Holds.DATE, width=13),
        Column("event", voice.say("frame.event"), width=44),
        Column("kind", voice.say("column.kind"), width=20),
        Column("place", voice.say("frame.place"), width=22),
        Column("persons", voice.say("frame.persons"), Holds.INTEGER, width=12, total=Total.SUM),
        Column("women", voice.say("frame.women"), Holds.INTEGER, width=10, total=Total.SUM),
    ]
    rows = []
    for event in material.events:
        persons, women = persons_and_women(voice, event)
        rows.append(
            Row(
                (
                    Value(event.start, Holds.DATE, address=f"{event.id}/start"),
                    voice.text(event.title),
                    voice.words.choice(event.kind),
                    voice.text(event.place),
                    Value(persons, Holds.INTEGER, address=f"{event.id}/attendance"),
                    Value(women, Holds.INTEGER, address=f"{event.id}/attendance/women"),
                ),
                address=event.id,
            )
        )
    return Table("events", voice.say("frame.events"), columns, rows, alt=approach_message(material))


def approach_message(material: Material) -> str:
    """Say how many events and how many women took part."""
    voice = material.voice
    held = [attendance(event) for event in material.events if event.attendance]
    persons, women = sum(one[0] for one in held), sum(one[1] for one in held)
    if not persons:
        return voice.say("frame.approach_plain", n=len(material.events))
    share = format_share((Decimal(women) * 100 / persons).quantize(Decimal(1)), voice.language)
    return voice.say(
        "frame.approach_message",
        meetings=voice.of("meetings", len(held)),
        persons=voice.of("participations", persons),
        share=share,
    )


def illustration(material: Material) -> list[Block]:
    """What is invented, said plainly."""
    if material.plan.illustration is None:
        return []
    return [Note(material.voice.text(material.plan.illustration), NoteKind.ILLUSTRATION)]
