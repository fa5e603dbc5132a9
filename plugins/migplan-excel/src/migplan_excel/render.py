"""The exporter: a document becomes a workbook, section by section."""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import mutable

from migplan.documents import (
    ActionSheet,
    Agenda,
    Block,
    Bullets,
    Canvas,
    Chart,
    Document,
    EntryTable,
    Figures,
    Gantt,
    Heading,
    Inline,
    Logos,
    Matrix,
    Note,
    Paragraph,
    Picture,
    Quadrant,
    Role,
    Section,
    Signatures,
    Slot,
    SourceNote,
    Table,
    Tree,
    is_empty,
    plain,
)
from migplan.hooks import ExportRequest
from migplan.locale import language_tag
from migplan_excel.action_sheet import draw_action_sheet
from migplan_excel.charts import draw_chart, draw_chart_data, draw_charts, source_of
from migplan_excel.cover import COVER_WIDTHS, Entry, draw_cover
from migplan_excel.figures import draw_figures
from migplan_excel.forms import draw_carried, draw_vocabularies, fill_form, form_of, form_widths
from migplan_excel.gantt import draw_gantt
from migplan_excel.grids import draw_canvas, draw_matrix, draw_swot, draw_tree
from migplan_excel.layout import Part, grid_of, is_dashboard, ordered, parts_of
from migplan_excel.page import Page
from migplan_excel.pictures import draw_logos, draw_picture
from migplan_excel.plane import draw_quadrant
from migplan_excel.prose import (
    draw_bullets,
    draw_heading,
    draw_note,
    draw_paragraph,
    draw_signatures,
    draw_slot,
)
from migplan_excel.sheet import Sheet, footer_text
from migplan_excel.tables import draw_table
from migplan_excel.writer import Writer
from migplan_office.package import Properties
from migplan_office.text import clean

_MOST_CONTENTS = 30
"""Lines of contents that the first sheet holds on one page."""
_PORTRAIT = 104.0
"""Widest grid for an upright page, in characters."""
_A3 = 8
"""Number of the paper A3."""
_REPEATED = 40.0
"""Height of the rows that each page repeats, in points."""
_STRETCH = 1.3
"""Pages that are still set on one."""
_ORPHAN = 0.25
"""Part of a last page, after whole ones, that is still set on them."""
_A4_GRID = 860.0
"""Widest matrix or calendar for a landscape A4 page, in points: its letters are small already."""
_A4_LANDSCAPE = 215.0
"""Widest grid for a landscape A4 page that can still be read."""


def _draw_table(page: Page, block: Table | EntryTable) -> None:
    draw_table(page, block)


def _draw_agenda(page: Page, block: Agenda) -> None:
    table = page.writer.as_table(block)
    if table is not None:
        draw_table(page, table)


def _draw_quadrant(page: Page, block: Quadrant) -> None:
    if block.lists:
        draw_swot(page, block)
    else:
        draw_quadrant(page, block)


_DRAW: dict[type, Callable[[Page, Any], object]] = {
    Heading: draw_heading,
    Paragraph: draw_paragraph,
    Bullets: draw_bullets,
    Note: draw_note,
    Figures: draw_figures,
    Table: _draw_table,
    EntryTable: _draw_table,
    Chart: draw_chart,
    Gantt: draw_gantt,
    Tree: draw_tree,
    Quadrant: _draw_quadrant,
    Matrix: draw_matrix,
    ActionSheet: draw_action_sheet,
    Agenda: _draw_agenda,
    Canvas: draw_canvas,
    Picture: draw_picture,
    Slot: draw_slot,
    Signatures: draw_signatures,
    Logos: draw_logos,
}


@mutable(eq=False)
class _Planned:
    """A sheet that is named and has its grid, but no cell yet."""

    section: Section
    part: Part
    page: Page
    is_first: bool


