"""Direction of documents, paragraphs, runs, tables and sheets: R1."""

from collections.abc import Iterator

from migplan_office.lint.deck import Deck
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.passages import Paragraph, Run
from migplan_office.lint.prose import Prose
from migplan_office.lint.scripts import has_arabic, has_right_to_left
from migplan_office.lint.shapes import Page, Shape
from migplan_office.lint.workbook import Workbook
from migplan_office.lint.xml import A, Element, P, S, W, child, is_on, is_true, place, said, whole

_SIDES = frozenset(("start", "end", "center", "both", "distribute", "mediumKashida", "highKashida", "lowKashida"))
_WITHOUT_ARABIC = frozenset(
    ("Carlito", "Liberation Sans", "Liberation Serif", "Liberation Mono", "Liberation Sans Narrow")
)
_BODY_TEXTS = ("titleStyle", "bodyStyle", "otherStyle")


def runs_right_to_left(file: File) -> Iterator[Finding]:
    """A language that runs right to left marks document, paragraphs, sides, runs, tables and sheets."""
    if not file.is_right_to_left:
        return
    if file.kind == "docx":
        yield from _document(file.main, file.prose)
    elif file.kind == "pptx":
        yield from _deck(file.main, file.deck)
    elif file.kind == "xlsx":
        yield from _workbook(file.workbook)


def _document(main: str, prose: Prose) -> Iterator[Finding]:
    for number, section in enumerate(prose.sections, start=1):
        if not is_on(child(section, f"{W}bidi")):
            yield Finding("R1", main, f"section {number}", "is not marked; write w:bidi in w:sectPr")
    for paragraph in prose.paragraphs:
        if paragraph.text.strip():
            yield from _paragraph(paragraph)
    for part, root in prose.stories:
        for table in root.iter(f"{W}tbl"):
            own = child(table, f"{W}tblPr", f"{W}bidiVisual")
            if not is_on(own if own is not None else prose.of_style(prose.table_style(table), "tblPr", "bidiVisual")):
                yield Finding("R1", part, place(table), "the table's columns run left to right; write w:bidiVisual")


def _paragraph(paragraph: Paragraph) -> Iterator[Finding]:
    part, element = paragraph.part, paragraph.element
    if not is_on(paragraph.property("bidi")):
        yield Finding("R1", part, place(element), "the paragraph is not marked; write w:bidi, here or in its style")
    side = paragraph.property("jc")
    if side is not None and side.get(f"{W}val") not in _SIDES:
        message = f"w:jc is {side.get(f'{W}val')!r}, which turns round with w:bidi; write start or end"
        yield Finding("R1", part, place(element), message)
    for run in paragraph.runs:
        if has_right_to_left(run.text):
            missing = _missing(run)
            if missing:
                message = f"a run with letters from right to left lacks {', '.join(missing)}"
                yield Finding("R1", part, place(run.element), message)


def _missing(run: Run) -> list[str]:
    missing = []
    if not is_on(run.property("rtl")):
        missing.append("w:rtl")
    face = run.attribute("rFonts", f"{W}cs") or run.attribute("rFonts", f"{W}cstheme")
    if not face:
        missing.append("w:rFonts/@w:cs")
    elif face in _WITHOUT_ARABIC:
        missing.append(f"a font with Arabic letters ({face} has none)")
    if run.property("szCs") is None:
        missing.append("w:szCs")
    for latin, other in (("b", "bCs"), ("i", "iCs")):
        if is_on(run.property(latin)) and not is_on(run.property(other)):
            missing.append(f"w:{other}")
    return missing


