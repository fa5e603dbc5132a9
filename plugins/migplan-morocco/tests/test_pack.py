"""The pack as data: whole, without doubles, and adding up."""

from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

from migplan.host import Host
from migplan.model import Pack
from migplan.model.constraints import Ref, shapes
from migplan.readers import read_pack
from migplan_morocco.hooks import migplan_reference_packs

ROOT = Path(__file__).parents[1]
BEFORE, AFTER = date(2014, 9, 1), date(2024, 9, 1)


@pytest.fixture(scope="module")
def pack() -> Pack:
    found, problems = read_pack(migplan_reference_packs()[0].folder)[:2]
    assert not problems
    assert found is not None
    return found


def population(territory, day):
    return next(f.value for f in territory.figures if f.measure == "population" and f.date == day)


def things(parent, path=""):
    """Every thing below, with a readable path."""
    for name, shape in shapes(type(parent)).items():
        value = getattr(parent, name)
        members = value if shape.many else () if value is None else (value,)
        for member in members:
            if attrs.has(type(member)):
                at = f"{path}/{getattr(member, 'id', name)}"
                yield at, member
                yield from things(member, at)


def test_the_host_finds_the_pack_by_its_name():
    assert Host.installed().packs["morocco"].folder == ROOT / "src" / "migplan_morocco" / "pack"


def test_there_are_twelve_regions_and_seventy_five_prefectures_and_provinces(pack):
    assert Counter(territory.level for territory in pack.territories) == {
        "region": 12,
        "province": 75,
        "commune": 25 + 22 + 6,
    }
    assert Counter(t.kind for t in pack.territories if t.level == "province") == {"prefecture": 13, "province": 62}


@pytest.mark.parametrize(("province", "communes"), [("MA-TIZ", 25), ("MA-CHT", 22), ("MA-INE", 6)])
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_the_communes_add_up_to_their_province(pack, province, communes, day):
    below = [territory for territory in pack.territories if territory.parent == province]
    whole = next(territory for territory in pack.territories if territory.id == province)

    assert len(below) == communes
    assert sum(population(territory, day) for territory in below) == population(whole, day)


def test_the_provinces_add_up_to_their_region_and_the_regions_to_the_country(pack):
    regions = [territory for territory in pack.territories if territory.level == "region"]

    for region in regions:
        below = [territory for territory in pack.territories if territory.parent == region.id]
        assert sum(population(territory, AFTER) for territory in below) == population(region, AFTER), region.id
    assert sum(population(region, AFTER) for region in regions) == 36_828_330


def test_each_province_hangs_under_the_region_of_its_census_code(pack):
    for territory in pack.territories:
        codes = {code.scheme: code.value for code in territory.codes}
        if territory.level == "province":
            assert territory.parent == f"MA-{codes['hcp'][:2]}", territory.id
            assert codes["iso-3166-2"] == territory.id


def test_the_two_recoded_communes_keep_one_id_and_both_codes(pack):
    by_id = {territory.id: territory for territory in pack.territories}

    for commune, old, new in (
        ("MA-CHT-ait-amira", "09.163.07.01", "09.163.01.01"),
        ("MA-CHT-sidi-bibi", "09.163.07.27", "09.163.01.27"),
    ):
        first, second = by_id[commune].codes
        assert (first.value, second.value) == (old, new)
        assert first.end is not None
        assert second.start is not None
        assert first.end < second.start


def test_no_collection_holds_one_id_twice(pack):
    for name, shape in shapes(Pack).items():
        if shape.many and attrs.has(shape.item) and "id" in shapes(shape.item):
            repeated = [key for key, n in Counter(thing.id for thing in getattr(pack, name)).items() if n > 1]
            assert not repeated, name
    goals = Counter(goal.id for framework in pack.frameworks for goal in framework.objectives)
    kinds = Counter(kind.id for level in pack.levels for kind in level.instruments)
    assert max(goals.values()) == max(kinds.values()) == 1


def test_every_reference_leads_somewhere(pack):
    known = {
        "level": {level.id for level in pack.levels},
        "territory": {territory.id for territory in pack.territories},
        "kind": {kind.id for kind in pack.kinds},
        "mode": {mode.id for mode in pack.modes},
        "group": {group.id for group in pack.groups},
        "measure": {measure.id for measure in pack.measures},
        "source": {source.id for source in pack.sources},
    }

    for at, thing in things(pack):
        for name, shape in shapes(type(thing)).items():
            mark, value = shape.mark(Ref), getattr(thing, name)
            if mark is not None and value is not None:
                for target in value if shape.many else (value,):
                    assert target in known[mark.kind], f"{at}/{name}"


def test_every_figure_has_a_date_and_a_source(pack):
    for territory in pack.territories:
        for figure in territory.figures:
            assert figure.date is not None, territory.id
            assert figure.source is not None, territory.id


def test_the_frameworks_are_whole(pack):
    sizes = {framework.id: len(framework.objectives) for framework in pack.frameworks}

    assert sizes == {"GCM": 23, "SDG": 26, "SNIA": 4 + 11, "SNMRE": 3 + 8, "PDR-SM": 7}
    goals = {goal.id for framework in pack.frameworks for goal in framework.objectives}
    assert {"GCM-01", "GCM-19", "SDG-10.7", "SNMRE-O3", "SNIA-P05", "PDR-SM-5"} <= goals


def test_the_weights_of_the_criteria_add_up_to_a_hundred(pack):
    assert sum(criterion.weight for criterion in pack.criteria) == 100


def test_holidays_that_follow_the_moon_say_that_they_are_estimated(pack):
    lunar = {"eid-al-fitr", "eid-al-adha", "hijri-new-year", "mawlid"}

    assert {holiday.id for holiday in pack.holidays if holiday.is_estimated} == lunar
    for holiday in pack.holidays:
        assert (holiday.yearly is None) == bool(holiday.dates), holiday.id
        if holiday.id in lunar:
            assert {day.year for day in holiday.dates} == set(range(2022, 2028)), holiday.id


def test_what_readers_see_is_in_french_and_arabic(pack):
    for at, thing in things(pack):
        title = getattr(thing, "title", None)
        if title is not None and not at.startswith(tuple(f"/{source.id}" for source in pack.sources)):
            assert title.has("fr"), at
            assert title.has("ar"), at
