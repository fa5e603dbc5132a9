import io
from itertools import pairwise

import pptx
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Pt

from migplan_office.scripts import LRM, RLM, Script, has_rtl, isolate, runs_by_script

A, L, T = Script.ARABIC, Script.LATIN, Script.TIFINAGH
lines = st.text(st.sampled_from("ابتم كةABcd12 .-/()«»,،%+@:\u200e\u200f\u00a0ⴰⵎ😀é٣"), max_size=40)


@given(lines, st.sampled_from([None, True, False]))
@settings(max_examples=500)
def test_runs_are_the_text_and_neighbours_differ(text, rtl):
    runs = runs_by_script(text, rtl)

    assert "".join(run for run, _ in runs) == text
    assert all(run for run, _ in runs)
    assert all(one[1] is not other[1] for one, other in pairwise(runs))


@given(lines)
@settings(max_examples=500)
def test_isolating_adds_marks_only_and_once(text):
    marked = isolate(text)

    assert marked.replace(LRM, "").replace(RLM, "") == text.replace(LRM, "").replace(RLM, "")
    assert isolate(marked) == marked


@pytest.mark.parametrize(
    "code",
    [
        "A1.2",
        "2024-01-31",
        "31/01/2024",
        "+212 528 86 00 00",
        "a.b@example.org",
        "https://example.org/a?b=1",
        "45%",
        "120 000",
    ],
)
def test_a_code_in_arabic_stays_in_one_latin_run(code):
    assert (code, L) in runs_by_script(f"قبل {code} بعد")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Plan A1.2 (PRD)", [("Plan A1.2 (PRD)", L)]),
        ("خطة العمل", [("خطة العمل", A)]),
        ("خطة (PRD) العمل", [("خطة (", A), ("PRD", L), (") العمل", A)]),
        ("الكلفة: 120 000 NOK", [("الكلفة: ", A), ("120 000 NOK", L)]),
        ("Le mot « كلمة » ici", [("Le mot « ", L), ("كلمة", A), (" » ici", L)]),
        ("ⴰⵎⴰⵡⴰⵙ 12", [("ⴰⵎⴰⵡⴰⵙ ", T), ("12", L)]),
        ("٢٠٢٤ سنة", [("٢٠٢٤ سنة", A)]),
    ],
)
def test_spaces_and_brackets_go_with_their_side(text, expected):
    assert runs_by_script(text) == expected


def test_signs_alone_follow_the_paragraph():
    assert runs_by_script("– … –", rtl=True) == [("– … –", A)]
    assert runs_by_script("– … –", rtl=False) == [("– … –", L)]
    assert runs_by_script("12.5", rtl=True) == [("12.5", L)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خطة العمل", "خطة العمل"),
        ("120", "120"),
        ("Vallon", "Vallon"),
        ("في 2024-01-31.", f"في {LRM}2024-01-31{LRM}."),
        ("A1.2 إحداث", f"{RLM}A1.2 إحداث"),
        ("Plan (2022)", f"{LRM}Plan (2022){LRM}"),
        ("2022–2027", f"{LRM}2022–2027{LRM}"),
        ("O1 – ", "O1 – "),
        ("A1.2-b (x) – ", f"{LRM}A1.2-b (x){LRM} – "),
        (" [F9]", f" {LRM}[F9]{LRM}"),
        (" (2022)", f" {RLM}{LRM}(2022){LRM}"),
        (" – 45%", f" – {RLM}{LRM}45%{LRM}"),
        ("45% ", f"{LRM}45%{LRM} "),
    ],
)
def test_marks_stand_where_order_would_change(text, expected):
    assert isolate(text) == expected


def test_letters_from_right_to_left_are_found():
    assert [has_rtl(text) for text in ("abc", "é…", "aب", "שלום", "ⴰ")] == [False, False, True, True, False]


CODES = ("2024-01-31", "+212 528 86 00 00", "A1.2", "45%", "120 000 NOK", "a.b@example.org", "2022–2027")


@pytest.mark.needs_libreoffice
def test_codes_keep_their_order_when_drawn_from_right_to_left(as_pdf):
    deck = pptx.Presentation()
    for code in CODES:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        paragraph = slide.shapes.add_textbox(Pt(20), Pt(20), Pt(500), Pt(60)).text_frame.paragraphs[0]
        paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph.add_run().text = isolate(f"قبل {code}، ثم بعد")
    file = io.BytesIO()
    deck.save(file)

    with pymupdf.open(stream=as_pdf(file.getvalue(), ".pptx"), filetype="pdf") as pages:
        drawn = [letters_from_the_left(page) for page in pages]

    assert [code for code, line in zip(CODES, drawn, strict=True) if code.replace(" ", "") not in line] == []


def letters_from_the_left(page: pymupdf.Page) -> str:
    """Give the letters of a page by their place, without spaces, whatever order they were written in."""
    spans = [span for block in page.get_text("rawdict")["blocks"] for line in block["lines"] for span in line["spans"]]
    letters = sorted((char["origin"][0], char["c"]) for span in spans for char in span["chars"])
    return "".join(letter for _, letter in letters if letter.strip() and letter not in (LRM, RLM))