def render(request: ExportRequest) -> bytes:
    """Write a document as a workbook: cover and contents, dashboards, a sheet for each kind of thing."""
    writer = Writer.of(request)
    document = request.document
    draw_vocabularies(writer)
    guide, sections = _guide_of(document)
    name = plain(guide.title, document.language) if guide is not None else request.words("blocks.cover")
    cover = Page(writer, writer.book.sheet(name), list(COVER_WIDTHS))
    planned = [
        sheet
        for section in sorted(sections, key=lambda section: not is_dashboard(section))
        for sheet in _plan(writer, section)
    ]
    for sheet in planned:
        if not is_dashboard(sheet.section):
            _fill(sheet)
    dashboards = [sheet for sheet in planned if is_dashboard(sheet.section)]
    if document.carried:  # what comes back has no more sheets than are read: its charts draw its own tables, or nothing
        for sheet in dashboards:
            sheet.part.blocks = [block for block in sheet.part.blocks if _stands_alone(writer, block)]
    draw_chart_data(
        writer, [block for sheet in dashboards for block in sheet.part.blocks if isinstance(block, Chart)], _finish
    )
    for sheet in dashboards:
        _fill(sheet)
    draw_cover(
        cover,
        [Entry(sheet.section, sheet.page.sheet.name, sheet.part.title, sheet.is_first) for sheet in planned],
        (lambda: _guide(cover, guide)) if guide is not None else None,
    )
    cover.sheet.frozen_rows = 1
    cover.sheet.fits_height = len(planned) < _MOST_CONTENTS
    cover.sheet.tab_color = request.theme.primary
    _finish(cover)
    _sources(writer)
    writer.resolve()
    writer.book.add_lists(
        request.words("blocks.lists"), writer.looks.header(), writer.looks.number(writer.looks.words())
    )
    draw_carried(writer)
    properties = Properties(
        title=document.title,
        language=language_tag(document.language, document.region or None),
        subject=document.subject,
        keywords=", ".join(document.keywords),
        creator=document.creator,
        description=document.subtitle,
    )
    return writer.book.package(properties, request.date, request.theme)


def _stands_alone(writer: Writer, block: Block) -> bool:
    """Say whether a block needs no sheet of numbers beside its own."""
    source = source_of(writer, block) if isinstance(block, Chart) else None
    return not isinstance(block, Chart) or (source is not None and source[2])


def _guide_of(document: Document) -> tuple[Section | None, tuple[Section, ...]]:
    """Give the section of plain words that opens the document, which stands on the first sheet, and the others."""
    first = document.sections[0] if document.sections else None
    is_guide = (
        first is not None
        and first.role is Role.COVER
        and bool(first.blocks)
        and all(isinstance(block, Heading | Paragraph | Bullets | Note) for block in first.blocks)
    )
    return (first, document.sections[1:]) if is_guide else (None, document.sections)


def _guide(page: Page, section: Section) -> None:
    """Write a guide below the facts of the first sheet."""
    page.mark(section.id)
    page.sheet.skip()
    if plain(section.title, page.language).strip() != page.sheet.name:  # which could not hold all of it
        page.heading(section.title, 2)
    message = () if is_empty(section.message) else (Paragraph(section.message),)
    for block in (*message, *section.blocks):
        _DRAW[type(block)](page, block)
    _foot(page, section)
    page.small(*section.notes)


def _foot(page: Page, section: Section) -> None:
    """Name the source of a section below it."""
    if not is_empty(section.source):
        words = page.writer.words
        page.source(f"{words('blocks.source')}{words('blocks.colon')}{plain(section.source, page.language)}")


def _plan(writer: Writer, section: Section) -> list[_Planned]:
    """Name the sheets of a section and choose their grids."""
    found: list[_Planned] = []
    for number, part in enumerate(parts_of(writer, section)):
        title = section.title if number == 0 or is_empty(part.title) else part.title
        otherwise = writer.words("blocks.dashboard" if is_dashboard(section) else "blocks.data_table")
        sheet = writer.book.sheet(plain(title, writer.language), otherwise)
        sheet.is_hidden = section.is_hidden
        page = Page(writer, sheet, [1.0])
        form = form_of(part.blocks)
        page.grid = form_widths(writer, form) if form is not None else grid_of(page, part, section)
        found.append(_Planned(section, part, page, number == 0))
    return found


