"""Composition: which blocks of a section share a slide, and where they stand on the grid."""

from collections.abc import Sequence

from attrs import evolve, field, frozen

from migplan.documents import (
    Block,
    Bullets,
    Chart,
    Figures,
    Heading,
    Matrix,
    Note,
    Paragraph,
    ParagraphStyle,
    Picture,
    Quadrant,
    Section,
    Slot,
    Table,
)
from migplan_powerpoint.blocks import pieces_of
from migplan_powerpoint.charts import reading_piece
from migplan_powerpoint.columns import parts_piece
from migplan_powerpoint.dots import scale_of
from migplan_powerpoint.geometry import GUTTER, Box, cm
from migplan_powerpoint.prose import cards_piece, closing_piece, pairs_piece, quote_piece, quotes_piece, text_piece
from migplan_powerpoint.stage import GAP, Piece, Stage

_MOST_LINES = 6
_LEAST_REST = cm(2)
"""With less room than this left on a slide, a piece that has to be parted begins on the next."""

Prose = Heading | Paragraph | Bullets


@frozen
class Page:
    """One slide's content: pieces with their boxes, in reading order."""

    items: tuple[tuple[Piece, Box], ...]
    layout: str = "title_only"
    targets: tuple[str, ...] = field(default=())
    """Ids of the blocks that stand on it."""


def pages_of(section: Section, stage: Stage, body: Box) -> list[Page]:
    """Lay a section out on slides; one that has no block gives one slide without content."""
    stage.enter(body.h, section.title, section.message, source=section.source)
    blocks = [block for block in section.blocks if not _says_nothing(block, stage)]
    if not blocks:
        return [Page(())]
    special = _beside(blocks, stage, body) or _alone(blocks, stage, body)
    if special is not None:
        return special
    return _flow(_pieces(blocks, stage, body), body) or [Page(())]


def _says_nothing(block: Block, stage: Stage) -> bool:
    if isinstance(block, Heading | Paragraph):
        return stage.is_blank(block.text)
    if isinstance(block, Figures):
        return not block.items and stage.is_blank(block.conclusion)
    return isinstance(block, Bullets) and not block.items


def _is_prose(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph | Bullets)


def _is_side_text(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph | Bullets | Note | Slot)


def _alone(blocks: Sequence[Block], stage: Stage, body: Box) -> list[Page] | None:
    """Text that deserves more than lines one below the other: a saying, a short list, what ends a meeting."""
    several = _several(blocks, stage, body) if len(blocks) > 1 else None
    if several is not None:
        return [Page(((several, body),))]
    if len(blocks) != 1:
        return _headed(blocks, stage, body)
    block = blocks[0]
    if isinstance(block, Paragraph) and block.style in (ParagraphStyle.QUOTE, ParagraphStyle.LEAD):
        piece: Piece | None = quote_piece(block, stage, body.w, body.h)
    elif isinstance(block, Bullets):
        piece = parts_piece(block, stage, body.w) or cards_piece(block, stage, body.w)
    else:
        return None
    if piece is None or piece.least > body.h:
        return None
    return [Page(((piece, body),))]


def _headed(blocks: Sequence[Block], stage: Stage, body: Box) -> list[Page] | None:
    """Cards, or short lists or a table side by side, above key numbers, sayings or closing lines; else `None`."""
    place = next((place for place, block in enumerate(blocks) if _is_below(block)), len(blocks))
    head, rest = blocks[:place], blocks[place:]
    if not head or not rest or not all(_is_below(block) for block in rest):
        return None
    below = _below(rest, stage, body)
    if below is None:
        return None
    first, room = head[0], body.h - sum(piece.least + GAP for piece in below)
    pieces: list[Piece] = []
    if len(head) > 1 and all(isinstance(block, Heading | Bullets) for block in head):
        texts = [block for block in head if isinstance(block, Heading | Bullets)]
        several = pairs_piece(texts, stage, body.w, room)
        pieces = [several] if several is not None else []
    elif len(head) == 1 and isinstance(first, Bullets) and first.is_numbered:
        cards = cards_piece(first, stage, body.w)
        pieces = [cards] if cards is not None else []
    elif len(head) == 1 and isinstance(first, Table):
        pieces = pieces_of(first, stage, body.w, is_alone=True)
    if len(pieces) != 1 or pieces[0].least > room:
        return None
    return [_page([pieces[0], *below], body)]


