"""The calendar: lanes of objectives, bars that carry the action's number, milestones as diamonds, today as a line."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from migplan.documents import Bar, Gantt, Lane
from migplan.locale import format_date, month_name
from migplan.themes import tint
from migplan_office.fonts import SYMBOL_FONT
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Anchor, Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import LEAST, Para, Run

_TITLES = cm(13.2)
_LEADS = cm(3.4)
_LABELS = _TITLES + cm(0.25) + _LEADS
_GAP = cm(0.35)
_HEADER = cm(1.15)
_LANE_PAD = 3.0
_HIGHEST = 70.0
"""Of a row's words, in points; longer ones are cut and said in the notes."""
_ROW_PAD = 3.5
_TALLEST = cm(1.25)
_SIZES = (14.0, 13.0, 12.0, 11.0)
_MOST_LINKS = 10
_TODAY = cm(0.55)
"""Room for the word under the line of today."""
_OTHER_FONT = 1.15
"""How much wider the font may be that stands in for one that is not installed. Source: office-quality.md, L2."""


@frozen
class _Row:
    lane: Lane | None
    bar: Bar | None
    color: str

    def height(self, stage: Stage, size: float) -> float:
        """Give the height that the row's words need, in points."""
        if self.bar is None:
            return (
                min(stage.writer.height(self.title(stage, size), points(stage.grid.body.w - cm(0.6))), _HIGHEST)
                + _LANE_PAD
            )
        title = stage.writer.height(self.title(stage, size), points(_TITLES))
        lead = stage.writer.height(self.lead(stage), points(_LEADS))
        return min(max(title, lead), _HIGHEST) + _ROW_PAD

    def title(self, stage: Stage, size: float) -> list[Para]:
        """Set the title of the lane, or number, title and state of the action."""
        if self.bar is None:
            title = self.lane.title if self.lane is not None else ""
            return [stage.writer.para(title, size, is_bold=True, color="primary")]
        bar = self.bar
        looks = stage.theme.tone(bar.tone.value)
        runs = [Run(f"{looks.symbol} ", False, looks.ink, font=SYMBOL_FONT)] if bar.status else []
        if bar.code:
            runs.append(Run(f"{stage.writer.text(bar.code)}  ", True, "ink"))
        return [Para((*runs, *stage.writer.runs(bar.title)), size)]

    def lead(self, stage: Stage) -> list[Para]:
        """Set who leads the action."""
        lead = self.bar.lead if self.bar is not None else ""
        return [stage.writer.para(lead, LEAST, color="muted")] if lead else []


def gantt_pieces(block: Gantt, stage: Stage, width: int) -> list[Piece]:
    """Give the calendar on as few slides as hold its rows; lanes go on with their title repeated."""
    rows = _rows(block)
    if not rows:
        return []
    alt = stage.alt(block.alt, block.title, "draw_alt")
    states = _states(block, stage)
    title = "" if stage.begins(block.title) else block.title
    free = free_height(stage, width, title, block.note)
    room = points(free - _HEADER - _TODAY)
    size, parts = _parts(rows, stage, room)
    return [
        captioned(_piece(block, part, size, stage, alt, states, free), stage, width, title, block.note)
        for part in parts
    ]


def _states(block: Gantt, stage: Stage) -> list[Para]:
    """Say once what the symbols of the states mean."""
    runs: list[Run] = []
    for status, tone in dict.fromkeys((bar.status, bar.tone) for bar in block.bars if bar.status):
        looks = stage.theme.tone(tone.value)
        if runs:
            runs.append(Run("     ", False, "muted"))
        runs.append(Run(f"{looks.symbol} ", False, looks.ink, font=SYMBOL_FONT))
        runs.append(Run(stage.writer.text(status), False, looks.ink))
    return [Para(tuple(runs), 12.0)] if runs else []


def _rows(block: Gantt) -> list[_Row]:
    rows: list[_Row] = []
    known = {lane.key for lane in block.lanes}
    for lane in block.lanes:
        bars = [bar for bar in block.bars if bar.lane == lane.key]
        rows.append(_Row(lane, None, lane.color))
        rows.extend(_Row(lane, bar, lane.color) for bar in bars)
    rows.extend(_Row(None, bar, "primary") for bar in block.bars if bar.lane not in known)
    return rows


