"""The conventions of plan files, value by value."""

from datetime import date, time
from decimal import Decimal

import pytest

from migplan.codec import decode
from migplan.model import (
    Action,
    Adoption,
    AgendaItem,
    BudgetLine,
    Level,
    Money,
    Period,
    Plan,
    Roadmap,
    Role,
    Season,
    Stakeholder,
    Task,
    Text,
)


def value(cls, **written):
    decoded = decode(cls, written)
    assert decoded.found == (), decoded.found
    return decoded.value


def faults(cls, **written):
    return [(fault.code, fault.raw) for fault in decode(cls, written).found]


def action(**written):
    return value(Action, id="A1", title="x", **written)


def test_a_text_is_in_no_language_or_in_several():
    assert action().title == Text.of("x")
    assert value(Action, id="A1", title={"fr": "a", "ar": "ب"}).title == Text.of({"fr": "a", "ar": "ب"})


def test_text_is_cleaned_and_stripped():
    assert value(Action, id="A1", title=" a\r\nb\x85c\u2028d ").title == Text.of("a\nb\nc\nd")


@pytest.mark.parametrize("empty", ["", "  ", "\n", [], {}, {"fr": ""}])
def test_what_is_empty_is_absent(empty):
    assert action(description=empty).description is None


def test_a_thing_may_be_there_without_any_field_when_it_needs_none():
    assert value(Roadmap, id="r", territory="T", adoption={}).adoption == Adoption()
    assert value(Roadmap, id="r", territory="T", adoption="").adoption is None
    assert faults(Roadmap, id="r", territory="T", edition={}) == [("missing-key", ("edition",))] * 2


def test_an_empty_member_of_a_list_is_left_out():
    made = value(Roadmap, id="r", territory="T", assumptions=["", "a", " "], actions=["", {"id": "A1", "title": "x"}])

    assert [str(text) for text in made.assumptions] == ["a"]
    assert [action.id for action in made.actions] == ["A1"]


@pytest.mark.parametrize("word", ["no", "1e3", "09:30", "null", "~", "2025", "true", "0x10"])
def test_words_that_other_programs_take_for_values_stay_text(word):
    assert action(description=word).description == Text.of(word)


@pytest.mark.parametrize(
    ("written", "money"),
    [
        ("60000", Money(Decimal(60000))),
        ("60000.50", Money(Decimal("60000.50"))),
        ("60000 EUR", Money(Decimal(60000), "EUR")),
        ("-5.5  NOK", Money(Decimal("-5.5"), "NOK")),
    ],
)
def test_an_amount_may_carry_its_currency(written, money):
    assert value(BudgetLine, item="x", unit_cost=written).unit_cost == money


@pytest.mark.parametrize(
    "written", ["12k", "1,000", "1 000", "٦٠", "NaN", "Infinity", "1e3", "1_000", "+5", "5.", ".5", "EUR 5", "9" * 40]
)
def test_an_amount_in_another_style_is_refused(written):
    assert faults(BudgetLine, item="x", unit_cost=written) == [("bad-amount", ("unit_cost",))]


@pytest.mark.parametrize(
    ("written", "nearest"), [("1 000,50", "1000.50"), ("1,000,000", "1000000"), ("٦٠", "60"), ("abc", "12000")]
)
def test_what_was_probably_meant_by_a_number_is_suggested(written, nearest):
    (fault,) = decode(BudgetLine, {"item": "x", "quantity": written}).found

    assert (fault.code, fault.values["nearest"]) == ("bad-number", nearest)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2022-09 – 2024-06", date(2022, 9, 1), date(2024, 6, 30)),
        ("2022/2027", date(2022, 1, 1), date(2027, 12, 31)),
        ("2022-Q3", date(2022, 7, 1), date(2022, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-05-14", date(2024, 5, 14), date(2024, 5, 14)),
    ],
)
def test_a_period_stands_for_start_and_end(written, start, end):
    made = action(period=written)

    assert (made.start, made.end) == (start, end)
    assert value(Roadmap, id="r", territory="T", period=written).period == Period(start, end)


