"""What a reader of Word files takes for the prose of a slot."""

import re
from collections.abc import Callable

import pytest
from wordfiles import of_blocks, render

from migplan.documents import Paragraph, PassageHome, Slot, Span
from migplan.problems import Problem
from migplan.records.prose import FilledProse
from migplan_office.custom import carried
from migplan_office.package import Parts, zipped
from migplan_word.reading.reader import prose_of

HOME = PassageHome("minutes", "exchanges", event="talk", language="en", text="One.\n\nTwo.")
WRITTEN = Slot("said", "what was said", "One.\n\nTwo.", home=HOME)
OPEN = Slot("left", "what is left", home=PassageHome("minutes", "left", is_new=True))


def _changed(data: bytes, change: Callable[[str], str]) -> bytes:
    parts = Parts(data)
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = change(body).encode()
    assert parts["word/document.xml"].decode() != body
    return zipped(parts)


def _read(data: bytes) -> FilledProse:
    prose = prose_of(data, "back.docx")
    assert isinstance(prose, FilledProse), prose
    return prose


def test_slots_come_back_as_they_were_written() -> None:
    prose = _read(
        render(of_blocks(WRITTEN, OPEN, Paragraph("Between."), Slot("said", "again", WRITTEN.text, home=HOME)))
    )

    assert (prose.language, prose.has_base, prose.deleted) == ("en", True, ())
    assert [(one.passage, one.text, one.was_open, one.is_changed) for one in prose.slots] == [
        ("said", "One.\n\nTwo.", False, False),
        ("left", "", True, False),
        ("said", "One.\n\nTwo.", False, False),
    ]
    assert [one.home for one in prose.slots] == [HOME, OPEN.home, HOME]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<w:r><w:t>A</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "A\nb c"),
        ('<w:ins w:id="9" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins>', "new"),
        ('<w:r><w:t>kept</w:t></w:r><w:del w:id="9" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>', "kept"),
        ("<w:r><w:t>نص</w:t></w:r><w:r><w:t xml:space='preserve'> عربي</w:t></w:r>", "نص عربي"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink w:anchor='x'><w:r><w:t>link</w:t></w:r></w:hyperlink>", "link"),
    ],
)  # fmt: skip
def test_a_slot_holds_the_words_that_a_person_sees(typed: str, text: str) -> None:
    data = render(of_blocks(WRITTEN, Paragraph("Behind.")))
    inside = re.compile(r"(<w:tag w:val=\"passage:said\"/>.*?<w:sdtContent>).*?(</w:sdtContent>)")

    (slot,) = _read(_changed(data, lambda body: inside.sub(rf"\1<w:p>{typed}</w:p>\2", body))).slots

    assert (slot.text, slot.is_changed) == (text, True)


def test_two_slots_of_one_passage_are_told_apart() -> None:
    data = render(of_blocks(WRITTEN, Slot("said", "again", WRITTEN.text, home=HOME)))

    prose = _read(_changed(data, lambda body: body.replace("One.", "Uno.", 1)))

    assert [one.text for one in prose.slots] == ["Uno.\n\nTwo.", "One.\n\nTwo."]


def test_a_placeholder_that_word_put_back_is_no_prose() -> None:
    data = render(of_blocks(OPEN))

    (slot,) = _read(_changed(data, lambda body: body.replace("what is left</w:t>", "Click here to write</w:t>"))).slots

    assert not slot.is_changed


def test_a_slot_that_is_gone_is_told_and_not_taken_for_empty() -> None:
    data = render(of_blocks(WRITTEN, OPEN))

    prose = _read(_changed(data, lambda body: re.sub(r"<w:sdt>.*?passage:said.*?</w:sdt>", "", body, count=1)))

    assert (prose.deleted, [one.passage for one in prose.slots]) == (("said",), ["left"])


def test_a_text_of_another_language_and_signs_of_markup_survive() -> None:
    text = 'A <b> & "c"\n\nنص\u00a0: ]]>'
    slot = Slot("odd", "hint", Span(text, "ar"), home=PassageHome("minutes", "odd", language="ar", text=text))

    (found,) = _read(render(of_blocks(slot))).slots

    assert not found.is_changed
    assert found.home is not None
    assert found.home.text == text


@pytest.mark.parametrize("text", ["", "{", "[]", '{"slots": 3}', '{"slots": [1, {"passage": 2}, {"passage": "said"}]}'])
def test_what_a_file_remembers_is_not_trusted(text: str) -> None:
    data = render(of_blocks(WRITTEN))
    parts = Parts(data)
    held = carried(parts)["slots"]
    assert held.startswith("{")
    inside = parts["customXml/item1.xml"].decode()
    parts["customXml/item1.xml"] = re.sub(r'(<text name="slots">).*?(</text>)', lambda found: found[1] + text + found[2], inside).encode()  # fmt: skip

    found = prose_of(zipped(parts), "back.docx")

    assert isinstance(found, FilledProse)
    assert {one.passage for one in found.slots} | set(found.deleted) == {"said"}


def test_a_file_without_slots_or_of_another_kind_is_one_problem() -> None:
    plain = render(of_blocks(Paragraph("Words.")))
    for data, code in ((plain, "no-slots"), (b"", "empty-office-file"), (b"words", "not-office-file")):
        found = prose_of(data, "back.docx")
        assert isinstance(found, Problem)
        assert found.code == code


@pytest.mark.parametrize("slot", [WRITTEN, OPEN])
def test_what_is_typed_behind_a_bookmark_belongs_to_the_slot_when_its_control_is_lost(slot: Slot) -> None:
    data = render(of_blocks(slot, Paragraph("Behind & apart."), Paragraph("Further.")))
    name = "BodyText" if slot is WRITTEN else "SlotHint"
    typed = f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>Typed.</w:t></w:r></w:p>'

    def saved(body: str) -> str:
        lost = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", body)
        return re.sub(r"(slot_\w+.*?<w:bookmarkEnd [^>]*>)", lambda found: found[1] + typed, lost, count=1)

    (found,) = _read(_changed(data, saved)).slots

    assert found.text.endswith("Typed.")
    assert found.text.split("\n\n")[:-1] == (["One.", "Two."] if slot is WRITTEN else [])
