"""A theme: colours by role, contrasts that hold on white, and fonts that every Office has."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import field, frozen


@frozen
class Status:
    """Looks of one tone: ink and ground as RRGGBB, and the symbol that says the same without colour."""

    ink: str
    ground: str
    symbol: str


def _frozen_mapping(values: Mapping[str, Status]) -> Mapping[str, Status]:
    return MappingProxyType(dict(values))


@frozen(hash=False)
class Theme:
    """Colours as RRGGBB by role, fonts by script."""

    name: str
    ink: str
    muted: str
    primary: str
    accent: str
    sand: str
    line: str
    series: tuple[str, ...]
    """Colours of objectives and of series, in order."""
    status: Mapping[str, Status] = field(converter=_frozen_mapping)
    """Looks by tone: achieved, on-the-way, late, not-begun, neutral."""
    ground: str = "FFFFFF"
    latin_font: str = "Calibri"
    arabic_font: str = "Arial"
    arabic_scale: float = 1.1
    """Arabic letters are set this much larger, to look the same size."""
    tifinagh_font: str = "Ebrima"

    def color(self, role: str) -> str:
        """Give the colour of a role as RRGGBB.

        Roles: `ink`, `muted`, `primary`, `accent`, `sand`, `line`, `ground`, `series-1`… (they come round),
        `tint-1` to `tint-4` (primary on white, light to strong). An unknown role is ink.
        """
        if role.startswith("series-"):
            number = role.removeprefix("series-")
            return self.series[(int(number) - 1) % len(self.series)] if number.isdigit() else self.ink
        if role.startswith("tint-"):
            step = role.removeprefix("tint-")
            return tint(self.primary, 0.18 * int(step)) if step.isdigit() else self.ink
        found = getattr(self, role, self.ink) if role in _ROLES else self.ink
        return str(found)

    def tone(self, tone: str) -> Status:
        """Give the looks of a tone; an unknown one is neutral."""
        return self.status.get(tone, self.status["neutral"])


_ROLES = {"ink", "muted", "primary", "accent", "sand", "line", "ground"}


def tint(color: str, strength: float) -> str:
    """Mix a colour with white: strength 0 is white, 1 the colour itself."""
    share = min(max(strength, 0.0), 1.0)
    channels = (int(color[index : index + 2], 16) for index in (0, 2, 4))
    return "".join(f"{round(255 - (255 - channel) * share):02X}" for channel in channels)


DEFAULT = Theme(
    name="migplan",
    ink="1D2B36",
    muted="5B6770",
    primary="17495C",
    accent="A84B17",
    sand="F5F0E6",
    line="D8D2C4",
    series=("17495C", "C77F12", "A84B17", "4F98B3", "6E8F3C", "8A5A83"),
    status={
        "achieved": Status("35521B", "E3EFD8", "●"),
        "on-the-way": Status("7A4B00", "FCEFD2", "◐"),
        "late": Status("8A2B0E", "F8DDD3", "▲"),
        "not-begun": Status("46525A", "E9ECEE", "○"),
        "neutral": Status("1D2B36", "F5F0E6", "■"),
    },
)
"""The house theme; contrasts are those of the design guide, checked by a test."""

__all__ = ["DEFAULT", "Status", "Theme", "tint"]
