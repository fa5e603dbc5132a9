"""The shapes of notes, in the drawing language that Excel keeps for them."""

import re

from attrs import frozen

from migplan_excel.annotating.cells import Place
from migplan_excel.annotating.markup import Element, elements, inserted, spliced

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
NO_SHAPES = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
).encode()
"""A drawing without any shape."""
_FIRST = 1025
_NUMBER = re.compile(rb"""\b(?:id|o:spid)=["']_x0000_s(\d+)["']""")
_TYPE = b"_x0000_t202"


@frozen
class Box:
    """Where a note opens: columns and rows from 0, each with the pixels past its border."""

    left: tuple[int, int]
    top: tuple[int, int]
    right: tuple[int, int]
    bottom: tuple[int, int]

    @property
    def anchor(self) -> str:
        """As the drawing writes it."""
        ends = (*self.left, *self.top, *self.right, *self.bottom)
        return ", ".join(str(number) for number in ends)


def shape(where: Place, box: Box, is_right_to_left: bool) -> str:
    """Write the shape of a note, its number left open."""
    style = "direction:rtl;text-align:right" if is_right_to_left else "text-align:left"
    aligned = "<x:TextHAlign>Right</x:TextHAlign>" if is_right_to_left else ""
    return (
        f'<v:shape {_SPACES} id="_x0000_s{{number}}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        f'<v:textbox style="mso-direction-alt:auto"><div style="{style}"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{box.anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>{aligned}"
        f"<x:Row>{where.row - 1}</x:Row><x:Column>{where.column - 1}</x:Column></x:ClientData></v:shape>"
    )


def with_shapes(data: bytes, shapes: list[str]) -> bytes:
    """Put shapes into a drawing, each under a number that is free."""
    if not shapes:
        return data
    root = elements(data, lambda name, attributes, depth: depth == 0)[0]
    first = max((int(number) for number in _NUMBER.findall(data)), default=_FIRST - 1) + 1
    content = "".join(one.format(number=number) for number, one in enumerate(shapes, first))
    if _TYPE not in data:
        kind = re.search(rb"<v:shapetype.*</v:shapetype>", NO_SHAPES)
        content = (kind[0].decode() if kind else "").replace("<v:shapetype", f"<v:shapetype {_SPACES}", 1) + content
    return spliced(data, inserted(data, root, content.encode()))


def shapes_of(data: bytes) -> list[tuple[Element, Place | None]]:
    """Give the shapes of a drawing with the cell that each is a note of."""
    found = elements(data, lambda name, attributes, depth: name in ("shape", "Row", "Column"))
    numbers: dict[tuple[int, str], bytes] = {}
    for one in found:
        if one.name != "shape" and one.parent is not None:
            numbers[one.parent.start, one.name] = data[one.inner : one.outer].strip()
    result: list[tuple[Element, Place | None]] = []
    for one in found:
        if one.name == "shape":
            row, column = (numbers.get((one.start, name), b"") for name in ("Row", "Column"))
            is_note = row.isdigit() and column.isdigit()
            result.append((one, Place(int(row) + 1, int(column) + 1) if is_note else None))
    return result
