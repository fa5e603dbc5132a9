"""The typographic pass over a document."""

from migplan.documents import (
    Column,
    Cover,
    Document,
    EntryTable,
    Holds,
    Paragraph,
    Section,
    Span,
    Table,
    Value,
)
from migplan.documents.typesetting import set_type

VALUE = Value(3, Holds.INTEGER, unit="a : b", address="north/A1 : x")


def _document(language: str) -> Document:
    columns = (Column("name", "Nom :", choices=("oui ?",)),)
    blocks = (
        Paragraph(("Coût : ", VALUE, Span("l'un ?", link="https://example.org/a;b"), Span("who ?", "en"))),
        Table("t", "Qui ?", columns, [("a ; b",)]),
        EntryTable("e", "Qui ?", columns, [("a ; b",)]),
    )
    return Document("r", "Titre : un", language, Cover("Titre : un"), (Section("s", "Où ?", blocks),))


def test_french_texts_are_set_and_the_rest_is_kept() -> None:
    document = set_type(_document("fr-FR"))
    paragraph, table, entry = document.blocks
    assert isinstance(paragraph, Paragraph) and isinstance(table, Table) and isinstance(entry, EntryTable)
    assert document.title == document.cover.title == "Titre\u00a0: un"
    assert paragraph.text == (
        "Coût\u00a0: ",
        VALUE,
        Span("l’un\u00a0?", link="https://example.org/a;b"),
        Span("who ?", "en"),
    )
    assert table.title == "Qui\u00a0?" and table.rows[0].cells == ("a\u00a0; b",)
    assert table.columns[0].choices == ("oui ?",)
    assert entry.rows[0].cells == ("a ; b",)
    assert set_type(document) == document


def test_other_languages_are_the_same_document() -> None:
    for language in ("ar", "en"):
        document = _document(language)
        assert set_type(document) is document
