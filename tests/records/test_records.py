"""Records, rows and the schema agree with the model."""

import inspect
from datetime import date
from decimal import Decimal
from enum import Enum

import attrs
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import migplan.model as model
from migplan.codec import pack_to_plain, to_plain
from migplan.model import (
    Action,
    ActionKind,
    BudgetLine,
    DatedValue,
    Funding,
    Indicator,
    Milestone,
    Money,
    Objective,
    Pack,
    Period,
    Plan,
    Roadmap,
    Role,
    RoleShare,
    Text,
)
from migplan.model.constraints import Ref, shapes
from migplan.records import KINDS, TABLES, json_schema, record, records, rows
from migplan.records.describing import VALUES
from migplan.records.rows import UnknownTable
from migplan.testing.plan_strategies import plans

SCHEMA = json_schema()


def thing_classes() -> set[type]:
    classes = {value for value in vars(model).values() if inspect.isclass(value) and attrs.has(value)}
    return classes - {*VALUES, model.Reference}


def test_every_class_of_the_model_has_its_record():
    assert {kind.cls for kind in records()} == thing_classes()


@pytest.mark.parametrize("cls", sorted(thing_classes(), key=lambda cls: cls.__name__))
def test_a_record_has_the_fields_of_its_class(cls):
    assert [item.name for item in record(cls).fields] == list(shapes(cls))
    assert record(cls).description


def test_a_field_record_says_what_the_type_says():
    progress, lead, roles = (record(Action)[name] for name in ("progress", "lead", "roles"))

    assert (progress.type_name, progress.unit, progress.low, progress.high) == ("number", "percent", 0, 100)
    assert (lead.type_name, lead.ref, lead.optional) == ("text", "stakeholder", True)
    assert lead.description == "The one stakeholder that is accountable (A of the RACI)."
    assert (roles.type_name, roles.many, roles.mapping.key) == ("thing", True, "stakeholder")
    assert record(Action)["kind"].choices == tuple(ActionKind)
    assert (record(Action)["id"].is_key, record(Action)["id"].required) == (True, True)
    assert record(Plan)["languages"].required
    with pytest.raises(KeyError):
        record(Action)["leed"]


def test_every_reference_of_the_model_has_its_kind_and_every_kind_a_reference():
    named = {ref.kind for kind in records() for shape in shapes(kind.cls).values() if (ref := shape.mark(Ref))}

    assert named == set(KINDS)


@settings(deadline=None, max_examples=20)
@given(plans())
def test_kinds_find_things_of_their_classes_where_they_live(plan):
    pack = plan.corrections or plan.packs[0]
    homes = {
        "pack": [pack],
        "plan": [plan],
        "assignment": [plan.assignment] if plan.assignment else [],
        "roadmap": plan.roadmaps,
    }

    for kind in KINDS.values():
        for home in homes[kind.home.value]:
            assert all(isinstance(thing, kind.classes) for thing in kind.found_in(home))


PLAN = Plan(
    Text.of("x"),
    ("fr", "ar"),
    "EUR",
    roadmaps=(
        Roadmap(
            "north",
            "T",
            objectives=(Objective("O1", Text.of("a")),),
            indicators=(Indicator("I1", Text.of("i"), baseline=DatedValue(date(2024, 1, 1), Decimal(3))),),
            actions=(
                Action(
                    "A1",
                    Text.of({"fr": "Ouvrir", "ar": "فتح"}),
                    kind=ActionKind.STUDY,
                    roles=(RoleShare("b", Role.CONSULTED), RoleShare("a", Role.RESPONSIBLE)),
                    territories=("T", "U"),
                    start=date(2024, 1, 1),
                    milestones=(Milestone("M1", Text.of("m")),),
                    budget=(
                        BudgetLine(Text.of("l"), unit_cost=Money(Decimal("1.50"), "NOK")),
                        BudgetLine(Text.of("k")),
                    ),
                    funding=(Funding(model.FundingSource.OWN, Money(Decimal(4))),),
                ),
                Action("A2", Text.of("Former")),
            ),
        ),
        Roadmap("south", "T", period=Period(date(2022, 1, 1), date(2027, 12, 31))),
    ),
)


def test_rows_give_one_flat_row_per_thing_with_what_it_belongs_to():
    first, second = rows(PLAN, "actions")

    assert list(first) == list(second)
    expected = {"roadmap": "north", "id": "A1", "title": "Ouvrir", "title_ar": "فتح", "kind": "study", "roles": "b: C; a: R",
                "territories": "T; U", "start": date(2024, 1, 1), "end": None, "milestones": 1, "budget": 2}  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert (second["title"], second["title_ar"], second["roles"], second["budget"]) == ("Former", None, None, 0)


def test_rows_of_inner_collections_say_every_owner():
    line, other = rows(PLAN, "action_budget")

    assert (line["roadmap"], line["action"], line["item"]) == ("north", "A1", "l")
    assert (line["unit_cost"], line["unit_cost_currency"]) == (Decimal("1.50"), "NOK")
    assert (other["unit_cost"], other["unit_cost_currency"]) == (None, None)
    (funding,) = rows(PLAN, "funding")
    assert (funding["amount"], funding["amount_currency"], funding["source"]) == (Decimal(4), "EUR", "own")


