"""The calendar of actions: a real table whose cells are shaded, one row an action, in lanes by objective."""

from collections.abc import Iterator, Sequence
from datetime import date

from migplan.documents import (
    Bar,
    Column,
    Gantt,
    Holds,
    Inline,
    Lane,
    Milestone,
    Row,
    Span,
    Table,
    Tag,
    Tone,
    Value,
    Weight,
)
from migplan.locale import format_date, format_period, month_name
from migplan_office.brand import contrast, mixed
from migplan_word.grids import HEADER_ROW, ROW, cell_properties, opening
from migplan_word.inline import is_blank, joined
from migplan_word.looks import color_style
from migplan_word.pages import PORTRAIT
from migplan_word.periods import Period, month_of, periods
from migplan_word.prose import source_line
from migplan_word.tables import believed_height, draw_table
from migplan_word.widths import in_twips
from migplan_word.writer import Writer

REACHED, AHEAD, TODAY = "◆", "◇", "▼"
_PERIOD = 15.0
"""Points of a period's column."""
_ACTION = 330.0
"""Points of the column of actions, at least where the page allows."""
_FEW_PERIODS = 10
_HEAD = 48.0
"""Points of the header rows."""
_LEGEND = 24.0
"""Points of the line that explains the marks."""
_MANY_STEPS = 12
"""Milestones up to which they are said in lines; more are listed in a table."""
_CAPTION = 30.0
"""Points of the caption of a table."""
_AROUND = 24.0
"""Points kept free around the milestones."""
_FULL = 0.75
"""Share of a page beyond which nothing of the calendar is said before it."""


def wants_landscape(block: Gantt) -> bool:
    """Say whether the calendar needs a wide page."""
    return month_of(block.end) - month_of(block.start) >= _FEW_PERIODS


def draw_gantt(writer: Writer, block: Gantt) -> None:
    """Set the calendar, the milestones below it in words."""
    columns = periods(block.start, block.end, writer.words, writer.language)
    if not is_blank(block.title):
        writer.flow.add(writer.caption("table", block.title, block.id), 30)
    calendar = _Calendar(writer, block, columns)
    xml = calendar.written()
    if sum(calendar.heights) + _HEAD > writer.flow.left - _LEGEND:
        close = _Calendar(writer, block, columns, is_close=True)
        said = close.written()
        if sum(close.heights) + _HEAD <= writer.flow.left - _LEGEND:
            calendar, xml = close, said
    writer.flow.add(xml, sum(calendar.heights), calendar.heights, _HEAD)
    writer.flow.add(writer.paragraph("Source", runs=calendar.legend()) if calendar.has_legend else "", 24)
    is_said = block.id in writer.said_before
    if not is_said and _steps(block) <= _MANY_STEPS:
        for line in calendar.milestones():
            source_line(writer, line, "Small")
    source_line(writer, block.note)
    if not is_said and _steps(block) > _MANY_STEPS:
        if writer.flow.page.is_landscape:
            writer.flow.begin(PORTRAIT, writer.flow.title)
        draw_table(writer, _milestones_table(writer, block))


def _steps(block: Gantt) -> int:
    return sum(len(bar.milestones) for bar in block.bars)


