"""Annexes of the roadmap to be read: who took part, and which figures rest on which source."""

from collections.abc import Iterable

from attrs import evolve

from migplan.analysis.attendance import best_half_day
from migplan.documents import Column, Holds, Section, Table, Value, parts, plain
from migplan.documents.text import said
from migplan.reports import people
from migplan.reports.roadmap import closing, frame
from migplan.reports.roadmap.material import Material


def attendance_table(material: Material) -> Table | None:
    """Persons by category and by sex at the best attended half-day of every meeting; `None` when nobody was counted."""
    voice = material.voice
    counts = [(one.category, one) for event in material.events for one in best_half_day(event)]
    if not counts:
        return None
    label = people.named(voice, material.reference.categories)
    table = people.crossed_table(voice, f"{material.roadmap.id}/attendance", "category", counts, label)
    note = voice.say("annexes.attendance_note", n=len([event for event in material.events if event.attendance]))
    if table.note:
        note = f"{note} {plain(table.note, voice.language)}"
    return evolve(table, id="attendance", note=note, alt=frame.approach_message(material))


def sources_table(material: Material, sections: Iterable[Section]) -> Table | None:
    """Every source cited, with its address below, how many figures of these sections rest on it, and which."""
    table = closing.sources_table(material)
    if table is None:
        return None
    voice = material.voice
    resting: dict[str, dict[str, None]] = {note.key: {} for note in voice.cited}
    for one in said(tuple(sections)):
        if isinstance(one, Value) and one.source in resting and one.address:
            resting[one.source][one.address] = None
    columns = [
        table.columns[0],
        Column("figures", voice.say("annexes.figures"), Holds.INTEGER, width=8),
        Column("what", voice.say("annexes.what"), width=50),
    ]
    rows = []
    for note, row in zip(voice.cited, table.rows, strict=True):
        name, *_, address = row.cells
        below = (f"\n{note.link}",) if note.link and plain(address, voice.language) == note.link else ()
        places = resting[note.key]
        named = dict.fromkeys(_named(material, place) for place in places)
        what = ", ".join(named) or "–"
        rows.append(evolve(row, cells=((*parts(name), *below), voice.count(len(places)), what)))
    return evolve(table, columns=tuple(columns), rows=tuple(rows))


def _named(material: Material, address: str) -> str:
    """Name what a figure is about: its measure, else the code of the finding, need or indicator that it stands in."""
    steps = address.split("/")
    measure = next((step for step in steps if step in material.reference.measures), None)
    if measure is not None:
        return material.voice.measure(measure)
    return steps[1] if len(steps) > 1 else steps[0]


__all__ = ["attendance_table", "sources_table"]
