"""Paper: the size of the pages, their margins and how they turn sideways; of ours, or of a client's template."""

from attrs import evolve, frozen
from lxml import etree

from migplan_office.units import twips_from_mm

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@frozen
class Paper:
    """An upright page; lengths in twentieths of a point."""

    width: int = 11906
    height: int = 16838
    top: int = twips_from_mm(27)
    bottom: int = twips_from_mm(25)
    start: int = twips_from_mm(25)
    end: int = twips_from_mm(22)
    header: int = twips_from_mm(13)
    footer: int = twips_from_mm(10)
    gutter: int = 0
    wide_top: int = twips_from_mm(24)
    wide_bottom: int = twips_from_mm(22)

    def text_width(self, is_landscape: bool) -> int:
        """Give the width of the text."""
        return (self.height if is_landscape else self.width) - self.start - self.end - self.gutter

    def text_height(self, is_landscape: bool) -> int:
        """Give the height of the text."""
        if is_landscape:
            return self.width - self.wide_top - self.wide_bottom
        return self.height - self.top - self.bottom

    def of(self, section: "etree._Element") -> "Paper":
        """Take size and margins from the properties of an upright section, where it says them."""
        size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
        found: dict[str, int] = {}
        if size is not None:
            found |= {"width": _number(size, "w", self.width), "height": _number(size, "h", self.height)}
        if margins is not None:
            start, end = ("right", "left") if section.find(f"{_W}bidi") is not None else ("left", "right")
            for name, said in (("top", "top"), ("bottom", "bottom"), ("start", start), ("end", end),
                               ("header", "header"), ("footer", "footer"), ("gutter", "gutter")):  # fmt: skip
                found[name] = abs(_number(margins, said, getattr(self, name)))
            found |= {"wide_top": found["top"], "wide_bottom": found["bottom"]}
        return evolve(self, **found)


def _number(element: "etree._Element", name: str, otherwise: int) -> int:
    value = element.get(f"{_W}{name}")
    return round(float(value)) if value is not None else otherwise


A4 = Paper()
"""Our own."""
