"""How a session opens: cover, aims, programme, and what became of the decisions of the session before."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve

from migplan.documents import (
    Agenda,
    Block,
    Bullets,
    Column,
    Cover,
    Fact,
    Figures,
    Holds,
    KeyFigure,
    Row,
    Section,
    Slot,
    Table,
    Tag,
    Tone,
    Value,
)
from migplan.documents import AgendaItem as Part
from migplan.model import AgendaItem, Decision, Event, Method
from migplan.reports.event.material import EventMaterial
from migplan.reports.roadmap import opening as roadmap_opening


def cover(material: EventMaterial) -> Cover:
    """Event, territory, day, place, who invites; logos; the motif of the territory where there is one."""
    voice, event = material.voice, material.event
    facts = [Fact(voice.say("column.kind"), voice.words.choice(event.kind))]
    territories = [voice.territory(id) for id in event.territories]
    if territories:
        facts.append(Fact(voice.say("column.territory"), voice.words("roadmap.between").join(territories)))
    facts.append(Fact(voice.say("column.date"), material.days_of(event) or material.tell("to_be_set")))
    facts.append(Fact(voice.say("frame.place"), voice.text(event.place) if event.place else material.tell("to_be_set")))
    if event.organiser:
        facts.append(Fact(material.tell("organiser"), voice.stakeholder(event.organiser, short=False)))
    statements = [voice.text(one.statement) for one in material.plan.partners if one.statement is not None]
    disclaimers = [voice.text(one.disclaimer) for one in material.plan.partners if one.disclaimer is not None]
    return Cover(
        title=voice.text(event.title),
        subtitle=voice.text(material.plan.title),
        facts=facts,
        motif=_motif(material),
        logos=voice.logos,
        statement=voice.listed(statements, " – ") if statements else "",
        disclaimer=voice.listed(disclaimers, " ") if disclaimers else "",
        illustration=voice.text(material.plan.illustration),
    )


def scope(material: EventMaterial) -> Figures | None:
    """How many days and hours of work, for how many persons; `None` when neither is known."""
    event, tell = material.event, material.tell
    shown: list[KeyFigure] = []
    if len(material.days) > 1:
        days = Value(len(material.days), Holds.INTEGER, address=f"{event.id}/days")
        shown.append(KeyFigure(days, tell("figure.days")))
    minutes = sum(item.minutes for item in event.agenda if item.method is not Method.BREAK)
    if minutes:
        hours = (Decimal(minutes) / 60).quantize(Decimal("0.1"))
        decimals = 0 if hours == hours.to_integral_value() else 1
        shown.append(KeyFigure(Value(hours, Holds.NUMBER, "", decimals, f"{event.id}/hours"), tell("figure.hours")))
    persons = sum(one.count or 0 for one in event.expected)
    if persons:
        value = Value(persons, Holds.INTEGER, address=f"{event.id}/expected")
        shown.append(KeyFigure(value, tell("figure.expected"), is_emphasised=True))
    return Figures(shown) if shown else None


def _motif(material: EventMaterial) -> tuple[Decimal, ...]:
    """The parts of the territory; those of all territories one after the other when there are several."""
    return tuple(value for main in material.roadmaps for value in roadmap_opening.motif(main))


def slot(material: EventMaterial, key: str) -> Slot:
    """Mark what the plan does not hold yet: never filled in by us."""
    return Slot(f"{material.event.id}-{key.replace('_', '-')}", material.tell(f"missing.{key}"))


def sections(material: EventMaterial) -> Iterable[Section]:
    """Aims, programme of each day, and what became of earlier decisions."""
    event, voice = material.event, material.voice
    aims: Block = slot(material, "aims")
    if event.objectives:
        aims = Bullets(tuple(voice.text(one) for one in event.objectives), is_numbered=True)
    yield material.slide("aims", material.tell("aims", n=len(event.objectives)), aims, scope(material))
    if not event.agenda:
        yield material.slide("agenda", material.tell("no_agenda"), slot(material, "agenda"))
    elif not material.is_training:
        for day in material.days:
            yield agenda_slide(material, day)
    if material.before is not None:
        yield since(material, material.before)


def agenda_slide(material: EventMaterial, day: int) -> Section:
    """The programme of one day."""
    items = [item for item in material.agenda if item.day == day]
    last = items[-1]
    end = last.start.hour * 60 + last.start.minute + last.minutes
    work = sum(1 for item in items if item.method is not Method.BREAK)
    hours = {"start": f"{items[0].start:%H:%M}", "end": f"{end // 60 % 24:02d}:{end % 60:02d}"}
    key = "agenda_day" if len(material.days) > 1 else "agenda_only"
    message = material.tell(key, n=work, day=day, **hours)
    return material.slide("agenda", message, agenda(material, items, message), id=f"slide-agenda-{day}")


def agenda(material: EventMaterial, items: Iterable[AgendaItem], alt: str = "") -> Agenda:
    """Parts of the agenda as a block."""
    return Agenda([agenda_part(material, item) for item in items], alt=alt)


def agenda_part(material: EventMaterial, item: AgendaItem) -> Part:
    """One part of the agenda, its facilitator by function."""
    voice = material.voice
    team = material.plan.assignment.team if material.plan.assignment else ()
    runs = next((voice.plain(one.title) for one in team if one.id == item.facilitator), "")
    return Part(
        item.day, f"{item.start:%H:%M}", item.minutes, voice.text(item.title), voice.words.choice(item.method),
        item.method.value, runs, voice.plain(item.materials), item.method is Method.BREAK,
    )  # fmt: skip


def since(material: EventMaterial, earlier: Event) -> Section:
    """What became of the needs and decisions of the event before, as the plan stands on the day of the document."""
    tell = material.tell
    shown, said = _since_needs(material, earlier)
    done = sum(1 for one in earlier.decisions if one.is_done)
    late = sum(1 for one in earlier.decisions if is_late(material, one))
    if earlier.decisions:
        taken = len(earlier.decisions)
        said.append(tell("since_kept_all" if done == taken else "since_kept", n=done, of=taken))
        address = f"{earlier.id}/decisions"
        if not shown:
            shown.append(_counted(taken, tell("since_figure.taken", n=taken), f"{address}/taken"))
        shown.append(_counted(done, tell("since_figure.kept", n=done), f"{address}/done"))
        if late:
            shown.append(_counted(late, tell("since_figure.late", n=late), f"{address}/late", is_emphasised=True))
    message = tell("since_all", event=material.voice.plain(earlier.title), said=tell("counts_between").join(said))
    figures = Figures(shown, alt=message) if len(shown) > 1 else None
    return material.slide(
        "since", message, figures, decisions(material, earlier, "since") if earlier.decisions else None
    )


def _since_needs(material: EventMaterial, earlier: Event) -> tuple[list[KeyFigure], list[str]]:
    """Numbers and words on the needs that an earlier event raised: how many have an action now, their votes."""
    raised = material.raised_at(earlier)
    if not raised:
        return [], []
    tell, address = material.tell, f"{earlier.id}/needs"
    covered = {
        (main.roadmap.id, one.need) for main in material.roadmaps for one in main.coverage.needs if one.is_covered
    }
    answered = sum(1 for main, need in raised if (main.roadmap.id, need.id) in covered)
    votes = sum(need.votes or 0 for _, need in raised)
    shown = [
        _counted(len(raised), tell("since_figure.raised", n=len(raised)), f"{address}/raised"),
        _counted(answered, tell("since_figure.answered", n=answered), f"{address}/answered"),
    ]
    if votes:
        shown.append(_counted(votes, tell("since_figure.votes", n=votes), f"{address}/votes"))
    key = "since_needs_all" if answered == len(raised) else "since_needs"
    return shown, [tell(key, n=answered, of=len(raised))]


def _counted(count: int, label: str, address: str, *, is_emphasised: bool = False) -> KeyFigure:
    return KeyFigure(Value(count, Holds.INTEGER, address=address), label, is_emphasised=is_emphasised)


def decisions(material: EventMaterial, event: Event, id: str = "decisions") -> Table:
    """Decisions of an event: what, who, by when, where it stands."""
    voice = material.voice
    columns = [
        Column("decision", material.tell("column.decision"), width=60),
        Column("owner", voice.say("steps.owner"), width=26),
        Column("due", voice.say("steps.due"), Holds.DATE, width=16),
        Column("status", voice.say("column.status"), Holds.STATUS, width=14),
    ]
    rows = []
    for number, one in enumerate(event.decisions):
        address = f"{event.id}/decisions/{number}"
        rows.append(
            Row(
                (voice.text(one.title), voice.stakeholder(one.owner), Value(one.due, Holds.DATE, address=f"{address}/due"), standing(material, one)),
                address=address,
            )
        )  # fmt: skip
    return Table(id, material.tell("decisions_table"), columns, rows)


def standing(material: EventMaterial, decision: Decision) -> Tag:
    """Where a decision stands on the day of the document."""
    if decision.is_done:
        return Tag(material.voice.say("steps.done"), Tone.ACHIEVED)
    if is_late(material, decision):
        return Tag(material.voice.say("steps.late"), Tone.LATE)
    return Tag(material.voice.say("steps.to_do"), Tone.NOT_BEGUN)


def is_late(material: EventMaterial, decision: Decision) -> bool:
    """Say whether a decision is past its day and not done."""
    return not decision.is_done and decision.due is not None and decision.due < material.request.date


def with_now(block: Agenda, number: int) -> Agenda:
    """Mark one part of an agenda as the present one."""
    return evolve(block, items=tuple(evolve(item, is_now=place == number) for place, item in enumerate(block.items)))
