"""Texts in languages, days, periods, natural order."""

from datetime import date

import pytest

from migplan.model import Period, Text, first_and_last_day, natural_key, period_days


def test_a_text_falls_back_by_language_then_base_then_whatever_is_there():
    text = Text.of({"fr": "f", "ar": "a", "": "u"})

    assert text.in_("ar") == "a"
    assert text.in_("ar-MA") == "a"
    assert text.in_("en", "fr") == "f"
    assert text.find(("en",)) == ("u", "")
    assert Text.of({"ar-MA": "m"}).find(("ar",)) == ("m", "ar-MA")
    assert Text.of({"ar": "a"}).find(("en",)) == ("a", "ar")
    assert text.has("fr") and not text.has("en")
    assert str(text) == "u"


def test_a_text_is_the_same_however_it_is_made():
    assert (
        Text.of({"fr": "f", "ar": "a"})
        == Text((("ar", "a"), ("fr", "f")))
        == Text.of(Text.of({"ar": "a", "fr": "f", "en": ""}))
    )
    assert Text.of("x").languages == ("",)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31)),
        ("2022-T1", date(2022, 1, 1), date(2022, 3, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("9999-Q4", date(9999, 10, 1), date(9999, 12, 31)),
    ],
)
def test_a_span_of_days_by_its_name(text, first, last):
    assert first_and_last_day(text) == (first, last)


@pytest.mark.parametrize("text", ["2022-00", "2022-13", "2022-Q5", "0000", "22", "2022-1-1", "", "٢٠٢٢"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError):
        first_and_last_day(text)


def test_a_period_is_read_in_several_ways():
    for text in ("2022-09 – 2024-06", "2022-09—2024-06", "2022-09/2024-06", "2022-09 - 2024-06", "2022-09..2024-06"):
        assert Period.parse(text) == Period(date(2022, 9, 1), date(2024, 6, 30))
    assert Period.parse(str(Period(date(1, 1, 1), date(9999, 12, 31)))).days == 3652059
    assert period_days("2024/2022") == (date(2024, 1, 1), date(2022, 12, 31))
    with pytest.raises(ValueError):
        Period.parse("2022 – 2023 – 2024")


def test_a_period_knows_its_days_and_years():
    period = Period.parse("2022-09 – 2024-06")

    assert list(period.years) == [2022, 2023, 2024]
    assert period.covers(date(2022, 9, 1)) and period.covers(date(2024, 6, 30)) and not period.covers(date(2024, 7, 1))


def test_ids_sort_as_people_sort_them():
    assert sorted(["A10", "a2", "A1.10", "A1.2", "B1", "A2"], key=natural_key) == [
        "A1.2",
        "A1.10",
        "A2",
        "a2",
        "A10",
        "B1",
    ]
