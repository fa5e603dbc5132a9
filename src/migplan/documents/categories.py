"""The looks of categories: the same colour and the same marker for one category in every format of a document."""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from attrs import frozen

from migplan.documents.drawings import Quadrant


class MarkShape(Enum):
    """Shape of a marker; readable without colour, also in grey and when small."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    CROSS = "cross"
    """An upright cross, the plus sign, as an area."""


@frozen
class Mark:
    """How the things of one category are drawn."""

    color: str
    """Colour role: `series-1`; see `Theme.color`."""
    shape: MarkShape


PLAIN = Mark("primary", MarkShape.CIRCLE)
"""The mark of what has no category."""

COLORS = 6
"""Number of colour roles before they come round; every theme has at least as many series colours."""

_SHAPES = tuple(MarkShape)


def marks(categories: Iterable[str]) -> Mapping[str, Mark]:
    """Give each category its mark, in the order in which categories are first named; the empty category gets none.

    The order must be that of the whole document or plan, never that of the points in one drawing, or a category would
    change its looks from one drawing to the next. The first categories differ in colour and in shape; since the two
    come round at different steps, the first 42 pairs of both are all different, and any 7 in a row differ in shape.
    """
    names = dict.fromkeys(category for category in categories if category)
    return MappingProxyType(
        {
            name: Mark(f"series-{number % COLORS + 1}", _SHAPES[number % len(_SHAPES)])
            for number, name in enumerate(names)
        }
    )


def marks_of(block: Quadrant) -> Mapping[str, Mark]:
    """Give the marks of a plane: by its whole list of categories, then by its points for what the list lacks."""
    return marks((*block.categories, *(point.category for point in block.points)))


def shown_marks(block: Quadrant) -> Mapping[str, Mark]:
    """Give the legend of a plane: the marks of the categories that its points have, in the order of the whole list."""
    shown = {point.category for point in block.points}
    return MappingProxyType({name: mark for name, mark in marks_of(block).items() if name in shown})
