"""Agendas: what happens when; the height of a row grows with its length, breaks are pale."""

from collections.abc import Sequence

from migplan.documents import Agenda, AgendaItem, Inline, Span, Weight
from migplan_word.grids import HEADER_ROW, cell_properties, opening, row_of
from migplan_word.inline import is_blank
from migplan_word.tables import SIZE
from migplan_word.widths import Need, in_twips, need, shared
from migplan_word.writer import Writer

_MM_A_MINUTE = 0.16
_LEAST_MM, _MOST_MM = 7.0, 26.0
_KEYS = ("start", "minutes", "title", "method", "facilitator", "materials")
_USUAL = {"start": 12, "minutes": 6, "title": 40, "method": 16, "facilitator": 16, "materials": 22}


def draw_agenda(writer: Writer, block: Agenda) -> None:
    """Set an agenda day by day."""
    if not is_blank(block.title):
        writer.flow.add(writer.caption("table", block.title), 30)
    keys = [
        key for key in _KEYS if key in ("start", "minutes", "title") or any(getattr(item, key) for item in block.items)
    ]
    days = sorted({item.day for item in block.items})
    heads = {key: writer.words(f"blocks.agenda.{key}") for key in keys}
    needs: list[Need] = []
    for key in keys:
        said = [writer.plain(_said(item, key)) for item in block.items]
        needs.append(need(writer.wide, heads[key], said, _USUAL[key], SIZE, key in ("start", "minutes")))
    widths = in_twips(shared(needs, writer.width / 20), writer.width)
    sand = writer.theme.sand
    header = "".join(
        f"<w:tc>{cell_properties(width, sand)}{writer.paragraph(_style(key, 'TableHeader'), heads[key])}</w:tc>"
        for key, width in zip(keys, widths, strict=True)
    )
    rows, height = [f"{HEADER_ROW}{header}</w:tr>"], 24.0
    for day in days:
        if len(days) > 1:
            rows.append(_day(writer, day, keys, widths))
            height += 24
        for item in block.items:
            if item.day == day:
                high = min(max(_LEAST_MM, item.minutes * _MM_A_MINUTE), _MOST_MM)
                rows.append(_row(writer, item, keys, widths, high))
                height += max(high * 2.835, 18)
    if not block.items:
        blank = "".join(
            f"<w:tc>{cell_properties(width)}{writer.paragraph('TableText', '')}</w:tc>" for width in widths[1:]
        )
        empty = writer.paragraph("TableText", writer.words("blocks.empty"))
        rows.append(f"{row_of(_LEAST_MM)}<w:tc>{cell_properties(widths[0])}{empty}</w:tc>{blank}</w:tr>")
    alt = block.alt or writer.words("blocks.table_alt", title=writer.plain(block.title) or heads["title"])
    writer.flow.add(f"{opening(writer, widths, writer.plain(block.title), alt)}{''.join(rows)}</w:tbl>", height)
    writer.gap()


def _style(key: str, base: str) -> str:
    return f"{base}Number" if key == "minutes" else base


def _said(item: AgendaItem, key: str) -> Inline:
    if key == "start":
        return f"{item.start}–{_end(item)}" if _end(item) else item.start
    if key == "minutes":
        return str(item.minutes)
    if key == "title":
        return item.title
    return str(getattr(item, key))


def _end(item: AgendaItem) -> str:
    hours, _, minutes = item.start.partition(":")
    if not (hours.isdigit() and minutes.isdigit()):
        return ""
    total = int(hours) * 60 + int(minutes) + item.minutes
    return f"{total // 60 % 24:02d}:{total % 60:02d}"


def _day(writer: Writer, day: int, keys: Sequence[str], widths: Sequence[int]) -> str:
    cells = ""
    for key, width in zip(keys, widths, strict=True):
        text = writer.words("blocks.agenda.day", n=day) if key == "title" else ""
        cells += f"<w:tc>{cell_properties(width)}{writer.paragraph('TableGroup', text)}</w:tc>"
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _row(writer: Writer, item: AgendaItem, keys: Sequence[str], widths: Sequence[int], height_mm: float) -> str:
    fill = writer.theme.sand if item.is_break else ""
    cells = ""
    for key, width in zip(keys, widths, strict=True):
        said = _said(item, key)
        if key == "start":
            said = Span(f"{'▶ ' if item.is_now else ''}{said}", weight=Weight.MUTED if item.is_break else Weight.STRONG)
        elif item.is_break and isinstance(said, str):
            said = Span(said, weight=Weight.MUTED)
        cells += f"<w:tc>{cell_properties(width, fill)}{writer.paragraph(_style(key, 'TableText'), said)}</w:tc>"
    return f"{row_of(height_mm)}{cells}</w:tr>"
