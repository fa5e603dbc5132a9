"""What a thing refuses when it is made, and what its types say."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, get_type_hints

import attrs
import pytest

from migplan.model import Action, BudgetLine, Figure, Level, Money, Period, Plan, Stakeholder, Task, Text
from migplan.model.constraints import AsMapping, Key, Ref, Required, Shape, Unit, shape_of, shapes
from migplan.records import records

X = Text.of("x")


def test_a_type_is_taken_apart():
    assert shape_of(str) == Shape(str, many=False, optional=False, marks=())
    assert shape_of(Annotated[str, Ref("level")] | None) == Shape(str, False, True, (Ref("level"),))
    assert shape_of(tuple[Annotated[str, Key()], ...]) == Shape(str, True, False, (Key(),))
    assert shape_of(Annotated[tuple[int, ...], Required()]).many


def test_fields_that_carry_no_plan_data_have_no_shape():
    assert not {"packs", "origin"} & set(shapes(Plan))
    assert shapes(Action)["roles"].mark(AsMapping) == AsMapping("stakeholder", "role")
    assert shapes(Action)["progress"].mark(Unit) == Unit("percent")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Action("A 1", X), ValueError),
        (lambda: Action("", X), ValueError),
        (lambda: Action("A1", "x"), TypeError),
        (lambda: Action("A1", None), TypeError),
        (lambda: Action("A1", X, progress=Decimal(101)), ValueError),
        (lambda: Action("A1", X, progress=Decimal("NaN")), ValueError),
        (lambda: Action("A1", X, progress=0.5), TypeError),
        (lambda: Action("A1", X, effort=True), TypeError),
        (lambda: Action("A1", X, end=datetime(2024, 1, 1)), TypeError),  # noqa: DTZ001
        (lambda: Action("A1", X, activities=("x",)), TypeError),
        (lambda: Action("A1", X, kind="study"), TypeError),
        (lambda: Level("l", X, -1), ValueError),
        (lambda: Level("l", X, 1, sessions=(13,)), ValueError),
        (lambda: Plan(X, (), "EUR"), ValueError),
        (lambda: Plan(X, ("French",), "EUR"), ValueError),
        (lambda: Plan(X, ("fr",), "euro"), ValueError),
        (lambda: Money(Decimal("Infinity")), ValueError),
        (lambda: Money(Decimal(1), "eur"), ValueError),
        (lambda: Stakeholder("s", X, influence=6), ValueError),
        (lambda: Task("t", X, Decimal(-1)), ValueError),
        (lambda: Period(date(2024, 1, 2), date(2024, 1, 1)), ValueError),
        (lambda: Text({}), ValueError),
        (lambda: Text((("fr", "a"), ("fr", "b"))), ValueError),
    ],
)
def test_what_cannot_be_is_refused(make, error):
    with pytest.raises(error):
        make()


def test_lists_become_tuples_and_whole_numbers_decimals():
    assert Action("A1", X, indicators=["I1"]).indicators == ("I1",)
    assert BudgetLine(X, quantity=12).quantity == Decimal(12)
    assert type(Figure("population", 5).value) is Decimal


@pytest.mark.parametrize("cls", [kind.cls for kind in records()], ids=lambda cls: cls.__name__)
def test_things_are_frozen_and_every_field_has_a_type_that_is_understood(cls):
    get_type_hints(cls)
    assert attrs.fields(cls)
    assert cls.__setattr__ is not object.__setattr__
    for shape in shapes(cls).values():
        assert isinstance(shape.item, type)