def test_a_reversed_period_of_an_action_is_read_for_the_checks_to_report():
    made = action(period="2024 – 2022")

    assert (made.start, made.end) == (date(2024, 1, 1), date(2022, 12, 31))


def test_a_first_day_and_a_last_day_may_be_a_month_a_quarter_or_a_year():
    made = action(start="2022-Q2", end="2023")

    assert (made.start, made.end) == (date(2022, 4, 1), date(2023, 12, 31))


def test_a_plain_date_needs_its_day():
    assert faults(Plan, title="x", languages=["fr"], currency="EUR", as_of="2025-09") == [
        ("incomplete-date", ("as_of",))
    ]


@pytest.mark.parametrize("written", ["2025-02-30", "30/09/2025", "20250930", "2025-W01-1", "0000", "2025-13", "hier"])
def test_what_is_no_day_is_refused(written):
    assert faults(Action, id="A1", title="x", start=written) == [("bad-date", ("start",))]


def test_the_season_of_a_pack_keeps_its_month_and_day():
    assert value(Season, id="s", title="x", start="06-15").start == "06-15"


def test_a_time_of_day():
    made = value(AgendaItem, title="x", start="09:30", minutes="15")

    assert (made.start, made.minutes) == (time(9, 30), 15)
    assert faults(AgendaItem, title="x", start="24:00", minutes="15") == [("bad-time", ("start",))]


@pytest.mark.parametrize("word", ["yes", "true", "oui", "Yes", "TRUE", "نعم"])
def test_ways_to_say_yes(word):
    assert value(Task, id="T", title="x", days="1", produces_roadmap=word).produces_roadmap is True


@pytest.mark.parametrize("word", ["no", "false", "non", "No", "لا"])
def test_ways_to_say_no(word):
    assert value(Stakeholder, id="s", title="x", is_council=word).is_council is False


def test_roles_may_be_a_mapping_or_a_list():
    mapping = action(roles={"b": "R", "a": "c"}).roles
    listed = action(roles=[{"stakeholder": "b", "role": "R"}, {"stakeholder": "a", "role": "C"}]).roles

    assert mapping == listed
    assert [share.role for share in mapping] == [Role.RESPONSIBLE, Role.CONSULTED]


def test_things_stand_in_natural_order_of_their_id_and_others_as_written():
    made = value(
        Roadmap,
        id="r",
        territory="T",
        actions=[{"id": "A10", "title": "x"}, {"id": "A2", "title": "x"}, {"id": "a1", "title": "x"}],
        swot=[{"quadrant": "threat", "title": "b"}, {"quadrant": "strength", "title": "a"}],
    )

    assert [member.id for member in made.actions] == ["a1", "A2", "A10"]
    assert [str(item.title) for item in made.swot] == ["b", "a"]


def test_one_value_where_a_list_is_expected_is_told_with_the_remedy():
    (fault,) = decode(Action, {"id": "A1", "title": "x", "indicators": "I1"}).found

    assert (fault.code, fault.values["remedy"]) == ("expected-list", "[I1]")


def test_every_fault_is_found_at_once_and_the_rest_is_read():
    written = {
        "id": "r",
        "territory": "T",
        "vison": "x",
        "actions": [
            {"id": "A1", "title": "x", "kind": "servce", "progress": "140", "budget": [{"unit_cost": "12k"}]},
            {"id": "A 2", "title": "x"},
            {"id": "A3"},
            "A4",
            {"id": "A5", "title": "fine", "effort": "4"},
        ],
    }

    decoded = decode(Roadmap, written)

    assert [(fault.code, fault.raw) for fault in decoded.found] == [
        ("unknown-key", ("vison",)),
        ("unknown-choice", ("actions", 0, "kind")),
        ("out-of-range", ("actions", 0, "progress")),
        ("bad-amount", ("actions", 0, "budget", 0, "unit_cost")),
        ("missing-key", ("actions", 0, "budget", 0)),
        ("bad-id", ("actions", 1, "id")),
        ("missing-key", ("actions", 2)),
        ("expected-mapping", ("actions", 3)),
    ]
    assert [member.id for member in decoded.value.actions] == ["A1", "A5"]
    assert decoded.value.actions[1].effort == 4
    assert decoded.lost == {"A 2", "A3", "A4"}


