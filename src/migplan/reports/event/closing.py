"""How a session closes: next steps, who to reach, where figures come from, thanks and the next date."""

from collections.abc import Iterable, Sequence

from migplan.documents import Column, Inline, Paragraph, ParagraphStyle, Role, Section, Table
from migplan.reports.event import following
from migplan.reports.event.material import EventMaterial
from migplan.reports.event.opening import slot

FEW_CONTACTS = 1
"""Contacts that are told on the last slide instead of in a table of their own."""


def sections(material: EventMaterial) -> Iterable[Section]:
    """Next steps, contacts (internal edition), closing; sources as a hidden slide."""
    yield material.divider("next")
    steps = following.steps_table(material)
    if steps is None:
        yield material.slide("steps", material.tell("no_steps"), slot(material, "steps"))
    else:
        yield material.slide("steps", steps.alt, steps)
    people = contacts(material)
    if people is not None and len(people.rows) > FEW_CONTACTS:
        yield material.slide("contacts", material.tell("contacts", n=len(people.rows)), people)
    few = people.rows if people is not None and len(people.rows) <= FEW_CONTACTS else ()
    yield end(material, [row.cells[1:] for row in few])


def backup(material: EventMaterial) -> Iterable[Section]:
    """Where the figures come from, hidden."""
    sources = sources_table(material)
    if sources is not None:
        message = material.tell("sources", n=len(sources.rows))
        yield material.slide("sources", message, sources, role=Role.ANNEX, hidden=True)


def end(material: EventMaterial, reached: Iterable[Sequence[Inline]] = ()) -> Section:
    """Thanks in one line, the next date (in the past tense when it is over), and whom to reach where these are few."""
    voice, later = material.voice, material.after
    lines: list[Inline] = []
    if later is not None and later.start is not None:
        lines.append(voice.listed((voice.strong(later.title), material.days_of(later)), " – "))
        if later.place is not None:
            lines.append(voice.text(later.place))
        key = "end_next" if later.start >= material.request.date else "end_since"
        message = material.tell(key, day=later.start)
    else:
        message = material.tell("end")
    if material.event.organiser:
        lines.append(
            voice.listed(
                (material.tell("organiser"), voice.stakeholder(material.event.organiser, short=False)),
                voice.words("blocks.colon"),
            )
        )
    for cells in reached:  # function and name in one line, each address in one of its own
        who, *how = [cell for cell in cells if cell != "–"]
        lines += [voice.listed((material.tell("name.contact"), who), voice.words("blocks.colon")), *how]
    lines.append(material.tell("thanks"))
    return material.slide("end", message, *(Paragraph(line, ParagraphStyle.LEAD) for line in lines))


def contacts(material: EventMaterial) -> Table | None:
    """How to reach the organiser and the owner of the module; `None` in a public edition."""
    if material.voice.is_public:
        return None
    voice = material.voice
    named = [material.event.organiser, material.module.owner if material.module else None]
    rows: list[tuple[Inline, ...]] = []
    for id in dict.fromkeys(one for one in named if one):
        found = material.reference.stakeholders.get(id)
        for one in found.contacts if found else ():
            rows.append(
                (voice.stakeholder(id), voice.text(one.function), one.name or "–", one.email or "–", one.phone or "–")
            )
    columns = [
        Column("organisation", voice.words("blocks.signatures.organisation"), width=24),
        Column("function", voice.words("blocks.signatures.role"), width=24),
        Column("name", material.tell("column.name"), width=22),
        Column("email", material.tell("column.email"), width=26),
        Column("phone", material.tell("column.phone"), width=16),
    ]
    return Table("contacts", material.tell("name.contacts"), columns, rows) if rows else None


def sources_table(material: EventMaterial) -> Table | None:
    """Every source cited in the deck; `None` when none is."""
    voice = material.voice
    if not voice.cited:
        return None
    columns = [
        Column("title", voice.words("blocks.source"), width=70),
        Column("link", voice.say("closing.link"), width=48),
    ]
    return Table(
        "sources", material.tell("name.sources"), columns, [(note.text, note.link or "–") for note in voice.cited]
    )
