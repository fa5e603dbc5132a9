"""Names that Office drawings give to the shapes of markers."""

from collections.abc import Mapping
from types import MappingProxyType

from migplan.documents.categories import MarkShape

PRESETS: Mapping[MarkShape, str] = MappingProxyType(
    {
        MarkShape.CIRCLE: "ellipse",
        MarkShape.SQUARE: "rect",
        MarkShape.TRIANGLE: "triangle",
        MarkShape.DIAMOND: "diamond",
        MarkShape.PENTAGON: "pentagon",
        MarkShape.HEXAGON: "hexagon",
        MarkShape.CROSS: "plus",
    }
)
"""Preset geometry (`a:prstGeom`) of each shape. Source: ECMA-376, part 1, ST_ShapeType."""
