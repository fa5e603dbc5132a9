"""Figures of the territory and those below it: latest, earlier, change, sources that disagree, sums."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, frozen

from migplan.analysis.money import difference_of, quotient_of
from migplan.analysis.traced import Kind, Operation, Traced, label, summed
from migplan.model import Figure, Plan, Reference, Roadmap, Text

Place = tuple[str, str, str | None]
"""Territory, measure and population group (`None` for everybody)."""


@frozen
class ProfileRow:
    """All that is known of one measure in one territory, for one group."""

    territory: str
    measure: str
    group: str | None
    """`None` for everybody."""
    latest: tuple[Figure, ...]
    """Figures of the latest day: several when sources disagree, none of them preferred. Undated ones only where
    no figure has a date."""
    earlier: tuple[Figure, ...]
    """Figures of the day before that in the data; `()` when there is none."""
    change_percent: Traced | None
    """From earlier to latest, in percent; `None` unless each has one value, or the two share one source."""
    figures: tuple[Figure, ...]
    """Every figure, oldest first; undated ones first of all."""

    @property
    def is_disputed(self) -> bool:
        """Say whether sources give different values for the latest day."""
        return len({figure.value for figure in self.latest}) > 1


@frozen
class ProfileSum:
    """A stock added up over the territories directly below one, from one source of one day."""

    territory: str
    measure: str
    group: str | None
    date: date | None
    source: str | None
    total: Traced
    counted: int
    """Territories that have the figure."""
    expected: int
    """Territories below, counted or not; the sum is partial when fewer are counted."""


@frozen
class Profile:
    """The figures of one roadmap."""

    rows: tuple[ProfileRow, ...]
    """The roadmap's territory first, then those below in the order of the reference data; measures in the order of
    the reference data."""
    sums: tuple[ProfileSum, ...]

    def row(self, territory: str, measure: str, group: str | None = None) -> ProfileRow | None:
        """Give the row of a territory, a measure and a group, `None` when nothing is known."""
        wanted = (territory, measure, group)
        return next((row for row in self.rows if (row.territory, row.measure, row.group) == wanted), None)


def profile(plan: Plan, roadmap: Roadmap, reference: Reference | None = None) -> Profile:
    """Gather the figures of a roadmap's territory and of those directly below it.

    Figures come from the roadmap and from the reference data; the same figure told twice counts once.
    Reference figures dated after the roadmap's edition are left out: it cannot have quoted them.
    """
    reference = reference or Reference.of(plan)
    below = [territory.id for territory in reference.children.get(roadmap.territory, ())]
    places = [roadmap.territory, *below]
    others = dict.fromkeys(figure.territory for figure in roadmap.profile if figure.territory)
    places += [name for name in others if name not in set(places)]
    by_place: dict[Place, dict[Figure, None]] = {}
    for figure in _figures(roadmap, reference, places):
        by_place.setdefault((str(figure.territory), figure.measure, figure.group), {})[figure] = None
    measures = {measure: rank for rank, measure in enumerate(reference.measures)}
    groups = {group: rank for rank, group in enumerate(reference.groups, 1)}
    ranks = {place: rank for rank, place in enumerate(places)}

    def order(place: Place) -> tuple[int, int, str, int]:
        territory, measure, group = place
        rank = groups.get(group, len(groups) + 1) if group else 0
        return (ranks.get(territory, len(ranks)), measures.get(measure, len(measures)), measure, rank)

    rows = tuple(_row(place, by_place[place], reference) for place in sorted(by_place, key=order))
    return Profile(rows, _sums(roadmap.territory, below, rows, reference))


def _figures(roadmap: Roadmap, reference: Reference, places: Iterable[str]) -> Iterable[Figure]:
    day = roadmap.edition.date if roadmap.edition else None
    for place in places:
        territory = reference.territories.get(place)
        for figure in territory.figures if territory else ():
            if day is not None and figure.date is not None and figure.date > day:
                continue
            yield evolve(figure, territory=figure.territory or place)
    for figure in roadmap.profile:
        yield evolve(figure, territory=figure.territory or roadmap.territory)


def _row(place: Place, found: Iterable[Figure], reference: Reference) -> ProfileRow:
    figures = tuple(sorted(found, key=lambda figure: figure.date or date.min))
    days = sorted({figure.date for figure in figures if figure.date}, reverse=True)
    latest = tuple(figure for figure in figures if figure.date == (days[0] if days else None))
    earlier = tuple(figure for figure in figures if len(days) > 1 and figure.date == days[1])
    return ProfileRow(*place, latest, earlier, _change(place, latest, earlier, reference), figures)


def _change(
    place: Place, latest: tuple[Figure, ...], earlier: tuple[Figure, ...], reference: Reference
) -> Traced | None:
    pair = _comparable(latest, earlier)
    if pair is None:
        return None
    new, old = pair
    value = quotient_of(difference_of(new.value, old.value), abs(old.value))
    if value is None:
        return None
    territory, measure, _ = place
    parts = (_traced(new, reference), _traced(old, reference))
    name = label("change", measure=_measure_title(measure, reference))
    return Traced(value, name, Kind.SHARE, "", f"{territory}/{measure}", Operation.CHANGE, parts)


def _comparable(latest: tuple[Figure, ...], earlier: tuple[Figure, ...]) -> tuple[Figure, Figure] | None:
    if not latest or not earlier:
        return None
    if len({figure.value for figure in latest}) == 1 and len({figure.value for figure in earlier}) == 1:
        return latest[0], earlier[0]
    old = {figure.source: figure for figure in earlier if figure.source}
    pairs = [(figure, old[figure.source]) for figure in latest if figure.source in old]
    return pairs[0] if len(pairs) == 1 else None


def _measure_title(measure: str, reference: Reference) -> Text | str:
    known = reference.measures.get(measure)
    return known.title if known else measure


def _traced(figure: Figure, reference: Reference) -> Traced:
    known = reference.measures.get(figure.measure)
    territory = reference.territories.get(figure.territory or "")
    name = label(
        "figure",
        measure=_measure_title(figure.measure, reference),
        territory=territory.title if territory else figure.territory or "",
        day=figure.date or "–",
    )
    unit = known.unit if known and known.unit else ""
    return Traced(figure.value, name, Kind.NUMBER, unit, f"{figure.territory}/{figure.measure}")


def _sums(parent: str, below: list[str], rows: Iterable[ProfileRow], reference: Reference) -> tuple[ProfileSum, ...]:
    children = set(below)
    gathered: dict[tuple[str, str | None, date | None, str | None], dict[str, list[Figure]]] = {}
    for row in rows:
        measure = reference.measures.get(row.measure)
        if row.territory in children and measure is not None and measure.is_stock:
            for figure in row.figures:
                key = (row.measure, row.group, figure.date, figure.source)
                gathered.setdefault(key, {}).setdefault(row.territory, []).append(figure)
    sums = []
    for (measure_id, group, day, source), by_territory in gathered.items():
        if any(len(figures) > 1 for figures in by_territory.values()):
            continue
        parts = [_traced(figures[0], reference) for figures in by_territory.values()]
        total = summed(
            label("profile_sum", measure=_measure_title(measure_id, reference)),
            parts,
            kind=Kind.NUMBER,
            unit=parts[0].unit,
            address=f"{parent}/{measure_id}",
        )
        sums.append(ProfileSum(parent, measure_id, group, day, source, total, len(parts), len(below)))
    return tuple(sums)
