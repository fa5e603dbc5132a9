"""Problems shown in the sender's own workbook, and taken out again."""

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from workbooks import one_section, opened, part

from migplan.documents import Paragraph
from migplan.locale import Words
from migplan.problems import Position, Problem, Severity
from migplan_excel.annotating import CannotAnnotate, annotate
from migplan_excel.annotating.notes import AUTHOR, MARK
from migplan_office.gate import Kind, admitted
from migplan_office.lint import lint

FRENCH = Words("fr")


def at(sheet: str, cell: str, text: str = "'12k' is not an amount; write 12000", severity=Severity.ERROR) -> Problem:
    return Problem("bad-amount", severity, position=Position("x.xlsx", sheet=sheet, cell=cell), text=text)


def saved(change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actions"
    for row in (["id", "title", "cost"], ["A1", "Desk", "12k"], ["A2", "=1+1", 5]):
        sheet.append(row)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(data: bytes) -> dict[str, bytes]:
    """Give the bytes of each entry as they lie in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = {}
        for info in package.infolist():
            start = info.header_offset + 30 + len(info.filename.encode())
            start += int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
            found[info.filename] = data[start : start + info.compress_size]
        return found


def values(data: bytes) -> dict[str, list[list[object]]]:
    book = opened(data)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def assert_law(data: bytes, problems: list[Problem]) -> bytes:
    """The marks show, nothing else changes, and they go without a trace but unused formats."""
    marked = annotate(data, problems, FRENCH)
    before, during, after = contents(data), contents(marked), contents(annotate(marked, (), FRENCH))
    sheets = {sheet.title: sheet for sheet in opened(data).worksheets}
    aimed = {problem.position.sheet for problem in problems if problem.position and problem.position.cell}
    paths = _sheet_parts(before)
    may_differ = {paths[name] for name in aimed & sheets.keys()}
    may_differ |= {"xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
    for name, content in before.items():
        is_note = "comment" in name or name.endswith(".vml") or name.startswith("xl/worksheets/_rels/")
        if name not in may_differ and not is_note:
            assert packed(marked)[name] == packed(data)[name], name
        if name != "xl/styles.xml":
            assert after[name] == content, name
    assert list(after) == list(before)
    assert [name for name in during if name in before] == list(before)
    for name in may_differ & set(paths.values()):
        assert not _other_cells(before[name], aimed, problems) - _other_cells(during[name], aimed, problems)
    assert not isinstance(admitted(marked, Kind.WORKBOOK), Problem)
    assert not [one for one in lint(marked, strict=False) if one not in lint(data, strict=False)]
    ours = values(marked)
    for name, rows in values(data).items():
        held = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None}
        shown = {(r, c): value for r, row in enumerate(ours[name]) for c, value in enumerate(row) if value is not None}
        assert shown == held
    return marked


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    targets = dict(
        (found[1], found[0]) if swap else found
        for swap, pattern in (
            (False, rb'Id="([^"]+)"[^>]*Target="/?([^"]+)"'),
            (True, rb'Target="/?([^"]+)"[^>]*Id="([^"]+)"'),
        )
        for found in re.findall(pattern, parts["xl/_rels/workbook.xml.rels"])
    )
    found = {}
    for name, identifier in re.findall(
        rb'<(?:x:)?sheet [^>]*?name="([^"]+)"[^>]*r:id="([^"]+)"', parts["xl/workbook.xml"]
    ):
        target = targets[identifier].decode()
        found[name.decode().replace("&amp;", "&")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _other_cells(data: bytes, aimed: set[str], problems: list[Problem]) -> set[bytes]:
    marked = {problem.position.cell.encode() for problem in problems if problem.position}
    cells = re.findall(rb"<(?:x:)?c [^>]*?(?:/>|>.*?</(?:x:)?c>)", data)
    return {cell for cell in cells if re.search(rb'\br="([^"]+)"', cell)[1] not in marked}


# -- the law -----------------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
scalars = st.one_of(texts, st.integers(-1000, 1000), st.just("=1+1"), st.none())
grids = st.lists(st.lists(scalars, min_size=1, max_size=4), min_size=0, max_size=5)
cells = st.builds(lambda column, row: f"{column}{row}", st.sampled_from("ABCDZ"), st.integers(1, 12))
aims = st.lists(
    st.builds(
        at,
        st.sampled_from(["One", "L'été & co", "missing"]),
        cells,
        texts,
        st.sampled_from(list(Severity)),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids, aims, st.booleans(), st.booleans(), st.integers(0, 1))
def test_marks_come_and_go_in_workbooks_of_openpyxl(grid, problems, has_note, is_bold, active):
    book = openpyxl.Workbook()
    sheet, other = book.active, book.create_sheet("L'été & co")
    sheet.title = "One"
    for row in grid:
        sheet.append([value if value != "=" else "x" for value in row])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=") and cell.value != "=1+1":
                cell.data_type = "s"
            if is_bold:
                cell.font = Font(bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor="1F4E78")
    other["B2"] = "x"
    other.print_title_rows = "1:1"
    if has_note:
        other["B2"].comment = Comment("mine", "me")
    book.active = active
    buffer = io.BytesIO()
    book.save(buffer)

    assert_law(buffer.getvalue(), problems)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids, aims, st.booleans(), st.booleans())
def test_marks_come_and_go_in_workbooks_of_xlsxwriter(grid, problems, has_note, has_formats):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, other = book.add_worksheet("One"), book.add_worksheet("L'été & co")
    bold = book.add_format({"bold": True, "bg_color": "#112233", "num_format": "0.00"}) if has_formats else None
    if has_formats:
        sheet.set_row(6, 30, bold)
        sheet.set_column("D:D", 40, bold)
    for number, row in enumerate(grid):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, bold)
            elif value == "=1+1":
                sheet.write_formula(number, column, value, bold, 2)
            elif value:
                sheet.write_string(number, column, value, bold)
    other.write_string("B2", "x")
    if has_note:
        sheet.write_comment("A1", "mine", {"author": "me"})
        other.add_table("F2:G4")
    book.close()

    assert_law(buffer.getvalue(), problems)


def test_marks_come_and_go_in_workbooks_of_ours():
    data = one_section([Paragraph("One.")])
    name = opened(data).sheetnames[-1]

    marked = assert_law(
        data, [at(name, "B3"), at(name, "H40", severity=Severity.ADVICE), Problem("x", Severity.WARNING)]
    )

    assert {one.rule for one in lint(marked)} <= {"A8"}


# -- what is shown -----------------------------------------------------------------------------------------------


def test_a_wrong_cell_is_tinted_in_its_own_format_and_carries_a_note():
    def bold(book):
        book["Actions"]["C2"].font = Font(bold=True, name="Georgia")
        book["Actions"]["C2"].number_format = "0.00"

    marked = annotate(saved(bold), [at("Actions", "C2")], FRENCH)

    cell = opened(marked)["Actions"]["C2"]
    assert (cell.value, cell.font.b, cell.font.name, cell.number_format) == ("12k", True, "Georgia", "0.00")
    assert (cell.fill.fgColor.rgb, cell.style) == ("FFFFC7CE", "migplan error")
    assert cell.comment.text == f"{MARK}\nErreur\n'12k' is not an amount; write 12000"
    assert cell.comment.author == AUTHOR


def test_white_letters_become_dark_on_the_tint():
    def white(book):
        book["Actions"]["A1"].font = Font(color="FFFFFF")

    assert opened(annotate(saved(white), [at("Actions", "A1")], FRENCH))["Actions"]["A1"].font.color.rgb == "FF1F1F1F"


def test_the_first_sheet_lists_all_problems_by_severity_with_links():
    problems = [
        at("Actions", "C3", "maybe", Severity.ADVICE),
        at("Actions", "C2", "wrong"),
        at("Actions", "", "no such column", Severity.WARNING),
        Problem("x", Severity.WARNING, text="the whole file"),
    ]

    book = opened(annotate(saved(), problems, FRENCH))

    sheet = book.worksheets[0]
    assert sheet.title == "À corriger"
    assert sheet["A3"].value == "1 erreur, 2 avertissements, 1 conseil"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_row=9, max_col=4)]
    assert rows == [
        ["Erreur", "Actions", "C2", "Wrong"],
        ["Avertissement", "Tout le classeur", None, "The whole file"],
        ["Avertissement", "Actions", None, "No such column"],
        ["Conseil", "Actions", "C3", "Maybe"],
    ]
    assert [sheet.cell(row, 3).hyperlink.location for row in (6, 9)] == ["'Actions'!C2", "'Actions'!C3"]
    assert sheet["B8"].hyperlink.location == "'Actions'!A1"
    assert sheet["B7"].hyperlink is None
    assert sheet.column_dimensions["E"].hidden


def test_the_list_runs_from_right_to_left_in_arabic():
    sheet = opened(annotate(saved(), [at("Actions", "C2")], Words("ar"))).worksheets[0]

    assert sheet.title == "للتصحيح"
    assert sheet.sheet_view.rightToLeft


def test_a_hidden_sheet_gets_no_link():
    def hide(book):
        book.create_sheet("Deep")
        book["Deep"].sheet_state = "veryHidden"

    sheet = opened(annotate(saved(hide), [at("Deep", "A1")], FRENCH)).worksheets[0]

    assert (sheet["B6"].value, sheet["B6"].hyperlink, sheet["C6"].hyperlink) == ("Deep", None, None)


def test_beyond_five_hundred_the_list_says_how_many_more():
    problems = [at("Actions", f"A{row}") for row in range(2, 523)]

    book = opened(annotate(saved(), problems, FRENCH))

    sheet = book.worksheets[0]
    assert sheet["D505"].value is not None
    assert sheet["A506"].value.startswith("et 21 autres")
    assert book["Actions"]["A522"].comment is not None


def test_the_problems_of_one_cell_share_a_note_and_the_worst_gives_the_tint():
    problems = [at("Actions", "C2", "late", Severity.ADVICE), at("Actions", "C2", "wrong")]

    cell = opened(annotate(saved(), problems, FRENCH))["Actions"]["C2"]

    assert cell.comment.text == f"{MARK}\nErreur\nWrong\n\nConseil\nLate"
    assert cell.style == "migplan error"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(1)", "-1", '=HYPERLINK("http://x")', "_x0041_", "</t>", "\x00"])
def test_text_stays_text(text):
    def rename(book):
        book["Actions"].title = "=1+1"

    marked = annotate(saved(rename), [at("=1+1", "C2", text)], FRENCH)

    sheet = opened(marked).worksheets[0]
    assert {sheet[cell].data_type for cell in ("B6", "D6")} <= {"s", "inlineStr"}
    assert "<f>" not in part(marked, "xl/worksheets/problems1.xml")


def test_a_message_is_cut_to_what_a_cell_and_a_note_hold():
    marked = annotate(saved(), [at("Actions", "C2", "x" * 40_000)], FRENCH)

    book = opened(marked)
    assert len(book.worksheets[0]["D6"].value) == 32_767
    assert len(book["Actions"]["C2"].comment.text) <= 32_767
    assert book["Actions"]["C2"].comment.text.endswith("…")


# -- notes of the sender -----------------------------------------------------------------------------------------


def test_a_note_of_the_sender_keeps_its_words():
    def note(book):
        book["Actions"]["C2"].comment = Comment("ask Ali", "me")
        book["Actions"]["A2"].comment = Comment("fine", "me")

    data = saved(note)
    marked = assert_law(data, [at("Actions", "C2", "wrong")])

    sheet = opened(marked)["Actions"]
    assert sheet["C2"].comment.text == f"ask Ali\n{MARK}\nErreur\nWrong"
    assert (sheet["A2"].comment.text, sheet["A2"].comment.author) == ("fine", "me")


def test_a_conversation_is_left_alone():
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="C2" id="{00000000-0000-0000-0000-000000000001}"><text>why?</text></threadedComment>'
        "</ThreadedComments>"
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"

    def note(book):
        book["Actions"]["C2"].comment = Comment("[Threaded comment]", "tc={1}")

    parts = contents(saved(note))
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    line = f'<Relationship Id="rIdT" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", line.encode())
    parts["xl/threadedComments/threadedComment1.xml"] = thread.encode()

    during = contents(annotate(zipped(parts), [at("Actions", "C2")], FRENCH))

    assert {name: content for name, content in during.items() if "omment" in name} == {
        name: content for name, content in parts.items() if "omment" in name
    }


def test_elements_with_a_prefix_are_written_with_it():
    parts = contents(saved())
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        text = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", parts[name])
        parts[name] = text.replace(b"xmlns=", b"xmlns:x=")

    marked = assert_law(zipped(parts), [at("Actions", "C2"), at("Actions", "E9")])

    assert opened(marked)["Actions"]["C2"].style == "migplan error"


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


# -- taking the marks out again ----------------------------------------------------------------------------------


def test_a_clean_file_without_marks_is_given_back_as_it_is():
    data = saved()

    assert annotate(data, (), FRENCH) == data


def test_the_marks_of_an_earlier_check_go_when_the_next_come():
    data = saved()

    again = annotate(annotate(data, [at("Actions", "C2")], FRENCH), [at("Actions", "B2")], FRENCH)

    book = opened(again)
    assert book.sheetnames == ["À corriger", "Actions"]
    assert (book["Actions"]["C2"].comment, book["Actions"]["C2"].style) == (None, "Normal")
    assert book["Actions"]["B2"].comment is not None
    restored = contents(annotate(again, (), FRENCH))
    assert {name: restored[name] for name in restored if name != "xl/styles.xml"} == {
        name: content for name, content in contents(data).items() if name != "xl/styles.xml"
    }


def test_an_absent_cell_that_was_filled_stays_and_loses_its_mark():
    marked = annotate(saved(), [at("Actions", "D2")], FRENCH)
    filled = _resaved(marked, lambda book: book["Actions"].__setitem__("D2", 7))

    cell = opened(annotate(filled, (), FRENCH))["Actions"]["D2"]

    assert (cell.value, cell.fill.fill_type, cell.comment) == (7, None, None)


def test_a_marked_cell_that_has_moved_gets_its_format_back():
    def look(book):
        book["Actions"]["C2"].fill = PatternFill("solid", fgColor="00FF00")

    def sort(book):
        sheet = book["Actions"]
        sheet.move_range("A2:C2", rows=5)
        sheet.title = "Renamed"

    moved = _resaved(annotate(saved(look), [at("Actions", "C2")], FRENCH), sort)

    sheet = opened(annotate(moved, (), FRENCH))["Renamed"]
    assert (sheet["C7"].value, sheet["C7"].fill.fgColor.rgb, sheet["C7"].style) == ("12k", "0000FF00", "Normal")


def test_without_the_list_the_tints_still_go():
    def delete(book):
        del book["À corriger"]

    marked = annotate(saved(), [at("Actions", "C2")], FRENCH)

    sheet = opened(annotate(_resaved(marked, delete), (), FRENCH))["Actions"]
    assert (sheet["C2"].fill.fill_type, sheet["C2"].comment) == (None, None)


def _resaved(data: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = opened(data)
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# -- which sheet opens -------------------------------------------------------------------------------------------


def test_the_list_opens_first_where_the_sheet_that_was_open_is_marked_anyway():
    book = opened(annotate(saved(), [at("Actions", "C2")], FRENCH))

    assert book.active.title == "À corriger"
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets][1:] in ([False], [None])


def test_two_sheets_are_never_selected_together():
    def add(book):
        book.create_sheet("Other")
        book.active = 1
        book["Actions"].sheet_view.tabSelected = False

    book = opened(annotate(saved(add), [at("Actions", "C2")], FRENCH))

    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] in ([book.active.title], [])


# -- what cannot be written into ---------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04", saved()[:900]])
def test_what_is_no_workbook_is_refused_with_a_message(data):
    with pytest.raises(CannotAnnotate) as raised:
        annotate(data, [at("Actions", "C2")], FRENCH)

    assert raised.value.problems[0].text


def test_a_workbook_without_room_for_the_list_is_refused():
    def fill(book):
        for number in range(63):
            book.create_sheet(f"S{number}")

    with pytest.raises(CannotAnnotate) as raised:
        annotate(saved(fill), [at("Actions", "C2")], FRENCH)

    assert [one.code for one in raised.value.problems] == ["no-room-for-list"]
