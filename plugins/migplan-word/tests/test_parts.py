"""Small parts: runs by script, widths, periods, looks."""

import io
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfiles import W, body, of_blocks, render, style, text

from migplan.documents import Column, Paragraph, Span, Table, Weight
from migplan.locale import Words
from migplan.testing.profiles import chosen
from migplan.themes import DEFAULT
from migplan_office.brand import contrast
from migplan_office.fonts import text_width
from migplan_office.text import clean
from migplan_word.looks import Fitting, character_looks, paragraph_looks
from migplan_word.periods import periods
from migplan_word.widths import Need, in_twips, need, shared


@given(st.lists(st.text(max_size=40).filter(lambda words: clean(words) != ""), min_size=20, max_size=20))
@chosen(quick=50, fuzz=500)
def test_any_text_comes_back_as_it_was_cleaned(texts: list[str]) -> None:
    columns = [Column("n", "No."), Column("text", "Text", width=40)]
    table = Table("t", "Texts", columns, [(f"{number}", words) for number, words in enumerate(texts)])

    read = docx.Document(io.BytesIO(render(of_blocks(table)))).tables[0]

    assert [row.cells[1].text for row in list(read.rows)[1:]] == [clean(words) for words in texts]


def runs(line: object, language: str) -> list[tuple[str, bool, str]]:
    """Give words, direction and language of each run of the last paragraph of body text."""
    data = render(of_blocks(Paragraph(line), language=language))  # type: ignore[arg-type]
    last = [found for found in body(data).iter(f"{W}p") if style(found) == "BodyText"][-1]
    found = []
    for run in last.iter(f"{W}r"):
        is_rtl = run.find(f"{W}rPr/{W}rtl") is not None
        tag = run.find(f"{W}rPr/{W}lang")
        found.append((text(run), is_rtl, tag.get(f"{W}bidi" if is_rtl else f"{W}val")))
    return found


def test_runs_are_split_by_script_and_each_has_its_language() -> None:
    assert runs("الإجراء A1.2 جديد", "ar-MA") == [
        ("الإجراء", True, "ar-MA"),
        ("A1.2", False, "fr-FR"),
        ("جديد", True, "ar-MA"),
    ]
    assert runs(("Le mot ", Span("مرحبا", "ar"), " ici"), "fr") == [
        ("Le mot", False, "fr-FR"),
        ("مرحبا", True, "ar"),
        ("ici", False, "fr-FR"),
    ]
    assert runs(("Azul ", Span("ⴰⵣⵓⵍ", "zgh-Tfng-MA")), "fr")[1][2] == "zgh-Tfng-MA"


def test_a_line_all_of_another_direction_turns_its_paragraph() -> None:
    data = render(of_blocks(Paragraph(Span("مرحبا بكم", "ar", Weight.STRONG)), Paragraph("Bienvenue"), language="fr"))
    found = [one.find(f"{W}pPr/{W}bidi") is not None for one in body(data).iter(f"{W}p") if style(one) == "BodyText"]

    assert found == [True, False]


@given(
    st.lists(st.tuples(st.floats(10, 90), st.floats(0, 200), st.floats(0, 400)), min_size=1, max_size=12),
    st.floats(200, 700),
)
@chosen(quick=100, fuzz=1000)
def test_widths_sum_to_the_text_and_break_no_word_where_words_fit(
    sizes: list[tuple[float, float, float]], total: float
) -> None:
    needs = [Need(least, least + usual, least + usual + most) for least, usual, most in sizes]

    widths = shared(needs, total)

    assert sum(widths) == pytest.approx(total)
    assert sum(in_twips(widths, round(total * 20))) == round(total * 20)
    if sum(one.least for one in needs) <= total:
        assert all(width >= one.least - 0.01 for width, one in zip(widths, needs, strict=True))


def test_a_column_to_write_in_has_room_for_its_letters() -> None:
    narrow, wide = (need(lambda text, size, bold: 5.0 * len(text), "Name", (), letters, 9.0) for letters in (4, 30))

    assert wide.most >= wide.usual > narrow.usual
    assert shared([narrow, wide], 300.0)[1] > 2 * shared([narrow, wide], 300.0)[0]


def test_a_column_needs_at_least_its_longest_word() -> None:
    found = need(text_width, "No.", ["a territorialisation here", "x"], 10, 9)

    assert found.least > text_width("territorialisation", 9)
    assert found.most > text_width("a territorialisation here", 9)


@pytest.mark.parametrize(
    ("end", "count", "first", "last"),
    [
        (date(2022, 6, 30), 6, "J", "J"),
        (date(2023, 12, 31), 8, "Q1", "Q4"),
        (date(2033, 12, 31), 24, "1/2", "2/2"),
        (date(2045, 12, 31), 24, "2022", "2045"),
        (date(2200, 12, 31), 30, "2022", "2196"),
    ],
)
def test_a_calendar_has_at_most_thirty_columns(end: date, count: int, first: str, last: str) -> None:
    found = periods(date(2022, 1, 1), end, Words("en"), "en")

    assert (len(found), found[0].label, found[-1].label) == (count, first, last)


def test_words_read_well_on_every_ground() -> None:
    looks = [*paragraph_looks(DEFAULT, Fitting()), *character_looks(DEFAULT)]
    grounds = {look.id: look.fill or DEFAULT.ground for look in looks}
    poor = [
        look.id
        for look in looks
        if look.color
        and look.id != "OnDark"
        and contrast(look.color, grounds.get(look.based_on, look.fill) if not look.fill else look.fill) < 4.5
    ]

    assert poor == []


def test_no_letter_is_smaller_than_the_rules_allow() -> None:
    sizes = {
        look.id: look.size
        for look in (*paragraph_looks(DEFAULT, Fitting()), *character_looks(DEFAULT))
        if look.size and look.is_known
    }

    assert min(sizes.values()) >= 9