def _fill(planned: _Planned) -> None:
    """Write a sheet: title, how to use it, blocks, notes."""
    section, page, sheet = planned.section, planned.page, planned.page.sheet
    writer, looks = page.writer, page.writer.looks
    writer.targets[f"sheet:{sheet.name}"] = (sheet, 1)
    form = form_of(planned.part.blocks)
    if form is not None:
        fill_form(page, form, section)
        _finish(page)
        return
    if planned.is_first:
        page.mark(section.id)
    hint, blocks = ordered(planned.part.blocks, section)
    has_table = any(isinstance(block, Table | EntryTable | Agenda | Gantt | Tree) for block in blocks)
    if is_empty(hint) and has_table and not is_dashboard(section):
        hint = writer.words("blocks.filter_hint")
    page.widen(60.0)
    _title(page, planned)
    style = looks.words("subtitle", "muted", vertical="center")
    page.line(hint, style, last=_head_span(page, planned), at_least=20.0)
    first = blocks[0] if blocks else None
    starts_with_table = isinstance(first, Table | EntryTable | Agenda | Matrix | Tree)
    if isinstance(first, Table | EntryTable | Matrix | Agenda) and not _says(page, first.title, section):
        page.heading(first.title, 3)
    elif starts_with_table:
        sheet.skip()
    if isinstance(first, Matrix):
        page.said = plain(first.title, page.language)
    head = sheet.next
    _blocks(page, blocks, section, starts_with_table)
    _foot(page, section)
    page.cite()
    if planned.is_first and section.notes:
        page.small(*section.notes)
    if starts_with_table or isinstance(first, Gantt):
        sheet.frozen_rows = head if starts_with_table else 4
        if len(sheet.tables) == 1:  # paper repeats the head over all that follows: over its own rows only
            sheet.title_rows = (sheet.frozen_rows, sheet.frozen_rows)
    else:
        sheet.frozen_rows = 2
        sheet.title_rows = (1, 2)
        if len(sheet.tables) == 1 and not is_dashboard(section):  # its pages say what its columns hold
            sheet.title_rows = (sheet.tables[0].first_row, sheet.tables[0].first_row)
    if isinstance(first, Gantt):
        sheet.frozen_columns = 3
        if len(sheet.tables) == 1:
            sheet.title_rows = (3, 4)
    elif isinstance(first, Matrix):
        sheet.frozen_columns = 1
    if any(isinstance(block, Canvas) for block in blocks):
        sheet.fits_height = True
    if is_dashboard(section):
        sheet.is_landscape = sheet.fits_height = True
        sheet.tab_color = looks.color("accent")
    elif section.color:
        sheet.tab_color = looks.color(section.color)
    _finish(page)


def _says(page: Page, title: Inline, section: Section) -> bool:
    """Say whether a title says nothing new after those of its section."""
    said = [plain(inline, page.language) for inline in (section.title, section.message)]
    return is_empty(title) or plain(title, page.language) in said


def _title(page: Page, planned: _Planned) -> None:
    """Write the sheet's message; the title of the section where it has none."""
    section, looks = planned.section, page.writer.looks
    title: Inline = section.message if not is_empty(section.message) else section.title
    if not planned.is_first and not is_empty(planned.part.title):
        title = planned.part.title
    if is_empty(title):
        title = page.sheet.name
    page.title = plain(title, page.language)
    style = looks.style("title", "primary", bold=True, vertical="center", wrap=True)
    page.line(title, style, last=len(page.grid), at_least=30.0, padding=8.0)  # no wider than its tables


def _head_span(page: Page, planned: _Planned) -> int:
    """Give the last column of the sheet's title: the whole page of a dashboard, else what reads well."""
    return len(page.grid) if is_dashboard(planned.section) else max(page.span, 1)


def _blocks(page: Page, blocks: Sequence[Block], section: Section, starts_with_table: bool) -> None:
    """Write the blocks in order; charts of a dashboard stand side by side."""
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if isinstance(block, Chart) and is_dashboard(section):
            row = [block]
            while number + len(row) < len(blocks) and isinstance(blocks[number + len(row)], Chart) and len(row) < 3:
                row.append(blocks[number + len(row)])  # type: ignore[arg-type]  # seen to be a chart
            draw_charts(page, row)
            number += len(row)
            continue
        table = page.writer.as_table(block) if isinstance(block, Agenda) else block
        if number == 0 and starts_with_table and isinstance(table, Table | EntryTable):
            draw_table(page, table, title_above=False)
        else:
            if number and isinstance(
                block, Table | EntryTable | Tree | Chart | Agenda | Matrix | Quadrant | Signatures
            ):
                page.sheet.skip()
                page.sheet.starts.append((page.sheet.next - 1, page.sheet.tall))
            _DRAW[type(block)](page, block)
        number += 1


