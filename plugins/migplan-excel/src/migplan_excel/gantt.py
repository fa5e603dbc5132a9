"""A calendar of actions: a table with dates, and a grid of months that conditional formats colour from those dates."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from migplan.documents import Bar, Column, Gantt, Holds, Inline, Milestone, Tag, Tone, Value, plain
from migplan.documents import Table as TableBlock
from migplan.themes.theme import tint
from migplan_excel.columns import short_names
from migplan_excel.conditions import formula_condition, status_conditions
from migplan_excel.expressions import structured
from migplan_excel.grids import unique_headers
from migplan_excel.heights import height, line_count
from migplan_excel.list_objects import ListObject, TableColumn
from migplan_excel.names import cell
from migplan_excel.page import Page
from migplan_excel.strings import cell_text
from migplan_excel.styles import Difference
from migplan_excel.tables import draw_table
from migplan_office.columns import column_letters

_MONTH_WIDTH = 1.9
_QUARTER_WIDTH = 3.2
_LONG_QUARTER = 4
"""Letters of a quarter's name that its column does not hold."""
_MOST_STEPS = 48
"""More months than this would print too small: they are drawn as quarters of a year."""
_STEPS = (1, 3, 12, 60, 120, 1200)
_MOST_LANES = 12
_LEFT = (11.0, 9.0, 40.0, 18.0, 12.0, 12.0, 9.0, 13.0, 17.0)
"""Widths of lane, code, title, lead, start, end, months, progress, status."""
_DIAMOND = "◆"


@frozen
class Calendar:
    """Steps of time, each so many months."""

    starts: tuple[date, ...]
    months: int


