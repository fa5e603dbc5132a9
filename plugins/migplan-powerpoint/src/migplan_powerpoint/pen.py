"""What draws on one slide: shapes, text, lines, connectors, groups, pictures, tables, charts, as XML in reading order.

Boxes are logical (see `geometry`); the pen mirrors them where the document runs from right to left.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from attrs import define, field, frozen

from migplan_office.charts import ChartSpec
from migplan_office.text import xml_attribute
from migplan_powerpoint.clipping import clipped
from migplan_powerpoint.colors import Palette
from migplan_powerpoint.geometry import SCREEN, Box, Grid, points, pt
from migplan_powerpoint.words import Para, Run, Writer, is_visible

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
SIDES = {"top": 0, "start": 1, "bottom": 2, "end": 3}
"""Connection sites of a rectangle; start and end change places when mirrored."""


@frozen
class Anchor:
    """A drawn shape to which a connector can be glued."""

    id: int
    box: Box

    def point(self, side: str) -> tuple[int, int]:
        """Give the middle of one of its sides."""
        box = self.box
        return {
            "top": (box.x + box.w // 2, box.y),
            "bottom": (box.x + box.w // 2, box.bottom),
            "start": (box.x, box.y + box.h // 2),
            "end": (box.end, box.y + box.h // 2),
        }[side]


@frozen
class Placeholder:
    """Which placeholder of the layout a shape fills."""

    kind: str
    index: int = 0
    has_own_frame: bool = False
    """The shape says its own position, because it differs from the layout's."""


def _holder(place: Placeholder, *, is_small: bool = False) -> str:
    index = f' idx="{place.index}"' if place.index else ""
    kind = f' type="{place.kind}"' if place.kind else ""
    small = ' sz="quarter"' if is_small else ""
    return f"<p:ph{kind}{small}{index}/>"