def _sources(writer: Writer) -> None:
    """Write the sheet of sources, where figures cite any."""
    notes = list(writer.sources.values())
    if not notes or _are_listed(writer, notes):
        return
    words, looks = writer.words, writer.looks
    page = Page(writer, writer.book.sheet(words("blocks.sources")), [22.0, 80.0])
    page.line(
        words("blocks.sources"), looks.style("title", "primary", bold=True, vertical="center", wrap=True), at_least=30.0
    )
    head = looks.header()
    sheet = page.sheet
    sheet.add([sheet.text(1, words("blocks.gantt.code"), head), sheet.text(2, words("blocks.source"), head)], 24.0)
    body = looks.words("body", edges=(looks.edge("bottom"),))
    for note in notes:
        if note.link:
            page.link(2, note.link)
            own = body.but(color=looks.color("primary"), underline=True)
        else:
            own = body
        page.line(note.text, own, first=2, last=2, before=[sheet.text(1, note.key, looks.number(body))], padding=6.0)
    sheet.frozen_rows = 2
    sheet.title_rows = (2, 2)
    _finish(page)


def _are_listed(writer: Writer, notes: Sequence[SourceNote]) -> bool:
    """Say whether a table of the document lists the sources already."""
    said = {plain(note.text, writer.language) for note in notes}
    for block in writer.document.blocks:
        if isinstance(block, Table) and len(block.rows) >= len(said):
            cells = {plain(cell, writer.language) for row in block.rows for cell in row.cells}
            if said <= cells:
                return True
    return False


def _finish(page: Page) -> None:
    """Set widths, paper and footer once all cells are known."""
    sheet, document, words = page.sheet, page.writer.document, page.writer.words
    sheet.widths = list(page.grid)
    total = sum(page.grid)
    sheet.is_landscape = sheet.is_landscape or total > _PORTRAIT
    is_grid = sheet.frozen_columns > 0 and page.points(1, len(page.grid)) > _A4_GRID
    if total > _A4_LANDSCAPE or is_grid:
        sheet.paper = _A3
    if sheet.title_rows is None:
        sheet.title_rows = (1, 1)
    sheet.fits_height = sheet.fits_height or _nearly_one_page(sheet, total)
    if not sheet.fits_height:
        _break(sheet, total)
        sheet.pages_high = _whole_pages(sheet, total)
    left = clean(document.short_title or document.title).replace("&", "&&")
    if page.writer.is_right_to_left:
        pages = "&P / &N"  # footers know no direction: words around the marks would change places
    else:
        pages = words("blocks.page_of", page="\x00", pages="\x01").replace("&", "&&")
        pages = pages.replace("\x00", "&P").replace("\x01", "&N")
    sheet.footer = footer_text(left, pages, page.writer.is_right_to_left)


def _page_height(sheet: Sheet, characters: float) -> float:
    """Give the height of the rows that a printed page holds, in points of the sheet, which is set to the paper's width."""
    width, height = (1120.0, 760.0) if sheet.paper == _A3 else (770.0, 510.0)
    if not sheet.is_landscape:
        width, height = height, width
    return height / min(1.0, width / (characters * 5.25 + len(sheet.widths) * 3.75))


def _break(sheet: Sheet, characters: float) -> None:
    """End the page before a block that it would cut."""
    room = _page_height(sheet, characters) - _REPEATED
    begins = 0.0
    ends = [*(start for _, start in sheet.starts[1:]), sheet.tall]
    for (row, start), end in zip(sheet.starts, ends, strict=False):
        while start - begins > room:
            begins += room
        if end - begins > room and start > begins:
            sheet.breaks.append(row)
            begins = start


def _nearly_one_page(sheet: Sheet, characters: float) -> bool:
    """Say whether a sheet is so little longer than a page that a slightly smaller print saves a nearly empty one."""
    pages = sheet.tall / _page_height(sheet, characters)
    return not sheet.breaks and 1.0 < pages < _STRETCH


def _whole_pages(sheet: Sheet, characters: float) -> int:
    """Give the pages on which a long sheet is set so that the last is not nearly empty; 0 for as many as it takes."""
    high = _page_height(sheet, characters)
    first, others = divmod(sheet.tall - high, high - _REPEATED)  # each further page repeats the head
    whole = int(first) + 1
    return whole if not sheet.breaks and whole > 1 and others < _ORPHAN * high else 0
