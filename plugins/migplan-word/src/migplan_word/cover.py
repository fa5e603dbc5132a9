"""The cover: what the document is, a quiet motif drawn from the territory's own data, and who pays for it."""

from migplan.documents import Cover, LogoMark, Logos, is_empty
from migplan.themes import tint
from migplan_office.fonts import wrap
from migplan_office.units import twips_from_mm
from migplan_word.pictures import logo_cells
from migplan_word.shapes import Drawing
from migplan_word.tables import opening
from migplan_word.widths import in_twips
from migplan_word.writer import Writer

_BAND = 54.0
"""Width of the coloured band, in millimetres."""
_PAGE_WIDTH, _PAGE_HEIGHT = 210.0, 297.0
_TITLE_LINES = 4
_BOTTOM_MM = 26.0
_MOST_MARKS = 6
"""Logos in a row."""


def draw_cover(writer: Writer, cover: Cover, creator: str) -> None:
    """Set the first page."""
    words = writer.words
    foot, foot_height = _foot(writer, cover)
    band = _band(writer, cover, _PAGE_HEIGHT - foot_height - 33)
    said = "" if creator == writer.plain(cover.subtitle) else creator
    writer.flow.add(writer.paragraph("CoverEyebrow", runs=band + writer.runs.text(said)))
    writer.flow.add(writer.paragraph("Title", cover.title))
    if not is_empty(cover.subtitle):
        writer.flow.add(writer.paragraph("Subtitle", cover.subtitle))
    for fact in cover.facts:
        tab = f"<w:r><w:rPr>{writer.runs.language()}</w:rPr><w:tab/></w:r>"
        label = writer.runs.text(fact.label, "Muted") + tab
        writer.flow.add(writer.paragraph("CoverFact", runs=label + writer.runs.inline(fact.content)))
    for note, label in ((cover.illustration, "illustration"), (cover.disclaimer, "disclaimer")):
        if not is_empty(note):
            head = writer.runs.text(words(f"blocks.{label}") + words("blocks.colon"), "Strong")
            writer.flow.add(writer.paragraph("CoverNote", runs=head + writer.runs.inline(note)))
    writer.flow.add(foot)


def title_size(writer: Writer, cover: Cover) -> float:
    """Set a long title smaller, so that it stays within four lines; points."""
    title = writer.plain(cover.title)
    return next((size for size in (34.0, 30.0, 26.0) if len(wrap(title, 270, size, True)) <= _TITLE_LINES), 22.0)


def space_above(writer: Writer, cover: Cover) -> float:
    """Set the title lower on a cover with few words, higher on a full one; points."""
    size = title_size(writer, cover)
    lines = len(wrap(writer.plain(cover.title), 270, size, True))
    notes = writer.plain(cover.illustration) + writer.plain(cover.disclaimer)
    full = lines * size * 1.15 + 48 + 20 * len(cover.facts) + 0.3 * len(notes)
    return min(max((430 - full) / 2, 0), 130)


def _band(writer: Writer, cover: Cover, height: float) -> str:
    """Draw the band and its motif: one bar for each part of the territory, as long as its value is large."""
    theme = writer.theme
    drawing = Drawing(writer, _BAND, height, is_mirrored=writer.rtl)
    drawing.box(0, 0, _BAND, height, fill=theme.primary)
    values = [abs(float(value)) for value in cover.motif][:60]
    largest = max(values, default=0.0)
    if largest:
        step = (height - 40) / len(values)
        thick = min(step * 0.55, 9.0)
        for index, value in enumerate(values):
            length = max(2.0, (value / largest) ** 0.5 * (_BAND - 10))
            color = theme.accent if value == largest else tint(theme.primary, 0.72)
            drawing.box(_BAND - length, 20 + index * step + (step - thick) / 2, length, thick, fill=color)
    else:
        drawing.box(0, height - 3, _BAND, 3, fill=theme.accent)
    return drawing.behind(0.0 if writer.rtl else _PAGE_WIDTH - _BAND, 0.0)


def _foot(writer: Writer, cover: Cover) -> tuple[str, float]:
    """Set the partners and the funding statement at the foot of the page; give it and its height in millimetres."""
    marks: tuple[LogoMark, ...] = cover.logos.marks if cover.logos else ()
    height = 0.0
    rows = []
    columns = max(1, min(len(marks), _MOST_MARKS))
    widths = in_twips([writer.width / 20 / columns] * columns, writer.width)
    for start in range(0, len(marks), columns):
        cells, high = logo_cells(writer, Logos(marks[start : start + columns]), widths)
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
        height += high
    if not rows:
        return "", 0.0
    top = twips_from_mm(_PAGE_HEIGHT - _BOTTOM_MM - height)
    place = f'<w:tblpPr w:vertAnchor="page" w:horzAnchor="margin" w:tblpX="0" w:tblpY="{top}"/>'
    names = ", ".join(mark.name for mark in marks)
    table = opening(writer, widths, writer.words("blocks.funding"), names, "Open", place, "side")
    return f"{table}{''.join(rows)}</w:tbl>", height
