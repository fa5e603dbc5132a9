"""One action on one slide: what matters in the room; all the rest is on the sheet of the page edition."""

from attrs import evolve

from migplan.documents import ActionSheet, Column, Holds, Inline, Row, SheetPart, Table, Value, is_empty, parts
from migplan.model import Action, Beneficiaries, BeneficiarySex, Indicator, Role
from migplan.reports.roadmap.actions import cost_table, dated, partners, sheet
from migplan.reports.roadmap.material import Material
from migplan.reports.voice import tag

_FACTS = ("column.lead", "column.period", "finances.cost", "column.progress")
_MOST_STEPS = 4
_MOST_INDICATORS = 2
_MOST_NEEDS = 2


def brief_sheet(material: Material, action: Action) -> ActionSheet:
    """Say why, what, for and with whom, how we will know and by when, with the money: the same for every action."""
    voice = material.voice
    whole = sheet(material, action)
    kept = {voice.say(key) for key in _FACTS}
    facts = [fact for fact in whole.facts if fact.label in kept]
    said = (
        ("why", (_why(material, action),)),
        ("what", (voice.text(action.description) or _activities(material, action),)),
        ("who", (_served(material, action),)),
        ("with", partners(material, action, (Role.RESPONSIBLE, Role.CONSULTED))),
        ("know", _indicators(material, action)),
    )
    shown = [
        SheetPart(voice.say(f"actions.brief.{key}"), lines)
        for key, lines in ((key, tuple(line for line in lines if not is_empty(line))) for key, lines in said)
        if lines
    ]
    cost = cost_table(material, action)
    tables = ((evolve(cost, note=""),) if cost else ()) + steps_tables(material, action)
    return evolve(whole, facts=tuple(facts), parts=tuple(shown), tables=tables)


def _why(material: Material, action: Action) -> Inline:
    """Give the problem an action answers; without one of its own, the needs that its objective answers."""
    voice = material.voice
    if action.problem is not None:
        return voice.text(action.problem)
    needs = {need.id: need for need in material.roadmap.needs}
    objective = next((one for one in material.roadmap.objectives if one.id == action.objective), None)
    answered = [needs[id] for id in (objective.answers if objective else ()) if id in needs]
    named = [voice.listed((need.id, voice.text(need.title)), " – ") for need in answered[:_MOST_NEEDS]]
    if not named:
        return ""
    return voice.listed(
        (voice.say("actions.brief.answers"), voice.listed(named, voice.say("between_groups"))),
        voice.words("blocks.colon"),
    )


def _activities(material: Material, action: Action) -> Inline:
    voice = material.voice
    return voice.listed((voice.text(item) for item in action.activities), voice.say("between_groups"))


def _served(material: Material, action: Action) -> Inline:
    """Give each group that an action serves, with its number and how many of them are women."""
    voice = material.voice
    groups: dict[str, list[Beneficiaries]] = {}
    for one in action.beneficiaries:
        groups.setdefault(one.group, []).append(one)
    said: list[Inline] = []
    for id, lines in groups.items():
        known = material.reference.groups.get(id)
        name: Inline = voice.text(known.title) if known else id
        whole = [line.count for line in lines if line.sex is BeneficiarySex.ALL]
        counts = [count for count in whole or [line.count for line in lines] if count is not None]
        women = [line for line in lines if line.sex is BeneficiarySex.WOMEN and line.count is not None]
        address = f"{material.roadmap.id}/{action.id}/beneficiaries"
        held: list[Inline] = [name]
        if counts:
            held.append(voice.count(sum(counts), address))
        line: Inline = voice.listed(held, " ")
        if women and len(lines) > 1:
            share = voice.count(sum(one.count or 0 for one in women), address)
            line = (*parts(line), " (", voice.words.choice(BeneficiarySex.WOMEN), " ", share, ")")
        elif women:
            line = (*parts(line), " (", voice.words.choice(BeneficiarySex.WOMEN), ")")
        said.append(line)
    return voice.listed(said, voice.say("between_groups"))


def _indicators(material: Material, action: Action) -> tuple[Inline, ...]:
    known = {indicator.id: indicator for indicator in material.roadmap.indicators}
    found = [known[id] for id in action.indicators if id in known]
    return tuple(_indicator(material, one) for one in found[:_MOST_INDICATORS])


def _indicator(material: Material, indicator: Indicator) -> Inline:
    voice = material.voice
    steps = [
        voice.listed((voice.say(f"actions.brief.{what}"), held), " ")
        for what in ("baseline", "latest", "final")
        if (held := dated(material, indicator, what)) != "–"
    ]
    named = voice.text(indicator.title)
    return voice.listed((named, voice.listed(steps)), voice.words("blocks.colon")) if steps else named


def steps_tables(material: Material, action: Action) -> tuple[Table, ...]:
    """Give the milestones of an action with their days and whether they are reached: one table, or none."""
    voice = material.voice
    steps = sorted((step for step in action.milestones if step.date is not None), key=lambda step: str(step.date))
    if not steps:
        return ()
    ahead = sum(1 for step in steps if not step.is_reached)
    # All of a few; of many, the last reached and those ahead.
    first = max(min(len(steps) - ahead - 1, len(steps) - _MOST_STEPS), 0)
    shown = steps[first : first + _MOST_STEPS]
    columns = [
        Column("date", voice.say("column.date"), Holds.DATE, width=14),
        Column("milestone", voice.say("actions.brief.step"), width=40),
        Column("status", voice.say("column.status"), Holds.STATUS, width=12),
    ]
    rows = [
        Row(
            (
                Value(step.date, Holds.DATE),
                voice.text(step.title),
                tag(voice, _standing(step.is_reached, late=step.date is not None and step.date < material.day)),
            )
        )
        for step in shown
    ]
    return (Table(f"steps-{action.id}", voice.say("actions.part.steps"), columns, rows),)


def _standing(is_reached: bool, *, late: bool) -> str:
    return "achieved" if is_reached else "late" if late else "not-begun"