def test_the_address_of_a_fault_names_members_by_id():
    written = {"id": "r", "territory": "T", "actions": [{"id": "A1", "title": "x", "kind": "x"}]}

    (fault,) = decode(Roadmap, written).found

    assert fault.at == ("actions", "A1", "kind")


def test_members_that_share_an_id_are_reported_and_the_first_is_kept():
    written = {"id": "r", "territory": "T", "actions": [{"id": "A1", "title": "a"}, {"id": " A1", "title": "b"}]}

    decoded = decode(Roadmap, written)

    assert [(fault.code, fault.raw) for fault in decoded.found] == [("duplicate-id", ("actions", 1, "id"))]
    assert [str(member.title) for member in decoded.value.actions] == ["a"]


def test_a_list_says_which_members_remain():
    written = {"id": "r", "territory": "T", "swot": [{"quadrant": "x"}, {"quadrant": "threat", "title": "a"}]}

    assert decode(Roadmap, written).kept == {("swot",): (1,)}


def test_a_collection_that_must_not_be_empty():
    assert faults(Plan, title="x", languages=[], currency="EUR") == [("missing-key", ())]


@pytest.mark.parametrize(
    ("cls", "written", "code"),
    [
        (Level, {"rank": "-1"}, "too-small"),
        (Level, {"rank": "1.5"}, "bad-integer"),
        (Level, {"sessions": ["13"]}, "out-of-range"),
        (Level, {"title": {"français": "x"}}, "bad-language"),
        (Level, {"title": ["x"]}, "expected-words"),
        (Level, {"is_elected": "maybe"}, "bad-boolean"),
        (Level, {"plural": "a\x00b"}, "forbidden-character"),
        (Level, {"plural": "a\ud800b"}, "forbidden-character"),
        (Level, {"plural": "a\u202eb"}, "removed-character"),
        (Level, {"plural": "😀" * 16_001}, "too-long"),
    ],
)
def test_what_a_field_refuses(cls, written, code):
    good = {"id": "l", "title": "x", "rank": "1"}

    assert code in [fault.code for fault in decode(cls, {**good, **written}).found]


def test_the_longest_text_is_accepted():
    assert len(str(action(description="é" * 32_000).description)) == 32_000


def test_invisible_marks_of_arabic_stay_and_others_go():
    decoded = decode(Action, {"id": "A1", "title": "a\u200fb\u202ac\u2069"})

    assert str(decoded.value.title) == "a\u200fbc"
    assert [fault.severity.value for fault in decoded.found] == ["warning"]


def test_the_version_is_required_and_known():
    good = {"title": "x", "languages": ["fr"], "currency": "EUR"}

    assert [fault.code for fault in decode(Plan, good, versioned=True).found] == ["missing-version"]
    assert [fault.code for fault in decode(Plan, {**good, "migplan": "2"}, versioned=True).found] == ["unknown-version"]
    assert decode(Plan, {**good, "migplan": "1"}, versioned=True).found == ()


def test_thousands_of_misspelt_keys_are_not_all_compared_with_those_known():
    written = {"id": "A1", "title": "x", **{f"descriptio{number}": "x" for number in range(5_000)}}

    found = decode(Action, written).found

    assert len(found) == 5_000
    assert sum(fault.values["nearest"] == "description" for fault in found) == 300