def _parts(rows: Sequence[_Row], stage: Stage, room: float) -> tuple[float, list[list[_Row]]]:
    """Give the size of the words and the rows of each slide."""
    best: tuple[float, list[list[_Row]]] | None = None
    for size in _SIZES:
        parts = _split(rows, stage, size, room)
        if best is None or len(parts) < len(best[1]):
            best = (size, parts)
        if len(parts) == 1:
            break
    return best or (_SIZES[-1], [list(rows)])


def _split(rows: Sequence[_Row], stage: Stage, size: float, room: float) -> list[list[_Row]]:
    """Part the rows between slides: between lanes where a lane fits on a slide, with its title repeated where not."""
    lanes: list[list[_Row]] = []
    for row in rows:
        if row.bar is None or not lanes:
            lanes.append([])
        lanes[-1].append(row)
    parts: list[list[_Row]] = [[]]
    used = 0.0
    for lane in lanes:
        high = sum(row.height(stage, size) for row in lane)
        if used + high <= room:
            parts[-1].extend(lane)
            used += high
            continue
        if high <= room and parts[-1]:
            parts.append(list(lane))
            used = high
            continue
        for row in lane:
            height = row.height(stage, size)
            needed = height + (lane[1].height(stage, size) if row.bar is None and len(lane) > 1 else 0.0)
            if parts[-1] and used + needed > room:
                parts.append([])
                used = 0.0
                if row.bar is not None and row.lane is not None:
                    again = _Row(row.lane, None, row.color)
                    parts[-1].append(again)
                    used = again.height(stage, size)
            parts[-1].append(row)
            used += height
    return parts


def _piece(
    block: Gantt, rows: Sequence[_Row], size: float, stage: Stage, alt: str, states: Sequence[Para], free: int
) -> Piece:
    heights = [row.height(stage, size) for row in rows]
    foot = _TODAY if states or block.today is not None else 0
    least = pt(sum(heights)) + _HEADER + foot

    def draw(pen: Pen, box: Box) -> None:
        spare = points(box.h - foot - _HEADER) - sum(heights)
        air = max(min(spare / len(rows), points(_TALLEST) - sum(heights) / len(rows)), 0.0)
        tall = [pt(height + air) for height in heights]
        used = box.at(h=min(sum(tall) + _HEADER, box.h - foot))
        time = Box(used.x + _LABELS + _GAP, used.y, used.w - _LABELS - _GAP, used.h)
        with pen.group(used.at(h=used.h + foot), alt, "gantt"):
            scale = _Scale(block, time)
            _draw_lanes(pen, rows, tall, used)
            _draw_header(pen, scale, time, stage)
            _draw_rows(pen, rows, tall, used, scale, size, stage)
            _draw_today(pen, block, scale, time, stage)
            if states:
                pen.text(Box(used.x, used.bottom + cm(0.05), _LABELS, cm(0.5)), states, name="states", anchor="ctr")

    return Piece(max(least, min(free, cm(11.5))), least, draw, grows=True)


class _Scale:
    """Days along the width of the calendar."""

    def __init__(self, block: Gantt, box: Box) -> None:
        self.box = box
        self.first = block.start.toordinal()
        self.last = max(block.end.toordinal() + 1, self.first + 1)
        self.start, self.end = block.start, max(block.end, block.start)
        is_within = block.today is not None and self.first <= block.today.toordinal() < self.last
        self.today = self.x(block.today.toordinal()) if block.today is not None and is_within else None

    def x(self, ordinal: int) -> int:
        share = (ordinal - self.first) / (self.last - self.first)
        return self.box.x + round(self.box.w * min(max(share, 0.0), 1.0))

    def months(self) -> list[tuple[int, int]]:
        """Year and month of every month that the calendar touches."""
        months = []
        year, month = self.start.year, self.start.month
        while (year, month) <= (self.end.year, self.end.month):
            months.append((year, month))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return months


