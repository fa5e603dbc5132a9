"""Who came to an event, in tables; public editions hide the counts that could point to persons."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve

from migplan.analysis.attendance import SMALL, Crossing, attendance, best_half_day, crossing, small_cells
from migplan.documents import Block, Column, Holds, Inline, Row, RowKind, Table, Tag, Tone, Value
from migplan.locale import format_share
from migplan.model import AgeBand, AttendanceCount, Event, Sex
from migplan.reports.voice import Voice

HIDDEN = "*"
"""What stands in place of a count that is hidden."""


def persons_and_women(voice: Voice, event: Event) -> tuple[int | None, int | None]:
    """Persons and women at the best attended half-day, `None` where a public edition hides the number, or none is known."""
    if not event.attendance:
        return None, None
    persons, women = attendance(event)
    if not voice.is_public:
        return persons, women
    if 0 < persons < SMALL:
        return None, None
    return persons, None if 0 < women < SMALL or 0 < persons - women < SMALL else women


def message(voice: Voice, event: Event) -> str:
    """Say how many persons came, and the share of women where it may be told."""
    persons, women = persons_and_women(voice, event)
    if persons is None:
        return voice.words("minutes.people.hidden")
    if women is None or not persons:
        return voice.words("minutes.people.persons", n=persons)
    share = (Decimal(women) * 100 / persons).quantize(Decimal(1))
    return voice.words("event.attendance", n=persons, share=format_share(share, voice.language))


def tables(voice: Voice, event: Event) -> list[Block]:
    """Persons by category, level, territory and age, each by sex, at the best attended half-day; then by half-day."""
    found = best_half_day(event)
    if not found:
        return []
    reference = voice.reference

    blocks: list[Block] = [by_category(voice, event)]
    if any(one.level for one in found):
        levels = ((one.level or "", one) for one in found)
        blocks.append(_table(voice, event, "level", levels, named(voice, reference.levels)))
    if any(one.territory for one in found):
        places = ((one.territory or "", one) for one in found)
        blocks.append(_table(voice, event, "territory", places, named(voice, reference.territories)))
    if any(one.age_band is not AgeBand.UNKNOWN for one in found):
        bands = {band.value: voice.words.choice(band) for band in AgeBand}
        ordered = sorted(found, key=lambda one: list(AgeBand).index(one.age_band))
        blocks.append(_table(voice, event, "age", ((one.age_band.value, one) for one in ordered), lambda id: bands[id]))
    return blocks


def by_category(voice: Voice, event: Event) -> Table:
    """Persons by category and sex at the best attended half-day."""
    counts = ((one.category, one) for one in best_half_day(event))
    return _table(voice, event, "category", counts, named(voice, voice.reference.categories))


def named(voice: Voice, terms: Mapping[str, Any]) -> Callable[[str], Inline]:
    """Give what names an id by the title of its term, or by itself where there is none."""
    return lambda id: voice.text(terms[id].title) if id in terms else id


def _table(
    voice: Voice,
    event: Event,
    name: str,
    counts: Iterable[tuple[str, AttendanceCount]],
    label: Callable[[str], Inline],
) -> Table:
    table = crossed_table(voice, f"{event.id}/attendance/{name}", name, counts, label)
    return evolve(table, alt=message(voice, event))


def crossed_table(
    voice: Voice,
    address: str,
    name: str,
    counts: Iterable[tuple[str, AttendanceCount]],
    label: Callable[[str], Inline],
) -> Table:
    """Cross counts by a trait, whose keys `label` names, and by sex; public editions hide the small ones and say so below.

    Figures stand at `address/key/sex`.
    """
    listed = list(counts)
    sexes = [sex for sex in Sex if any(one.sex is sex for _, one in listed)]
    crossed = crossing(((key, one.sex, one.count) for key, one in listed), sexes)
    hidden = small_cells(crossed) if voice.is_public else frozenset()
    columns = [Column(name, voice.words(f"minutes.people.{name}"), width=40)]
    columns += [Column(sex.value, voice.words.choice(sex), Holds.INTEGER, width=12) for sex in sexes]
    columns.append(Column("all", voice.words("blocks.total"), Holds.INTEGER, width=12))
    rows = [
        Row(
            (
                label(str(key)) if key else voice.words("minutes.people.unsaid"),
                *_cells(address, crossed, place, hidden),
            )
        )
        for place, key in enumerate(crossed.rows)
    ]
    last = len(crossed.rows)
    rows.append(Row((voice.words("blocks.total"), *_cells(address, crossed, last, hidden)), RowKind.TOTAL))
    note = voice.words("minutes.people.note", n=SMALL) if hidden else ""
    return Table(f"people-{name}", voice.words(f"minutes.people.by_{name}"), columns, rows, note=note)


def _cells(address: str, crossed: Crossing, line: int, hidden: frozenset[tuple[int, int]]) -> list[Inline]:
    keys = (*crossed.rows, "all")
    heads = [*(sex.value for sex in crossed.columns if isinstance(sex, Sex)), "all"]
    return [
        HIDDEN
        if (line, place) in hidden
        else Value(count, Holds.INTEGER, address=f"{address}/{keys[line] or 'unsaid'}/{heads[place]}")
        for place, count in enumerate(crossed.cells[line])
    ]


def half_days(voice: Voice, event: Event) -> Table | None:
    """Persons at each half-day; `None` when only one was counted."""
    halves: dict[int, int] = {}
    for one in event.attendance:
        halves[one.half_day] = halves.get(one.half_day, 0) + one.count
    if len(halves) < 2:
        return None
    columns = [
        Column("half", voice.words("minutes.people.half_day"), width=30),
        Column("persons", voice.words("event.figure.persons"), Holds.INTEGER, width=16),
    ]
    rows = [
        (
            voice.words("event.half_day", n=half),
            HIDDEN if voice.is_public and 0 < count < SMALL else Value(count, Holds.INTEGER, address=f"{event.id}/attendance/{half}"),
        )
        for half, count in sorted(halves.items())
    ]  # fmt: skip
    return Table("half-days", voice.words("minutes.people.by_half_day"), columns, rows)


def events_table(voice: Voice, events: Iterable[Event], title: str, id: str = "events") -> Table | None:
    """Events with their day, place, persons and women; `None` without events."""
    found = list(events)
    if not found:
        return None
    columns = [
        Column("date", voice.say("column.date"), Holds.DATE, width=13),
        Column("event", voice.say("frame.event"), width=44),
        Column("kind", voice.say("column.kind"), width=20),
        Column("held", voice.say("column.status"), Holds.STATUS, width=14),
        Column("persons", voice.say("frame.persons"), Holds.INTEGER, width=12),
        Column("women", voice.say("frame.women"), Holds.INTEGER, width=10),
    ]
    rows = []
    for event in found:
        persons, women = persons_and_women(voice, event)
        told: list[Inline] = [
            HIDDEN if number is None and event.attendance else Value(number, Holds.INTEGER, address=f"{event.id}/attendance{below}")
            for number, below in ((persons, ""), (women, "/women"))
        ]  # fmt: skip
        rows.append(
            Row(
                (
                    Value(event.start, Holds.DATE, address=f"{event.id}/start"),
                    voice.text(event.title),
                    voice.words.choice(event.kind),
                    held_tag(voice, event),
                    *told,
                ),
                address=event.id,
            )
        )
    hidden = any(HIDDEN in row.cells for row in rows)
    return Table(id, title, columns, rows, note=voice.words("minutes.people.note", n=SMALL) if hidden else "")


def held_tag(voice: Voice, event: Event) -> Tag:
    """Say whether an event was held, is still to come, or was to be held by now."""
    if event.is_held:
        return Tag(voice.words("minutes.held"), Tone.ACHIEVED)
    last = event.end or event.start
    if last is not None and last < voice.day:
        return Tag(voice.words("minutes.not_held"), Tone.LATE)
    return Tag(voice.words("minutes.to_come"), Tone.NOT_BEGUN)
