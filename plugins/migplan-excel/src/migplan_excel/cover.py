"""The first sheet: what the workbook is, and where everything stands."""

from collections.abc import Callable
from decimal import Decimal

from attrs import frozen

from migplan.documents import Inline, Section, Span, Weight, is_empty, parts, plain, single_value
from migplan.themes.theme import tint
from migplan_excel.drawing import rectangle
from migplan_excel.heights import height, line_count
from migplan_excel.page import Page
from migplan_excel.pictures import draw_logos
from migplan_excel.sheet import Anchored
from migplan_excel.strings import cell_text

COVER_WIDTHS = [32.0, 23.0, 23.0, 23.0]
_BAND = 92.0
_MOTIF_BARS = 40


@frozen
class Entry:
    """One line of the contents."""

    section: Section
    sheet_name: str
    title: Inline = ""
    """Of a further sheet of its section."""
    is_first: bool = True


def draw_cover(page: Page, entries: list[Entry], guide: Callable[[], None] | None = None) -> None:
    """Write the band with the title, the facts, the contents with links, the logos and the statements.

    `guide` writes what people must know before the rest, above the contents.
    """
    cover, looks, sheet = page.writer.document.cover, page.writer.looks, page.sheet
    last = len(page.grid)
    band = looks.style("cover", "ground", fill="primary", bold=True, wrap=True, vertical="bottom", indent=2)
    title: Inline = cover.title if not is_empty(cover.title) else page.writer.document.title
    room = page.characters(1, last - 1)
    high = max(_BAND, height(line_count(_plain(page, title), room, band), band, 40.0))
    cells = [page.cell(1, title, band), *(sheet.text(column, "", looks.number(band)) for column in range(2, last + 1))]
    sheet.merge(1, last - 1)
    top = sheet.add(cells, high)
    under = looks.style("lead", "ground", fill="primary", wrap=True, vertical="top", indent=2)
    subtitle: Inline = cover.subtitle if not is_empty(cover.subtitle) else page.writer.document.subtitle
    lines = line_count(_plain(page, subtitle), room, under)
    cells = [
        page.cell(1, subtitle, under),
        *(sheet.text(column, "", looks.number(under)) for column in range(2, last + 1)),
    ]
    if single_value(subtitle) is None and _plain(page, subtitle).strip():
        sheet.merge(1, last - 1)
    second = max(34.0, height(lines, under, 16.0))
    sheet.add(cells, second)
    _motif(page, cover.motif, top, high + second)
    if not is_empty(cover.illustration):
        style = looks.words(
            "body",
            "accent",
            bold=True,
            fill="sand",
            vertical="center",
            indent=2,
            edges=(looks.edge("start", "thick", "accent"),),
        )
        page.line(cover.illustration, style, last=last, padding=12.0)
    sheet.skip()
    for fact in cover.facts:
        edges = (looks.edge("bottom"),)
        label = looks.number(looks.words("body", "muted", edges=edges, indent=2))
        content = looks.words(
            "body", bold=True, edges=edges, horizontal="right" if page.writer.is_right_to_left else "left"
        )
        page.line(fact.content, content, first=2, last=last, before=[sheet.text(1, fact.label, label)], padding=8.0)
    if guide is not None:
        guide()
    if entries:
        _contents(page, entries, last)
    if cover.logos is not None and cover.logos.marks:
        sheet.skip()
        draw_logos(page, cover.logos)
    for text in (cover.statement, cover.disclaimer):
        if not is_empty(text):
            page.line(text, looks.words("small", "muted"), last=last, padding=8.0)


def _plain(page: Page, inline: Inline) -> str:
    return cell_text(plain(inline, page.language))


def _motif(page: Page, values: tuple[Decimal, ...], row: int, high: float) -> None:
    """Draw the territory's parts as quiet bars at the end of the band: decoration, not a chart."""
    shown = [max(value, Decimal(0)).sqrt() for value in values if value.is_finite()][:_MOTIF_BARS]
    largest = max(shown, default=Decimal(0))
    if not largest:
        return
    column = len(page.grid)
    width = page.points(column, column)
    step = width * 0.9 / len(shown)
    tallest = high * 0.72
    color = tint(page.writer.looks.color("primary"), 0.62)
    bars = []
    for number, value in enumerate(shown):
        tall = max(float(value / largest) * tallest, 2.0)
        bars.append(rectangle(1000 + number, number * step, tallest - tall, step * 0.62, tall, color))
    page.draw(Anchored(column, row, 0.0, high - tallest, width * 0.9, tallest, "motif", "", shapes="".join(bars)))


def _contents(page: Page, entries: list[Entry], last: int) -> None:
    sheet, looks, words = page.sheet, page.writer.looks, page.writer.words
    sheet.skip()
    head = looks.header()
    sheet.add(
        [
            sheet.text(1, words("blocks.sheet_name"), head),
            sheet.text(2, words("blocks.sheet_message"), head),
            *(sheet.text(column, "", head) for column in range(3, last + 1)),
        ],
        24.0,
    )
    for entry in entries:
        section = entry.section
        name: Inline = section.title if not is_empty(section.title) else entry.sheet_name
        if not entry.is_first:
            name = entry.title if not is_empty(entry.title) else entry.sheet_name
        elif section.number:
            name = (Span(f"{section.number}  ", weight=Weight.ACCENT), *parts(name))
        edges = (looks.edge("bottom"),)
        style = looks.style("body", "primary", underline=True, wrap=True, edges=edges, indent=1)
        high = height(line_count(_plain(page, name), page.grid[0], style), style, 7.0)
        page.link(1, f"#{_target(entry)}")
        body = looks.words("body", edges=edges)
        message: Inline = section.message if entry.is_first and not is_empty(section.message) else ""
        page.line(message, body, first=2, last=last, before=[page.cell(1, name, style)], at_least=high, padding=7.0)


def _target(entry: Entry) -> str:
    return f"sheet:{entry.sheet_name}"
