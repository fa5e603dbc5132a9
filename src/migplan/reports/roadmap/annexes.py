"""Annexes of the roadmap to be read: who took part, and which figures rest on which source."""

from collections.abc import Iterable

from attrs import evolve

from migplan.analysis.attendance import SMALL, best_half_day, crossing, small_cells
from migplan.documents import Column, Holds, Inline, Row, RowKind, Section, Table, Value, parts, plain
from migplan.documents.text import said
from migplan.model import Sex
from migplan.reports import people
from migplan.reports.roadmap import closing, frame
from migplan.reports.roadmap.material import Material


def attendance_table(material: Material) -> Table | None:
    """Persons by category and by sex at the best attended half-day of every meeting; `None` when nobody was counted."""
    voice, categories = material.voice, material.reference.categories
    found = [one for event in material.events for one in best_half_day(event)]
    if not found:
        return None
    sexes = [sex for sex in Sex if any(one.sex is sex for one in found)]
    crossed = crossing(((one.category or "", one.sex, one.count) for one in found), sexes)
    hidden = small_cells(crossed) if voice.is_public else frozenset()
    columns = [Column("category", voice.words("minutes.people.category"), width=40)]
    columns += [Column(sex.value, voice.words.choice(sex), Holds.INTEGER, width=12) for sex in sexes]
    columns.append(Column("all", voice.words("blocks.total"), Holds.INTEGER, width=12))
    rows = []
    for place, key in enumerate((*crossed.rows, None)):
        known = categories.get(str(key))
        name: Inline = voice.text(known.title) if known else voice.words("minutes.people.unsaid")
        address = f"{material.roadmap.id}/attendance/{'all' if key is None else key or 'unsaid'}"
        heads = [*(sex.value for sex in sexes), "all"]
        cells: list[Inline] = [
            people.HIDDEN if (place, at) in hidden else Value(count, Holds.INTEGER, address=f"{address}/{heads[at]}")
            for at, count in enumerate(crossed.cells[place])
        ]
        total = key is None
        label = voice.words("blocks.total") if total else name
        rows.append(Row((label, *cells), RowKind.TOTAL if total else RowKind.DATA))
    note = voice.say("annexes.attendance_note", n=len([event for event in material.events if event.attendance]))
    if hidden:
        note = f"{note} {voice.words('minutes.people.note', n=SMALL)}"
    title = voice.words("minutes.people.by_category")
    return Table("attendance", title, columns, rows, note=note, alt=frame.approach_message(material))


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
