"""Sizes of letters: A7."""

from collections.abc import Iterator

from migplan_office.lint.charts import Chart
from migplan_office.lint.deck import Deck
from migplan_office.lint.file import File
from migplan_office.lint.findings import Finding, Rule
from migplan_office.lint.prose import Prose
from migplan_office.lint.shapes import FOOTERS, TITLES
from migplan_office.lint.workbook import Workbook
from migplan_office.lint.xml import A, S, W, child, is_on, place, real, said, short, whole

SLIDE_BODY, SLIDE_LEAST = 16.0, 11.0
WORD_BODY, WORD_LEAST = 10.0, 9.0
SHEET_LEAST = 9.0
_SMALL_STYLES = ("caption", "source", "toc", "note", "footnote", "endnote", "header", "footer", "annotation")
"""Words in the names of styles that are no running text."""
_SLIDE_SIDE = 6_858_000
"""Height of a slide, in EMU, for which the sizes are meant."""
_ROUNDING = 0.15
"""What scaling and rounding may take from a size, in points."""
_BODY_END = 0.85
"""Share of the slide's height below which a placeholder holds sources, not the body."""


def legible_sizes(file: File) -> Iterator[Finding]:
    """Sizes: slides 16 pt in bodies and 11 in tables, Word 10 and 9, Excel 9; no words by all-capitals alone."""
    if file.kind == "docx":
        yield from _prose(file.prose)
    elif file.kind == "pptx":
        yield from _deck(file.deck)
    elif file.kind == "xlsx":
        yield from _workbook(file.workbook)
    yield from _charts(file.charts, _least(file.deck, SLIDE_LEAST) if file.kind == "pptx" else SHEET_LEAST)


def _prose(prose: Prose) -> Iterator[Finding]:
    seen: set[tuple[str, float]] = set()
    for paragraph in prose.paragraphs:
        if not paragraph.runs:
            continue
        style = prose.styles.get(paragraph.style)
        name = style.name if style is not None else ""
        is_body = paragraph.part == prose.package.main
        small = paragraph.table_style is not None or any(word in name for word in _SMALL_STYLES)
        least = WORD_LEAST if small else WORD_BODY
        for run in paragraph.runs:
            if not run.text.strip():
                continue
            mark = run.property("sz")
            size = real(mark.get(f"{W}val"), 20.0) / 2 if mark is not None else 10.0
            if is_body and size < least and (name, size) not in seen:
                seen.add((name, size))
                message = f"{size:g} pt in the style {name!r}; at least {least:g}"
                yield Finding("A7", paragraph.part, place(paragraph.element), message)
            if is_on(run.property("caps")) and (name, 0.0) not in seen:
                seen.add((name, 0.0))
                message = f"all capitals by the style {name!r}; write words as they are"
                yield Finding("A7", paragraph.part, place(paragraph.element), message)


def _least(deck: Deck, size: float) -> float:
    """Give the least size on the pages of a deck, in points, where `size` is that on a slide.

    A page smaller than a slide, held in the hand or shown as large, is read from as much nearer; its sizes are scaled and
    rounded to tenths.
    """
    nearness = min(deck.size) / _SLIDE_SIDE
    return size if nearness >= 1 else size * nearness - _ROUNDING


def _deck(deck: Deck) -> Iterator[Finding]:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.kind not in ("sp", "graphicFrame") or shape.role in FOOTERS:
                continue
            frame = slide.frame(shape)
            is_high = frame is None or frame.y < deck.size[1] * _BODY_END
            is_body = shape.kind == "sp" and shape.role in ("body", "obj", "subTitle") and is_high
            least = _least(deck, SLIDE_BODY if is_body or shape.role in TITLES else SLIDE_LEAST)
            for paragraph in shape.element.iter(f"{A}p"):
                sizes = [
                    deck.font_size(slide, shape, paragraph, run)
                    for run in paragraph.iterchildren(f"{A}r")
                    if said(run, f"{A}t").strip()
                ]
                if sizes and min(sizes) < least:
                    yield Finding(
                        "A7", slide.part, shape.name, f"{min(sizes):g} pt; at least {least:g}, or split the slide"
                    )
                    break
            for mark in shape.element.iter(f"{A}rPr"):
                if mark.get("cap") == "all":
                    yield Finding("A7", slide.part, shape.name, "all capitals by formatting; write words as they are")
                    break


def _workbook(book: Workbook) -> Iterator[Finding]:
    used = {cell.style for sheet in book.sheets for cell in sheet.cells.values() if cell.raw}
    seen: set[int] = set()
    for style in sorted(used):
        font = whole(book.formats[style].get("fontId")) if style < len(book.formats) else 0
        if font in seen or font >= len(book.fonts):
            continue
        seen.add(font)
        size = child(book.fonts[font], f"{S}sz")
        points = real(size.get("val"), 11.0) if size is not None else 11.0
        if points < SHEET_LEAST:
            yield Finding(
                "A7", "xl/styles.xml", f"font {font + 1}", f"{points:g} pt in cells; at least {SHEET_LEAST:g}"
            )


def _charts(charts: list[Chart], least: float) -> Iterator[Finding]:
    for chart in charts:
        for mark in chart.root.iter(f"{A}defRPr", f"{A}rPr"):
            size = whole(mark.get("sz"), 0) / 100
            if 0 < size < least:
                yield Finding("A7", chart.part, short(str(mark.tag)), f"{size:g} pt in a chart; at least {least:g}")
                break


RULES = (Rule("A7", legible_sizes, ours=True),)
