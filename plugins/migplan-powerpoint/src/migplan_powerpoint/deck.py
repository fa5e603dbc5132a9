"""The deck: slides in order, their notes, links and sections, and the package that holds them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import define, evolve, field, frozen

from migplan.hooks import ExportRequest
from migplan.themes import Theme
from migplan_office.charts import chart_workbook, chart_xml
from migplan_office.package import Properties, build
from migplan_office.text import xml_attribute, xml_text
from migplan_powerpoint.brand import Brand
from migplan_powerpoint.brand_parts import write_brand
from migplan_powerpoint.colors import Palette
from migplan_powerpoint.geometry import SCREEN, Grid
from migplan_powerpoint.notes import notes_xml
from migplan_powerpoint.parts import SPACES, Package
from migplan_powerpoint.pen import Pen, Placeholder
from migplan_powerpoint.scaling import scaled
from migplan_powerpoint.template import (
    MASTER,
    NOTES_MASTER,
    NOTES_SIZE,
    default_text_style,
    layout_part,
    table_styles_xml,
    write_notes_master,
    write_template,
)
from migplan_powerpoint.words import Para, Writer

_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_PRESENTATION = "ppt/presentation.xml"


@frozen
class Slide:
    """One slide as drawn."""

    pen: Pen
    layout: str
    notes: tuple[Para, ...] = ()
    is_hidden: bool = False


@define
class Deck:
    """Slides in order, and what they lead to."""

    request: ExportRequest
    targets: frozenset[str] = frozenset()
    """What links inside the deck may name: `#` and the id of a section or block."""
    grid: Grid = SCREEN
    brand: Brand | None = None
    """The client's template, which the slides take their layouts from."""
    palette: Palette = field(init=False)
    writer: Writer = field(init=False)
    slides: list[Slide] = field(factory=list)
    anchors: dict[str, int] = field(factory=dict)
    """Number of the slide, from 1, that a target stands on."""
    _charts: int = 0
    chapters: list[tuple[str, int]] = field(factory=list)
    """PowerPoint's own sections: name, and number of the first slide."""

    def __attrs_post_init__(self) -> None:
        self.palette = Palette(self.request.theme, self.brand.scheme if self.brand is not None else None)
        self.writer = Writer(self.request, self.palette)
        if self.brand is not None:
            self.writer.ruler.factor = self.brand.letter_width

    @contextmanager
    def dressed(self, theme: Theme) -> Iterator[None]:
        """Draw slides in another theme than the deck's: those of a layout with a ground of its own."""
        kept = self.palette, self.writer
        self.palette = Palette(theme, self.brand.scheme if self.brand is not None else None)
        self.writer = Writer(evolve(self.request, theme=theme), self.palette)
        self.writer.ruler.factor = kept[1].ruler.factor
        try:
            yield
        finally:
            self.palette, self.writer = kept

    def _slot(self, place: Placeholder) -> Placeholder | None:
        """Find what a placeholder of ours is called in the client's template."""
        if self.brand is None:
            return place
        slot, _ = self.brand.slot(place.kind, place.index)
        if slot is None:
            return Placeholder("title", has_own_frame=True) if place.kind in ("title", "ctrTitle") else None
        index = int(slot.index) if slot.index.isdigit() else 0
        return Placeholder(slot.kind, index, place.has_own_frame or place.kind == "obj")

    def pen(self) -> Pen:
        """Take a pen for the next slide."""
        slots = self._slot if self.brand is not None else None
        return Pen(self.writer, self.palette, self.grid, known_targets=self.targets, slots=slots)

    def add(self, pen: Pen, layout: str, notes: tuple[Para, ...] = (), *, is_hidden: bool = False) -> None:
        """Add what a pen drew as the next slide."""
        self.slides.append(Slide(pen, layout, (*notes, *pen.notes), is_hidden))

    def mark(self, target: str) -> None:
        """Let links to a section or block lead to the next slide; the first place wins."""
        if target:
            self.anchors.setdefault(f"#{target}", len(self.slides) + 1)

    def chapter(self, name: str) -> None:
        """Begin a section of the deck at the next slide."""
        self.chapters.append((name, len(self.slides) + 1))

    def to_bytes(self) -> bytes:
        """Give the whole file."""
        request = self.request
        package = Package()
        masters = self._looks(package)
        for kind, name in (("document", _PRESENTATION), ("app", "docProps/app.xml")):
            package.relate("", kind, name)
        named = [(id, package.relate(_PRESENTATION, "master", part)) for id, part in masters]
        notes_master = package.relate(_PRESENTATION, "notes-master", NOTES_MASTER)
        self._settings(package)
        media: dict[bytes, str] = {}
        ids = []
        for number, slide in enumerate(self.slides, start=1):
            self._slide(package, slide, number, media)
            relation = package.relate(_PRESENTATION, "slide", _slide_part(number))
            ids.append(f'<p:sldId id="{255 + number}" r:id="{relation}"/>')
        package.add(_PRESENTATION, "presentation", self._presentation(named, notes_master, "".join(ids)))
        package.add("docProps/app.xml", "app", _app_xml(len(self.slides)))
        document = request.document
        properties = Properties(
            title=document.title,
            language=self.writer.tag(),
            subject=document.subject,
            keywords=", ".join(document.keywords),
            creator=document.creator,
        )
        return build(package.all(), created=request.date, properties=properties)

    def _looks(self, package: Package) -> list[tuple[int, str]]:
        """Add masters and layouts, ours or the client's; give the id and part of each master."""
        request, writer = self.request, self.writer
        if self.brand is None:
            write_template(
                package,
                request.theme,
                request.words,
                writer.tag(),
                request.is_right_to_left,
                writer.scale,
                self.grid,
            )
            return [(2147483648, MASTER)]
        is_mirrored = self.brand.is_right_to_left != request.is_right_to_left
        font = request.theme.arabic_font
        masters = write_brand(package, self.brand, is_mirrored=is_mirrored, arabic_font=font)
        looks = (request.theme, request.words, writer.tag(), request.is_right_to_left, writer.scale)
        write_notes_master(package, looks)
        return masters

    def _settings(self, package: Package) -> None:
        package.add("ppt/presProps.xml", "properties", f"<p:presentationPr {SPACES}/>")
        package.add(
            "ppt/viewProps.xml",
            "view",
            f'<p:viewPr {SPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/></p:normalViewPr></p:viewPr>',
        )
        package.add("ppt/tableStyles.xml", "table-styles", table_styles_xml(self.palette))
        for kind, name in (("properties", "presProps"), ("view", "viewProps"), ("table-styles", "tableStyles")):
            package.relate(_PRESENTATION, kind, f"ppt/{name}.xml")
        theme = "ppt/theme/theme1.xml"
        if self.brand is not None:
            master, _ = self.brand.masters[0]
            theme = self.brand.theme_of(master)
        package.relate(_PRESENTATION, "theme", theme)

    def _slide(self, package: Package, slide: Slide, number: int, media: dict[bytes, str]) -> None:
        name = _slide_part(number)
        layout = layout_part(slide.layout) if self.brand is None else self.brand.part(slide.layout)
        package.relate(name, "layout", layout)
        for target, (relation, _) in slide.pen.links.items():
            if target.startswith("#"):
                package.relate(name, "slide", _slide_part(self.anchors.get(target, number)), id=relation)
            else:
                package.relate(name, "hyperlink", target, id=relation, is_external=True)
        for relation, data in slide.pen.pictures:
            part = media.get(data)
            if part is None:
                suffix = "png" if data[:4] == b"\x89PNG" else "jpeg"
                part = media[data] = package.free("ppt/media", "image", suffix)
                package.add(part, "", data)
            package.relate(name, "image", part, id=relation)
        for relation, spec in slide.pen.charts:
            self._charts += 1
            part = package.free("ppt/charts", "chart", "xml") if self.brand else f"ppt/charts/chart{self._charts}.xml"
            book = f"ppt/embeddings/workbook{self._charts}.xlsx"
            drawn = scaled(chart_xml(spec).decode(), self.grid.scale)
            package.add(part, "chart", drawn.encode())
            package.add(book, "", chart_workbook(spec, self.request.date))
            package.relate(part, "package", book, id="rId1")
            package.relate(name, "chart", part, id=relation)
        if slide.notes:
            notes = f"ppt/notesSlides/notesSlide{number}.xml"
            package.relate(name, "notes", notes)
            package.relate(notes, "notes-master", NOTES_MASTER)
            package.relate(notes, "slide", name)
            package.add(notes, "notes", notes_xml(self.writer, slide.notes))
        hidden = ' show="0"' if slide.is_hidden else ""
        package.add(
            name,
            "slide",
            f"<p:sld {SPACES}{hidden}><p:cSld><p:spTree>{_TREE}{scaled(slide.pen.xml, self.grid.scale)}</p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        )

    def _presentation(self, masters: Sequence[tuple[int, str]], notes_master: str, slide_ids: str) -> str:
        rtl = ' rtl="1"' if self.request.is_right_to_left else ""
        style = default_text_style(
            (self.request.theme, self.request.words, self.writer.tag(), self.writer.is_mirrored, self.writer.scale)
        )
        width, height = NOTES_SIZE
        named = "".join(f'<p:sldMasterId id="{id}" r:id="{relation}"/>' for id, relation in masters)
        slides = f"<p:sldIdLst>{slide_ids}</p:sldIdLst>" if slide_ids else ""
        return (
            f'<p:presentation {SPACES}{rtl} saveSubsetFonts="1"><p:sldMasterIdLst>{named}</p:sldMasterIdLst>'
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes_master}"/></p:notesMasterIdLst>{slides}'
            f'<p:sldSz cx="{self.grid.width}" cy="{self.grid.height}"/><p:notesSz cx="{width}" cy="{height}"/>{style}{self._sections()}</p:presentation>'
        )

    def _sections(self) -> str:
        """Give PowerPoint's list of sections; every slide is in one of them."""
        chapters = [chapter for chapter in self.chapters if chapter[1] <= len(self.slides)]
        if not chapters:
            return ""
        starts = [1, *(start for _, start in chapters[1:]), len(self.slides) + 1]
        sections = []
        for index, (name, _) in enumerate(chapters):
            slides = "".join(f'<p14:sldId id="{255 + number}"/>' for number in range(starts[index], starts[index + 1]))
            sections.append(
                f'<p14:section name="{xml_attribute(name)}" id="{{{index + 1:08X}-0000-4000-8000-000000000001}}">'
                f"<p14:sldIdLst>{slides}</p14:sldIdLst></p14:section>"
            )
        return (
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f"{''.join(sections)}</p14:sectionLst></p:ext></p:extLst>"
        )


def _slide_part(number: int) -> str:
    return f"ppt/slides/slide{number}.xml"


def _app_xml(slides: int) -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{xml_text('migplan')}</Application><PresentationFormat>{xml_text('16:9')}</PresentationFormat>"
        f"<Slides>{slides}</Slides></Properties>"
    )