def _deck(main: str, deck: Deck) -> Iterator[Finding]:
    if deck.root is not None and not is_true(deck.root.get("rtl")):
        yield Finding("R1", main, "p:presentation", "is not marked; write rtl='1'")
    for master in deck.masters:
        for name in _BODY_TEXTS:
            level = child(master.root, f"{P}txStyles", P + name, f"{A}lvl1pPr")
            if level is None or not is_true(level.get("rtl")):
                yield Finding(
                    "R1", master.part, f"p:{name}", "the master's text style is not marked; write rtl='1' on each level"
                )
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.table is not None and not is_true(_table_mark(shape.table)):
                yield Finding(
                    "R1", slide.part, shape.name, "the table's columns run left to right; write a:tblPr rtl='1'"
                )
            if shape.kind not in ("sp", "graphicFrame"):
                continue
            for paragraph in shape.element.iter(f"{A}p"):
                if said(paragraph, f"{A}t").strip():
                    yield from _slide_paragraph(deck, slide, shape, paragraph)
    for part, root in deck.notes:
        for paragraph in root.iter(f"{A}p"):
            properties = child(paragraph, f"{A}pPr")
            marked = properties is not None and is_true(properties.get("rtl"))
            if not marked and any((run.text or "").strip() for run in paragraph.iterfind(f"{A}r/{A}t")):
                yield Finding(
                    "R1", part, place(paragraph), "the paragraph of the notes is not marked; write a:pPr rtl='1'"
                )


def _table_mark(table: Element) -> str | None:
    properties = child(table, f"{A}tblPr")
    return properties.get("rtl") if properties is not None else None


def _slide_paragraph(deck: Deck, slide: Page, shape: Shape, paragraph: Element) -> Iterator[Finding]:
    properties = child(paragraph, f"{A}pPr")
    where = f"{shape.name}: {said(paragraph, f'{A}t')[:20]}"
    is_foreign = properties is not None and properties.get("rtl") == "0"
    if is_foreign and not has_right_to_left(said(paragraph, f"{A}t")):
        return  # said in another language, and marked as such
    if properties is None or not is_true(properties.get("rtl")):
        yield Finding("R1", slide.part, where, "the paragraph is not marked; write a:pPr rtl='1'")
    text = said(paragraph, f"{A}t")
    if not has_right_to_left(text):
        return
    own = properties.get("algn") if properties is not None else None
    side = own or deck.inherited(slide, shape, paragraph, "algn") or "l"
    if side == "l" and not (own and shape.table is not None):
        yield Finding("R1", slide.part, where, "stands at the left; write algn='r' beside rtl='1'")
    for run in paragraph.iterchildren(f"{A}r"):
        if has_arabic(said(run, f"{A}t")):
            face = deck.script_font(slide, shape, paragraph, run)
            if not face or face in _WITHOUT_ARABIC:
                has = f"the font {face}, which has no Arabic letters" if face else "no font for its script"
                yield Finding("R1", slide.part, where, f"has {has}; write a:cs typeface")
                break


def _workbook(book: Workbook) -> Iterator[Finding]:
    orders = {index: _alignment(item) for index, item in enumerate(book.formats)}
    faces = [_face(item) for item in book.fonts]
    for sheet in book.sheets:
        if sheet.view is None or not is_true(sheet.view.get("rightToLeft")):
            yield Finding(
                "R1", sheet.part, sheet.name, "the sheet runs left to right; write rightToLeft='1' on its view"
            )
        seen: set[tuple[int, bool]] = set()
        for cell in sheet.cells.values():
            if not cell.is_text or not cell.text.strip():
                continue
            rtl = has_right_to_left(cell.text)
            if (cell.style, rtl) in seen:
                continue
            seen.add((cell.style, rtl))
            order, side = orders.get(cell.style, ("", ""))
            if order not in ("1", "2") or (rtl and order != "2"):
                yield Finding(
                    "R1",
                    sheet.part,
                    cell.name,
                    "the text's direction is left to chance; write alignment readingOrder='2'",
                )
            if rtl and side == "left":
                yield Finding(
                    "R1",
                    sheet.part,
                    cell.name,
                    "the text is put at the left; write horizontal right, center or general",
                )
            font = whole(book.formats[cell.style].get("fontId")) if cell.style < len(book.formats) else 0
            if rtl and font < len(faces) and faces[font] in _WITHOUT_ARABIC:
                yield Finding(
                    "R1", sheet.part, cell.name, f"the font {faces[font]} has no Arabic letters; choose one that has"
                )


def _alignment(item: Element) -> tuple[str, str]:
    alignment = child(item, f"{S}alignment")
    return (
        (alignment.get("readingOrder") or "", alignment.get("horizontal") or "") if alignment is not None else ("", "")
    )


def _face(font: Element) -> str:
    name = child(font, f"{S}name")
    return (name.get("val") or "") if name is not None else ""


RULES = (Rule("R1", runs_right_to_left, ours=True),)
