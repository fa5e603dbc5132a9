"""The catalogues of French, Arabic and English say the same things, and all that the code asks for."""

import re
from collections.abc import Mapping

import pytest

from migplan.checks import CHECKS
from migplan.locale import LANGUAGES, Words
from migplan.locale.catalogues import UnknownWords

PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
AREAS = ("analysis", "blocks", "choices", "cli", "new", "problems", "roadmap")
KEY = re.compile(rf"""["']((?:{"|".join(AREAS)})\.[a-z_]+(?:\.[a-z0-9_-]+)*)["']""")
CODE = re.compile(r"""\bProblem\(\s*["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")


def places(sentence: str | Mapping[str, str]) -> set[str]:
    said = [sentence] if isinstance(sentence, str) else list(sentence.values())
    return {name for one in said for name in PLACE.findall(one)}


def sources(root):
    folders = [root / "src", *sorted(root.glob("plugins/*/src"))]
    return [path for folder in folders for path in sorted(folder.rglob("*.py")) if "testing" not in path.parts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language):
    assert Words(language).keys() == Words("en").keys()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_sentence_has_the_same_places_in_every_language(language):
    here, english = Words(language), Words("en")
    differing = [
        key
        for key in sorted(english.keys())
        if places(here.sentence(key)) - {"n"} != places(english.sentence(key)) - {"n"}
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language):
    words = Words(language)
    said = {key: words.sentence(key) for key in words.keys()}  # noqa: SIM118  # a method, not a dictionary's
    assert [key for key, one in said.items() if not (one if isinstance(one, str) else all(one.values()))] == []


def test_every_key_that_the_code_names_is_in_the_catalogues(root):
    known = Words("en").keys()
    tables = {key.rsplit(".", 1)[0] for key in known} | {key.rsplit(".", 2)[0] for key in known}
    missing = {
        f"{path.relative_to(root)}: {key}"
        for path in sources(root)
        for key in KEY.findall(path.read_text(encoding="utf-8"))
        if key not in known and key not in tables
    }
    assert missing == set()


def test_every_problem_that_the_code_names_has_a_message(root):
    known = Words("en").keys()
    missing = {
        f"{path.relative_to(root)}: {code}"
        for path in sources(root)
        for code in CODE.findall(path.read_text(encoding="utf-8"))
        if f"problems.{code}" not in known
    }
    assert missing == set()


def test_every_rule_has_a_message():
    assert [rule.code for rule in CHECKS if not Words("en").has(f"problems.{rule.code}")] == []


def test_an_unknown_key_is_refused_by_its_name():
    with pytest.raises(UnknownWords, match=r"lacks 'blocks\.nowhere'"):
        Words("fr")("blocks.nowhere")


def test_a_language_without_a_catalogue_takes_the_english_words():
    assert Words("pt-BR").catalogue == "en"
    assert Words("pt-BR")("blocks.gantt.start") == Words("en")("blocks.gantt.start")
