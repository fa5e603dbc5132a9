"""Colours and fonts by role; a theme plugin may replace every one of them."""

from migplan.themes.theme import DEFAULT, Status, Theme, tint

__all__ = ["DEFAULT", "Status", "Theme", "tint"]
