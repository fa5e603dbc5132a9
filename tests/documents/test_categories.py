"""A category looks the same wherever it is drawn."""

from decimal import Decimal

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from migplan.documents import PLAIN, MarkShape, Point, Quadrant, marks, marks_of, said, shown_marks

NAMES = ("State", "Communes", "Associations", "Firms")


def plane(*shown: str, categories=NAMES) -> Quadrant:
    points = [Point(f"P{n}", Decimal(n), Decimal(n), name) for n, name in enumerate(shown, start=1)]
    return Quadrant("map", "Map", ("a", "b", "c", "d"), points=points, categories=categories)


@given(st.lists(st.text(max_size=3)))
def test_each_category_has_one_mark_in_order_of_first_appearance(names):
    found = marks(names)

    assert list(found) == [name for name in dict.fromkeys(names) if name]
    assert {name: marks([*names, "added"])[name] for name in found} == found


def test_forty_two_marks_are_all_different_and_seven_in_a_row_differ_in_shape():
    found = list(marks(f"C{n}" for n in range(42)).values())

    assert len(set(found)) == 42
    assert all(len({mark.shape for mark in found[at : at + 7]}) == 7 for at in range(36))
    assert (found[0].color, found[0].shape) == ("series-1", MarkShape.CIRCLE)


def test_a_mark_does_not_depend_on_the_points_shown():
    whole = marks_of(plane(*NAMES))

    assert shown_marks(plane("Firms", "Communes")) == {name: whole[name] for name in ("Communes", "Firms")}
    assert list(shown_marks(plane("Firms", "Communes"))) == ["Communes", "Firms"]


def test_a_category_that_the_list_lacks_comes_after_it():
    found = marks_of(plane("Media", "State"))

    assert list(found) == [*NAMES, "Media"]
    assert marks_of(plane("Media", "", categories=())) == marks(["Media"])
    assert PLAIN.shape is MarkShape.CIRCLE


def test_the_list_of_categories_is_not_read_aloud():
    block = plane("State")

    assert list(said(block)) == list(said(evolve(block, categories=())))
