"""Text on its way to a slide: any string comes back as it was cleaned; measures agree with what was measured."""

import io
from collections.abc import Callable

import pptx
from hypothesis import given
from hypothesis import strategies as st

from migplan.documents import Column, Cover, Document, Section, Table
from migplan.pipeline import render_document
from migplan.testing.profiles import chosen
from migplan.testing.samples import DAY
from migplan_office.text import clean
from migplan_powerpoint.hooks import migplan_exporters
from migplan_powerpoint.words import Para, Run, Writer

Render = Callable[[Document], bytes]


@given(st.lists(st.text(max_size=40).filter(lambda text: text != ""), min_size=20, max_size=20))
@chosen(quick=50, fuzz=500)
def test_any_text_comes_back_as_it_was_cleaned(texts: list[str]) -> None:
    columns = [Column("n", "No."), Column("text", "Text", width=40)]
    table = Table("t", "Texts", columns, [(f"{number}", text) for number, text in enumerate(texts)])
    document = Document("t", "Test", "en", Cover("Test"), (Section("s", "Texts", (table,)),), date=DAY)

    deck = pptx.Presentation(io.BytesIO(render_document(document, migplan_exporters()[0])))
    seen = [
        row.cells[1].text_frame.text.replace("\v", "\n")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]

    assert seen == [clean(text).replace("\t", " ") for text in texts]


def test_a_paragraph_counts_its_lines_and_its_breaks(writer: Writer) -> None:
    para = Para((Run("one two three"),), 16)

    wide = writer.lines(para, 500)
    narrow = writer.lines(para, writer.width("one two", 16))
    broken = writer.lines(Para((Run("one\ntwo"),), 16), 500)

    assert (wide, narrow, broken) == (1, 2, 2)


def test_hard_spaces_hold_an_amount_together(writer: Writer) -> None:
    para = Para((Run("12\u00a0500\u00a0EUR"),), 16)

    assert writer.widest_word([para]) == writer.width("12\u00a0500\u00a0EUR", 16)


def test_a_word_wider_than_its_line_takes_several(writer: Writer) -> None:
    para = Para((Run("territorialisation"),), 16)

    assert writer.lines(para, writer.width("territorialisation", 16) / 2.5) == 3
