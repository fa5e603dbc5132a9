"""YAML and JSON as plain data."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migplan.cleaning import clean
from migplan.readers import json_text, yaml_text
from migplan.readers.yaml_writing import to_yaml
from migplan.testing.plan_strategies import plain_texts


def codes(parsed):
    return [fault.code for fault in parsed[1]]


def test_every_scalar_of_yaml_is_text():
    text = "a: no\nb: 1e3\nc: 09:30\nd: 2025-01-01\ne: null\nf: ~\ng: 0x1F\nh: .5\ni:\n'1': x\ny: !!str 5\n"

    assert yaml_text.parse(text)[:2] == (
        {"a": "no", "b": "1e3", "c": "09:30", "d": "2025-01-01", "e": "null", "f": "~", "g": "0x1F", "h": ".5", "i": "",
         "1": "x", "y": "5"},
        [],
    )  # fmt: skip


def test_every_scalar_of_json_is_text_and_null_is_empty():
    text = '{"a": 1.50, "b": true, "c": null, "d": [-2e5, "x\\u00e9\\ud83d\\ude00\\/"], "e": {}}'

    assert json_text.parse(text)[:2] == (
        {"a": "1.50", "b": "true", "c": "", "d": ["-2e5", "xé😀/"], "e": {}},
        [],
    )


def test_an_alias_bomb_is_refused_where_it_starts():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

    data, faults, _ = yaml_text.parse("\n".join(lines))

    assert {fault.code for fault in faults} == {"yaml-alias"}
    assert len(faults) == 29 * 9
    assert data["a1"] == [""] * 9


def test_a_text_that_only_looks_like_an_alias_is_text():
    assert yaml_text.parse("a: R & D\nb: 'x *y'\nc: 5 * 3\nd: &anchor x\n")[:2] == (
        {"a": "R & D", "b": "x *y", "c": "5 * 3", "d": "x"},
        [],
    )


@pytest.mark.parametrize("depth", [65, 200, 20_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_beyond_the_limit_is_refused(depth, opening, closing):
    assert codes(yaml_text.parse(opening * depth + closing * depth)) == ["too-deep"]


def test_nesting_up_to_the_limit_is_read():
    assert codes(yaml_text.parse("[" * 64 + "]" * 64)) == []
    assert codes(yaml_text.parse("- " * 100_000 + "x")) == ["too-deep"]
    assert codes(json_text.parse("[" * 64 + "]" * 64)) == []
    assert codes(json_text.parse("[" * 100_000)) == ["too-deep"]


def test_repeated_keys_are_faults_and_the_first_value_stays():
    for parse, text in ((yaml_text.parse, "a: 1\nb: 2\na: 3\n"), (json_text.parse, '{"a": 1, "b": 2, "a": 3}')):
        data, faults, _ = parse(text)

        assert data == {"a": "1", "b": "2"}
        assert [(fault.code, text[fault.start :].lstrip('"')[0]) for fault in faults] == [("repeated-key", "a")]


@pytest.mark.parametrize("text", ["", "   ", "# nothing\n", "---\n", "---\n...\n"])
def test_a_text_without_data_is_empty(text):
    data, faults, _ = yaml_text.parse(text)

    assert (not data, faults) == (True, [])


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,", '{"a"', '{"a":', '{"a": 1,}', "{a: 1}", "[1 2]", "tru", '"a\nb"', '"\\x"'],
)
def test_what_is_no_json_is_one_fault(text):
    data, faults, _ = json_text.parse(text)

    assert (data, [fault.code for fault in faults]) == (None, ["json-syntax"])


@pytest.mark.parametrize("text", ["01", "1 2", "[]]", "{}\n{}"])
def test_what_follows_the_one_value_of_json_is_told(text):
    data, faults, _ = json_text.parse(text)

    assert (data, [fault.code for fault in faults]) == (None, ["json-rest"])


VALUES = st.recursive(
    plain_texts() | st.just(""),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(plain_texts(), inside, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(st.dictionaries(plain_texts() | st.just(""), VALUES, min_size=1, max_size=5))
def test_yaml_that_is_written_reads_back(data):
    text = to_yaml(data)

    assert yaml_text.parse(text)[:2] == (data, [])


@settings(deadline=None)
@given(st.text().map(clean))
def test_any_cleaned_text_survives_yaml(text):
    assert yaml_text.parse(to_yaml({"a": text, "b": [text, {"c": text}]}))[:2] == (
        {"a": text, "b": [text, {"c": text}]},
        [],
    )


@settings(deadline=None)
@given(st.dictionaries(st.text(), VALUES, max_size=5), st.booleans())
def test_json_reads_as_python_reads_it(data, escaped):
    assert json_text.parse(json.dumps(data, ensure_ascii=escaped, indent=1 if escaped else None))[:2] == (data, [])


@settings(deadline=None)
@given(st.text("abé:-[]{},'\"&*!|>#%@ \n\t\\0?", max_size=80))
def test_no_text_makes_a_traceback(text):
    for parse in (yaml_text.parse, json_text.parse):
        data, faults, _ = parse(text)
        assert data is not None or faults
        for fault in faults:
            assert -1 <= fault.start <= len(text)


@pytest.mark.parametrize(
    "text", ["a: Bravo ! Encore !", "a: 'b: !c'", "a: |\n  x\n  - !y", "a: [x!, y !]", "a: ! b", "a: !!str 5"]
)
def test_exclamation_marks_are_no_tags(text):
    assert yaml_text.parse(text).faults == []


@pytest.mark.parametrize("text", ["!x a: b", "a: !!int 1", "- !<tag:x> b", "a: [! b, !c d]", "? !x a\n: b"])
def test_tags_are_told(text):
    assert {fault.code for fault in yaml_text.parse(text).faults} == {"yaml-tag"}
