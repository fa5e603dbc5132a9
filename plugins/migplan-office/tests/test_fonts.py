import io
from collections.abc import Iterator

import pptx
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Pt

from migplan_office.fonts import (
    block_height,
    breaks_word,
    excel_lines,
    excel_row_height,
    excel_width,
    fit,
    line_height,
    missing_glyphs,
    text_width,
    wrap,
)
from migplan_office.scripts import Script

FRENCH = (
    "Renforcer les capacités du conseil provincial pour intégrer la migration dans la planification territoriale, avec "
    "les communes, les services déconcentrés de l'État et la société civile."
)
ARABIC = "تقوية قدرات المجلس الإقليمي في إدماج الهجرة في التخطيط الترابي بشراكة مع الجماعات والمصالح الخارجية للدولة والمجتمع المدني"


def test_widths_grow_with_size_and_weight():
    assert text_width(FRENCH, 20) == pytest.approx(2 * text_width(FRENCH, 10))
    assert text_width(FRENCH, 20, bold=True) > text_width(FRENCH, 20)
    assert text_width("", 20) == 0
    assert text_width("a\nlonger line", 10) == text_width("longer line", 10)
    assert text_width(ARABIC, 10, reserve=True) / text_width(ARABIC, 10) == pytest.approx(1 / 0.82, abs=0.02)


@given(st.text(st.sampled_from("abcdé -–ابت مك😀e\u0301\n"), max_size=60), st.floats(20, 300))
@settings(max_examples=1000, deadline=None)
def test_wrapping_keeps_every_letter_and_the_width(text, width):
    lines = wrap(text, width, 11)

    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert text_width(line.strip(), 11) <= width or len(line.strip()) <= 3


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 100, [""]),
        ("a\n\nb", 100, ["a", "", "b"]),
        ("socio-économique", 58, ["socio-", "économique"]),
        ("un deux trois", 42, ["un deux", "trois"]),
        ("10\u00a0000 NOK", 32, ["10\u00a0000", "NOK"]),
    ],
)
def test_lines_break_where_office_breaks_them(text, width, expected):
    assert wrap(text, width, 10) == expected


def test_a_word_wider_than_its_box_is_broken_and_reported():
    lines = wrap("territorialisation", 40, 12)

    assert len(lines) > 1
    assert "".join(lines) == "territorialisation"
    assert breaks_word("la territorialisation", 40, 12)
    assert not breaks_word("la territorialisation", 140, 12)


def test_the_largest_size_that_fits_without_breaking_a_word_is_chosen():
    assert fit("Titre court", 300, 40, [28, 24, 20]) == 28
    assert fit("territorialisation", 100, 60, [28, 20, 16, 12]) == 12
    assert fit(FRENCH, 100, 20, [28, 20]) is None
    assert fit("", 10, 40, [28, 20]) == 28


def test_heights_follow_lines_and_script():
    assert line_height(10, "a") == pytest.approx(12.21)
    assert line_height(10, "ⴰ") == line_height(10, Script.TIFINAGH) > line_height(10, "a")
    assert block_height(FRENCH, 200, 10) == len(wrap(FRENCH, 200, 10)) * line_height(10, FRENCH)


def test_columns_and_rows_of_excel_hold_their_text():
    width = excel_width(FRENCH[:40])

    assert 25 < width < 45
    assert excel_lines(FRENCH[:40], width) == 1
    assert excel_lines(FRENCH, 20) > 4
    assert excel_row_height(1) == 15
    assert excel_row_height(4) == 60
    assert excel_row_height(100) == 409
    assert excel_width("x" * 5000) == 255


def test_signs_without_a_glyph_are_named():
    assert missing_glyphs("Vallon – été • « » … €\u00a0\u202f\u200f") == ""
    assert missing_glyphs("تزنيت (2024) ⴰⵎⴰⵡⴰⵙ") == ""
    assert missing_glyphs("a ◐ b ◐ 😀") == "◐😀"


def boxes(text, font):
    return [
        (text, font, width, size, bold)
        for width in (110, 150, 200, 260, 330)
        for size in (12, 16, 20)
        for bold in (False, True)
    ]


def deck_of(every):
    deck = pptx.Presentation()
    for text, font, width, size, bold in every:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        frame = slide.shapes.add_textbox(Pt(20), Pt(5), Pt(width + 14.4), Pt(100)).text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold, run.font.name = text, Pt(size), bold, font
        run._r.get_or_add_rPr().append(run._r.makeelement(qn("a:cs"), {"typeface": font}))
        if text is ARABIC:
            frame.paragraphs[0]._p.get_or_add_pPr().set("rtl", "1")
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


@pytest.mark.needs_libreoffice
def test_line_counts_are_those_of_libreoffice_and_the_reserve_covers_other_fonts(as_pdf):
    measured = boxes(FRENCH, "Calibri") + boxes(ARABIC, "Noto Naskh Arabic")
    substituted = boxes(ARABIC, "Arial")

    drawn = list(lines_drawn(as_pdf(deck_of(measured + substituted), ".pptx")))

    exact = [len(wrap(text, width, size, bold, reserve=False)) for text, _, width, size, bold in measured]
    differing = [one for one in zip(measured, exact, drawn, strict=False) if one[1] != one[2]]
    reserved = [len(wrap(text, width, size, bold)) for text, _, width, size, bold in measured + substituted]
    short = [one for one in zip(measured + substituted, reserved, drawn, strict=True) if one[1] < one[2]]
    assert len(differing) <= 1, differing
    assert short == []


def lines_drawn(pdf: bytes) -> Iterator[int]:
    with pymupdf.open(stream=pdf, filetype="pdf") as pages:
        for page in pages:
            spans = [
                span for block in page.get_text("dict")["blocks"] for line in block["lines"] for span in line["spans"]
            ]
            yield len({round(span["origin"][1]) for span in spans if span["text"].strip()})
