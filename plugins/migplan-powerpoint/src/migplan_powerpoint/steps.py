"""Milestones of an action as a line of marks: what is reached, what is late, what is ahead."""

from attrs import frozen

from migplan.documents import Inline, RowKind, Table, Tag, Tone, Value, parts
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import Para

_KEYS = {"date", "milestone", "status"}
_MOST = 5
_MARK = cm(0.42)
_SIZES = (14.0, 13.0, 12.0)
_GAP = cm(0.4)
_LINES = 3


@frozen
class Step:
    """One milestone: its day, its name and where it stands."""

    date: Inline
    title: Inline
    status: Tag

    @property
    def is_reached(self) -> bool:
        """Say whether it is done."""
        return self.status.tone is Tone.ACHIEVED


@frozen
class Steps:
    """The milestones of an action, in order of time."""

    label: str
    items: tuple[Step, ...]


def steps_of(table: object, stage: Stage) -> Steps | None:
    """Read a table of milestones; `None` for any other table and for one with too many."""
    if not isinstance(table, Table) or {column.key for column in table.columns} != _KEYS:
        return None
    places = {column.key: number for number, column in enumerate(table.columns)}
    items: list[Step] = []
    for row in table.rows:
        if row.kind is not RowKind.DATA or len(row.cells) != len(table.columns):
            return None
        status = row.cells[places["status"]]
        if not isinstance(status, Tag) or not isinstance(row.cells[places["date"]], Value):
            return None
        items.append(Step(row.cells[places["date"]], row.cells[places["milestone"]], status))
    return Steps(stage.plain(table.title), tuple(items)) if 0 < len(items) <= _MOST else None


def _paras(step: Step, stage: Stage, size: float) -> list[Para]:
    writer = stage.writer
    color = stage.theme.tone(step.status.tone.value).ink if step.status.tone is Tone.LATE else "primary"
    date = writer.para(step.date, size, is_bold=True, color=color)
    if step.status.tone is Tone.LATE:
        date = writer.para((*parts(step.date), " ", step.status), size, is_bold=True, color=color)
    return [date, writer.para(step.title, size)]


def _columns(steps: Steps, width: int) -> tuple[Box, ...]:
    return Box(0, 0, width, 0).columns(max(len(steps.items), 3), _GAP)


def _size(steps: Steps, stage: Stage, width: int) -> float:
    column = points(_columns(steps, width)[0].w)
    for size in _SIZES:
        sets = [_paras(step, stage, size) for step in steps.items]
        if all(
            stage.writer.lines(para, column) <= _LINES and stage.writer.widest_word([para]) <= column
            for paras in sets
            for para in paras
        ):
            return size
    return _SIZES[-1]


def steps_height(steps: Steps, stage: Stage, width: int) -> int:
    """Give the height of the line and of the words under it, in EMU."""
    size, column = _size(steps, stage, width), _columns(steps, width)[0].w
    return _MARK + pt(4) + max(stage.height(_paras(step, stage, size), column) for step in steps.items)


def draw_steps(pen: Pen, steps: Steps, box: Box, stage: Stage) -> None:
    """Draw the line with a mark for each milestone, its day and its name below."""
    size = _size(steps, stage, box.w)
    middle = box.y + _MARK // 2
    pen.rule((box.x, middle), (box.end, middle), line="muted", width=1.25)
    for step, place in zip(steps.items, _columns(steps, box.w), strict=False):
        mark = Box(box.x + place.x, box.y, _MARK, _MARK)
        late = step.status.tone is Tone.LATE
        color = stage.theme.tone(step.status.tone.value).ink if late else "primary"
        pen.shape(
            mark,
            fill=color if step.is_reached else "ground",
            line=color,
            width=1.75,
            shape="diamond",
            alt=stage.alt(f"{stage.plain(step.title)} : {step.status.text}", "", "draw_alt"),
            name="milestone",
        )
        text = Box(mark.x, box.y + _MARK + pt(4), place.w, box.h - _MARK - pt(4))
        pen.text(text, _paras(step, stage, size), name="step")
