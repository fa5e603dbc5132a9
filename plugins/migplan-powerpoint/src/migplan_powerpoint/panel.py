"""The panel at the start of an action sheet: objective, lead, period, cost, and at its foot where the action stands."""

from collections.abc import Sequence

from attrs import evolve, frozen

from migplan.documents import ActionSheet, Fact, Holds, Inline, Value, parts
from migplan_powerpoint.geometry import Box, cm, points, pt
from migplan_powerpoint.money import Money, draw_money, draw_years, money_height, years_height
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Stage
from migplan_powerpoint.words import Para, Run

_SIDE = cm(0.55)
_TOP = cm(0.3)
_GAP = cm(0.25)
_HEAD_SIZES = (14.0, 13.0, 12.0)
_HEAD_LINES = 3
_CODE_SIZES = (36.0, 24.0, 18.0, 14.0)
_STATUS_SIZE = 16.0
_LABEL_SIZE = 12.0
_TRACK = cm(0.16)


@frozen
class Panel:
    """The panel as set; heights in EMU."""

    block: ActionSheet
    head: tuple[Para, ...]
    code: tuple[Para, ...]
    facts: tuple[Para, ...]
    status: tuple[Para, ...]
    share: Value | None
    money: Money | None
    has_years: bool
    noted: tuple[Para, ...] = ()
    """What the foot draws without its name, for the notes."""


def set_panel(block: ActionSheet, stage: Stage, box: Box, money: Money | None) -> tuple[Panel, list[Para]]:
    """Set the panel; give also the facts for which it has no room."""
    inner = box.w - 2 * _SIDE
    status = _status(block, stage)
    drawn = next((fact for fact in block.facts if _share(fact) is not None), None) if status else None
    facts = [fact for fact in block.facts if fact is not drawn and not (money and _is_money(fact))]
    panel = Panel(block, _head(block, stage, inner), (), (), status, None, money, False)
    if drawn is not None:
        named = (drawn.label, stage.words("blocks.colon"), *parts(drawn.content))
        panel = evolve(panel, share=_share(drawn), noted=(stage.writer.para(named, _LABEL_SIZE),))
    for code_size in _CODE_SIZES if not _is_named(block, stage) else (0.0,):
        code = _code(block, stage, code_size)
        panel = _with(panel, code, (), has_years=True)
        for size, is_inline in ((16.0, False), (14.0, False), (14.0, True), (13.0, True), (12.0, True), (11.0, True)):
            said = _facts(facts, stage, size, inner, is_inline=is_inline)
            for has_years in (True, False):
                panel = _with(panel, code, said, has_years=has_years)
                if stage.writer.widest_word(said) <= points(inner) and _used(panel, stage, inner) <= box.h:
                    return panel, []
    kept: list[Para] = []
    said = list(panel.facts)
    while said and _used(_with(panel, panel.code, [*kept, said[0]], has_years=False), stage, inner) <= box.h:
        kept.append(said.pop(0))
    return _with(panel, panel.code, kept, has_years=False), said


