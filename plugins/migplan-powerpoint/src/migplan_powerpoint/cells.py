"""Cells of tables: what they hold, how high they are, their XML; plain words and numbers take the short way."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from migplan.documents import Column, Holds, Inline, Row, RowKind, Tag, Value, single_value
from migplan_office.fonts import missing_glyphs
from migplan_office.scripts import has_rtl
from migplan_office.text import xml_escape
from migplan_powerpoint.geometry import Box, pt
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import FOREIGN, Para, Run, breakable

MARGIN_SIDE = 5.0
"""Inside a cell, at both sides, in points."""
MARGIN_ABOVE = 3.5
"""Inside a cell, above and below, in points."""
_JOINED = 0.5
"""Room, in ems, beside a bold word of joined letters: fonts that stand in for ours would break it inside."""
_TALL_LETTERS = 1.08
"""Lines of letters from right to left come out higher than measured, under fonts that stand in for ours."""
MARK_FONT = "Arial"
_SHORT_TAG = 16
_WIDE_LETTERS = 0.94
"""Share of a cell that is counted on for such letters."""
_BAR_GAP = 0.6
"""Between number and bar, over the size of the letters."""
_BAR_LEAST = 5.0
_BAR_WANT = 10.0
"""Length of the longest bar of a column, over the size of the letters."""
_BAR_THICK = 0.8
_STAND_IN = 1.2
"""Room for spaces of fonts that stand in for ours, over what was measured."""
MARK = "■ "
"""Shows the colour of the thing that a row is about."""


@frozen
class Span:
    """Longest word and longest line of a column, in ems."""

    word: float
    line: float


@frozen
class Rich:
    """A cell that holds more than plain words."""

    runs: tuple[Run, ...]
    fill: str = ""
    bar: Decimal | None = None
    """Value to show as a bar after its number."""
    is_whole: bool = False
    """Better not broken over lines."""


Cell = str | Rich


class Cells:
    """Makes, measures and writes the cells of one table."""

    def __init__(self, columns: Sequence[Column], stage: Stage) -> None:
        """Take the columns of a table."""
        self.stage = stage
        self.writer = stage.writer
        self.columns = tuple(columns)
        self.has_estimates = False
        self._numbers: dict[tuple[object, ...], str] = {}
        self._parts: dict[tuple[object, ...], tuple[str, str]] = {}
        self._largest = [Decimal(0)] * len(self.columns)
        self._numbers_width = [0.0] * len(self.columns)
        """Widest number of a column of bars, in ems."""
        texts = [index for index, column in enumerate(columns) if not column.holds.is_number]
        self._widest_text = max(texts, key=lambda index: columns[index].width, default=0)

    def header(self, column: Column) -> Cell:
        """Give the head of a column: its label, its unit, how to fill it in."""
        runs = list(self.writer.runs(column.label, is_bold=True, color="primary"))
        if column.unit:
            runs.append(Run(f" ({self.writer.text(column.unit)})", False, "primary"))
        if column.is_required:
            runs.append(Run(" •", True, "accent"))
        if column.hint:
            runs.append(Run(f"\n{self.writer.text(column.hint)}", False, "muted"))
        return Rich(tuple(runs), "sand")

    def row(self, row: Row) -> list[Cell]:
        """Give the cells of a row, as many as there are columns; a group's label stands in the widest column of text."""
        count = len(self.columns)
        if row.kind is RowKind.GROUP:
            label = row.cells[0] if row.cells else ""
            cells: list[Cell] = [Rich((), "sand")] * count
            mark = (Run(MARK, True, row.color, font=MARK_FONT),) if row.color else ()
            cells[self._widest_text] = Rich((*mark, *self.writer.runs(label, is_bold=True, color="primary")), "sand")
            return cells
        is_total = row.kind is not RowKind.DATA
        made = [self._cell(cell, index, is_total) for index, cell in enumerate(row.cells[:count])]
        made.extend([""] * (count - len(made)))
        if row.color and made:
            first = made[0] if isinstance(made[0], Rich) else Rich((Run(made[0]),) if made[0] else ())
            made[0] = evolve(first, runs=(Run(MARK, True, row.color, font=MARK_FONT), *first.runs))
        return made

    def _cell(self, cell: Inline, index: int, is_total: bool) -> Cell:
        if type(cell) is str and not is_total:
            text = self.writer.text(cell)
            return text if text.isascii() or not missing_glyphs(text) else Rich(self.writer.runs(cell))
        value = single_value(cell)
        if value is not None:
            return self._value(value, index, is_total)
        if isinstance(cell, Tag):
            short = len(cell.text) <= _SHORT_TAG
            return Rich(self.writer.runs(cell), self.stage.theme.tone(cell.tone.value).ground, is_whole=short)
        runs = self.writer.runs(cell, is_bold=is_total)
        return Rich(runs) if runs else ""

    def _value(self, value: Value, index: int, is_total: bool) -> Cell:
        column = self.columns[index]
        key = (value.value, value.holds, value.unit if not column.unit else "", value.decimals)
        written = self._numbers.get(key)
        if written is None:
            text = value.written(self.writer.language, with_unit=not column.unit)
            if value.holds is Holds.DATE:
                text = text.replace(" ", "\u00a0")
            written = self._numbers[key] = self.writer.text(text)
        if value.is_estimated:
            self.has_estimates = True
            written += "*"
        if column.holds is Holds.BAR and not is_total and isinstance(value.value, int | Decimal):
            number = Decimal(value.value)
            self._largest[index] = max(self._largest[index], abs(number))
            self._numbers_width[index] = max(self._numbers_width[index], self.writer.width(written, 1.0))
            return Rich((Run(written),), bar=number)
        return Rich((Run(written, True),)) if is_total else written

    # Measures ---------------------------------------------------------------------------------------------------

    def spans(self, rows: Sequence[Sequence[Cell]]) -> list[Span]:
        """Give the longest word and line of each column, in ems."""
        words = [0.0] * len(self.columns)
        lines = [0.0] * len(self.columns)
        em, scaled = self.writer.ruler.em, self.writer.scaling
        for row in rows:
            for index, cell in enumerate(row):
                if type(cell) is str:
                    if not cell:
                        continue
                    scale = scaled(cell)
                    width = em(cell) * scale
                    if width > lines[index]:
                        lines[index] = width
                    if width > words[index]:
                        words[index] = max(words[index], *(em(word) * scale for word in breakable(cell)))
                elif isinstance(cell, Rich):
                    word, line = self._span(cell)
                    words[index] = max(words[index], word)
                    lines[index] = max(lines[index], line)
        return [Span(word, line + 0.02) for word, line in zip(words, lines, strict=True)]

    def _span(self, cell: Rich) -> tuple[float, float]:
        """Give the longest word and the whole line of a cell that holds more than plain words."""
        em = self.writer.ruler.em
        word = line = 0.0
        for run in cell.runs:
            scale = self.writer.scaling(run.text) * (FOREIGN if run.font else 1.0)
            line += em(run.text, run.is_bold) * scale
            word = max(word, *(em(piece, run.is_bold) * scale for piece in breakable(run.text)))
            if run.is_bold and has_rtl(run.text):
                word += _JOINED
                line += _JOINED if cell.is_whole else 0.0
        if cell.bar is not None:
            return line + _BAR_GAP + _BAR_LEAST, line + _BAR_GAP + _BAR_WANT
        return (line if cell.is_whole else word), line

    def height(self, row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
        """Give the height of a row, in points, at inner widths in points."""
        highest = size * 1.2
        em = self.writer.ruler.em
        leading = self.writer.ruler.leading
        for cell, width in zip(row, widths, strict=True):
            if isinstance(cell, Rich):
                if cell.bar is not None or not cell.runs:
                    high = size * 1.25
                else:
                    para = Para(cell.runs, size)
                    # Bold letters of other fonts come out wider than measured.
                    free = width * _WIDE_LETTERS if has_rtl(para.text) else width
                    high = self.writer.lines(para, free) * self.writer.line_height(para)
                    high *= _TALL_LETTERS if has_rtl(para.text) else 1.0
            elif cell:
                scale = self.writer.scaling(cell) * size
                high = leading(cell) * scale * (_TALL_LETTERS if has_rtl(cell) else 1.0)
                if em(cell) * scale > width or "\n" in cell:
                    high *= self.writer.lines(Para((Run(cell),), size), width)
            else:
                continue
            highest = max(highest, high)
        return highest + 2 * MARGIN_ABOVE

    def parted(
        self, row: Sequence[Cell], widths: Sequence[float], size: float, room: float, *, is_cut: bool = False
    ) -> tuple[list[Cell], list[Cell] | None]:
        """Part a row so that its first part is at most `room` points high; `None` for the rest when nothing is left.

        `is_cut` says by `…` that there was more, and leaves a line for it.
        """
        first: list[Cell] = []
        rest: list[Cell] = []
        for cell, width in zip(row, widths, strict=True):
            rich = cell if isinstance(cell, Rich) else Rich((Run(cell),) if cell else ())
            para = Para(rich.runs, size)
            is_wide = has_rtl(para.text)
            own, free = (room / _TALL_LETTERS, width * _WIDE_LETTERS) if is_wide else (room, width)
            fits = not rich.runs or self.writer.height([para], free) <= own
            lines = own - (self.writer.line_height(para) if is_cut else 0)
            parts = None if fits else part_para(para, self.stage, pt(free), pt(lines))
            if parts is None:
                first.append(cell)
                rest.append("")
                continue
            more = (evolve(parts[0].runs[-1], text="…"),) if is_cut else ()
            first.append(evolve(rich, runs=(*parts[0].runs, *more), bar=None))
            rest.append(evolve(rich, runs=parts[1].runs, bar=None))
        return first, (rest if any(rest) else None)

    # XML --------------------------------------------------------------------------------------------------------

    def xml(
        self, row: Sequence[Cell], kind: RowKind | None, size: float, widths: Sequence[float], height: float
    ) -> str:
        """Give a row; no kind means the header."""
        out = [f'<a:tr h="{pt(height)}">']
        for index, cell in enumerate(row):
            if type(cell) is str and kind is RowKind.DATA:
                if cell:
                    scale = self.writer.scaling(cell)
                    head, tail = self._frame(index, size * scale)
                    if "\n" in cell or (scale != 1 and not self.writer.is_mirrored):
                        out.append(self._rich(Rich((Run(cell),)), index, kind, size, widths[index]))
                    else:
                        out.append(f"{head}{xml_escape(cell)}{tail}")
                else:
                    out.append(self._empty(index, size, kind))
            else:
                rich = cell if isinstance(cell, Rich) else Rich((Run(cell),) if cell else ())
                out.append(self._rich(rich, index, kind, size, widths[index]))
        out.append("</a:tr>")
        return "".join(out)

    def _align(self, index: int) -> str:
        holds = self.columns[index].holds
        if holds.is_number and holds is not Holds.BAR:
            return self.writer.align("end")
        return self.writer.align("start")

    def _frame(self, index: int, size: float) -> tuple[str, str]:
        key = (index, size)
        found = self._parts.get(key)
        if found is None:
            color = self.stage.palette.fill("ink")
            head = (
                f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr {self._align(index)}/><a:r>"
                f'<a:rPr lang="{self.writer.tag()}" sz="{round(size * 100)}">{color}</a:rPr><a:t>'
            )
            found = self._parts[key] = (head, f"</a:t></a:r></a:p></a:txBody>{self._properties('', None)}</a:tc>")
        return found

    def _properties(self, fill: str, kind: RowKind | None, beyond: float = 0.0) -> str:
        """Give the looks of a cell; `beyond` points at its end are kept free for a bar."""
        side, above = pt(MARGIN_SIDE), pt(MARGIN_ABOVE)
        end = side + pt(beyond)
        left, right = (end, side) if self.writer.is_mirrored else (side, end)
        rule = ""
        if kind in (RowKind.TOTAL, RowKind.SUBTOTAL):
            rule = f'<a:lnT w="{pt(1.25)}">{self.stage.palette.fill("primary")}</a:lnT>'
        paint = self.stage.palette.fill(fill) if fill else ""
        attributes = f'marL="{left}" marR="{right}" marT="{above}" marB="{above}" anchor="ctr"'
        inside = rule + paint
        return f"<a:tcPr {attributes}>{inside}</a:tcPr>" if inside else f"<a:tcPr {attributes}/>"

    def _empty(self, index: int, size: float, kind: RowKind | None, fill: str = "") -> str:
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr {self._align(index)}/>"
            f"{self.writer.end_xml(size)}</a:p></a:txBody>{self._properties(fill, kind)}</a:tc>"
        )

    def _rich(self, cell: Rich, index: int, kind: RowKind | None, size: float, width: float) -> str:
        if not cell.runs:
            return self._empty(index, size, kind, cell.fill)
        body = "".join(self.writer.run_xml(run, size) for run in cell.runs)
        align, beyond = self._align(index), 0.0
        if cell.bar is not None and self.writer.is_mirrored:
            body = self._inked(cell.bar, index, size, width) + body
        elif cell.bar is not None:
            # Numbers end on one line, from which all bars of the column begin.
            align, beyond = self.writer.align("end"), max(width - 2 * MARGIN_SIDE - self._number_room(index, size), 0.0)
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr {align}/>{body}</a:p></a:txBody>"
            f"{self._properties(cell.fill, kind, beyond)}</a:tc>"
        )

    def _number_room(self, index: int, size: float) -> float:
        return self._numbers_width[index] * size + 1

    def _inked(self, bar: Decimal, index: int, size: float, width: float) -> str:
        """Give a bar as hard spaces on ink, before its number.

        Some programs do not turn tables round, so that in mirrored documents no shape may lie over a cell.
        """
        free = max(width - 2 * MARGIN_SIDE - self._number_room(index, size) - size * _BAR_GAP, 1.0)
        step = self.writer.width("\u00a0", size) * _STAND_IN
        count = max(int(free * float(abs(bar) / (self._largest[index] or 1)) / step), 1) if bar else 0
        color = self.stage.palette.color("accent" if bar < 0 else "primary")
        looks = f'lang="{self.writer.tag()}" sz="{round(size * 100)}"'
        ink = f"<a:r><a:rPr {looks}><a:highlight>{color}</a:highlight></a:rPr><a:t>{chr(0xA0) * count}</a:t></a:r>"
        return f"{ink if count else ''}<a:r><a:rPr {looks}/><a:t>\u00a0</a:t></a:r>"

    def bars(self, row: Sequence[Cell], size: float, widths: Sequence[float], place: Box) -> list[tuple[Box, str]]:
        """Give the bars over a row that stands at a place: where each is, and its colour."""
        found: list[tuple[Box, str]] = []
        if self.writer.is_mirrored:
            return found
        start = 0.0
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            if isinstance(cell, Rich) and cell.bar:
                before = MARGIN_SIDE + self._number_room(index, size) + size * _BAR_GAP
                free = max(width - before - MARGIN_SIDE, 1.0)
                length = max(free * float(abs(cell.bar) / self._largest[index]), 1.0)
                thick = min(pt(size * _BAR_THICK), place.h)
                box = Box(place.x + pt(start + before), place.y + (place.h - thick) // 2, pt(length), thick)
                found.append((box, "accent" if cell.bar < 0 else "primary"))
            start += width
        return found
