"""What cells look like: the theme's tokens as cell formats, by the role of the cell."""

from functools import cache
from typing import Any

from attrs import field, mutable

from migplan.documents import Holds, Tone, Weight
from migplan.themes import Theme
from migplan_excel.styles import Difference, Edge, Style, Styles

NORMAL = Style(font="Calibri", size=11, color="000000", vertical="bottom")
"""The format whose digits measure the width of columns; Excel counts widths by it."""
_SIZES = {
    "title": 16.0,
    "subtitle": 10.0,
    "heading": 13.0,
    "lead": 12.0,
    "body": 10.0,
    "small": 9.0,
    "figure": 22.0,
    "cover": 26.0,
}


@cache
def _arabic_digits(language: str) -> bool:
    """Say whether the language's own region writes Arabic-Indic digits (CLDR, through Babel)."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-").default_numbering_system) == "arab"
    except (UnknownLocaleError, ValueError):
        return False


@mutable(eq=False)
class Looks:
    """Cell formats by role, made from a theme."""

    theme: Theme
    styles: Styles
    language: str
    is_right_to_left: bool
    _known: dict[tuple[object, ...], int] = field(factory=dict)

    @property
    def font(self) -> str:
        """The document's own font."""
        return self.theme.arabic_font if self.is_right_to_left else self.theme.latin_font

    def size(self, name: str) -> float:
        """Give the size of a kind of text in points; Arabic is set a little larger."""
        size = _SIZES[name]
        return round(size * self.theme.arabic_scale * 2) / 2 if self.is_right_to_left else size

    def style(self, size: str = "body", color: str = "ink", **more: Any) -> Style:
        """Give a format in the document's font and direction; `color` and `fill` are roles or RRGGBB."""
        fill = str(more.pop("fill", ""))
        style = Style(
            font=self.font,
            size=self.size(size),
            color=self.color(color),
            fill=self.color(fill) if fill else "",
            reading=2 if self.is_right_to_left else 0,
        )
        if more.get("indent"):
            more = {"horizontal": self.start, **more}
        return style.but(**more)

    def color(self, role: str) -> str:
        """Give a colour as RRGGBB from a role; RRGGBB stays."""
        if len(role) == 6 and all(letter in "0123456789ABCDEF" for letter in role):
            return role
        return self.theme.color(role)

    def number(self, style: Style) -> int:
        """Give the number of a format."""
        return self.styles.number(style)

    def edge(self, side: str, line: str = "thin", color: str = "line") -> Edge:
        """Give a border line; a sheet from right to left mirrors `left` and `right` by itself."""
        return ({"start": "left", "end": "right"}.get(side, side), line, self.color(color))

    # -- words -------------------------------------------------------------------------------------------------

    def words(self, size: str = "body", color: str = "ink", weight: Weight = Weight.PLAIN, **more: Any) -> Style:
        """Running text."""
        if weight is Weight.STRONG:
            more["bold"] = True
        if weight is Weight.MUTED:
            color = "muted"
        if weight is Weight.ACCENT:
            color, more["bold"] = "accent", True
        return self.style(size, color, **{"wrap": True, **more})

    # -- tables ------------------------------------------------------------------------------------------------

    def header(self, holds: Holds = Holds.TEXT, required: bool = False, rotation: int = 0) -> int:
        """The head of a column; `required` columns carry a bar."""
        edges = [self.edge("bottom", "medium", "primary")]
        if required:
            edges.append(self.edge("start", "thick", "accent"))
        horizontal = self.horizontal(holds)
        if rotation or (holds.is_number and self.is_right_to_left):
            horizontal = "center"  # words are never put at the left of a sheet from right to left
        indent = 0 if horizontal == "center" else self.indent(holds)
        return self.number(
            self.style(
                "body", "primary", fill="sand", bold=True, wrap=True, vertical="bottom" if rotation else "center",
                horizontal=horizontal, indent=indent, rotation=rotation, edges=tuple(edges),
            )
        )  # fmt: skip

    def horizontal(self, holds: Holds) -> str:
        """Give the side on which a kind of content stands."""
        if holds.is_number:
            return "left" if self.is_right_to_left else "right"
        if holds is Holds.DATE:
            return "center"
        return self.start

    @property
    def start(self) -> str:
        """Give the physical side on which words begin."""
        return "right" if self.is_right_to_left else "left"

    def indent(self, holds: Holds) -> int:
        """Give the room, in steps of Excel, between a content and the edge of its cell."""
        return 0 if holds is Holds.DATE else 1

    def cell(
        self,
        holds: Holds,
        format: str,
        kind: str = "data",
        color: str = "",
        wrap: bool = True,
        opens: bool = False,
    ) -> int:
        """A cell of a table; `kind` is data, computed, entry, total, subtotal or group.

        `color` draws a bar at its start; `opens` a rule above, where a group begins.
        """
        key = (holds, format, kind, color, wrap, opens)
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = self.number(self._cell(*key))
        return number

    def _cell(self, holds: Holds, format: str, kind: str, color: str, wrap: bool, opens: bool) -> Style:
        edges = [self.edge("bottom", "thin", "line")]
        style = self.words(
            "body", wrap=wrap, vertical="center", horizontal=self.horizontal(holds), indent=self.indent(holds),
            format=format,
        )  # fmt: skip
        if holds is Holds.CODE:
            style = style.but(wrap=False)
        if kind == "computed":
            style = style.but(italic=True, color=self.color("muted"), fill="F3F3F1")
        elif kind == "entry":
            edges += [self.edge(side, "hair", "muted") for side in ("top", "start", "end")]
            edges[0] = self.edge("bottom", "hair", "muted")
        elif kind == "total":
            edges = [self.edge("top", "medium", "primary")]
            style = style.but(bold=True, color=self.color("primary"))
        elif kind == "group":
            style = style.but(color=self.color("muted"))
        elif kind == "subtotal":
            style = style.but(bold=True)
        if color:
            edges.append(self.edge("start", "thick", color))
        if opens and kind != "entry":
            edges.append(self.edge("top", "thin", "primary"))
        return style.but(edges=tuple(edges))

    def tone(self, tone: Tone, bold: bool = False) -> Style:
        """A cell coloured by its tone for good (conditions colour those that may change)."""
        status = self.theme.tone(tone.value)
        return self.words(
            bold=bold, color=status.ink, fill=status.ground, edges=(self.edge("bottom"),), vertical="center",
            horizontal=self.start, indent=1,
        )  # fmt: skip

    def tone_difference(self, tone: Tone) -> int:
        """The conditional look of a tone."""
        status = self.theme.tone(tone.value)
        return self.styles.difference(Difference(color=status.ink, fill=status.ground))

    # -- number formats ----------------------------------------------------------------------------------------

    def format(self, holds: Holds, decimals: int = 0, unit: str = "", is_estimated: bool = False) -> str:
        """Give the number format of a kind of value."""
        if holds in (Holds.TEXT, Holds.CODE, Holds.CHOICE, Holds.REFERENCE, Holds.STATUS):
            return "General"
        digits = "[$-2000401]" if _arabic_digits(self.language) else ""
        if holds is Holds.DATE:
            written = "dd/mm/yyyy" if self.language.startswith(("fr", "ar")) else "yyyy\\-mm\\-dd"
            return digits + written
        number = "#,##0" + ("." + "0" * min(decimals, 30) if decimals else "")
        if holds is Holds.SHARE:
            number += '"\u00a0%"' if self.language.startswith("fr") else '"%"'
        elif unit:
            number += '"\u00a0' + "".join(letter for letter in unit if letter.isprintable() and letter != '"') + '"'
        return digits + ('"≈\u00a0"' if is_estimated else "") + number
