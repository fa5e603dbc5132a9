"""What stands above and below a drawn block: its title, unless the slide says it, and its note."""

from collections.abc import Sequence

from attrs import evolve

from migplan.documents import Inline
from migplan_powerpoint.geometry import Box, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import LEAST, Para, Run

_TITLE_SIZE = 16.0
_SPACE = pt(6)
_HIGHEST_HEAD, _HIGHEST_FOOT = pt(45), pt(56)
"""Longer titles and notes are cut, and said in full in the speaker's notes."""
HIGHEST_FRAME = points(_HIGHEST_HEAD + _HIGHEST_FOOT + 2 * _SPACE)
"""Most that title and note of a block may take, in points."""


def free_height(stage: Stage, width: int, title: Inline = "", note: Inline = "", subtitle: str = "") -> int:
    """Give the height that a slide leaves to a drawing between its title and its note, in EMU."""
    above, below = _heights(_head(stage, title, subtitle), _foot(stage, note), stage, width)
    return stage.body_height - above - below


def captioned(
    piece: Piece, stage: Stage, width: int, title: Inline = "", note: Inline = "", subtitle: str = ""
) -> Piece:
    """Give a piece with its title and unit above it and its note below; both are repeated when it is parted."""
    head = _head(stage, title, subtitle)
    foot = _foot(stage, note)
    if not head and not foot:
        return piece
    above, below = _heights(head, foot, stage, width)

    def draw(pen: Pen, box: Box) -> None:
        if head:
            pen.text(box.top(above - _SPACE), head, name="caption")
        inner = Box(box.x, box.y + above, box.w, max(box.h - above - below, 0))
        piece.draw(pen, inner)
        if foot:
            pen.text(Box(box.x, box.bottom - below + _SPACE, box.w, below - _SPACE), foot, name="note")

    def cut(height: int) -> tuple[Piece, Piece] | None:
        parted = piece.cut(height - above - below) if piece.cut is not None else None
        if parted is None:
            return None
        first, rest = (captioned(part, stage, width, title, note, subtitle) for part in parted)
        return first, rest

    return evolve(
        piece,
        want=piece.want + above + below,
        least=piece.least + above + below,
        draw=draw,
        cut=cut if piece.cut is not None else None,
    )


def _heights(head: Sequence[Para], foot: Sequence[Para], stage: Stage, width: int) -> tuple[int, int]:
    above = min(stage.height(head, width), _HIGHEST_HEAD) + _SPACE if head else 0
    below = min(stage.height(foot, width), _HIGHEST_FOOT) + _SPACE if foot else 0
    return above, below


def _foot(stage: Stage, note: Inline) -> list[Para]:
    return [] if stage.is_blank(note) else [stage.writer.para(note, LEAST, color="muted")]


def _head(stage: Stage, title: Inline, subtitle: str) -> list[Para]:
    runs: tuple[Run, ...] = ()
    if not stage.is_blank(title) and not stage.is_said(title):
        runs = stage.writer.runs(title, is_bold=True, color="ink")
    if subtitle and subtitle not in stage.plain(title):
        lead = "  " if runs else ""
        runs = (*runs, Run(f"{lead}{stage.writer.text(subtitle)}", False, "muted"))
    return [Para(runs, _TITLE_SIZE)] if runs else []
