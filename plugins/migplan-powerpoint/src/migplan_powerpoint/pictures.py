"""Pictures and partners' logos."""

from collections.abc import Sequence

from attrs import frozen

from migplan.documents import LogoMark, Logos, Picture, is_empty
from migplan_office.images import image_of
from migplan_powerpoint.geometry import Box, cm
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.words import LEAST, Para

_CAPTION = 14.0


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Give the width and height in pixels of a PNG or JPEG; `None` for anything else."""
    image = image_of(data)
    return (image.width, image.height) if image else None


def held(box: Box, size: tuple[int, int]) -> Box:
    """Give the largest box of a picture's proportions inside a box, in its middle."""
    width, height = size
    scale = min(box.w / width, box.h / height)
    wide, high = round(width * scale), round(height * scale)
    return Box(box.x + (box.w - wide) // 2, box.y + (box.h - high) // 2, wide, high)


def picture_pieces(block: Picture, stage: Stage, width: int) -> list[Piece]:
    """Give a picture with its caption and credit; what is no PNG or JPEG is said in words."""
    size = picture_size(block.data)
    below: list[Para] = []
    if not is_empty(block.caption):
        below.append(stage.writer.para(block.caption, _CAPTION, color="ink"))
    if block.credit:
        below.append(stage.writer.para(block.credit, LEAST, color="muted", before=2))
    foot = stage.height(below, width) + cm(0.25) if below else 0
    if size is None:
        said = [stage.writer.para(block.alt, 16.0, color="muted"), *below]
        height = stage.height(said, width)
        return [Piece(height, height, lambda pen, box: _said(pen, box, said))]

    def draw(pen: Pen, box: Box) -> None:
        place = held(Box(box.x, box.y, box.w, box.h - foot), size).at(y=box.y)
        pen.picture(place, block.data, stage.alt(block.alt, block.caption, "draw_alt"))
        if below:
            pen.text(Box(box.x, place.bottom + cm(0.2), box.w, foot - cm(0.2)), below, name="caption")

    natural = round(width * size[1] / size[0]) + foot
    return [Piece(min(natural, cm(12)), min(natural, cm(5)), draw, grows=True)]


def _said(pen: Pen, box: Box, paras: Sequence[Para]) -> None:
    pen.text(box, paras, name="picture")


@frozen
class _Tile:
    mark: LogoMark
    size: tuple[int, int] | None


def logo_pieces(block: Logos, stage: Stage, width: int) -> list[Piece]:
    """Give the partners' logos as equal tiles, each with its statement; a name where there is no picture."""
    tiles = [_Tile(mark, picture_size(mark.data) if mark.data else None) for mark in block.marks]
    if not tiles:
        return []
    columns = min(len(tiles), 4)
    gap = cm(0.6)
    wide = (width - gap * (columns - 1)) // columns
    pieces = []
    for start in range(0, len(tiles), columns):
        row = tiles[start : start + columns]
        needed = max(_tile_height(tile, stage, wide) for tile in row)

        def draw(pen: Pen, box: Box, row: list[_Tile] = row) -> None:
            for tile, place in zip(row, box.columns(columns, gap), strict=False):
                draw_mark(pen, place, tile.mark, tile.size, stage)

        pieces.append(Piece(max(needed, cm(4)), needed, draw))
    return pieces


def _tile_height(tile: _Tile, stage: Stage, width: int) -> int:
    texts = _mark_texts(tile.mark, stage, tile.size is not None)
    return (cm(2.2) if tile.size else 0) + stage.height(texts, width - cm(0.6)) + cm(0.8)


def _mark_texts(mark: LogoMark, stage: Stage, has_picture: bool, size: float = 14.0) -> list[Para]:
    texts: list[Para] = []
    if not has_picture:
        name = stage.writer.runs(mark.name, is_bold=True, color="primary")
        texts.append(Para(tuple(name), size, "ctr"))
    if mark.statement:
        texts.append(stage.writer.para(mark.statement, LEAST, color="muted", align="ctr", before=3))
    return texts


def draw_mark(pen: Pen, box: Box, mark: LogoMark, size: tuple[int, int] | None, stage: Stage) -> None:
    """Draw one partner's mark in a tile: picture or name, and the statement that goes with it."""
    texts = _mark_texts(mark, stage, size is not None)
    inner = box.inset(cm(0.3), cm(0.2))
    if size is not None and mark.data:
        foot = stage.height(texts, inner.w) if texts else 0
        room = Box(inner.x, inner.y, inner.w, max(min(cm(2.2), inner.h - foot), cm(0.8)))
        name_mark(pen, held(room, size), mark, stage)
        inner = inner.below(room.h + cm(0.1))
    if texts:
        pen.text(inner, texts, name="mark", anchor="ctr" if size is None else "t")


def name_mark(pen: Pen, box: Box, mark: LogoMark, stage: Stage) -> None:
    """Draw a partner's logo; its name, which only the alternative text says, goes to the notes too."""
    if mark.data:
        pen.picture(box, mark.data, stage.alt(mark.alt or mark.name, mark.name, "draw_alt"))
    if mark.name:
        pen.note([stage.writer.para(mark.name, 12.0)])
