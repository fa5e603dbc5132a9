"""How wide and how high letters are, remembered for one document."""

from migplan_office.fonts import line_height, text_width


class Ruler:
    """Measures text in ems, with the reserve that other programs and substituted fonts need."""

    def __init__(self, factor: float = 1.0) -> None:
        """Start with nothing measured; `factor` says how much wider than ours the letters of the client's font run."""
        self.factor = factor
        self._widths: dict[str, float] = {}
        self._bold_widths: dict[str, float] = {}
        self._leadings: dict[str, float] = {}

    def em(self, text: str, is_bold: bool = False) -> float:
        """Give the width of a text on one line, over its size."""
        known = self._bold_widths if is_bold else self._widths
        found = known.get(text)
        if found is None:
            found = known[text] = text_width(text, 1.0, is_bold, reserve=True) * self.factor
        return found

    def leading(self, text: str) -> float:
        """Give the height of a line that holds a text, over its size."""
        if text.isascii():
            return _LATIN
        found = self._leadings.get(text)
        if found is None:
            found = self._leadings[text] = line_height(1.0, text)
        return found


_LATIN = line_height(1.0, "a")