def _milestones_table(writer: Writer, block: Gantt) -> Table:
    """List many milestones by day: those reached at one side, those that are late or ahead at the other."""
    words = writer.words
    steps = sorted(
        ((step, bar) for bar in block.bars for step in bar.milestones), key=lambda found: (found[0].date, found[1].code)
    )
    sides: list[tuple[str, list[tuple[Inline, ...]]]] = [("reached", []), ("ahead", [])]
    for step, bar in steps:
        late = not step.is_reached and block.today is not None and step.date < block.today
        said: Inline = step.title
        if late:
            said = joined(Tag(words("blocks.gantt_late"), Tone.LATE), step.title, between=" ")
        sides[not step.is_reached][1].append((Span(bar.code, weight=Weight.STRONG), Value(step.date, Holds.DATE), said))
    shown = [(state, lines) for state, lines in sides if lines]
    columns = []
    for state, _ in shown:
        head = joined(words("blocks.gantt.milestones"), words(f"blocks.gantt_{state}"), between=" – ")
        columns += [
            Column(f"code-{state}", words("blocks.gantt.code"), Holds.CODE, width=7),
            Column(f"date-{state}", words("blocks.signatures.date"), Holds.DATE, width=14),
            Column(f"milestone-{state}", head, width=30),
        ]
    high = max((len(lines) for _, lines in shown), default=0)
    rows = []
    for place in range(high):
        sought = (lines[place] if place < len(lines) else ("", "", "") for _, lines in shown)
        rows.append(Row(tuple(cell for cells in sought for cell in cells)))
    return Table("", joined(words("blocks.gantt.milestones"), block.title, between=" – "), columns, rows)


def room_before(writer: Writer, block: Gantt) -> float:
    """Give the room in points that the milestones want at least on the page before the calendar's own."""
    if not block.id:
        return 0.0
    if _steps(block) > _MANY_STEPS:
        return believed_height(writer, _milestones_table(writer, block), "Dense") + _CAPTION + _AROUND
    return _room(writer, _milestones_of(writer, block), "SourceDense")


def draw_milestones_before(writer: Writer, block: Gantt) -> None:
    """Say the milestones before the calendar's own page: in lines where these fit, many in a table that goes on."""
    if not block.id or not writer.flow.used:
        return
    if _steps(block) > _MANY_STEPS:
        writer.said_before.add(block.id)
        draw_table(writer, _milestones_table(writer, block))
        return
    lines = _milestones_of(writer, block)
    for style in ("Small", "SourceDense"):
        if lines and _room(writer, lines, style) < writer.flow.left and writer.flow.fill < _FULL:
            writer.said_before.add(block.id)
            for line in lines:
                source_line(writer, line, style)
            return


def _room(writer: Writer, lines: Sequence[Inline], style: str) -> float:
    is_close = style == "SourceDense"
    leading, space = (11.0, 3.0) if is_close else (12.5, 8.0)
    room = writer.width / 20
    counts = (len(writer.lines(writer.plain(line), room, 9, is_even=is_close)) for line in lines)
    return sum(count * leading + space for count in counts) + _AROUND if lines else 0.0


def _milestones_of(writer: Writer, block: Gantt) -> list[Inline]:
    return list(_Calendar(writer, block, periods(block.start, block.end, writer.words, writer.language)).milestones())


