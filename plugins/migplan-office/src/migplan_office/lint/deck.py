"""A package read as a presentation: slides, layouts, masters, notes, and what text inherits."""

from collections.abc import Iterator
from functools import cached_property

from attrs import define, field

from migplan_office.lint.package import Package
from migplan_office.lint.shapes import Page, Shape
from migplan_office.lint.xml import A, Element, P, R, child, whole

_STYLE_OF = {"title": "titleStyle", "ctrTitle": "titleStyle", "": "otherStyle"}


@define(slots=False, eq=False)
class Deck:
    """The whole presentation."""

    package: Package
    _pages: dict[str, Page] = field(factory=dict)

    @cached_property
    def root(self) -> Element | None:
        """The presentation's part."""
        return self.package.root(self.package.main)

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height of the slides, in EMU."""
        size = child(self.root, f"{P}sldSz")
        return (whole(size.get("cx")), whole(size.get("cy"))) if size is not None else (12_192_000, 6_858_000)

    @cached_property
    def masters(self) -> list[Page]:
        """The masters."""
        pages = (self._page(target, None) for target in self.package.targets(self.package.main, "slideMaster"))
        return [page for page in pages if page is not None]

    @cached_property
    def layouts(self) -> list[Page]:
        """All layouts, master by master."""
        pages = (
            self._page(t, master) for master in self.masters for t in self.package.targets(master.part, "slideLayout")
        )
        return [page for page in pages if page is not None]

    @cached_property
    def slides(self) -> list[Page]:
        """The slides in the order in which they are shown."""
        layouts = {layout.part: layout for layout in self.layouts}
        found: list[Page] = []
        for item in self.root.iter(f"{P}sldId") if self.root is not None else ():
            relation = self.package.relation(self.package.main, item.get(f"{R}id"))
            if relation is not None and (root := self.package.root(relation.target)) is not None:
                layout = layouts.get(self.package.target(relation.target, "slideLayout"))
                found.append(Page(relation.target, root, layout, len(found) + 1))
        return found

    @cached_property
    def notes(self) -> list[tuple[str, Element]]:
        """The pages of notes of the slides."""
        parts = [part for slide in self.slides for part in self.package.targets(slide.part, "notesSlide")]
        return [(part, root) for part in parts if (root := self.package.root(part)) is not None]

    def _page(self, part: str, parent: Page | None) -> Page | None:
        root = self.package.root(part)
        return Page(part, root, parent) if root is not None else None

    def _level_styles(self, page: Page, shape: Shape, paragraph: Element) -> Iterator[Element]:
        """Give what a paragraph of a shape inherits from, nearest first: `a:lvl1pPr` and its like."""
        properties = child(paragraph, f"{A}pPr")
        level = whole(properties.get("lvl") if properties is not None else None) + 1
        name = f"{A}lvl{level}pPr"
        sources = [child(item.body, f"{A}lstStyle", name) for item in page.line(shape)]
        master = page
        while master.parent is not None:
            master = master.parent
        style = _STYLE_OF.get(shape.role, "bodyStyle") if shape.kind == "sp" else "otherStyle"
        sources.append(child(master.root, f"{P}txStyles", f"{P}{style}", name))
        sources.append(child(self.root, f"{P}defaultTextStyle", name))
        yield from (source for source in sources if source is not None)

    def inherited(self, page: Page, shape: Shape, paragraph: Element, attribute: str) -> str | None:
        """Give an attribute of a paragraph that it inherits, such as `algn`."""
        values = (source.get(attribute) for source in self._level_styles(page, shape, paragraph))
        return next((value for value in values if value is not None), None)

    def font_size(self, page: Page, shape: Shape, paragraph: Element, run: Element | None) -> float:
        """Give the size of a run in points, its own or inherited."""
        own = child(run, f"{A}rPr")
        if own is not None and own.get("sz"):
            return max(whole(own.get("sz")) / 100, 1.0)
        sources = (child(source, f"{A}defRPr") for source in self._level_styles(page, shape, paragraph))
        size = next((whole(item.get("sz")) / 100 for item in sources if item is not None and item.get("sz")), 18.0)
        return max(size, 1.0)

    def script_font(self, page: Page, shape: Shape, paragraph: Element, run: Element) -> str:
        """Give the font that a run has for complex scripts, its own, inherited or the theme's; empty when there is none."""
        marks = [child(run, f"{A}rPr")]
        marks += [child(source, f"{A}defRPr") for source in self._level_styles(page, shape, paragraph)]
        faces = (item.get("typeface") or "" for mark in marks if (item := child(mark, f"{A}cs")) is not None)
        face = next(faces, "+mn-cs")
        return self._theme_fonts.get(face, "") if face.startswith("+") else face

    @cached_property
    def _theme_fonts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for master in self.masters:
            theme = self.package.root(self.package.target(master.part, "theme"))
            for key, name in (("+mn-cs", "minorFont"), ("+mj-cs", "majorFont")):
                font = child(theme, f"{A}themeElements", f"{A}fontScheme", A + name, f"{A}cs")
                if font is not None:
                    found.setdefault(key, font.get("typeface") or "")
        return found
