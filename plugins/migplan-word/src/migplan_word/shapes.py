"""Native drawings: boxes, lines and marks in one group, in the line of text or behind the page. Lengths are millimetres."""

from attrs import field, mutable

from migplan_office.text import Script, xml_attribute
from migplan_office.units import emu_from_mm
from migplan_word.writer import Writer

_GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@mutable(eq=False)
class Drawing:
    """One group of shapes, placed from the top left corner; mirrored when the document runs from right to left."""

    writer: Writer
    width: float
    height: float
    is_mirrored: bool = False
    _shapes: list[str] = field(factory=list)

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.is_mirrored else x

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        line: str = "",
        line_width: float = 0.75,
        text: str = "",
        shape: str = "rect",
        anchor: str = "ctr",
        inset: float = 1.2,
        dash: str = "",
    ) -> None:
        """Draw a box; `text` is paragraphs ready made, `anchor` their place: `t`, `ctr`, `b`."""
        ground = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
        dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
        stroke = (
            f'<a:ln w="{round(line_width * 12700)}"><a:solidFill><a:srgbClr val="{line}"/></a:solidFill>{dashed}</a:ln>'
            if line
            else "<a:ln><a:noFill/></a:ln>"
        )
        content = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
        inner = emu_from_mm(inset)
        self._shapes.append(
            f"<wps:wsp>{self._name()}<wps:cNvSpPr/><wps:spPr>{self._place(x, y, width, height)}"
            f'<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{ground}{stroke}</wps:spPr>{content}'
            f'<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="{inner}" tIns="{inner // 2}" rIns="{inner}"'
            f' bIns="{inner // 2}" anchor="{anchor}" anchorCtr="0"><a:noAutofit/></wps:bodyPr></wps:wsp>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        color: str,
        width: float = 0.75,
        dash: str = "",
        arrow: bool = False,
    ) -> None:
        """Draw a level or upright line; `arrow` ends it with a point."""
        left, right = min(x1, x2), max(x1, x2)
        top, bottom = min(y1, y2), max(y1, y2)
        dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
        flipped = ' flipH="1"' if (x2 < x1) != (self.is_mirrored and x1 != x2) else ""
        flipped += ' flipV="1"' if y2 < y1 else ""
        end = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
        self._shapes.append(
            f"<wps:wsp>{self._name()}<wps:cNvCnPr/><wps:spPr>{self._place(left, top, right - left, bottom - top, flipped)}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{round(width * 12700)}"><a:solidFill>'
            f'<a:srgbClr val="{color}"/></a:solidFill>{dashed}{end}</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        )

    def _name(self) -> str:
        number = self.writer.drawing_id()
        return f'<wps:cNvPr id="{number}" name="{number}">{DECORATIVE}</wps:cNvPr>'

    def _place(self, x: float, y: float, width: float, height: float, flipped: str = "") -> str:
        left = self._left(x, width)
        return (
            f'<a:xfrm{flipped}><a:off x="{emu_from_mm(left)}" y="{emu_from_mm(y)}"/>'
            f'<a:ext cx="{emu_from_mm(width)}" cy="{emu_from_mm(height)}"/></a:xfrm>'
        )

    def _group(self) -> str:
        width, height = emu_from_mm(self.width), emu_from_mm(self.height)
        frame = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/><a:chOff x="0" y="0"/><a:chExt cx="{width}" cy="{height}"/>'
        return (
            f'<a:graphic><a:graphicData uri="{_GROUP}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{frame}</a:xfrm>'
            f"</wpg:grpSpPr>{''.join(self._shapes)}</wpg:wgp></a:graphicData></a:graphic>"
        )

    def inline(self, alt: str) -> str:
        """Give the group as a run in the line of text, with its alternative text."""
        return _run(
            '<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f"{self._extent()}{self._properties(alt)}{self._group()}</wp:inline>",
            self._language,
        )

    def behind(self) -> str:
        """Give the group as a run that sets it behind the text, in the page's corner at its top end; it is decoration.

        It is aligned, not placed by a length: LibreOffice counts lengths from the other edge when text runs from right
        to left.
        """
        edge = "left" if self.writer.rtl else "right"
        return _run(
            '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="1"'
            ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
            f'<wp:positionH relativeFrom="page"><wp:align>{edge}</wp:align></wp:positionH>'
            '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
            f"{self._extent()}<wp:wrapNone/>{self._properties('')}{self._group()}</wp:anchor>",
            self._language,
        )

    @property
    def _language(self) -> str:
        runs = self.writer.runs
        return runs.language(script=Script.ARABIC if self.writer.rtl else Script.LATIN)

    def _extent(self) -> str:
        extent = f'<wp:extent cx="{emu_from_mm(self.width)}" cy="{emu_from_mm(self.height)}"/>'
        return extent + '<wp:effectExtent l="0" t="0" r="0" b="0"/>'

    def _properties(self, alt: str) -> str:
        number = self.writer.drawing_id()
        if alt:
            said = f'<wp:docPr id="{number}" name="{number}" descr="{xml_attribute(alt)}"/>'
        else:
            said = f'<wp:docPr id="{number}" name="{number}">{DECORATIVE}</wp:docPr>'
        return f"{said}<wp:cNvGraphicFramePr/>"


def _run(content: str, language: str) -> str:
    return (
        f'<w:r><w:rPr><w:noProof/>{language}</w:rPr><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>{content}</w:drawing>'
        "</mc:Choice></mc:AlternateContent></w:r>"
    )