def _draw_lanes(pen: Pen, rows: Sequence[_Row], tall: Sequence[int], box: Box) -> None:
    y = box.y + _HEADER
    for row, height in zip(rows, tall, strict=True):
        if row.bar is None:
            pen.shape(Box(box.x, y, box.w, height), fill="sand", name="lane")
            pen.shape(Box(box.x, y, cm(0.14), height), fill=row.color, name="lane")
        y += height


def _draw_header(pen: Pen, scale: _Scale, box: Box, stage: Stage) -> None:
    years: dict[int, list[int]] = {}
    for year, month in scale.months():
        years.setdefault(year, []).append(month)
    upper, lower = Box(box.x, box.y, box.w, cm(0.55)), Box(box.x, box.y + cm(0.55), box.w, cm(0.55))
    for year, months in years.items():
        start = scale.x(date(year, months[0], 1).toordinal())
        end = scale.x(_after(year, months[-1]))
        room = points(end - start) / _OTHER_FONT  # a number that breaks cannot be read
        size = next((size for size in (14.0, 12.0, LEAST) if stage.writer.width(str(year), size, True) < room), 0.0)
        if size:
            para = Para((Run(str(year), True, "primary"),), size, "ctr")
            pen.text(Box(start, upper.y, end - start, upper.h), [para], name="year", anchor="ctr")
        pen.rule((start, box.y), (start, box.bottom), line="line", width=1)
    step = box.w / max(len(scale.months()), 1)
    for number, (year, month) in enumerate(scale.months()):
        start = scale.x(date(year, month, 1).toordinal())
        if number and month != 1 and (month % 3 == 1 or step > cm(1)):
            pen.rule((start, lower.bottom), (start, box.bottom), line="line", width=0.5)
        label = _label(year, month, step, stage)
        if label is None:
            continue
        names, span = label
        end = scale.x(_after(*_later(year, month, span - 1)))
        text = next((one for one in names if stage.writer.width(one, LEAST) <= points(end - start)), "")
        if text:
            pen.text(Box(start, lower.y, end - start, lower.h), [Para((Run(text, False, "muted"),), LEAST, "ctr")],
                     name="time", anchor="ctr")  # fmt: skip


def _label(year: int, month: int, step: float, stage: Stage) -> tuple[tuple[str, ...], int] | None:
    """Name a month, or its quarter where months are too narrow: in words, else by a letter, else by its number alone."""
    if step >= cm(1.3):
        return (stage.writer.text(month_name(month, stage.request.language, "abbreviated")),), 1
    if month % 3 == 1:
        number = month // 3 + 1
        names = (stage.words("blocks.quarter", n=number), stage.words("blocks.quarter_short", n=number), str(number))
        return tuple(stage.writer.text(name) for name in names), 3
    return None


def _after(year: int, month: int) -> int:
    return (date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)).toordinal()


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def _draw_rows(
    pen: Pen, rows: Sequence[_Row], tall: Sequence[int], box: Box, scale: _Scale, size: float, stage: Stage
) -> None:
    y = box.y + _HEADER
    bars: dict[str, tuple[Bar, Anchor]] = {}
    for row, height in zip(rows, tall, strict=True):
        if row.bar is None:
            label = Box(box.x + cm(0.3), y, stage.grid.body.w - cm(0.6), height)
            pen.text(label, row.title(stage, size), name="lane", anchor="ctr")
        else:
            pen.text(Box(box.x, y, _TITLES, height), row.title(stage, size), name="row", anchor="ctr")
            lead = row.lead(stage)
            if lead:
                pen.text(Box(box.x + _TITLES + cm(0.25), y, _LEADS, height), lead, name="lead", anchor="ctr")
        if row.bar is not None:
            bars[row.bar.code] = (row.bar, _draw_bar(pen, row.bar, row.color, scale, y, height, stage))
        y += height
    _links(pen, bars)


