"""Key numbers: a row of large figures with what they count, how they move and where they come from."""

from collections.abc import Sequence

from migplan.documents import Figures, Holds, KeyFigure, Value
from migplan_word.grids import ROW, cell_properties, opening
from migplan_word.inline import is_blank
from migplan_word.runs import ESTIMATE
from migplan_word.widths import in_twips
from migplan_word.writer import Writer

_SIZES = (26, 22, 18, 15, 12)
_MOST = 4
"""Figures in a row."""
_GUTTER = 14.0


def draw_figures(writer: Writer, block: Figures) -> None:
    """Set the figures in rows of equal columns, and the conclusion below."""
    if block.items:
        columns = _columns(len(block.items))
        width = writer.width / 20 / columns - _GUTTER
        size = _size(writer, block.items, width)
        widths = in_twips([writer.width / 20 / columns] * columns, writer.width)
        alt = block.alt or writer.words(
            "blocks.draw_alt", title=", ".join(writer.plain(one.label) for one in block.items[:6])
        )
        for start in range(0, len(block.items), columns):
            row, height = _row(writer, block.items[start : start + columns], widths, size)
            writer.gap()
            table = opening(writer, widths, writer.words("blocks.figures.value"), alt, "Open")
            writer.flow.add(f"{table}{row}</w:tbl>", height)
        writer.gap()
    if not is_blank(block.conclusion):
        height = writer.height(block.conclusion, 11, 16, bold=True) + 16
        writer.flow.add(writer.paragraph("Conclusion", block.conclusion), height)


def _columns(count: int) -> int:
    """Give how many figures stand in a row, so that the last row is not left with one alone."""
    if count <= _MOST:
        return count
    return 3 if count % _MOST in (1, 2) and count % 3 != 1 else _MOST


def split_unit(writer: Writer, value: Value) -> tuple[str, str]:
    """Give the number and its unit apart; a percent sign stays with its number."""
    number = value.written(writer.language, with_unit=False)
    if value.is_estimated:
        number = ESTIMATE + number
    return number, value.unit if value.value is not None and value.holds is not Holds.SHARE else ""


def _size(writer: Writer, items: Sequence[KeyFigure], width: float) -> int:
    """Give the largest size at which every number stands on one line."""
    said = [split_unit(writer, item.value) for item in items]

    def needed(size: int) -> float:
        return max(
            writer.wide(number, size, True) + (writer.wide(f" {unit}", 10) if unit else 0.0) for number, unit in said
        )

    return next((size for size in _SIZES if needed(size) <= width), _SIZES[-1])


def _row(writer: Writer, items: Sequence[KeyFigure], widths: Sequence[int], size: int) -> tuple[str, float]:
    cells, tallest = [], 0.0
    for index, width in enumerate(widths):
        if index < len(items):
            content, height = _figure(writer, items[index], size, width / 20 - _GUTTER)
        else:
            content, height = writer.paragraph("FigureTrend", ""), 0.0
        cells.append(f"<w:tc>{cell_properties(width)}{content}</w:tc>")
        tallest = max(tallest, height)
    return f"{ROW}{''.join(cells)}</w:tr>", tallest


def _figure(writer: Writer, item: KeyFigure, size: int, room: float) -> tuple[str, float]:
    number, unit = split_unit(writer, item.value)
    runs = writer.runs.text(number)
    if unit:
        runs += writer.runs.text(f" {unit}", "FigureUnit")
    kind = "Accent" if item.is_emphasised else ""
    style = f"Figure{size}{kind}"
    label = writer.runs.inline(item.label)
    if item.value.source:
        label += writer.notes.cite(item.value.source)
    done = [writer.paragraph(f"FigureLabel{kind}", runs=label), writer.paragraph(style, runs=runs)]
    height = len(writer.lines(writer.plain(item.label), room, 9.5)) * 12.5 + size * 1.25 + 8
    for line, name, leading in ((item.trend, "FigureTrend", 12.5), (item.source, "FigureSource", 11.5)):
        if not is_blank(line):
            done.append(writer.paragraph(name, line))
            height += len(writer.lines(writer.plain(line), room, 9.5)) * leading + 4
    return "".join(done), height
