"""Two to four things side by side: equal columns, the same order, one scale a line, the difference set apart."""

from collections.abc import Sequence
from decimal import Decimal

from migplan.documents import ComparedLine, Comparison, is_empty, single_value
from migplan_powerpoint.captions import captioned
from migplan_powerpoint.geometry import Box, cm, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para

_SIZES = (18.0, 17.0, 16.0, 14.0, 13.0, 12.0)
_LABEL = 0.2
"""Share of the width that the names of the aspects take."""
_GAP = cm(0.3)
_PAD = cm(0.18)
_SIDE = cm(0.3)
_BAR = cm(0.32)


def comparison_pieces(block: Comparison, stage: Stage, width: int) -> list[Piece]:
    """Give the comparison as one drawing that parts between its lines and repeats its heads."""
    if not block.columns or not block.lines:
        return []
    return [captioned(_Sheet(block, stage, width).piece(block.lines), stage, width, block.title, block.note)]


class _Sheet:
    def __init__(self, block: Comparison, stage: Stage, width: int) -> None:
        self.block, self.stage, self.width = block, stage, width
        self.label = round(width * _LABEL)
        count = len(block.columns)
        self.wide = (width - self.label - _GAP * count) // count
        self.inner = self.wide - 2 * _SIDE
        self.above = max(self.stage.height(self.head(place), self.inner) for place in range(count)) + 2 * _PAD

    def column(self, box: Box, place: int) -> Box:
        return Box(box.x + self.label + _GAP + place * (self.wide + _GAP), box.y, self.wide, box.h)

    def head(self, place: int) -> list[Para]:
        column, writer = self.block.columns[place], self.stage.writer
        paras = [writer.para(column.title, 18.0, is_bold=True, color="ink")]
        if not is_empty(column.detail):
            paras.append(writer.para(column.detail, 12.0, color="muted", before=2))
        return paras

    def cells(self, line: ComparedLine, size: float) -> list[list[Para]]:
        writer = self.stage.writer
        return [
            [writer.para(cell, size, is_bold=line.differs or place in line.emphasised,
                         color="accent" if place in line.emphasised else "ink")]
            for place, cell in enumerate(line.cells[: len(self.block.columns)])
        ]  # fmt: skip

    def name(self, line: ComparedLine, size: float) -> list[Para]:
        return [
            self.stage.writer.para(line.label, size, is_bold=line.differs, color="primary" if line.differs else "muted")
        ]

    def height(self, line: ComparedLine, size: float) -> int:
        tall = [self.stage.height(self.name(line, size), self.label - _SIDE)]
        bar = _BAR + _PAD if line.holds.is_number else 0
        tall += [self.stage.height(paras, self.inner) + bar for paras in self.cells(line, size)]
        return min(max(tall), self.stage.body_height // 2) + 2 * _PAD

    def piece(self, lines: Sequence[ComparedLine]) -> Piece:
        least = [self.height(line, _SIZES[-1]) for line in lines]
        want = [self.height(line, _SIZES[1]) for line in lines]

        def draw(pen: Pen, box: Box) -> None:
            with pen.group(box, self.stage.alt(self.block.alt, self.block.title, "draw_alt"), "comparison"):
                self._draw(pen, box, lines)

        def cut(room: int) -> tuple[Piece, Piece] | None:
            used, count = self.above, 0
            while count < len(lines) and used + least[count] <= room:
                used += least[count]
                count += 1
            if not 0 < count < len(lines):
                return None
            return self.piece(lines[:count]), self.piece(lines[count:])

        return Piece(self.above + sum(want), self.above + sum(least), draw, cut, grows=True)

    def _draw(self, pen: Pen, box: Box, lines: Sequence[ComparedLine]) -> None:
        for place, column in enumerate(self.block.columns):
            head = self.column(box.top(self.above), place)
            pen.text(head, self.head(place), name="head", fill="sand", anchor="ctr", inset=(_SIDE, _PAD, _SIDE, _PAD))
            pen.shape(head.at(h=cm(0.12)), fill=column.color, name="color")
        room = box.h - self.above
        size = next((s for s in _SIZES if sum(self.height(line, s) for line in lines) <= room), _SIZES[-1])
        heights = [self.height(line, size) for line in lines]
        spare = max(room - sum(heights), 0) // len(heights)
        y = box.y + self.above
        for line, height in zip(lines, heights, strict=True):
            high = height + min(spare, height // 2)
            self._line(pen, line, Box(box.x, y, box.w, high), size)
            y += high
            pen.rule((box.x, y), (box.end, y), line="line")

    def _line(self, pen: Pen, line: ComparedLine, box: Box, size: float) -> None:
        label = Box(box.x, box.y, self.label, box.h)
        fill = "sand" if line.differs else ""
        pen.text(
            label, self.name(line, size), name="aspect", fill=fill, anchor="ctr", inset=(_SIDE // 2, 0, _SIDE // 2, 0)
        )
        values = [single_value(cell) for cell in line.cells]
        numbers = [
            Decimal(value.value) if value is not None and isinstance(value.value, Decimal | int) else None
            for value in values
        ]
        top = line.high or max((abs(number) for number in numbers if number is not None), default=Decimal(0))
        for place, paras in enumerate(self.cells(line, size)):
            cell = self.column(box, place)
            is_number = line.holds.is_number and top and numbers[place] is not None
            text = cell.at(h=box.h - _BAR - _PAD) if line.holds.is_number else cell
            pen.text(text, paras, name="cell", anchor="b" if line.holds.is_number else "ctr",
                     inset=(_SIDE, _PAD // 2, _SIDE, _PAD // 2))  # fmt: skip
            if is_number and top:
                share = min(abs(numbers[place] or Decimal(0)) / top, Decimal(1))
                spot = Box(cell.x + _SIDE, cell.bottom - _BAR - _PAD, self.inner, _BAR)
                pen.shape(spot, fill="sand", name="scale")
                if share:
                    fill = "accent" if place in line.emphasised else self.block.columns[place].color
                    pen.shape(spot.at(w=max(round(self.inner * share), pt(1))), fill=fill, name="bar")