def _is_below(block: Block) -> bool:
    styles = (ParagraphStyle.QUOTE, ParagraphStyle.LEAD)
    return isinstance(block, Figures) or (isinstance(block, Paragraph) and block.style in styles)


def _below(blocks: Sequence[Block], stage: Stage, body: Box) -> list[Piece] | None:
    """Give key numbers, or lines of one style, as they look under something else."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    if not lines:
        return [piece for block in blocks for piece in pieces_of(block, stage, body.w)]
    if len(lines) != len(blocks) or len({line.style for line in lines}) != 1:
        return None
    piece = quotes_piece(lines, stage, body.w)
    return [evolve(piece, want=piece.least)] if piece is not None else None


def _several(blocks: Sequence[Block], stage: Stage, body: Box) -> Piece | None:
    texts = [block for block in blocks if isinstance(block, Heading | Paragraph | Bullets)]
    if len(texts) != len(blocks) or len(blocks) > _MOST_LINES:
        return None
    paragraphs = [block for block in texts if isinstance(block, Paragraph)]
    styles = {block.style for block in paragraphs}
    if len(paragraphs) == len(texts) and styles == {ParagraphStyle.QUOTE}:
        return quotes_piece(paragraphs, stage, body.w)
    if len(paragraphs) == len(texts) and styles == {ParagraphStyle.LEAD}:
        return closing_piece(paragraphs, stage, body.w)
    return pairs_piece(texts, stage, body.w) if not paragraphs else None


def _beside(blocks: Sequence[Block], stage: Stage, body: Box) -> list[Page] | None:
    """A drawing with short text at its side, or two or three charts side by side."""
    charts = [block for block in blocks if isinstance(block, Chart)]
    if len(charts) == len(blocks) and len(charts) in (2, 3) and not any(chart.reading for chart in charts):
        return _side_by_side(charts, stage, body)
    drawings = [block for block in blocks if not _is_side_text(block)]
    texts = [block for block in blocks if _is_side_text(block)]
    if len(drawings) != 1:
        return None
    drawing = drawings[0]
    grid = stage.grid
    first, second = grid.across(0, 8, body), grid.across(8, 4, body)
    main = first.at(w=first.w - GUTTER)
    if isinstance(drawing, Chart):
        return _chart_page(drawing, texts, stage, main, second)
    if not texts or not isinstance(drawing, Matrix | Quadrant | Picture):
        return None
    if isinstance(drawing, Picture):
        main, second = grid.across(0, 7, body), grid.across(7, 5, body)
    pieces = pieces_of(drawing, stage, main.w, is_narrow=True)
    if len(pieces) != 1 or pieces[0].least > main.h:
        return None
    side = _stacked(texts, stage, second)
    if side is None:
        return None
    return [Page(((pieces[0], _held(pieces[0], main)), *side), targets=_targets(blocks))]


def _chart_page(chart: Chart, texts: Sequence[Block], stage: Stage, main: Box, second: Box) -> list[Page] | None:
    if not texts and (not chart.reading or scale_of(chart) is not None):
        # The names beside dots need the width of the slide.
        return None
    side: list[tuple[Piece, Box]] = []
    y = second.y
    if chart.reading:
        piece = reading_piece(chart, stage, second.w)
        if piece.least > second.h:
            return None
        side.append((piece, second.at(h=min(piece.want, second.h))))
        y = side[0][1].bottom + GAP
    if texts:
        rest = _stacked(texts, stage, Box(second.x, y, second.w, max(second.bottom - y, 0)))
        if rest is None:
            return None
        side.extend(rest)
    pieces = pieces_of(chart, stage, main.w, is_narrow=True)
    if len(pieces) != 1 or _is_taller(pieces[0], main):
        return None
    return [Page(((pieces[0], main), *side), "reading" if chart.reading else "title_only", _targets([chart]))]


def _side_by_side(charts: Sequence[Chart], stage: Stage, body: Box) -> list[Page] | None:
    boxes = body.columns(len(charts), GUTTER * 2)
    items = []
    for chart, box in zip(charts, boxes, strict=True):
        pieces = pieces_of(chart, stage, box.w, is_narrow=True)
        if len(pieces) != 1 or _is_taller(pieces[0], box):
            return None
        items.append((pieces[0], box))
    return [Page(tuple(items), targets=_targets(charts))]


def _stacked(texts: Sequence[Block], stage: Stage, box: Box) -> list[tuple[Piece, Box]] | None:
    """Set short texts under one another in a narrow column; `None` when they do not fit."""
    pieces = _pieces(texts, stage, box)
    used = sum(piece.least for piece in pieces) + GAP * (len(pieces) - 1)
    if used > box.h:
        return None
    spare = box.h - used
    placed = []
    y = box.y
    for piece in pieces:
        height = piece.least + min(max(piece.want - piece.least, 0), spare)
        spare -= height - piece.least
        placed.append((piece, Box(box.x, y, box.w, height)))
        y += height + GAP
    return placed


def _is_taller(piece: Piece, box: Box) -> bool:
    """Say whether a piece needs more than a box: a chart takes what there is, the table in its place does not."""
    return piece.least > box.h or (not piece.grows and piece.want > box.h)


def _held(piece: Piece, box: Box) -> Box:
    return box if piece.grows else box.at(h=min(max(piece.want, piece.least), box.h))


def _targets(blocks: Sequence[Block]) -> tuple[str, ...]:
    return tuple(str(name) for block in blocks if (name := getattr(block, "id", "")))


def _pieces(blocks: Sequence[Block], stage: Stage, box: Box) -> list[Piece]:
    """Give the pieces of blocks in order, key numbers first, consecutive texts as one."""
    figures = [block for block in blocks if isinstance(block, Figures)]
    if figures and not isinstance(blocks[0], Figures) and not _is_side_text(blocks[0]):
        blocks = [*figures, *(block for block in blocks if not isinstance(block, Figures))]
    pieces: list[Piece] = []
    prose: list[Prose] = []
    is_alone = all(_is_prose(block) for block in blocks)
    for block in blocks:
        if isinstance(block, Heading | Paragraph | Bullets):
            prose.append(block)
            continue
        if prose:
            pieces.append(text_piece(prose, stage, box.w))
            prose = []
        pieces.extend(pieces_of(block, stage, box.w, is_alone=len(blocks) == 1))
    if prose:
        pieces.append(text_piece(prose, stage, box.w, is_alone=is_alone))
    return pieces


def _flow(pieces: Sequence[Piece], body: Box) -> list[Page]:
    """Set pieces under one another, parting those that can be, on as many slides as it takes."""
    pages: list[Page] = []
    placed: list[Piece] = []
    queue = list(pieces)
    while queue:
        piece = queue.pop(0)
        room = body.h - sum(item.least + GAP for item in placed)
        following = min(queue[0].least, body.h // 3) + GAP if piece.keeps_next and queue else 0
        if piece.least + following <= room or (not placed and piece.least <= room):
            placed.append(piece)
            continue
        parted = piece.cut(room) if piece.cut is not None and (room >= _LEAST_REST or not placed) else None
        if parted is not None and parted[0].least <= room:
            placed.append(parted[0])
            queue.insert(0, parted[1])
        elif placed:
            if placed[-1].keeps_next and len(placed) > 1:
                queue[:0] = [placed.pop(), piece]
            else:
                queue.insert(0, piece)
        else:
            placed.append(piece)
        pages.append(_page(placed, body))
        placed = []
    if placed:
        pages.append(_page(placed, body))
    return pages


def _page(placed: Sequence[Piece], body: Box) -> Page:
    """Share a slide's height out: each piece what it needs, then what it wants, the rest to those that make use of it."""
    spare = body.h - sum(piece.least for piece in placed) - GAP * (len(placed) - 1)
    heights = [min(piece.least, body.h) for piece in placed]
    wishes = [max(piece.want - piece.least, 0) for piece in placed]
    if spare > 0 and any(wishes):
        share = min(spare / sum(wishes), 1.0)
        given = [int(wish * share) for wish in wishes]
        heights = [height + more for height, more in zip(heights, given, strict=True)]
        spare -= sum(given)
    growing = [index for index, piece in enumerate(placed) if piece.grows]
    for index in growing:
        heights[index] += max(spare, 0) // len(growing)
    y = body.y
    items = []
    for piece, height in zip(placed, heights, strict=True):
        items.append((piece, Box(body.x, y, body.w, height)))
        y += height + GAP
    is_text = len(placed) == 1 and placed[0].is_text
    return Page(tuple(items), "content" if is_text else "title_only")