def draw_panel(pen: Pen, panel: Panel, box: Box, stage: Stage) -> None:
    """Draw the panel in a box; the years take what is left over, the status stands at the foot."""
    color = panel.block.color or "primary"
    pen.shape(box, fill="sand", name="panel")
    inner = box.inset(_SIDE, 0)
    y = box.y
    if panel.head:
        height = _head_height(panel, stage, inner.w)
        inset = (_SIDE, cm(0.2), _SIDE, cm(0.2))
        pen.text(box.at(h=height), panel.head, name="objective", fill=color, anchor="ctr", inset=inset)
        y += height
    else:
        pen.shape(box.at(h=cm(0.16)), fill=color, name="bar")
    y += _TOP
    for paras, name in ((panel.code, "code"), (panel.facts, "facts")):
        if paras:
            height = stage.height(paras, inner.w)
            pen.text(inner.at(y=y, h=height), paras, name=name)
            y += height + _GAP
    foot = box.bottom - _foot_height(panel, stage, inner.w)
    if panel.money is not None:
        years = years_height(panel.money, stage, inner.w) + _GAP if panel.has_years else 0
        height = money_height(panel.money, stage, inner.w)
        air = min(max(foot - y - height - years - _GAP, 0) // 3, cm(0.5))
        y += air
        draw_money(pen, panel.money, inner.at(y=y, h=height), stage)
        y += height + _GAP + air
        if panel.has_years:
            draw_years(pen, panel.money, inner.at(y=y, h=foot - _GAP - y), stage)
    if panel.status:
        _draw_foot(pen, panel, box.at(y=foot, h=box.bottom - foot), stage)
    pen.note(panel.noted)


def _with(panel: Panel, code: Sequence[Para], facts: Sequence[Para], *, has_years: bool) -> Panel:
    return evolve(panel, code=tuple(code), facts=tuple(facts), has_years=has_years)


def _used(panel: Panel, stage: Stage, inner: int) -> int:
    used = _head_height(panel, stage, inner) + _TOP + _foot_height(panel, stage, inner)
    used += sum(stage.height(paras, inner) + _GAP for paras in (panel.code, panel.facts) if paras)
    if panel.money is not None:
        used += money_height(panel.money, stage, inner) + _GAP
        if panel.has_years:
            used += years_height(panel.money, stage, inner) + _GAP
    return used


# Its parts ------------------------------------------------------------------------------------------------------


def _is_named(block: ActionSheet, stage: Stage) -> bool:
    """Say whether the frame of the slide has number and title of the action."""
    return stage.contains(block.title) and (not block.code or stage.contains(block.code))


def _head(block: ActionSheet, stage: Stage, inner: int) -> tuple[Para, ...]:
    """Set the objective, white or dark on its colour."""
    code, is_untitled = block.objective_code, stage.is_blank(block.objective_title)
    if is_untitled and stage.is_blank(code):
        return ()
    on = stage.palette.on(block.color or "primary")
    said: Inline = code if is_untitled else block.objective_title
    if not is_untitled and code.strip(" –"):
        said = (f"{code} – ", *parts(block.objective_title))
    for size in _HEAD_SIZES:
        para = stage.writer.para(said, size, is_bold=True, color=on)
        if stage.writer.lines(para, points(inner)) <= _HEAD_LINES:
            break
    return (para,)


def _head_height(panel: Panel, stage: Stage, inner: int) -> int:
    return stage.height(panel.head, inner) + cm(0.4) if panel.head else cm(0.16)


def _code(block: ActionSheet, stage: Stage, size: float) -> list[Para]:
    if not size:
        return []
    writer = stage.writer
    paras = [Para((Run(writer.text(block.code), True, "primary"),), size)] if block.code else []
    if not stage.is_said(block.title) and not stage.contains(block.title):
        paras.append(writer.para(block.title, 18.0, is_bold=True))
    return paras


def _is_short(label: str, content: Inline, stage: Stage, size: float, width: int) -> bool:
    """Say whether a fact stands on one line with its label."""
    said = f"{label}{stage.words('blocks.colon')}{stage.plain(content)}"
    return stage.writer.width(stage.writer.text(said), size, True) <= points(width)


def _facts(facts: Sequence[Fact], stage: Stage, size: float, width: int, *, is_inline: bool) -> list[Para]:
    writer = stage.writer
    paras: list[Para] = []
    colon = stage.words("blocks.colon")
    for fact in facts:
        content = "–" if stage.is_blank(fact.content) else fact.content
        if is_inline or _is_short(fact.label, content, stage, size, width):
            runs = (*writer.runs(f"{fact.label}{colon}", color="muted"), *writer.runs(content, is_bold=True))
            paras.append(Para(runs, size, before=size * 0.4))
        else:
            label = min(max(size - 3, 11.0), _LABEL_SIZE)
            paras.append(writer.para(fact.label, label, color="muted", before=size * 0.45))
            paras.append(writer.para(content, size, is_bold=True))
    return paras


def _share(fact: Fact) -> Value | None:
    content = fact.content
    if isinstance(content, tuple) and len(content) == 1:
        content = content[0]
    is_share = isinstance(content, Value) and content.holds is Holds.SHARE and content.value is not None
    return content if is_share and isinstance(content, Value) else None


def _is_money(fact: Fact) -> bool:
    held = fact.content[0] if isinstance(fact.content, tuple) and len(fact.content) == 1 else fact.content
    return isinstance(held, Value) and held.holds is Holds.MONEY


# Its foot -------------------------------------------------------------------------------------------------------


def _status(block: ActionSheet, stage: Stage) -> tuple[Para, ...]:
    return () if stage.is_blank(block.status) else (stage.writer.para(block.status, _STATUS_SIZE),)


def _foot_height(panel: Panel, stage: Stage, inner: int) -> int:
    if not panel.status:
        return 0
    track = _TRACK + cm(0.15) if panel.share is not None else 0
    return stage.height(panel.status, inner * (3 if panel.share is not None else 4) // 4) + cm(0.5) + track


def _draw_foot(pen: Pen, panel: Panel, box: Box, stage: Stage) -> None:
    looks = stage.theme.tone(panel.block.status.tone.value)
    inset = (_SIDE, cm(0.25), _SIDE, cm(0.25))
    if panel.share is None:
        pen.text(box, panel.status, name="status", fill=looks.ground, anchor="ctr", inset=inset)
        return
    pen.shape(box, fill=looks.ground, name="foot")
    inner = box.inset(_SIDE, cm(0.25))
    text = inner.at(h=inner.h - _TRACK - cm(0.15))
    wide = inner.w * 3 // 4
    pen.text(text.at(w=wide), panel.status, name="status", anchor="ctr")
    said = stage.writer.text(panel.share.written(stage.request.language))
    para = Para((Run(said, True, looks.ink),), _STATUS_SIZE, "end")
    pen.text(text.at(x=text.x + wide, w=text.w - wide), [para], name="progress", anchor="ctr")
    track = inner.at(y=inner.bottom - _TRACK, h=_TRACK)
    pen.shape(track, fill="ground", name="track")
    done = round(track.w * min(max(float(str(panel.share.value)), 0.0), 100.0) / 100)
    if done:
        pen.shape(track.at(w=max(done, pt(2))), fill=looks.ink, name="done")
