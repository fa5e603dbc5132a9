"""From a block to the pieces that draw it."""

from migplan.documents import (
    ActionSheet,
    Agenda,
    Block,
    Bullets,
    Canvas,
    Chart,
    Comparison,
    EntryTable,
    Figures,
    Gantt,
    GroupWork,
    Heading,
    Logos,
    Matrix,
    Note,
    Paragraph,
    Picture,
    Quadrant,
    Quiz,
    Signatures,
    Signs,
    Slot,
    Table,
    Tree,
    VoteSheet,
    fallback,
)
from migplan_powerpoint.actions import action_pieces
from migplan_powerpoint.agenda import agenda_pieces
from migplan_powerpoint.canvas import canvas_pieces, signature_pieces
from migplan_powerpoint.charts import chart_pieces
from migplan_powerpoint.comparison import comparison_pieces
from migplan_powerpoint.figures import figures_pieces
from migplan_powerpoint.gantt import gantt_pieces
from migplan_powerpoint.groups import group_pieces, quiz_pieces
from migplan_powerpoint.matrix import matrix_pieces
from migplan_powerpoint.pictures import logo_pieces, picture_pieces
from migplan_powerpoint.prose import note_piece, slot_piece, text_piece
from migplan_powerpoint.quadrant import quadrant_pieces
from migplan_powerpoint.stage import Piece, Stage
from migplan_powerpoint.tables import entry_pieces, table_pieces
from migplan_powerpoint.tree import tree_pieces
from migplan_powerpoint.votes import vote_pieces


def pieces_of(
    block: Block, stage: Stage, width: int, *, is_narrow: bool = False, is_alone: bool = False
) -> list[Piece]:
    """Give the pieces of a block for a column of a width in EMU.

    `is_narrow` says that text stands beside it, `is_alone` that its section holds nothing else.
    """
    drawn = _drawn(block, stage, width, is_narrow=is_narrow, is_alone=is_alone)
    if drawn:
        return drawn
    # Without items there is nothing to draw; what the block says all the same is told in simpler ones.
    return [
        piece
        for simpler in fallback(block, stage.words)
        if simpler is not block
        for piece in pieces_of(simpler, stage, width, is_narrow=is_narrow)
    ]


def _drawn(block: Block, stage: Stage, width: int, *, is_narrow: bool, is_alone: bool) -> list[Piece]:
    match block:
        case Heading() | Paragraph() | Bullets():
            return [text_piece([block], stage, width)]
        case Note():
            return [note_piece(block, stage, width)]
        case Slot():
            return [slot_piece(block, stage, width)]
        case Figures():
            return figures_pieces(block, stage, width, is_alone=is_alone)
        case Table():
            return table_pieces(block, stage, width, is_alone=is_alone)
        case EntryTable():
            return entry_pieces(block, stage, width)
        case Chart():
            return chart_pieces(block, stage, width, has_reading=not is_narrow)
        case Gantt():
            return gantt_pieces(block, stage, width)
        case Tree():
            return tree_pieces(block, stage, width)
        case Quadrant():
            return quadrant_pieces(block, stage, width)
        case Matrix():
            return matrix_pieces(block, stage, width)
        case ActionSheet():
            return action_pieces(block, stage, width)
        case Agenda():
            return agenda_pieces(block, stage, width)
        case Canvas():
            return canvas_pieces(block, stage, width)
        case Picture():
            return picture_pieces(block, stage, width)
        case Signatures():
            return signature_pieces(block, stage, width)
        case GroupWork():
            return group_pieces(block, stage, width)
        case Quiz():
            return quiz_pieces(block, stage, width)
        case VoteSheet():
            return vote_pieces(block, stage, width)
        case Comparison():
            return comparison_pieces(block, stage, width)
        case Signs():
            return []
        case Logos():
            return logo_pieces(block, stage, width)
