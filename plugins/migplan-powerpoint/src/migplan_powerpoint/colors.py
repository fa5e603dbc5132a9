"""Colours of the theme as DrawingML: by theme slot where there is one, so that a change of theme recolours the deck."""

from collections.abc import Mapping

from migplan.themes import Theme
from migplan_office.brand import contrast

_SLOTS = {"ink": "tx1", "ground": "bg1", "primary": "tx2", "sand": "bg2"}


_NAMES = ("tx1", "bg1", "tx2", "bg2", *(f"accent{number}" for number in range(1, 7)))


class Palette:
    """Gives the XML of fills by role or by RRGGBB."""

    def __init__(self, theme: Theme, scheme: Mapping[str, str] | None = None) -> None:
        """Take the colours of a theme; `scheme` holds those of a client's template by their names in its theme part."""
        self.theme = theme
        self.scheme = scheme
        self._known: dict[str, str] = {}

    def hex(self, role: str) -> str:
        """Give the colour of a role as RRGGBB; six hexadecimal digits stand for themselves."""
        if len(role) == 6 and all(digit in "0123456789ABCDEFabcdef" for digit in role):
            return role.upper()
        return self.theme.color(role).upper()

    def color(self, role: str) -> str:
        """Give the colour element of a role."""
        found = self._known.get(role)
        if found is None:
            found = self._known[role] = self._made(role)
        return found

    def _made(self, role: str) -> str:
        if self.scheme is not None:
            color = self.hex(role)
            slot = next((name for name in _NAMES if self.scheme.get(name, "").upper() == color), "")
            return f'<a:schemeClr val="{slot}"/>' if slot else f'<a:srgbClr val="{color}"/>'
        if role in _SLOTS:
            return f'<a:schemeClr val="{_SLOTS[role]}"/>'
        if role.startswith("series-") and role.removeprefix("series-").isdigit():
            number = (int(role.removeprefix("series-")) - 1) % len(self.theme.series) + 1
            if number <= 6:
                return f'<a:schemeClr val="accent{number}"/>'
        return f'<a:srgbClr val="{self.hex(role)}"/>'

    def fill(self, role: str) -> str:
        """Give a plain fill; no role gives no fill."""
        return f"<a:solidFill>{self.color(role)}</a:solidFill>" if role else "<a:noFill/>"

    def hatch(self, role: str) -> str:
        """Give a hatched fill on white: readable in grey."""
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{self.color(role)}</a:fgClr>'
            f"<a:bgClr>{self.color('ground')}</a:bgClr></a:pattFill>"
        )

    def line(self, role: str, width: int = 9525, dash: str = "", head: str = "") -> str:
        """Give an outline: width in EMU, dash and arrow head by their preset names; no role gives none."""
        if not role:
            return "<a:ln><a:noFill/></a:ln>"
        dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
        arrow = f'<a:tailEnd type="{head}"/>' if head else ""
        return f'<a:ln w="{width}">{self.fill(role)}{dashed}{arrow}</a:ln>'

    def on(self, role: str) -> str:
        """Give the role, `ground` or `ink`, that reads best on a fill."""
        return "ground" if contrast(self.hex(role), self.hex("ground")) >= 4.5 else "ink"