def _draw_bar(pen: Pen, bar: Bar, color: str, scale: _Scale, y: int, height: int, stage: Stage) -> Anchor:
    thick = min(max(round(height * 0.52), pt(13.5)), cm(0.62), height)
    start, end = scale.x(bar.start.toordinal()), scale.x(max(bar.end, bar.start).toordinal() + 1)
    width = max(end - start, pt(4))
    place = Box(min(start, scale.box.end - width), y + (height - thick) // 2, width, thick)
    code = stage.writer.text(bar.code)
    done = min(max(float(bar.progress) / 100, 0.0), 1.0) if bar.progress is not None else 1.0
    light = tint(stage.palette.hex(color), 0.32)
    anchor = pen.shape(place, fill=light if done < 1 else color, name="bar")
    full = round(width * done)
    if 0 < done < 1:
        pen.shape(place.at(w=full), fill=color, name="done")
    half = pt(4.5)
    steps = [step for step in bar.milestones if scale.first <= step.date.toordinal() < scale.last]
    marks = [Box(scale.x(step.date.toordinal()) - half, place.y - pt(3), 2 * half, 2 * half) for step in steps]
    spot = _code_spot(place, full, pt(stage.writer.width(code, LEAST, True) + 8), marks, scale.today) if code else None
    if spot is not None:
        ground = color if spot.end <= place.x + full else light
        para = Para((Run(code, True, stage.palette.on(ground)),), LEAST)
        pen.text(spot, [para], name="code", anchor="ctr", inset=(pt(4), 0, 0, 0))
    for step, mark in zip(steps, marks, strict=True):
        # The edge is the other of the two shades, so that a mark is seen on a dark bar as on a light one.
        fill, line = ("ink", "ground") if step.is_reached else ("ground", "ink")
        pen.shape(mark, fill=fill, line=line, width=1, shape="diamond", name="milestone")
    if bar.milestones:
        said = [Run(f"{code}: ", True)]
        for number, step in enumerate(bar.milestones):
            said.append(
                Run(
                    (" ; " if number else "")
                    + stage.writer.text(f"{step.title} ({format_date(step.date, stage.request.language)})")
                )
            )
        pen.note([Para(tuple(said), 12.0)])
    return anchor


def _code_spot(bar: Box, full: int, needed: int, marks: Sequence[Box], today: int | None) -> Box | None:
    """Find where an action's number stands in its bar: on one shade, under no mark; none where there is no such place.

    The number also stands before the action's title, so that a bar may go without it.
    """
    taken = [(mark.x, mark.end) for mark in marks]
    if today is not None:
        taken.append((today - pt(2), today + pt(2)))
    for start, end in ((bar.x, bar.x + full), (bar.x + full, bar.end)):
        for x in (start, *sorted(stop for _, stop in taken if start < stop < end)):
            if x + needed <= end and not any(x < stop and first < x + needed for first, stop in taken):
                return bar.at(x=x, w=needed)
    return None


def _links(pen: Pen, bars: dict[str, tuple[Bar, Anchor]]) -> None:
    """Draw what waits for what, where a line can show it without crossing itself."""
    pairs = [
        (bars[code][1], anchor)
        for bar, anchor in bars.values()
        for code in bar.depends_on
        if code in bars and bars[code][0].end <= bar.start and bars[code][1].box.end < anchor.box.x
    ]
    if len(pairs) <= _MOST_LINKS:
        for first, second in pairs:
            pen.join(first, "end", second, "start", line="muted", width=0.75, head="triangle")


def _draw_today(pen: Pen, block: Gantt, scale: _Scale, box: Box, stage: Stage) -> None:
    x = scale.today
    if x is None:
        return
    pen.rule((x, box.y + cm(0.5)), (x, box.bottom), line="accent", width=1.75)
    text = stage.words("blocks.today")
    width = pt(stage.writer.width(text, LEAST, True) + 4)
    left = min(max(x - width // 2, box.x), box.end - width)
    para = Para((Run(stage.writer.text(text), True, "accent"),), LEAST, "ctr")
    pen.text(Box(left, box.bottom + cm(0.02), width, cm(0.48)), [para], name="today")
