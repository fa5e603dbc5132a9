"""The typography of French texts: where a line must not break, and what is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan.locale import typeset

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("plain", "wanted"),
    [
        ("Source : recensement", f"Source{N}: recensement"),
        ("Qui paie ? Tous ; enfin, presque !", f"Qui paie{N}? Tous{N}; enfin, presque{N}!"),
        ("Qui paie? Tous; enfin", f"Qui paie{N}? Tous{N}; enfin"),
        ("le « point focal »", f"le «{N}point focal{N}»"),
        ("le «point focal»", f"le «{N}point focal{N}»"),
        ("45 % des 45% du coût", f"45{N}% des 45{N}% du coût"),
        ("1 860 000 EUR en 2 ans", f"1{T}860{T}000{N}EUR en 2{N}ans"),
        ("n° 12", f"n°{N}12"),
        ("de -37,1 à 15,9", "de \u221237,1 à 15,9"),
        ("l'accueil d'un enfant", "l’accueil d’un enfant"),
    ],
)
def test_french_has_its_spaces(plain: str, wanted: str) -> None:
    assert typeset(plain, "fr-FR") == wanted


@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/a?b=1;c='d'",
        "mailto:a@example.org",
        "=SUM(B2:B9)",
        "A1.2",
        "SDG-10.7",
        "09:30",
        "2022-2027",
        "2025/09/07",
        "15-29",
        "pt-BR",
    ],
)
def test_addresses_formulas_and_codes_are_kept(kept: str) -> None:
    assert typeset(kept, "fr") == kept


@pytest.mark.parametrize("language", ["ar", "en", "ar-MA", "en-GB"])
def test_other_languages_are_kept(language: str) -> None:
    assert typeset("Who pays : us ; 45 % « a » l'a", language) == "Who pays : us ; 45 % « a » l'a"


@given(st.text(alphabet="aé1 2-:;!?«»%'°n.,()[]=/@\u00a0\u202f", max_size=40))
def test_setting_twice_changes_nothing(text: str) -> None:
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once


@given(st.text(alphabet="aé1 2-:;!?«»%'°n.,()[]=/@", max_size=40))
def test_no_word_is_lost(text: str) -> None:
    def bare(said: str) -> str:
        return "".join(said.replace("\u2212", "-").replace("’", "'").split())

    assert bare(typeset(text, "fr")) == bare(text)
