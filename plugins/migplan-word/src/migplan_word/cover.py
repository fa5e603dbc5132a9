"""The cover: what the document is, a quiet motif drawn from the territory's own data, and who pays for it."""

from migplan.documents import Cover, Inline, LogoMark, Logos
from migplan_office.brand import mixed
from migplan_word.grids import ROW, opening
from migplan_word.inline import is_blank, joined
from migplan_word.pictures import logo_cells
from migplan_word.shapes import Drawing
from migplan_word.widths import in_twips
from migplan_word.writer import Writer

_BAND = 54.0
"""Width of the coloured band, in millimetres."""
_LEAST_BAND = 80.0
_BELOW_BAND = 40.0
"""Millimetres between the band and the foot of the page, less the partners."""
_TITLE_LINES = 4
_TEXT = 282.0
"""Points of width beside the band."""
_SLACK = 16.0
"""Points kept free, so that a word more never pushes the partners to the next page."""
_MOST_MARKS = 6
"""Logos in a row."""


def draw_cover(writer: Writer, cover: Cover, creator: str) -> float:
    """Set the first page; give the height in points of the space that holds the partners down at its foot."""
    flow = writer.flow
    foot, foot_height = _foot(writer, cover)
    band = _band(writer, cover, flow.paper.height / 1440 * 25.4 - foot_height / 72 * 25.4 - _BELOW_BAND)
    said = "" if creator == writer.plain(cover.subtitle) else creator
    flow.add(writer.paragraph("CoverEyebrow", runs=band + writer.runs.text(said)), space_above(writer, cover) + 23)
    size = title_size(writer, cover)
    flow.add(writer.paragraph("Title", cover.title), _height(writer, cover.title, size, size * 1.15, True) + 10)
    if not is_blank(cover.subtitle):
        flow.add(writer.paragraph("Subtitle", cover.subtitle), _height(writer, cover.subtitle, 16, 22) + 26)
    _tell(writer, cover)
    return _stand(writer, foot, foot_height)


def draw_imprint(writer: Writer, cover: Cover, creator: str) -> float:
    """Set what a client's own cover has no place for on the page behind it; give the space as `draw_cover` does."""
    foot, foot_height = _foot(writer, cover)
    _tell(writer, cover)
    return _stand(writer, foot, foot_height)


def _tell(writer: Writer, cover: Cover) -> None:
    """Set the facts and the notes."""
    words, flow = writer.words, writer.flow
    for fact in cover.facts:
        tab = f"<w:r><w:rPr>{writer.runs.language()}</w:rPr><w:tab/></w:r>"
        label = writer.runs.text(fact.label, "Muted") + tab
        height = _height(writer, fact.content, 11.5, 16, room=_TEXT - 78)
        flow.add(writer.paragraph("CoverFact", runs=label + writer.runs.inline(fact.content)), height + 4)
    for note, name in ((cover.illustration, "illustration"), (cover.disclaimer, "disclaimer")):
        if not is_blank(note):
            label_text = words(f"blocks.{name}") + words("blocks.colon")
            runs = writer.runs.text(label_text, "Strong") + writer.runs.inline(note)
            height = _height(writer, joined(label_text, note), 9.5, 13, room=_TEXT - 22)
            flow.add(writer.paragraph("CoverNote", runs=runs), height + 18)


def _stand(writer: Writer, foot: str, foot_height: float) -> float:
    """Set the partners at the foot of the page; give the height in points of the space above them."""
    flow = writer.flow
    if not foot:
        return 10.0
    space = max(flow.page.height - flow.used - foot_height - _SLACK, 10.0)
    flow.add(writer.paragraph("CoverGap", ""))
    flow.add(foot)
    return space


def _height(
    writer: Writer, inline: Inline, size: float, leading: float, bold: bool = False, room: float = _TEXT
) -> float:
    return len(writer.lines(writer.plain(inline), room, size, bold)) * leading


def title_size(writer: Writer, cover: Cover) -> float:
    """Set a long title smaller, so that it stays within four lines; points."""
    title = writer.plain(cover.title)
    return next(
        (size for size in (34.0, 30.0, 26.0) if len(writer.lines(title, _TEXT - 12, size, True)) <= _TITLE_LINES), 22.0
    )


def space_above(writer: Writer, cover: Cover) -> float:
    """Set the title lower on a cover with few words, higher on a full one; points."""
    size = title_size(writer, cover)
    lines = len(writer.lines(writer.plain(cover.title), _TEXT - 12, size, True))
    notes = writer.plain(cover.illustration) + writer.plain(cover.disclaimer)
    full = lines * size * 1.15 + 48 + 20 * len(cover.facts) + 0.3 * len(notes)
    return min(max((430 - full) / 2, 0), 130)


def _band(writer: Writer, cover: Cover, height: float) -> str:
    """Draw the band and its motif: one bar for each part of the territory, as long as its value is large."""
    theme, height = writer.theme, max(height, _LEAST_BAND)
    drawing = Drawing(writer, _BAND, height, is_mirrored=writer.rtl)
    drawing.box(0, 0, _BAND, height, fill=theme.primary)
    values = [abs(float(value)) for value in cover.motif][:60]
    largest = max(values, default=0.0)
    if largest:
        step = (height - 40) / len(values)
        thick = min(step * 0.55, 9.0)
        for index, value in enumerate(values):
            length = max(2.0, (value / largest) ** 0.5 * (_BAND - 10))
            color = theme.accent if value == largest else mixed(theme.ground, theme.primary, 0.72)
            drawing.box(_BAND - length, 20 + index * step + (step - thick) / 2, length, thick, fill=color)
    else:
        drawing.box(0, height - 3, _BAND, 3, fill=theme.accent)
    return drawing.behind()


def _foot(writer: Writer, cover: Cover) -> tuple[str, float]:
    """Set the partners for the foot of the page; give the table and its believed height in points."""
    marks: tuple[LogoMark, ...] = cover.logos.marks if cover.logos else ()
    if not marks:
        return "", 0.0
    height = 0.0
    rows = []
    columns = min(len(marks), _MOST_MARKS)
    widths = in_twips([writer.width / 20 / columns] * columns, writer.width)
    for start in range(0, len(marks), columns):
        cells, high = logo_cells(writer, Logos(marks[start : start + columns]), widths)
        rows.append(f"{ROW}{cells}</w:tr>")
        height += high
    names = ", ".join(mark.name for mark in marks)
    table = opening(writer, widths, writer.words("blocks.funding"), names, "Open", look="side")
    return f"{table}{''.join(rows)}</w:tbl>", height