def test_single_things_and_periods_give_columns_of_their_own():
    (indicator,) = rows(PLAN, "indicators")
    north, south = rows(PLAN, "roadmaps")

    assert (indicator["baseline_date"], indicator["baseline_value"]) == (date(2024, 1, 1), Decimal(3))
    assert (north["period_start"], south["period_end"]) == (None, date(2027, 12, 31))


def test_a_plan_without_such_things_gives_no_row():
    assert rows(PLAN, "events") == rows(PLAN, "tasks") == rows(PLAN, "levels") == []


def test_an_unknown_table_lists_those_that_exist():
    with pytest.raises(UnknownTable, match="actions"):
        rows(PLAN, "actoins")


@settings(deadline=None, max_examples=25)
@given(plans())
def test_every_table_of_any_plan_is_flat_and_even(plan):
    for name in TABLES:
        table = rows(plan, name)
        assert len({tuple(row) for row in table}) <= 1
        for row in table:
            assert all(
                value is None or isinstance(value, str | int | bool | Decimal | date) or hasattr(value, "hour")
                for value in row.values()
            )
            assert not any(isinstance(value, Enum) for value in row.values())


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_holds_every_field_of_the_model_and_nothing_more():
    described = {Plan: SCHEMA} | {
        kind.cls: SCHEMA["$defs"][kind.cls.__name__] for kind in records() if kind.cls is not Plan
    }

    for cls, schema in described.items():
        extra = {"migplan"} if cls is Plan else {"period"} if _has_shorthand(cls) else set()
        assert set(schema["properties"]) == set(shapes(cls)) | extra
        assert schema["additionalProperties"] is False
    assert set(SCHEMA["$defs"]) == {kind.cls.__name__ for kind in records() if kind.cls is not Plan} | {"words"}


def _has_shorthand(cls: type) -> bool:
    fields = shapes(cls)
    return "period" not in fields and all(name in fields and fields[name].item is date for name in ("start", "end"))


def test_the_schema_requires_what_the_model_requires():
    for kind in records():
        needed = {
            item.name
            for item in attrs.fields(kind.cls)
            if item.default is attrs.NOTHING and item.name in shapes(kind.cls)
        }
        schema = SCHEMA if kind.cls is Plan else SCHEMA["$defs"][kind.cls.__name__]
        assert set(schema.get("required", ())) == (set() if kind.cls is Plan else needed)


def test_the_schema_offers_the_choices_and_bounds_of_the_model():
    action = SCHEMA["$defs"]["Action"]["properties"]

    assert action["kind"]["enum"] == [choice.value for choice in ActionKind]
    assert (action["progress"]["minimum"], action["progress"]["maximum"]) == (0, 100)
    assert action["lead"]["description"] == "The one stakeholder that is accountable (A of the RACI)."


VALIDATOR = Draft202012Validator(SCHEMA)


@settings(deadline=None, max_examples=40)
@given(plans())
def test_plans_that_are_written_satisfy_the_schema(plan):
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(to_plain(plan))] == []
    packs = Draft202012Validator({"$ref": "#/$defs/Pack", "$defs": SCHEMA["$defs"]})
    for pack in plan.packs:
        assert list(packs.iter_errors(pack_to_plain(pack))) == []


@pytest.mark.parametrize(
    "data",
    [
        {"titel": "x"},
        {"roadmaps": {"id": "r"}},
        {"roadmaps": [{"id": "r"}]},
        {"roadmaps": [{"id": "r", "territory": "T", "status": "drafted"}]},
        {"roadmaps": [{"id": "r 1", "territory": "T"}]},
        {"as_of": "2025-09"},
        {"migplan": 2},
        {"currency": "euro"},
        {"title": {"french": "x"}},
        {"roadmaps": [{"id": "r", "territory": "T", "actions": [{"id": "A", "title": "x", "effort": 6}]}]},
        {"roadmaps": [{"id": "r", "territory": "T", "actions": [{"id": "A", "title": "x", "roles": {"a": "X"}}]}]},
    ],
)
def test_the_schema_refuses_what_reading_refuses(data):
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"migplan": 1, "title": 2024, "as_of": "2025-09-30", "period": 2024},
        {"roadmaps": [{"id": 7, "territory": "T", "actions": [{"id": "A", "title": "x", "period": "2022 – 2024"}]}]},
        {
            "roadmaps": [
                {"id": "r", "territory": "T", "actions": [{"id": "A", "title": "x", "start": 2022, "effort": 3}]}
            ]
        },
        {"roadmaps": [{"id": "r", "territory": "T", "actions": [{"id": "A", "title": "x", "roles": {"a": "R"}}]}]},
    ],
)
def test_the_schema_takes_values_as_editors_see_them(data):
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_a_pack_is_described_too():
    assert "territories" in SCHEMA["$defs"][Pack.__name__]["properties"]