class _Calendar:
    """One calendar on its way."""

    def __init__(self, writer: Writer, block: Gantt, columns: Sequence[Period], is_close: bool = False) -> None:
        self.writer, self.block, self.columns = writer, block, columns
        self.suffix = "Dense" if is_close else ""
        known = {lane.key for lane in block.lanes}
        rest = tuple(bar for bar in block.bars if bar.lane not in known)
        self.lanes = [(lane, tuple(bar for bar in block.bars if bar.lane == lane.key)) for lane in block.lanes]
        if rest:
            self.lanes.append((Lane("", ""), rest))
        code = max((writer.wide(bar.code, 9, True) for bar in block.bars), default=12) + (26 if is_close else 14)
        total = writer.width / 20
        period = min(max((total - code - _ACTION) / max(len(columns), 1), _PERIOD), 40.0)
        action = total - code - period * len(columns)
        points = [code, action, *([period] * len(columns))]
        self.widths = in_twips(points, writer.width)
        self.lead = 2
        self.action, self.period = action, period
        self.heights: list[float] = []

    def written(self) -> str:
        """Give the whole table and believe its heights."""
        writer, block = self.writer, self.block
        title = writer.plain(block.title)
        alt = block.alt or writer.words("blocks.draw_alt", title=title)
        rows = [self._header()]
        for lane, bars in self.lanes:
            if not is_blank(lane.title):
                rows.append(self._lane(lane))
                self.heights.append(15.8 if self.suffix else 23.5)
            for bar in bars:
                rows.append(self._bar(bar, lane))
                if self.suffix:
                    said = writer.plain(joined(bar.title, bar.lead, between=" · "))
                    self.heights.append(2.1 + 11.3 * len(writer.lines(said, self.action - 5, 9, is_even=True)))
                else:
                    self.heights.append(17.5 + 12 * len(writer.lines(writer.plain(bar.title), self.action - 10, 9)))
        if not any(bars for _, bars in self.lanes):
            rows.append(self._row([("TableText", writer.runs.text(writer.words("blocks.empty")), "")], ""))
        return f"{opening(writer, self.widths, title, alt, 'Lined')}{''.join(rows)}</w:tbl>"

    def _header(self) -> str:
        """Two rows: years over their periods, then the periods."""
        writer, words, sand = self.writer, self.writer.words, self.writer.theme.sand
        labels = ["code", "action"]
        heads = [writer.paragraph("TableHeader", words(f"blocks.gantt.{label}")) for label in labels]
        blank = writer.paragraph("TableHeader", "")
        lower = [writer.paragraph("TableHeaderCentered", self._head(column)) for column in self.columns]
        if self.columns and self.columns[0].months >= 12:
            cells = [*heads, *lower]
            return HEADER_ROW + "".join(
                f"<w:tc>{cell_properties(width, sand)}{cell}</w:tc>" for width, cell in zip(self.widths, cells, strict=True)
            ) + "</w:tr>"  # fmt: skip
        upper = [f"<w:tc>{cell_properties(width, sand)}{blank}</w:tc>" for width in self.widths[: self.lead]]
        at = 0
        while at < len(self.columns):
            count = sum(1 for column in self.columns[at:] if column.year == self.columns[at].year)
            width = sum(self.widths[self.lead + at : self.lead + at + count])
            year = writer.paragraph("TableHeaderCentered", str(self.columns[at].year) if count > 1 else "")
            upper.append(f"<w:tc>{cell_properties(width, sand, count)}{year}</w:tc>")
            at += count
        cells = [*heads, *lower]
        second = "".join(
            f"<w:tc>{cell_properties(width, sand)}{cell}</w:tc>" for width, cell in zip(self.widths, cells, strict=True)
        )
        return f"{HEADER_ROW}{''.join(upper)}</w:tr>{HEADER_ROW}{second}</w:tr>"

    def _head(self, column: Period) -> Inline:
        today = self.block.today
        label = column.label
        if column.months == 3 and self.writer.wide(label, 9, True) > self.period - 5:
            label = str(column.start % 12 // 3 + 1)
        return f"{TODAY}\n{label}" if today is not None and column.holds(today) else label

    def _row(self, cells: Sequence[tuple[str, str, str]], default: str) -> str:
        """Write a row from its first cells (style, runs, ground); the rest is empty on the default ground."""
        done = [ROW]
        for index, width in enumerate(self.widths):
            style, runs, fill = cells[index] if index < len(cells) else ("GanttBar", "", default)
            done.append(f"<w:tc>{cell_properties(width, fill)}{self.writer.paragraph(style, runs=runs)}</w:tc>")
        return "".join((*done, "</w:tr>"))

    def _lane(self, lane: Lane) -> str:
        writer = self.writer
        runs = writer.runs.inline(lane.title, color_style(lane.color), notes=False)
        color = writer.theme.color(lane.color)
        style = f"TableGroup{self.suffix}"
        return self._row([(style, "", color), (style, runs, "")], "")

    def _bar(self, bar: Bar, lane: Lane) -> str:
        writer, theme = self.writer, self.writer.theme
        language = writer.language
        period = format_period(bar.start, bar.end, language)
        said = writer.runs.inline(bar.title, notes=False)
        style, code = f"TableText{self.suffix}", writer.runs.text(bar.code, color_style(lane.color))
        if self.suffix:
            said += writer.runs.text(f" · {bar.lead}", "Muted") if bar.lead else ""
            code += writer.runs.text("\u00a0" + theme.tone(bar.tone.value).symbol) if bar.status else ""
        else:
            said += writer.runs.text("\n" + " · ".join(text for text in (period, bar.lead) if text), "Muted")
            if bar.status:
                said += writer.runs.text(" · ", "Muted") + writer.runs.tag(Tag(bar.status, bar.tone))
        cells = [(style, code, ""), (style, said, "")]
        color = theme.color(lane.color)
        done = self._done_until(bar)
        for column in self.columns:
            steps = [step for step in bar.milestones if column.holds(step.date)]
            fill = ""
            if column.meets(bar.start, bar.end):
                fill = (
                    color
                    if done is not None and column.start + column.months / 2 <= done
                    else mixed(theme.ground, color, 0.42)
                )
            elif self.block.today is not None and column.holds(self.block.today):
                fill = theme.sand
            runs = ""
            if steps:
                mark = "".join(dict.fromkeys(REACHED if step.is_reached else AHEAD for step in steps))
                is_light = bool(fill) and contrast(fill, theme.ink) < 4.5
                runs = writer.runs.text(mark, "OnDark" if is_light else "")
            cells.append(("GanttBar", runs, fill))
        return self._row(cells, "")

    def _done_until(self, bar: Bar) -> float | None:
        """Give the month up to which a bar is done; `None` when nothing is known or done."""
        if not bar.progress:
            return None
        start, end = month_of(bar.start), month_of(bar.end) + 1
        return start + (end - start) * min(float(bar.progress), 100.0) / 100

    @property
    def has_legend(self) -> bool:
        """Say whether there is a mark to explain."""
        return bool(self._marks()) or bool(self.suffix and any(bar.status for bar in self.block.bars))

    def legend(self) -> str:
        """Say the marks, today, and in a close calendar the states, as runs."""
        writer = self.writer
        said = writer.runs.text(self._marks())
        if self.suffix:
            for tone, status in dict.fromkeys((bar.tone, bar.status) for bar in self.block.bars if bar.status):
                said += writer.runs.text(" · " if said else "") + writer.runs.tag(Tag(status, tone))
        return said

    def _marks(self) -> str:
        writer, block = self.writer, self.block
        said: list[str] = []
        steps = {step.is_reached for bar in block.bars for step in bar.milestones}
        for mark, is_reached, word in ((REACHED, True, "reached"), (AHEAD, False, "ahead")):
            if is_reached in steps:
                said.append(f"{mark} {writer.words(f'blocks.gantt.milestone_{word}')}")
        if block.today is not None:
            said.append(f"{TODAY} {writer.words('blocks.today')}{writer.words('blocks.colon')}{self._day(block.today)}")
        if any(bar.progress for bar in block.bars):
            said.append(writer.words("blocks.gantt_done"))
        return " · ".join(said)

    def milestones(self) -> Iterator[Inline]:
        """Say the milestones of each lane in one line."""
        writer = self.writer
        head: Inline = Span(
            writer.words("blocks.gantt.milestones") + writer.words("blocks.colon"), weight=Weight.STRONG
        )
        for _, bars in self.lanes:
            said = [
                joined(Span(bar.code, weight=Weight.STRONG), ", ".join(self._step(step) for step in bar.milestones))
                for bar in bars
                if bar.milestones
            ]
            if said:
                yield joined(head, joined(*said, between=" · "))
                head = ""

    def _step(self, step: Milestone) -> str:
        mark = REACHED if step.is_reached else AHEAD
        return f"{mark}\u00a0{step.title} ({month_name(step.date.month, self.writer.language, 'abbreviated')} {step.date.year})"

    def _day(self, day: date) -> str:
        return format_date(day, self.writer.language, "medium")
