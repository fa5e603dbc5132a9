"""Slides, layouts and masters: their shapes, and where these stand."""

from collections.abc import Iterator
from functools import cached_property

from attrs import define, frozen

from migplan_office.lint.xml import DECORATIVE, A, Element, P, child, is_true, local, said, whole

EMU_POINT, EMU_CM = 12_700, 360_000
FOOTERS = frozenset(("ftr", "sldNum", "dt", "hdr"))
TITLES = frozenset(("title", "ctrTitle"))
_SHAPES = frozenset(("sp", "pic", "graphicFrame", "grpSp", "cxnSp"))
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "chart": "body", "tbl": "body", "pic": "body"}


@frozen
class Frame:
    """Where a shape stands, in EMU of the slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@define(slots=False, eq=False)
class Shape:
    """One shape of a slide, layout or master."""

    element: Element
    kind: str
    """`sp`, `pic`, `graphicFrame`, `grpSp` or `cxnSp`."""
    parent: "Shape | None"
    own: Frame | None
    """Its frame as placed on the slide; `None` when it takes its placeholder's."""

    @cached_property
    def _properties(self) -> Element | None:
        return next((item for item in self.element[0].iter(f"{P}cNvPr")), None) if len(self.element) else None

    @property
    def id(self) -> str:
        """Its number on the slide."""
        return (self._properties.get("id") or "") if self._properties is not None else ""

    @property
    def name(self) -> str:
        """Its name, with its number."""
        name = (self._properties.get("name") or "") if self._properties is not None else ""
        return f"{name} (id {self.id})"

    @property
    def alternative(self) -> str:
        """Its alternative text."""
        return (self._properties.get("descr") or "") if self._properties is not None else ""

    @cached_property
    def is_decorative(self) -> bool:
        """Whether it says that it carries no meaning."""
        mark = next(self._properties.iter(DECORATIVE), None) if self._properties is not None else None
        return mark is not None and is_true(mark.get("val"), True)

    @cached_property
    def placeholder(self) -> Element | None:
        """Its placeholder mark."""
        return next(self.element[0].iter(f"{P}ph"), None) if len(self.element) else None

    @property
    def role(self) -> str:
        """Type of its placeholder, `obj` where none is written; empty when it is no placeholder."""
        return "" if self.placeholder is None else self.placeholder.get("type") or "obj"

    @cached_property
    def body(self) -> Element | None:
        """Its text."""
        return child(self.element, f"{P}txBody")

    @cached_property
    def text(self) -> str:
        """What it says, tables included, paragraphs parted by line feeds."""
        paragraphs = self.element.iter(f"{A}p") if self.kind in ("sp", "graphicFrame") else ()
        return "\n".join(said(paragraph, f"{A}t") for paragraph in paragraphs)

    @cached_property
    def table(self) -> Element | None:
        """The table it frames."""
        return next(self.element.iter(f"{A}tbl"), None) if self.kind == "graphicFrame" else None


@define(slots=False, eq=False)
class Page:
    """A slide, a layout or a master."""

    part: str
    root: Element
    parent: "Page | None"
    """The slide's layout, the layout's master."""
    number: int = 0
    """Place of a slide in the deck, from 1."""

    @cached_property
    def tree(self) -> Element | None:
        """The tree of its shapes."""
        return child(self.root, f"{P}cSld", f"{P}spTree")

    @cached_property
    def shapes(self) -> list[Shape]:
        """All shapes in the order of the tree, those of groups after their group."""
        return list(_shapes(self.tree, None, (1.0, 1.0, 0.0, 0.0))) if self.tree is not None else []

    @cached_property
    def top_shapes(self) -> list[Shape]:
        """Shapes that are in no group."""
        return [shape for shape in self.shapes if shape.parent is None]

    @cached_property
    def _placeholders(self) -> list[Shape]:
        return [shape for shape in self.shapes if shape.placeholder is not None]

    def like(self, shape: Shape) -> Shape | None:
        """Find the placeholder that a shape of the page above stands for."""
        mark = shape.placeholder
        if mark is None:
            return None
        wanted, index = _SAME.get(shape.role, shape.role), mark.get("idx") or "0"
        same = [item for item in self._placeholders if _SAME.get(item.role, item.role) == wanted]
        if self.parent is None:
            return same[0] if same else None
        exact = [
            item
            for item in self._placeholders
            if item.placeholder is not None and (item.placeholder.get("idx") or "0") == index
        ]
        return exact[0] if exact else same[0] if same and index == "0" else None

    def line(self, shape: Shape) -> list[Shape]:
        """Give a shape and the placeholders it inherits from, nearest first."""
        found, page, current = [shape], self.parent, shape
        while page is not None:
            above = page.like(current)
            if above is not None:
                found.append(above)
                current = above
            page = page.parent
        return found

    def frame(self, shape: Shape) -> Frame | None:
        """Give a shape's frame, its own or inherited."""
        return next((item.own for item in self.line(shape) if item.own is not None), None)

    def body_property(self, shape: Shape, name: str) -> str | None:
        """Give an attribute of the text's body, own or inherited."""
        for item in self.line(shape):
            properties = child(item.body, f"{A}bodyPr")
            if properties is not None and properties.get(name) is not None:
                return properties.get(name)
        return None


def _shapes(parent: Element, owner: Shape | None, move: tuple[float, float, float, float]) -> Iterator[Shape]:
    for element in parent:
        kind = local(element)
        if kind == "AlternateContent":
            choice = next(iter(element), None)
            if choice is not None:
                yield from _shapes(choice, owner, move)
        if kind not in _SHAPES or not str(element.tag).startswith(P):
            continue
        placed = (
            child(element, f"{P}grpSpPr", f"{A}xfrm") if kind == "grpSp" else child(element, f"{P}spPr", f"{A}xfrm")
        )
        placed = placed if placed is not None else child(element, f"{P}xfrm")
        shape = Shape(element, kind, owner, _moved(_raw(placed), move))
        yield shape
        if kind == "grpSp":
            yield from _shapes(element, shape, _within(placed, move))


def _raw(placed: Element | None) -> Frame | None:
    offset, size = child(placed, f"{A}off"), child(placed, f"{A}ext")
    if placed is None or offset is None or size is None:
        return None
    frame = Frame(whole(offset.get("x")), whole(offset.get("y")), whole(size.get("cx")), whole(size.get("cy")))
    turns = round(whole(placed.get("rot")) / 5_400_000) % 2
    if not turns:
        return frame
    x, y = frame.x + (frame.width - frame.height) / 2, frame.y + (frame.height - frame.width) / 2
    return Frame(x, y, frame.height, frame.width)


def _moved(frame: Frame | None, move: tuple[float, float, float, float]) -> Frame | None:
    if frame is None:
        return None
    wide, high, x, y = move
    return Frame(frame.x * wide + x, frame.y * high + y, frame.width * wide, frame.height * high)


def _within(placed: Element | None, move: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Compose the movement of a group with those of the groups around it."""
    inner_offset, inner_size = child(placed, f"{A}chOff"), child(placed, f"{A}chExt")
    outer = _raw(placed)
    if outer is None or inner_offset is None or inner_size is None:
        return move
    wide = outer.width / (whole(inner_size.get("cx")) or outer.width or 1)
    high = outer.height / (whole(inner_size.get("cy")) or outer.height or 1)
    x, y = outer.x - whole(inner_offset.get("x")) * wide, outer.y - whole(inner_offset.get("y")) * high
    return move[0] * wide, move[1] * high, x * move[0] + move[2], y * move[1] + move[3]
