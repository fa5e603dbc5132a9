"""Sizes of the pages of documents that are laid out as slides."""

from enum import Enum


class Paper(Enum):
    """The size of a page, in millimetres, width first."""

    SCREEN = (338.7, 190.5)
    """16:9, for a beamer or a screen."""
    A3_LANDSCAPE = (420.0, 297.0)
    """A poster on a wall."""
    A3_PORTRAIT = (297.0, 420.0)
    A4_LANDSCAPE = (297.0, 210.0)
    """A sign that is folded along its middle and stood on a table."""
    A4_PORTRAIT = (210.0, 297.0)
    """A sheet to fill in by hand."""
    A5_LANDSCAPE = (210.0, 148.0)
    A5_PORTRAIT = (148.0, 210.0)

    @property
    def width_mm(self) -> float:
        """Width in millimetres."""
        return self.value[0]

    @property
    def height_mm(self) -> float:
        """Height in millimetres."""
        return self.value[1]

    @property
    def is_printed(self) -> bool:
        """Say whether the page is printed, hung or handed out: it then has neither cover, divider nor page number."""
        return self is not Paper.SCREEN