@define
class Pen:
    """Draws one slide."""

    writer: Writer
    palette: Palette
    grid: Grid = SCREEN
    links: dict[str, tuple[str, str]] = field(factory=dict)
    """Relationship ids and actions of the links used, by target; the deck fills the relationships in."""
    pictures: list[tuple[str, bytes]] = field(factory=list)
    charts: list[tuple[str, ChartSpec]] = field(factory=list)
    notes: list[Para] = field(factory=list)
    places: list[Placeholder] = field(factory=list)
    """Placeholders of the layout that content may still fill."""
    known_targets: frozenset[str] = frozenset()
    slots: Callable[[Placeholder], Placeholder | None] | None = None
    """What our placeholders are called in the client's template; `None` where it has none, and text is drawn freely."""
    _xml: list[str] = field(factory=list)
    _next_id: int = 2
    _next_relation: int = 100

    @property
    def xml(self) -> str:
        """Everything drawn so far."""
        return "".join(self._xml)

    def new_id(self) -> int:
        """Take the next shape id."""
        self._next_id += 1
        return self._next_id - 1

    def new_relation(self) -> str:
        """Take the next relationship id; those of links, pictures and charts start at rId100."""
        self._next_relation += 1
        return f"rId{self._next_relation - 1}"

    # Frames and names -------------------------------------------------------------------------------------------

    def frame(self, box: Box, tag: str = "a", attributes: str = "") -> str:
        """Give the position element of a box, mirrored if need be."""
        x = self.grid.slide.w - box.x - box.w if self.writer.is_mirrored else box.x
        return f'<{tag}:xfrm{attributes}><a:off x="{x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/></{tag}:xfrm>'

    def _named(self, id: int, name: str, alt: str = "", is_decorative: bool = False) -> str:
        title = f' descr="{xml_attribute(alt)}"' if alt else ""
        head = f'<p:cNvPr id="{id}" name="{xml_attribute(name)}"{title}'
        return f"{head}>{_DECORATIVE}</p:cNvPr>" if is_decorative else f"{head}/>"

    # Text -------------------------------------------------------------------------------------------------------

    def paragraphs(self, paras: Sequence[Para]) -> str:
        """Give the paragraphs of a text body; none gives one empty paragraph."""
        seen = [para for para in paras if is_visible(para.text)]
        if not seen:
            return f"<a:p>{self.writer.end_xml(16)}</a:p>"
        return "".join(self._paragraph(para) for para in seen)

    def _paragraph(self, para: Para) -> str:
        runs = []
        for run in para.runs:
            relation, action = self._link(run)
            runs.append(self.writer.run_xml(run, para.size, relation, action))
        tail = "" if para.runs else self.writer.end_xml(para.size)
        return f"<a:p>{self.writer.paragraph_head(para)}{''.join(runs)}{tail}</a:p>"

    def _link(self, run: Run) -> tuple[str, str]:
        link = run.link
        if not link or not (link.startswith(("https://", "http://", "mailto:")) or link in self.known_targets):
            return "", ""
        if link not in self.links:
            self.links[link] = (self.new_relation(), "ppaction://hlinksldjump" if link.startswith("#") else "")
        return self.links[link]

    def text(
        self,
        box: Box,
        paras: Sequence[Para],
        *,
        name: str = "text",
        fill: str = "",
        line: str = "",
        width: float = 0.75,
        dash: str = "",
        anchor: str = "t",
        inset: tuple[int, int, int, int] = (0, 0, 0, 0),
        shape: str = "rect",
        alt: str = "",
        place: Placeholder | None = None,
        upright: bool = False,
        is_turned: bool = False,
    ) -> Anchor:
        """Draw a text in a box that never grows; `inset` is start, top, end, bottom in EMU, `width` the outline's in points."""
        place = self._known(place)
        start, top, end, bottom = inset
        if not any(is_visible(para.text) for para in paras):
            return self.shape(box, fill=fill, line=line, width=width, dash=dash, shape=shape, name=name)
        paras = self._held(paras, box, inset, is_upright=upright)
        id = self.new_id()
        turn = ' vert="vert270"' if upright else ""
        left, right = (end, start) if self.writer.is_mirrored else (start, end)
        if place is None:
            kind = "<p:cNvSpPr/>" if fill or line else '<p:cNvSpPr txBox="1"/>'
            properties = "<p:nvPr/>"
            turned = ' rot="10800000"' if is_turned else ""
            frame = f'{self.frame(box, attributes=turned)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>'
            looks = f"{self.palette.fill(fill)}{self.palette.line(line, pt(width), dash)}"
        else:
            kind = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            properties = f"<p:nvPr>{_holder(place)}</p:nvPr>"
            frame = self.frame(box) if place.has_own_frame else ""
            looks = f"{self.palette.fill(fill)}{self.palette.line(line, pt(width), dash)}" if fill or line else ""
        self._xml.append(
            f"<p:sp><p:nvSpPr>{self._named(id, f'{name} {id}', alt)}{kind}{properties}</p:nvSpPr><p:spPr>{frame}{looks}</p:spPr>"
            f'<p:txBody><a:bodyPr{turn} wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="{anchor}" '
            f'rtlCol="{int(self.writer.is_mirrored)}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{self.paragraphs(paras)}</p:txBody></p:sp>'
        )
        return Anchor(id, box)

    def answer(self, box: Box, alt: str, *, inset: int, size: float) -> None:
        """Draw an empty frame to type into, ready at a size in points."""
        id = self.new_id()
        self._xml.append(
            f"<p:sp><p:nvSpPr>{self._named(id, f'answer {id}', alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self.frame(box)}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{self.palette.fill("ground")}{self.palette.line("muted", pt(1.25), "dash")}'
            f'</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}" anchor="t" '
            f'rtlCol="{int(self.writer.is_mirrored)}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
            f"<a:p><a:pPr {self.writer.align()}/>{self.writer.end_xml(size)}</a:p></p:txBody></p:sp>"
        )

    def _held(
        self, paras: Sequence[Para], box: Box, inset: tuple[int, int, int, int], *, is_upright: bool
    ) -> Sequence[Para]:
        """Give what a frame holds of its text; what had to be cut is said in full in the notes."""
        start, top, end, bottom = inset
        width, height = points(box.w - start - end), points(box.h - top - bottom)
        if is_upright:
            width, height = height, width
        kept, is_cut = clipped(paras, self.writer, width, height)
        if is_cut:
            self.note([Para(para.runs, 12.0) for para in paras])
        return kept

    def _known(self, place: Placeholder | None) -> Placeholder | None:
        return place if place is None or self.slots is None else self.slots(place)

    def field(self, box: Box, kind: str, place: Placeholder, size: float, text: str) -> None:
        """Draw a placeholder that holds a field, such as the slide's number."""
        id = self.new_id()
        known = self._known(place)
        holder, frame = "<p:nvPr/>", f'{self.frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        if known is not None:
            holder, frame = f"<p:nvPr>{_holder(known, is_small=True)}</p:nvPr>", ""
        locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if known is not None else '<p:cNvSpPr txBox="1"/>'
        self._xml.append(
            f"<p:sp><p:nvSpPr>{self._named(id, f'{place.kind} {id}')}{locks}"
            f"{holder}</p:nvSpPr><p:spPr>{frame}</p:spPr>"
            f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr {self.writer.align('end')}/>"
            f'<a:fld id="{{00000000-0000-4000-8000-000000000001}}" type="{kind}"><a:rPr lang="{self.writer.tag()}" '
            f'sz="{round(size * 100)}"/><a:t>{text}</a:t></a:fld></a:p></p:txBody></p:sp>'
        )

    # Shapes -----------------------------------------------------------------------------------------------------

    def shape(
        self,
        box: Box,
        *,
        fill: str = "",
        line: str = "",
        width: float = 0.75,
        dash: str = "",
        shape: str = "rect",
        adjust: str = "",
        is_hatched: bool = False,
        alt: str = "",
        name: str = "shape",
    ) -> Anchor:
        """Draw a shape without text, decorative unless `alt` says what it shows."""
        id = self.new_id()
        paint = self.palette.hatch(fill) if is_hatched else self.palette.fill(fill)
        self._xml.append(
            f"<p:sp><p:nvSpPr>{self._named(id, f'{name} {id}', alt, not alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{self.frame(box)}"
            f'<a:prstGeom prst="{shape}"><a:avLst>{adjust}</a:avLst></a:prstGeom>{paint}{self.palette.line(line, pt(width), dash)}'
            "</p:spPr></p:sp>"
        )
        return Anchor(id, box)

    def rule(self, start: tuple[int, int], end: tuple[int, int], *, line: str = "line", width: float = 0.75,
             dash: str = "", head: str = "") -> None:  # fmt: skip
        """Draw a straight line between two points, decorative."""
        self._connector("line", start, end, self.palette.line(line, pt(width), dash, head), "")

    def join(
        self,
        first: Anchor,
        first_side: str,
        second: Anchor,
        second_side: str,
        *,
        line: str = "muted",
        width: float = 1.25,
        head: str = "",
        dash: str = "",
    ) -> None:
        """Draw a connector that turns once at most, glued to both shapes."""
        start, end = first.point(first_side), second.point(second_side)
        kind = "straightConnector1" if start[0] == end[0] or start[1] == end[1] else "bentConnector3"
        if kind == "bentConnector3" and {first_side, second_side} & {"top", "bottom"} and {
            first_side, second_side
        } & {"start", "end"}:  # fmt: skip
            kind = "bentConnector2"
        glue = f'<a:stCxn id="{first.id}" idx="{self._site(first_side)}"/><a:endCxn id="{second.id}" idx="{self._site(second_side)}"/>'
        outline = self.palette.line(line, pt(width), dash, head)
        if kind == "straightConnector1" or {first_side, second_side} <= {"start", "end"}:
            self._connector(kind, start, end, outline, glue)
        else:
            self._upright(kind, start, end, outline, glue)

    def _site(self, side: str) -> int:
        if self.writer.is_mirrored:
            side = {"start": "end", "end": "start"}.get(side, side)
        return SIDES[side]

    def _connector(self, kind: str, start: tuple[int, int], end: tuple[int, int], outline: str, glue: str) -> None:
        box = Box(min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1]))
        turned = end[0] < start[0]
        if self.writer.is_mirrored and box.w:
            turned = not turned
        flip = (' flipH="1"' if turned else "") + (' flipV="1"' if end[1] < start[1] else "")
        self._put_connector(kind, self.frame(box, attributes=flip), outline, glue)

    def _put_connector(self, kind: str, xfrm: str, outline: str, glue: str) -> None:
        id = self.new_id()
        self._xml.append(
            f"<p:cxnSp><p:nvCxnSpPr>{self._named(id, f'line {id}', is_decorative=True)}<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr>"
            f'<p:nvPr/></p:nvCxnSpPr><p:spPr>{xfrm}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{outline}</p:spPr></p:cxnSp>'
        )

    def _upright(self, kind: str, start: tuple[int, int], end: tuple[int, int], outline: str, glue: str) -> None:
        """Draw a bent connector that leaves downwards: the shape is drawn lying and turned by a quarter."""
        (x1, y1), (x2, y2) = start, end
        if self.writer.is_mirrored:
            x1, x2 = self.grid.slide.w - x1, self.grid.slide.w - x2
        width, height = abs(x2 - x1), abs(y2 - y1)
        middle_x, middle_y = (x1 + x2) // 2, (y1 + y2) // 2
        # Turned by 90 degrees, what ran right runs down; what ran down runs left, so going right needs a flip.
        flip = "" if x2 <= x1 else ' flipV="1"'
        xfrm = (
            f'<a:xfrm rot="5400000"{flip}><a:off x="{middle_x - height // 2}" y="{middle_y - width // 2}"/>'
            f'<a:ext cx="{height}" cy="{width}"/></a:xfrm>'
        )
        if y2 < y1:
            flip = "" if x2 >= x1 else ' flipV="1"'
            xfrm = (
                f'<a:xfrm rot="16200000"{flip}><a:off x="{middle_x - height // 2}" y="{middle_y - width // 2}"/>'
                f'<a:ext cx="{height}" cy="{width}"/></a:xfrm>'
            )
        self._put_connector(kind, xfrm, outline, glue)

    # Groups, pictures, frames -----------------------------------------------------------------------------------

    @contextmanager
    def group(self, box: Box, alt: str, name: str = "group") -> Iterator[None]:
        """Draw what follows as one group, whose alternative text says what it shows."""
        id = self.new_id()
        kept, self._xml = self._xml, []
        try:
            yield
        finally:
            inner, self._xml = self._xml, kept
        x = self.grid.slide.w - box.x - box.w if self.writer.is_mirrored else box.x
        place = f'x="{x}" y="{box.y}"'
        size = f'cx="{box.w}" cy="{box.h}"'
        self._xml.append(
            f"<p:grpSp><p:nvGrpSpPr>{self._named(id, f'{name} {id}', alt, not alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
            f"<a:xfrm><a:off {place}/><a:ext {size}/><a:chOff {place}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{''.join(inner)}</p:grpSp>"
        )

    def picture(self, box: Box, data: bytes, alt: str, place: Placeholder | None = None) -> None:
        """Draw a picture; no alternative text marks it as decorative."""
        id, relation = self.new_id(), self.new_relation()
        self.pictures.append((relation, data))
        holder = f'<p:nvPr><p:ph type="{place.kind}" idx="{place.index}"/></p:nvPr>' if place else "<p:nvPr/>"
        self._xml.append(
            f'<p:pic><p:nvPicPr>{self._named(id, f"picture {id}", alt, not alt)}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
            f'{holder}</p:nvPicPr><p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{self.frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def graphic(self, box: Box, uri: str, body: str, alt: str, name: str, place: Placeholder | None = None) -> None:
        """Draw a frame that holds a table or a chart."""
        id = self.new_id()
        holder = f'<p:nvPr><p:ph idx="{place.index}"/></p:nvPr>' if place else "<p:nvPr/>"
        self._xml.append(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._named(id, f'{name} {id}', alt)}<p:cNvGraphicFramePr>"
            f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{holder}</p:nvGraphicFramePr>{self.frame(box, tag="p")}'
            f'<a:graphic><a:graphicData uri="{uri}">{body}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    def chart(self, box: Box, spec: ChartSpec, alt: str) -> None:
        """Draw a native chart."""
        relation = self.new_relation()
        self.charts.append((relation, spec))
        body = f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
        self.graphic(box, _CHART, body, alt, "chart", self.claim("obj"))

    def claim(self, kind: str) -> Placeholder | None:
        """Take the next placeholder of a kind that the layout offers and nothing fills yet."""
        for place in self.places:
            if place.kind == kind:
                self.places.remove(place)
                return self._known(place)
        return None

    def note(self, paras: Sequence[Para]) -> None:
        """Say in the speaker's notes what has no room on the slide."""
        self.notes.extend(paras)
