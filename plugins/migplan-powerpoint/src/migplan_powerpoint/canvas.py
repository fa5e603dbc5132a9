"""Frames for group work, and places to sign."""

from collections.abc import Sequence

from migplan.documents import Canvas, Frame, Signature, Signatures, is_empty
from migplan_powerpoint.captions import captioned, free_height
from migplan_powerpoint.geometry import Box, cm
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import Para

_GAP = cm(0.4)
_LEAST_FRAME = cm(3.6)
_MOST_FRAMES = 12
_SIGN_HEIGHT = cm(4.6)


def canvas_pieces(block: Canvas, stage: Stage, width: int) -> list[Piece]:
    """Give the frames in their grid, each with its title, its hint and room to write in; several slides for many."""
    minutes = stage.words("blocks.canvas.minutes", n=block.minutes) if block.minutes else ""
    columns = max(1, min(block.columns, 4, len(block.frames) or 1))
    free = free_height(stage, width, block.title, "", minutes)
    rows_a_slide = max(1, min((free + _GAP) // (_LEAST_FRAME + _GAP), _MOST_FRAMES // columns))
    frames = block.frames or ()
    slides = -(-len(frames) // (columns * rows_a_slide)) or 1
    each = -(-len(frames) // slides)
    size = max(-(-each // columns), 1) * columns
    pieces = []
    for start in range(0, max(len(frames), 1), size):
        part = frames[start : start + size]
        rows = -(-len(part) // columns) or 1

        def draw(pen: Pen, box: Box, part: Sequence[Frame] = part, rows: int = rows) -> None:
            places = [cell for row in box.rows(rows, _GAP) for cell in row.columns(columns, _GAP)]
            with pen.group(box, stage.alt(block.alt, block.title, "draw_alt"), "canvas"):
                for frame, place in zip(part, places, strict=False):
                    _draw_frame(pen, frame, place, stage)

        least = rows * _LEAST_FRAME + (rows - 1) * _GAP
        piece = Piece(max(least, free), least, draw, grows=True)
        pieces.append(captioned(piece, stage, width, block.title, "", minutes))
    return pieces if frames else [captioned(Piece(0, 0, lambda pen, box: None), stage, width, block.title, "", minutes)]


def _draw_frame(pen: Pen, frame: Frame, box: Box, stage: Stage) -> None:
    side = cm(0.35)

    def make(size: float) -> list[Para]:
        paras = [stage.writer.para(frame.title, size, is_bold=True, color="primary")]
        if not is_empty(frame.hint):
            paras.append(stage.writer.para(frame.hint, max(size - 4, 12.0), color="muted", before=2))
        return paras

    head = box.inset(side, cm(0.25))
    paras, _, _ = stage.largest(make, head, (18.0, 16.0, 14.0, 12.0))
    pen.text(box, paras, name="frame", fill="ground", line="muted", width=1, dash="dash",
             inset=(side, cm(0.25), side, cm(0.25)))  # fmt: skip


def signature_pieces(block: Signatures, stage: Stage, width: int) -> list[Piece]:
    """Give the places to sign, three a row: who signs, for whom, date, signature and stamp."""
    if not block.places:
        return []
    columns = min(len(block.places), 3)
    rows = [block.places[start : start + columns] for start in range(0, len(block.places), columns)]
    pieces = []
    for number, row in enumerate(rows):

        def draw(pen: Pen, box: Box, row: Sequence[Signature] = row) -> None:
            for place, cell in zip(row, box.columns(columns, cm(0.6)), strict=False):
                _draw_place(pen, place, cell, stage)

        piece = Piece(cm(5.4), _SIGN_HEIGHT, draw)
        pieces.append(captioned(piece, stage, width, block.title if number == 0 else ""))
    return pieces


def _draw_place(pen: Pen, place: Signature, box: Box, stage: Stage) -> None:
    side = cm(0.35)
    head = Box(box.x, box.y, box.w, cm(1.9))

    def make(size: float) -> list[Para]:
        paras = [stage.writer.para(place.role, size, is_bold=True, color="primary")]
        if not is_empty(place.organisation):
            paras.append(stage.writer.para(place.organisation, max(size - 2, 12.0), color="ink", before=2))
        return paras

    paras, _, _ = stage.largest(make, head.inset(side, cm(0.1)), (18.0, 16.0, 14.0, 12.0, 11.0))
    pen.shape(box, line="line", width=1, name="place")
    pen.text(head, paras, name="who", fill="sand", anchor="ctr", inset=(side, cm(0.1), side, cm(0.1)))
    below = box.below(head.h).inset(side, cm(0.25))
    date, sign = below.top(cm(0.7)), below.below(cm(0.9))
    colon = stage.words("blocks.colon")
    pen.text(date, [stage.writer.para(stage.words("blocks.signatures.date") + colon, 12.0, color="muted")], name="date")
    label = stage.words("blocks.signatures.signature") + colon
    pen.text(sign, [stage.writer.para(label, 12.0, color="muted")], name="signature")
