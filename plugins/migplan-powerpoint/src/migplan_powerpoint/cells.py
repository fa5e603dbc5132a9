"""Cells of tables: what they hold, how high they are, their XML; plain words and numbers take the short way."""

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve, frozen

from migplan.documents import Column, Holds, Inline, Row, RowKind, Tag, Value, single_value
from migplan_office.fonts import missing_glyphs
from migplan_office.scripts import has_rtl
from migplan_office.text import xml_escape
from migplan_powerpoint.geometry import pt
from migplan_powerpoint.prose import part_para
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import FOREIGN, LEAST, Para, Run, breakable

MARGIN_SIDE = 5.0
"""Inside a cell, at both sides, in points."""
MARGIN_ABOVE = 3.5
"""Inside a cell, above and below, in points."""
_JOINED = 0.5
"""Room, in ems, beside a bold word of joined letters: fonts that stand in for ours would break it inside."""
_TALL_LETTERS = 1.08
"""Lines of letters from right to left come out higher than measured, under fonts that stand in for ours."""
_BAR_LETTER = "▄"
_BAR_FONT = "Arial"
_BAR_SIZE = 0.95
_BAR_EM = 1.2
"""Room for the letter that bars are made of, over its size: as much as any font may give it."""
_SHORT_TAG = 16
_BAR_GAP = 1.0
"""Between bar and number, with a reserve, over the size of the letters."""
_BAR_LEAST = 4
_BAR_WANT = 8
_MARK = "■ "
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
    """Value to show as a bar before the words."""
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
            mark = (Run(_MARK, True, row.color, font=_BAR_FONT),) if row.color else ()
            cells[self._widest_text] = Rich((*mark, *self.writer.runs(label, is_bold=True, color="primary")), "sand")
            return cells
        is_total = row.kind is not RowKind.DATA
        made = [self._cell(cell, index, is_total) for index, cell in enumerate(row.cells[:count])]
        made.extend([""] * (count - len(made)))
        if row.color and made:
            first = made[0] if isinstance(made[0], Rich) else Rich((Run(made[0]),) if made[0] else ())
            made[0] = evolve(first, runs=(Run(_MARK, True, row.color, font=_BAR_FONT), *first.runs))
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
            written = self._numbers[key] = self.writer.text(text)
        if value.is_estimated:
            self.has_estimates = True
            written += "*"
        if column.holds is Holds.BAR and not is_total and isinstance(value.value, int | Decimal):
            number = Decimal(value.value)
            self._largest[index] = max(self._largest[index], abs(number))
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
        if cell.bar is not None:
            letter = _BAR_EM * _BAR_SIZE
            return line + _BAR_GAP + _BAR_LEAST * letter, line + _BAR_GAP + _BAR_WANT * letter
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
                    high = self.writer.lines(para, width) * self.writer.line_height(para)
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
            own = room / _TALL_LETTERS if has_rtl(para.text) else room
            fits = not rich.runs or self.writer.height([para], width) <= own
            lines = own - (self.writer.line_height(para) if is_cut else 0)
            parts = None if fits else part_para(para, self.stage, pt(width), pt(lines))
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

    def _properties(self, fill: str, kind: RowKind | None) -> str:
        side, above = pt(MARGIN_SIDE), pt(MARGIN_ABOVE)
        rule = ""
        if kind in (RowKind.TOTAL, RowKind.SUBTOTAL):
            rule = f'<a:lnT w="{pt(1.25)}">{self.stage.palette.fill("primary")}</a:lnT>'
        paint = self.stage.palette.fill(fill) if fill else ""
        attributes = f'marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="ctr"'
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
        runs = cell.runs
        if cell.bar is not None:
            runs = (*self._bar(cell, index, size, width - 2 * MARGIN_SIDE), *runs)
        body = "".join(self.writer.run_xml(run, size) for run in runs)
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr {self._align(index)}/>{body}</a:p></a:txBody>"
            f"{self._properties(cell.fill, kind)}</a:tc>"
        )

    def _bar(self, cell: Rich, index: int, size: float, width: float) -> tuple[Run, ...]:
        """Give the bar of a cell: letters of full ink in proportion to the column's largest value."""
        largest = self._largest[index]
        if not largest or cell.bar is None:
            return ()
        letter = max(size * _BAR_SIZE, LEAST) * _BAR_EM
        texts = sum(self.writer.width(run.text, size, run.is_bold) for run in cell.runs)
        free = max(int((width - texts - size * _BAR_GAP) // letter), 1)
        count = max(round(float(abs(cell.bar) / largest) * free), 1 if cell.bar else 0)
        color = "accent" if cell.bar < 0 else "primary"
        return (
            (Run(_BAR_LETTER * count + " ", False, color, font=_BAR_FONT, size=max(size * _BAR_SIZE, LEAST)),)
            if count
            else ()
        )
