import io
import re
import zipfile

import docx
import openpyxl
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from migplan_office.text import (
    clean,
    cut,
    escape_cell,
    is_boundary,
    is_rtl,
    parted,
    unescape_cell,
    utf16_length,
    xml_attribute,
    xml_text,
)

anything = st.text(st.characters(codec=None, categories=None), max_size=60) | st.text(
    st.sampled_from('\r\n\x0b\x0c\x85\u2028\t\x00\x1f\ud800\udc00\ufffe\x7f\x9f\u202e\u2066\u200f_x0041=ب😀é&<>" '),
    max_size=40,
)


@given(anything)
@settings(max_examples=1000)
def test_cleaning_twice_changes_nothing_more_and_survives_xml(text):
    cleaned = clean(text)

    root = etree.fromstring(f'<a b="{xml_attribute(text)}">{xml_text(text)}</a>')

    assert clean(cleaned) == cleaned
    assert (root.text or "") == cleaned
    assert root.get("b") == cleaned


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\x00b\x1fc\ud800d\ufffee", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("a\x7fb\x9fc\u202ed\u2066e\u2069", "abcde"),
        ("a\tb\u200ec\u200fd\u200ce\u200d", "a\tb\u200ec\u200fd\u200ce\u200d"),
        ("😀 é ⴰ ب", "😀 é ⴰ ب"),
    ],
)
def test_each_rule_of_cleaning(written, expected):
    assert clean(written) == expected


def test_clean_text_comes_back_as_the_same_object():
    text = "Créer un espace d'accueil"

    assert clean(text) is text


@given(st.lists(anything.filter(clean), min_size=20, max_size=40))
@settings(max_examples=40, deadline=None)
def test_cleaned_cells_come_back_from_a_workbook(texts):
    book = openpyxl.Workbook()
    for row, text in enumerate(texts, start=1):
        cell = book.active.cell(row, 1, escape_cell(clean(text)))
        cell.data_type = "s"
    saved = io.BytesIO()
    book.save(saved)

    sheet = etree.fromstring(zipfile.ZipFile(saved).read("xl/worksheets/sheet1.xml"))
    shown = ["".join(item.itertext()) for item in sheet.iter("{*}is")]

    assert [unescape_cell(text) for text in shown] == [clean(text) for text in texts]


@given(st.lists(anything, min_size=20, max_size=40))
@settings(max_examples=40, deadline=None)
def test_cleaned_text_comes_back_from_slides_and_pages(texts):
    page = docx.Document()
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for text in texts:
        page.add_paragraph(clean(text))
        slide.shapes.add_textbox(0, 0, 100, 100).text_frame.text = clean(text)
    files = [io.BytesIO(), io.BytesIO()]
    page.save(files[0])
    deck.save(files[1])

    from_page = [paragraph.text for paragraph in docx.Document(files[0]).paragraphs]
    from_slide = [shape.text_frame.text for shape in pptx.Presentation(files[1]).slides[0].shapes]

    assert from_page == [clean(text) for text in texts]
    assert from_slide == [clean(text) for text in texts]


@given(st.text(st.sampled_from("_x005F0041zA"), max_size=30))
def test_a_cell_shows_what_was_typed(text):
    assert unescape_cell(escape_cell(text)) == text


def test_an_escape_typed_by_a_person_is_guarded():
    assert escape_cell("_x0041_x0042_ _x00G1_") == "_x005F_x0041_x005F_x0042_ _x00G1_"
    assert unescape_cell("a_x000D_b_xD83D__xDE00_") == "a\rb😀"


@given(st.text(max_size=40), st.integers(0, 30))
def test_a_cut_text_is_within_its_limit_and_says_so(text, limit):
    kept, was_cut = cut(text, limit)

    assert utf16_length(kept) <= limit
    assert was_cut == (utf16_length(text) > limit)
    if was_cut and limit:
        assert kept.endswith("…")
        assert text.startswith(kept[:-1])
    else:
        assert kept == text or not limit


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abcdef", 4, "abc…"),
        ("ab cdef", 4, "ab…"),
        ("a\U0001f600b", 3, "a…"),
        ("ae\u0301bcd", 3, "a…"),
        ("👨\u200d👩\u200d👧 famille", 9, "👨\u200d👩\u200d👧…"),
        ("👍🏽 oui", 4, "…"),
        ("🇲🇦🇫🇷x", 6, "🇲🇦…"),
    ],
)
def test_a_cut_falls_between_characters_as_people_see_them(text, limit, expected):
    assert cut(text, limit) == (expected, True)


@given(st.text(st.sampled_from("abéé\u0301😀🇲🇦\u200d🏽"), max_size=30), st.integers(1, 9))
def test_parts_of_a_text_are_the_text(text, limit):
    pieces = parted(text, limit)

    assert "".join(pieces) == text
    assert all(utf16_length(piece) <= max(limit, 2) for piece in pieces)


def test_boundaries_are_where_a_person_would_put_the_cursor():
    text = "e\u0301a👍🏽"

    assert [index for index in range(len(text) + 1) if is_boundary(text, index)] == [0, 2, 3, 5]


def test_directions_of_languages():
    assert [is_rtl(tag) for tag in ("ar", "ar-MA", "he", "fa-IR", "fr-FR", "zgh-Tfng-MA", "xx-unknown", "")] == [
        True, True, True, True, False, False, False, False,
    ]  # fmt: skip


def test_no_module_of_the_toolkit_writes_text_without_cleaning_it():
    assert re.fullmatch(r"a&amp;b&#10;&lt;c&gt; &quot;d&quot;", xml_attribute('a&b\r\n<c> "d"\x7f'))
