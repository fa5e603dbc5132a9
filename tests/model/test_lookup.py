"""Reference data: packs merged and corrected, things by id."""

import attrs

from migplan.model import (
    Competence,
    Framework,
    FrameworkObjective,
    Level,
    Mode,
    Pack,
    Plan,
    Reference,
    Source,
    Term,
    Territory,
    Text,
    merged,
)

X, Y = Text.of("x"), Text.of("y")
BASE = Pack(
    "base",
    currency="EUR",
    levels=(Level("region", X, 1, sessions=(3, 7)), Level("town", X, 2, competences=(Competence("roads", X, "own"),))),
    modes=(Mode("own", X),),
    territories=(
        Territory("R", X, "region"),
        Territory("T1", X, "town", parent="R"),
        Territory("T2", X, "town", parent="R"),
    ),
    groups=(Term("women", X),),
    frameworks=(Framework("SDG", X, objectives=(FrameworkObjective("SDG-1", X),)),),
    sources=(Source("census", X),),
)


def test_a_later_pack_adds_things_and_corrects_them_field_by_field():
    later = Pack(
        "local",
        title=Y,
        levels=(Level("town", Y, 2, competences=(Competence("water", X, "own"),)),),
        groups=(Term("men", X),),
    )

    whole = merged([BASE, later])

    assert (whole.id, whole.title, whole.currency) == ("base", Y, "EUR")
    assert [group.id for group in whole.groups] == ["women", "men"]
    town = whole.levels[1]
    assert (town.title, [item.id for item in town.competences]) == (Y, ["roads", "water"])
    assert whole.levels[0] == BASE.levels[0]


def test_no_pack_gives_an_empty_one():
    assert merged([]) == Pack("none")


def reference(**changes) -> Reference:
    return Reference.of(attrs.evolve(Plan(X, ("fr",), "EUR", packs=(BASE,)), **changes))


def test_things_are_found_by_id():
    data = reference(sources=(Source("own", X), Source("census", Y)))

    assert list(data.levels) == ["region", "town"]
    assert [child.id for child in data.children["R"]] == ["T1", "T2"]
    assert [above.id for above in data.ancestors("T1")] == ["R"]
    assert data.level_of("T1").id == "town"
    assert data.level_of("nowhere") is data.level_of(None) is None
    assert data.framework_objectives["SDG-1"][0].id == "SDG"
    assert data.competences["town", "roads"].mode == "own"
    assert (data.sources["census"].title, data.sources["own"].title) == (Y, X)


def test_the_plan_corrects_its_packs():
    corrections = Pack("mine", territories=(Territory("T1", Y, "town"), Territory("T3", X, "town", parent="R")))

    data = reference(corrections=corrections)

    assert (data.territories["T1"].title, data.territories["T1"].parent) == (Y, "R")
    assert [child.id for child in data.children["R"]] == ["T1", "T2", "T3"]


def test_a_circle_of_territories_ends_the_walk():
    pack = Pack("p", territories=(Territory("A", X, "l", parent="B"), Territory("B", X, "l", parent="A")))

    assert [above.id for above in reference(packs=(pack,)).ancestors("A")] == ["B"]
