"""What every block needs in order to draw itself, and the pieces that blocks turn into."""

from collections.abc import Callable, Sequence

from attrs import define, frozen

from migplan.documents import Inline, plain
from migplan.hooks import ExportRequest
from migplan.locale import Words
from migplan.themes import Theme
from migplan_office.text import clean, cut, utf16_length
from migplan_powerpoint.colors import Palette
from migplan_powerpoint.geometry import SCREEN, Box, Grid, points, pt
from migplan_powerpoint.pen import Pen
from migplan_powerpoint.words import Para, Writer, is_visible

GAP = pt(12)
"""Between two pieces on a slide."""
_ALT_LENGTH = 240
_SHORTEST_ALT = 5


@frozen
class Piece:
    """Something that is drawn in one box; sizes are heights in EMU at the width it was made for."""

    want: int
    """Height at which it looks best."""
    least: int
    """Height below which it cannot be drawn legibly."""
    draw: Callable[[Pen, Box], None]
    cut: Callable[[int], "tuple[Piece, Piece] | None"] | None = None
    """Parts it so that the first fits a height; `None` when nothing of it fits."""
    grows: bool = False
    """It makes good use of more height than it wants."""
    is_text: bool = False
    """It is running text, for the layout's text placeholder."""
    keeps_next: bool = False
    """It never stands last on a slide."""


@define
class Stage:
    """One document's looks and language."""

    request: ExportRequest
    writer: Writer
    palette: Palette
    grid: Grid = SCREEN
    body_height: int = SCREEN.body.h
    """Room for content on the slides of the section being laid out, in EMU."""
    _said: frozenset[str] = frozenset()
    _subject: str = ""
    _source: str = ""

    @property
    def theme(self) -> Theme:
        """Colours and fonts."""
        return self.request.theme

    @property
    def words(self) -> Words:
        """Labels in the document's language."""
        return self.request.words

    def enter(self, body_height: int, *said: Inline, source: Inline = "") -> None:
        """Begin a section: the room it has, what its slides say in their frame, and the source they name."""
        self._source = self.plain(source).strip()
        self.body_height = body_height
        self._said = frozenset(self.plain(line).strip() for line in said)
        self._subject = self.plain(said[-1]).strip() or self.plain(said[0]).strip()

    def is_blank(self, inline: Inline) -> bool:
        """Say whether a line holds nothing that can be seen."""
        return not is_visible(self.writer.text(self.plain(inline)))

    def is_said(self, title: Inline) -> bool:
        """Say whether the slide's own frame already says a title."""
        return self.plain(title).strip() in self._said

    def is_sourced(self, source: Inline) -> bool:
        """Say whether the slide's line of sources names a source; without one of its own it gives those of its figures."""
        return not self._source or self.plain(source).strip() in self._source

    def contains(self, title: Inline) -> bool:
        """Say whether the slide's own frame says a title among other words."""
        said = self.plain(title).strip()
        return bool(said) and any(said in line for line in self._said)

    @property
    def between(self) -> str:
        """Stand between things that are told one after the other, as the script writes it."""
        return "\u061b " if self.writer.is_mirrored else " ; "

    def begins(self, title: Inline) -> bool:
        """Say whether a title only goes on where the slide's own frame begins: "Calendar" above "Calendar of actions"."""
        said = self.plain(title).strip()
        return any(len(line) > 3 and said.startswith(line) for line in self._said)

    def plain(self, inline: Inline) -> str:
        """Give a line as plain text."""
        return plain(inline, self.request.language)

    def alt(self, alt: str, title: Inline, key: str) -> str:
        """Give the alternative text of a block: its own, else one made of its title; `key` names the sentence."""
        own = _squeezed(alt)
        if utf16_length(own) >= _SHORTEST_ALT:
            return cut(own, _ALT_LENGTH)[0]
        text = own or _squeezed(self.plain(title)) or _squeezed(self._subject)
        return cut(_squeezed(self.words(f"blocks.{key}", title=text)), _ALT_LENGTH)[0]

    def largest(
        self, make: Callable[[float], Sequence[Para]], box: Box, sizes: Sequence[float]
    ) -> tuple[list[Para], float, bool]:
        """Set paragraphs at the first of the sizes at which they fit a box; else at the last, and say so."""
        width, height = points(box.w), points(box.h)
        paras: list[Para] = []
        for size in sizes:
            paras = list(make(size))
            if self.writer.fits(paras, width, height):
                return paras, size, True
        return paras, sizes[-1], self.writer.height(paras, width) <= height

    def height(self, paras: Sequence[Para], width: int) -> int:
        """Give the height of paragraphs in a width, in EMU."""
        return pt(self.writer.height(paras, points(width)))


def _squeezed(text: str) -> str:
    return " ".join(clean(text).split())