def calendar(start: date, end: date) -> Calendar:
    """Cut a span of time into months, or into longer steps when months would be too many."""
    first, last = min(start, end), max(start, end)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for step in _STEPS if -(-count // step) <= _MOST_STEPS), _STEPS[-1])
    at = first.year * 12 + (first.month - 1 if step == 1 else (first.month - 1) // 3 * 3 if step == 3 else 0)
    end_at = last.year * 12 + last.month - 1
    starts: list[date] = []
    while at <= end_at and at // 12 <= 9999 and len(starts) < 2 * _MOST_STEPS:
        starts.append(date(at // 12, at % 12 + 1, 1))
        at += step
    return Calendar(tuple(starts), step)


def gantt_widths(block: Gantt) -> list[float]:
    """Widths of the calendar's columns, in characters."""
    steps = calendar(block.start, block.end)
    return [*_LEFT, *(_QUARTER_WIDTH if steps.months == 3 else _MONTH_WIDTH for _ in steps.starts)]


class _Drawing:
    def __init__(self, page: Page, block: Gantt) -> None:
        self.page, self.block = page, block
        self.sheet, self.looks, self.words = page.sheet, page.writer.looks, page.writer.words
        self.calendar = calendar(block.start, block.end)
        self.grid_first = len(_LEFT) + 1
        self.name = page.writer.book.name(block.id, "gantt")
        self.has_progress = any(bar.progress is not None for bar in block.bars)

    def draw(self) -> None:
        page, block, sheet = self.page, self.block, self.sheet
        page.mark(block.id)
        if not block.bars:
            page.heading(block.title, 3)
            page.line(self.words("blocks.empty"), self.looks.words(color="muted", italic=True))
            page.small(*(lane.title for lane in block.lanes), block.note)
            return
        today_row = self._years()
        names = [
            "group",
            "gantt.code",
            "gantt.action",
            "gantt.lead",
            "gantt.start",
            "gantt.end",
            "duration",
            "progress",
            "gantt.status",
        ]
        self.headers = unique_headers([self.words(f"blocks.{name}") for name in names])
        head_row = self._head()
        first = sheet.next
        lanes = {lane.key: lane for lane in block.lanes}
        titles = [cell_text(plain(lane.title, page.language)) for lane in block.lanes]
        self.names = dict(zip((lane.key for lane in block.lanes), short_names(titles), strict=True))
        ordered = [(lane.key, bar) for lane in block.lanes for bar in block.bars if bar.lane == lane.key]
        ordered += [(bar.lane, bar) for bar in block.bars if bar.lane not in lanes]
        before = ordered[0][0]
        for key, bar in ordered:
            lane = lanes.get(key)
            self._bar(bar, self.names.get(key, key), lane.color if lane else "primary", key != before)
            before = key
        last = sheet.next - 1
        declared = {6: self._duration()}
        for number, key in ((4, "start"), (5, "end"), (7, "progress")):
            declared[number] = self._source(key) or ""
        sheet.tables.append(
            ListObject(
                self.name, 1, head_row, last,
                tuple(TableColumn(header, declared.get(number, "")) for number, header in enumerate(self.headers)),
                False, plain(block.title, page.language), page.writer.alt(block.alt, block.title, "draw"),
            )
        )  # fmt: skip
        sheet.conditions += status_conditions(page, f"{cell(9, first)}:{cell(9, last)}")
        sheet.skip()
        self._conditions(first, last, head_row, today_row)
        page.small(block.note)
        self._milestones()

    def _years(self) -> int:
        """Write the row above the head: today's date, and the years over their months."""
        sheet, looks = self.sheet, self.looks
        title = looks.style("lead", "primary", bold=True, vertical="bottom")
        said = plain(self.block.title, self.page.language) == self.page.title
        cells = ["" if said else self.page.cell(1, self.block.title, title)]
        if self.block.today is not None:
            cells.append(
                sheet.text(
                    4,
                    self.words("blocks.today"),
                    looks.number(
                        looks.style(
                            "body",
                            "accent",
                            bold=True,
                            horizontal="center",
                        )
                    ),
                )
            )
            style = looks.style(
                "body",
                "accent",
                bold=True,
                format=looks.format(Holds.DATE),
                horizontal="center",
                edges=tuple(looks.edge(side, "hair", "accent") for side in ("start", "end", "top", "bottom")),
            )
            cells.append(sheet.number(5, self.block.today, looks.number(style)))
        year = 0
        for number, start in enumerate(self.calendar.starts):
            edges = (looks.edge("start", "thin", "muted"),) if start.year != year else ()
            style = looks.style("body", "primary", bold=True, edges=edges)
            if start.year != year and (self.calendar.months < 12 or number % 5 == 0):
                cells.append(sheet.text(self.grid_first + number, str(start.year), looks.number(style)))
                year = start.year
        return sheet.add(cells, 20.0)

    def _head(self) -> int:
        sheet, looks = self.sheet, self.looks
        holds = [Holds.TEXT] * 4 + [Holds.DATE, Holds.DATE, Holds.INTEGER, Holds.SHARE, Holds.TEXT]
        cells = [
            sheet.text(number, header, looks.header(holds[number - 1]))
            for number, header in enumerate(self.headers, start=1)
        ]
        language = self.page.language
        code = {"fr": "[$-40C]mmmmm", "en": "[$-809]mmmmm"}.get(language[:2], "m")
        if self.calendar.months != 1:
            code = "yy"
        year = 0
        for number, start in enumerate(self.calendar.starts):
            edges = [looks.edge("bottom", "medium", "primary")]
            if start.year != year:
                edges.append(looks.edge("start", "thin", "muted"))
                year = start.year
            style = looks.style(
                "small",
                "primary",
                fill="sand",
                format=self._quarter(start) if self.calendar.months == 3 else code,
                horizontal="center",
                vertical="center",
                edges=tuple(edges),
                shrink=True,
            )
            cells.append(sheet.number(self.grid_first + number, start, looks.number(style)))
        return sheet.add(cells, 30.0)

    def _quarter(self, start: date) -> str:
        """Give a number format that shows a quarter's first day as the quarter."""
        number = (start.month + 2) // 3
        name = self.words("blocks.quarter", n=number)
        name = name if len(name) < _LONG_QUARTER else str(number)  # a column holds no word
        return '"' + "".join(letter for letter in name if letter.isprintable() and letter != '"') + '"'

    def _duration(self) -> str:
        start, end = (structured(self.name, self.headers[number], "#This Row") for number in (4, 5))
        return f"(YEAR({end})-YEAR({start}))*12+MONTH({end})-MONTH({start})+1"

    def _bar(self, bar: Bar, lane: str, color: str, opens: bool) -> None:
        page, sheet, looks = self.page, self.sheet, self.looks
        data = looks.cell(Holds.TEXT, "General", opens=opens)
        day = looks.cell(Holds.DATE, looks.format(Holds.DATE), wrap=False, opens=opens)
        share = looks.cell(Holds.SHARE, looks.format(Holds.SHARE, 0), wrap=False, opens=opens)
        months = (bar.end.year - bar.start.year) * 12 + bar.end.month - bar.start.month + 1
        title_style = page.writer.book.styles.all[data]
        cells = [
            sheet.text(1, lane, looks.cell(Holds.TEXT, "General", "group", color, opens=opens)),
            sheet.text(2, bar.code, looks.cell(Holds.CODE, "General", wrap=False, opens=opens)),
            page.cell(3, bar.title, title_style),
            sheet.text(4, bar.lead, data),
            self._live(5, "start", bar.start, day),
            self._live(6, "end", bar.end, day),
            sheet.formula(7, self._duration(), months, looks.cell(Holds.INTEGER, "0", "computed", "", False, opens)),
            self._live(8, "progress", bar.progress, share) if bar.progress is not None else sheet.text(8, "", share),
            sheet.text(9, page.writer.tag(Tag(bar.status, bar.tone)) if bar.status else "", data),
        ]
        steps = self._steps(bar)
        year = 0
        for number, start in enumerate(self.calendar.starts):
            edges = [looks.edge("bottom", "hair", "line")]
            if opens:
                edges.append(looks.edge("top", "thin", "primary"))
            if start.year != year:
                edges.append(looks.edge("start", "thin", "line"))
                year = start.year
            style = looks.number(
                looks.style("small", "ink", horizontal="center", vertical="center", edges=tuple(edges))
            )
            cells.append(sheet.text(self.grid_first + number, _DIAMOND if number in steps else "", style))
        lines = max(
            line_count(cell_text(plain(text, page.language)), width, title_style)
            for text, width in ((bar.title, _LEFT[2]), (bar.lead, _LEFT[3]))
        )
        sheet.add(cells, height(lines, title_style, 7.0))

    def _live(self, column: int, key: str, value: date | Decimal, style: int) -> str:
        """Write a value as the formula that reads it from the table to be filled in, where there is one."""
        found = self._source(key)
        return (
            self.sheet.number(column, value, style)
            if found is None
            else self.sheet.formula(column, found, value, style)
        )

    def _source(self, key: str) -> str | None:
        """Write how a column reads the table to be filled in; `None` without one."""
        code = structured(self.name, self.headers[1], "#This Row")
        keys, wanted = (self.page.writer.find(self.block.source, name) for name in ("id", key))
        return f"INDEX({wanted},MATCH({code},{keys},0))" if keys and wanted else None

    def _steps(self, bar: Bar) -> set[int]:
        """Number the steps of time in which milestones fall."""
        found: set[int] = set()
        for milestone in bar.milestones:
            earlier = [number for number, start in enumerate(self.calendar.starts) if start <= milestone.date]
            if earlier:
                found.add(earlier[-1])
        return found

    def _conditions(self, first: int, last: int, head_row: int, today_row: int) -> None:
        """Colour the months of each action from its dates, mark today, and write the key of the lanes."""
        sheet, looks, page = self.sheet, self.looks, self.page
        if not self.calendar.starts:
            return
        month = f"{column_letters(self.grid_first)}${head_row}"
        month_end = f"EOMONTH({month},{self.calendar.months - 1})"
        ranges = f"{cell(self.grid_first, first)}:{cell(self.grid_first + len(self.calendar.starts) - 1, last)}"
        within = f"$E{first}<={month_end},$F{first}>={month}"
        done = f"{month_end}<=$E{first}+($F{first}-$E{first})*N($H{first})/100"
        line = (looks.edge("start", "thin", "accent"),)
        today = f"$E${today_row}"
        now = f"{month}<={today},{month_end}>={today}" if self.block.today is not None else ""

        def add(condition: str, color: str, fill: str) -> None:
            """Add a look; before it the same look with today's line, as programs apply the first rule that holds."""
            if now:
                both = looks.styles.difference(Difference(color=color, fill=fill, edges=line))
                sheet.conditions.append(formula_condition(ranges, f"AND({condition},{now})", both))
            sheet.conditions.append(
                formula_condition(ranges, f"AND({condition})", looks.styles.difference(Difference(color, fill)))
            )

        lanes = self.block.lanes[:_MOST_LANES]
        for lane in lanes:
            color = looks.color(lane.color)
            key = looks.words("small", "ink", indent=1, edges=(looks.edge("start", "thick", lane.color),))
            name = self.names[lane.key]
            label: Inline = lane.title if cell_text(plain(lane.title, page.language)) != name else ""
            before = [sheet.text(1, name, looks.number(key))]
            row = page.line(label, looks.words("small", "ink"), first=2, last=4, before=before)
            same = f",$A{first}=$A${row}"
            if self.has_progress:
                add(f"{within},{done}{same}", looks.color("ground"), color)
                add(f"{within}{same}", looks.color("ink"), tint(color, 0.45))
            else:
                add(f"{within}{same}", looks.color("ground"), color)
        add(within, looks.color("ink"), tint(looks.color("primary"), 0.45))
        if now:
            sheet.conditions.append(
                formula_condition(ranges, f"AND({now})", looks.styles.difference(Difference(edges=line)))
            )

    def _milestones(self) -> None:
        """Write the dated steps as a table of their own."""
        steps = [(bar, milestone) for bar in self.block.bars for milestone in bar.milestones]
        if not steps:
            return
        words = self.words
        self.sheet.skip()
        self.sheet.starts.append((self.sheet.next - 1, self.sheet.tall))
        columns = (
            Column("date", words("blocks.gantt.end"), Holds.DATE, width=11),
            Column("code", words("blocks.gantt.code"), Holds.CODE, width=6),
            Column("step", words("blocks.gantt.milestones"), width=38),
            Column("done", words("blocks.gantt.status"), Holds.STATUS, width=14),
        )
        rows: list[Sequence[Inline]] = [
            (Value(milestone.date, Holds.DATE), bar.code, milestone.title, self._reached(milestone))
            for bar, milestone in sorted(steps, key=lambda step: (step[1].date, step[0].code))
        ]
        title = f"{_DIAMOND} {words('blocks.gantt.milestones')}"
        draw_table(self.page, TableBlock(f"{self.block.id}-milestones", title, columns, rows))

    def _reached(self, milestone: Milestone) -> Inline:
        if milestone.is_reached:
            return Tag(self.words("blocks.reached"), Tone.ACHIEVED)
        if self.block.today is not None and milestone.date < self.block.today:
            return Tag(self.words("blocks.overdue"), Tone.LATE)
        return Tag(self.words("blocks.expected"), Tone.NOT_BEGUN)


def draw_gantt(page: Page, block: Gantt) -> None:
    """Write the calendar: what, who, when, and a grid of months coloured by formulas."""
    _Drawing(page, block).draw()
