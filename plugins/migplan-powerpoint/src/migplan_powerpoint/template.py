"""Our template, 16:9: one master and its layouts with real placeholders, built from the theme at each export.

Every position is logical; for a right-to-left document master and layouts are mirrored, and their text runs from
the right. `write_template` is the whole of it: nothing is kept in a binary file.
"""

from attrs import frozen

from migplan.locale import Words
from migplan.themes import Theme
from migplan_powerpoint.colors import Palette
from migplan_powerpoint.geometry import GUTTER, SCREEN, Box, Grid, Opening, cm, pt
from migplan_powerpoint.parts import SPACES, A, Package
from migplan_powerpoint.scaling import scaled
from migplan_powerpoint.theme import theme_xml

MASTER = "ppt/slideMasters/slideMaster1.xml"
NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"


@frozen
class Place:
    """One placeholder of a layout."""

    kind: str
    """Type as PresentationML names it: `title`, `body`, `obj`, `pic`."""
    box: Box
    index: int = 0
    size: int = 0
    """Points; 0 takes the master's."""
    color: str = ""
    anchor: str = ""
    is_bold: bool = False
    is_bulleted: bool = True


@frozen
class Layout:
    """One layout: what slides of a kind have in common."""

    key: str
    """Its name is `blocks.slides.<key>` of the catalogue."""
    kind: str
    """Type as PresentationML names it: `title`, `secHead`, `obj`."""
    places: tuple[Place, ...]
    ground: str = ""
    """Colour role of its background where it is not the master's."""
    band: Box | None = None
    has_footer: bool = True


def opening(grid: Grid) -> Opening:
    """Give the places of cover and divider on a grid: the template's, or our own."""
    if grid.opening is not None:
        return grid.opening
    slide, margin = grid.slide, grid.margin
    start, end = grid.across(0, 7), grid.across(7, 5)
    foot = Box(margin, slide.h - cm(4.05), grid.content.w, cm(3.25))
    high = foot.y - cm(0.3)
    wide = grid.across(0, 10)
    return Opening(
        title=Box(margin, cm(1.9), start.w - GUTTER, cm(5.4)),
        text=Box(margin, cm(7.5), start.w - GUTTER, high - cm(7.5)),
        band=Box(end.x, 0, slide.w - end.x, high),
        foot=foot,
        number=wide.at(y=cm(3.6), h=cm(3.6)),
        name=wide.at(y=cm(7.6), h=cm(4.6)),
        message=wide.at(y=cm(12.5), h=cm(2.4)),
    )


def layouts(grid: Grid) -> tuple[Layout, ...]:
    """Give every layout on a grid, in the order of the gallery."""
    source = Place("body", grid.source, 13, size=11, color="muted", anchor="ctr", is_bulleted=False)
    title = Place("title", grid.title)
    places = opening(grid)
    chart = grid.across(0, 8)
    return (
        Layout(
            "cover",
            "title",
            (
                Place("ctrTitle", places.title, size=40, color="primary", anchor="t", is_bold=True),
                Place("subTitle", places.text.at(h=cm(1.6)), 1, size=20, color="muted", is_bulleted=False),
                Place("body", places.text.at(y=cm(9.4), h=cm(4.6)), 10, size=16, is_bulleted=False),
            ),
            band=places.band,
            has_footer=False,
        ),
        Layout(
            "divider",
            "secHead",
            (
                Place("title", places.name, size=40, color="ground", is_bold=True),
                Place("body", places.number, 1, size=80, color="ground", anchor="b", is_bulleted=False),
            ),
            ground="primary",
            has_footer=False,
        ),
        Layout("content", "obj", (title, Place("obj", grid.body, 1), source)),
        Layout("title_only", "titleOnly", (title, source)),
        Layout(
            "two", "twoObj", (title, Place("obj", grid.across(0, 6), 1), Place("obj", grid.across(6, 6), 2), source)
        ),
        Layout(
            "reading",
            "objTx",
            (
                title,
                Place("obj", chart.at(w=chart.w - GUTTER), 1),
                Place("body", grid.across(8, 4), 2, is_bulleted=False),
                source,
            ),
        ),
        Layout(
            "picture",
            "picTx",
            (title, Place("pic", grid.across(0, 7), 1), Place("body", grid.across(7, 5), 2, is_bulleted=False), source),
        ),
    )


def layout_part(key: str) -> str:
    """Give the name of the part that holds a layout."""
    return f"ppt/slideLayouts/slideLayout{_numbers[key]}.xml"


_numbers = {layout.key: number for number, layout in enumerate(layouts(SCREEN), start=1)}


@frozen
class _Looks:
    """What every part of the template needs to know."""

    palette: Palette
    words: Words
    language: str
    """Tag of the document: `fr-FR`."""
    is_mirrored: bool
    scale: float
    """Letters of this script are set this much larger."""
    grid: Grid = SCREEN

    def size(self, points: float) -> int:
        return round(points * self.scale) * 100

    def paragraph(self, align: str = "start") -> str:
        if align == "ctr":
            return 'algn="ctr"' + (' rtl="1"' if self.is_mirrored else "")
        side = ("r" if align == "start" else "l") if self.is_mirrored else ("l" if align == "start" else "r")
        return f'algn="{side}"' + (' rtl="1"' if self.is_mirrored else "")

    def frame(self, box: Box) -> str:
        x = self.grid.slide.w - box.x - box.w if self.is_mirrored else box.x
        return f'<a:xfrm><a:off x="{x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/></a:xfrm>'


def write_template(
    parts: Package, theme: Theme, words: Words, language: str, is_mirrored: bool, scale: float, grid: Grid = SCREEN
) -> None:
    """Add theme, master, layouts and notes master to a package, with their relationships.

    `language` is the tag that the sample texts carry; `scale` enlarges every size, for scripts that look small.
    """
    looks = _Looks(Palette(theme), words, language, is_mirrored, scale, grid)
    parts.add("ppt/theme/theme1.xml", "theme", theme_xml(theme))
    ids = []
    for number, layout in enumerate(layouts(grid), start=1):
        name = layout_part(layout.key)
        parts.add(name, "layout", scaled(_layout(layout, looks), grid.scale))
        parts.relate(name, "master", MASTER)
        ids.append(f'<p:sldLayoutId id="{2147483648 + number}" r:id="{parts.relate(MASTER, "layout", name)}"/>')
    parts.relate(MASTER, "theme", "ppt/theme/theme1.xml")
    parts.add(MASTER, "master", scaled(_master(looks, "".join(ids)), grid.scale))
    write_notes_master(parts, (theme, words, language, is_mirrored, scale))


def write_notes_master(parts: Package, looks_of: tuple[Theme, Words, str, bool, float]) -> None:
    """Add the notes master with its theme: ours, whatever the template of the slides."""
    theme, words, language, is_mirrored, scale = looks_of
    looks = _Looks(Palette(theme), words, language, is_mirrored, scale)
    name = parts.free("ppt/theme", "theme", "xml")
    parts.add(name, "theme", theme_xml(theme))
    parts.add(NOTES_MASTER, "notes-master", _notes_master(looks))
    parts.relate(NOTES_MASTER, "theme", name)


_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_FONTS = '<a:latin typeface="+{0}-lt"/><a:ea typeface="+{0}-ea"/><a:cs typeface="+{0}-cs"/>'
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def _background(role: str, looks: _Looks) -> str:
    return f"<p:bg><p:bgPr>{looks.palette.fill(role)}<a:effectLst/></p:bgPr></p:bg>"


def _shape(
    id: int, place: Place, looks: _Looks, *, text: str, align: str = "start", has_frame: bool = True, levels: str = ""
) -> str:
    index = f' idx="{place.index}"' if place.index else ""
    small = ' sz="quarter"' if place.kind in ("ftr", "sldNum", "dt") else ""
    frame = looks.frame(place.box) if has_frame else ""
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if has_frame else ""
    anchor = f' anchor="{place.anchor}"' if place.anchor else ""
    style = levels
    if not levels and (place.size or place.color or not place.is_bulleted or place.is_bold):
        size = f' sz="{looks.size(place.size)}"' if place.size else ""
        bold = ' b="1"' if place.is_bold else ""
        color = looks.palette.fill(place.color) if place.color else ""
        mark = "" if place.is_bulleted or place.kind in ("title", "ctrTitle") else "<a:buNone/>"
        indent = ' marL="0" indent="0"' if mark else ""
        style = (
            f"<a:lvl1pPr{indent} {looks.paragraph(align)}>{mark}<a:defRPr{size}{bold}>{color}</a:defRPr></a:lvl1pPr>"
        )
    run = (
        f'<a:fld id="{{00000000-0000-4000-8000-000000000001}}" type="slidenum"><a:rPr lang="{looks.language}"/><a:t>‹#›</a:t></a:fld>'
        if place.kind == "sldNum"
        else f'<a:r><a:rPr lang="{looks.language}"/><a:t>{text}</a:t></a:r>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="{place.kind} {id}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}"{small}{index}/></p:nvPr></p:nvSpPr><p:spPr>{frame}{geometry}</p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"{anchor}><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{style}</a:lstStyle><a:p><a:pPr {looks.paragraph(align)}/>{run}</a:p></p:txBody></p:sp>"
    )


def _rule(id: int, box: Box, role: str, looks: _Looks) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="rule {id}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{looks.frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{looks.palette.fill(role)}<a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )


def _footer_places(grid: Grid) -> tuple[Place, Place]:
    return (
        Place("ftr", grid.footer_text, 11, size=11, color="muted", anchor="ctr", is_bulleted=False),
        Place("sldNum", grid.page_number, 12, size=11, color="muted", anchor="ctr", is_bulleted=False),
    )


def _layout(layout: Layout, looks: _Looks) -> str:
    shapes = [_TREE]
    id = 2
    if layout.band is not None:
        shapes.append(_rule(id, layout.band, "primary", looks))
        id += 1
    for place in layout.places:
        is_title = place.kind in ("title", "ctrTitle")
        text = looks.words("blocks.slides.title_prompt" if is_title else "blocks.slides.text_prompt")
        shapes.append(_shape(id, place, looks, text=text, has_frame=place.box != looks.grid.title))
        id += 1
    if layout.has_footer:
        footer, page = _footer_places(looks.grid)
        shapes.append(_shape(id, footer, looks, text="", has_frame=False))
        shapes.append(_shape(id + 1, page, looks, text="", align="end", has_frame=False))
    ground = _background(layout.ground, looks) if layout.ground else ""
    master = "" if layout.has_footer else ' showMasterSp="0"'
    return (
        f'<p:sldLayout {SPACES} type="{layout.kind}" preserve="1"{master}><p:cSld name="{looks.words("blocks.slides." + layout.key)}">'
        f"{ground}<p:spTree>{''.join(shapes)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


_SIZES = (18, 16, 16, 16, 16)


def _body_levels(looks: _Looks) -> str:
    levels = []
    for number, size in enumerate(_SIZES, start=1):
        mark = "•" if number % 2 else "–"
        levels.append(
            f'<a:lvl{number}pPr marL="{pt(16 * number)}" indent="-{pt(16)}" {looks.paragraph()} defTabSz="914400" '
            f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="600"/></a:spcBef><a:buClr>{looks.palette.color("primary")}</a:buClr>'
            f'<a:buFont typeface="Arial"/><a:buChar char="{mark}"/><a:defRPr sz="{looks.size(size)}" kern="1200">'
            f"{looks.palette.fill('ink')}{_FONTS.format('mn')}</a:defRPr></a:lvl{number}pPr>"
        )
    return "".join(levels)


def _plain_levels(looks: _Looks, size: float) -> str:
    return "".join(
        f'<a:lvl{number}pPr marL="0" {looks.paragraph()} defTabSz="914400" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr sz="{looks.size(size)}" kern="1200">{looks.palette.fill("ink")}{_FONTS.format("mn")}</a:defRPr></a:lvl{number}pPr>'
        for number in range(1, 10)
    )


def default_text_style(looks_of: tuple[Theme, Words, str, bool, float]) -> str:
    """Give the presentation's own text style: what shapes of no placeholder start from."""
    theme, words, language, is_mirrored, scale = looks_of
    return f"<p:defaultTextStyle>{_plain_levels(_Looks(Palette(theme), words, language, is_mirrored, scale), 16)}</p:defaultTextStyle>"


def _master(looks: _Looks, layout_ids: str) -> str:
    grid = looks.grid
    footer, page = _footer_places(grid)
    prompt = looks.words("blocks.slides.title_prompt")
    text = looks.words("blocks.slides.text_prompt")
    shapes = (
        _TREE,
        _rule(2, Box(grid.margin, grid.footer.y - cm(0.12), grid.body.w, pt(0.75)), "line", looks),
        _shape(3, Place("title", grid.title), looks, text=prompt),
        _shape(4, Place("body", grid.body, 1), looks, text=text),
        _shape(5, footer, looks, text=""),
        _shape(6, page, looks, text="", align="end"),
    )
    title = (
        f'<a:lvl1pPr {looks.paragraph()} defTabSz="914400" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/>'
        f'</a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="{looks.size(28)}" b="1" kern="1200">'
        f"{looks.palette.fill('primary')}{_FONTS.format('mj')}</a:defRPr></a:lvl1pPr>"
    )
    return (
        f"<p:sldMaster {SPACES}><p:cSld>{_background('ground', looks)}<p:spTree>{''.join(shapes)}</p:spTree></p:cSld>{_MAP}"
        f'<p:sldLayoutIdLst>{layout_ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{title}</p:titleStyle>'
        f"<p:bodyStyle>{_body_levels(looks)}</p:bodyStyle><p:otherStyle>{_plain_levels(looks, 16)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


NOTES_SIZE = (cm(21), cm(29.7))
"""A4 upright."""


def _notes_master(looks: _Looks) -> str:
    width, _ = NOTES_SIZE
    picture = Box((width - cm(16)) // 2, cm(1.8), cm(16), cm(9))
    text = Box(cm(2.5), cm(12), width - cm(5), cm(15))
    frame = (
        '<a:xfrm><a:off x="{}" y="{}"/><a:ext cx="{}" cy="{}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    shapes = (
        f'{_TREE}<p:sp><p:nvSpPr><p:cNvPr id="2" name="slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{frame.format(picture.x, picture.y, picture.w, picture.h)}'
        f"<a:noFill/>{looks.palette.line('line')}</p:spPr></p:sp>"
        f'<p:sp><p:nvSpPr><p:cNvPr id="3" name="notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" '
        f'idx="3"/></p:nvPr></p:nvSpPr><p:spPr>{frame.format(text.x, text.y, text.w, text.h)}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
        f'<a:p><a:pPr {looks.paragraph()}/><a:r><a:rPr lang="{looks.language}"/><a:t>{looks.words("blocks.notes")}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
    levels = "".join(
        f'<a:lvl{number}pPr marL="{pt(12 * (number - 1))}" {looks.paragraph()} defTabSz="914400" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:defRPr sz="{looks.size(12)}" kern="1200">{looks.palette.fill("ink")}{_FONTS.format("mn")}</a:defRPr></a:lvl{number}pPr>'
        for number in range(1, 6)
    )
    return (
        f"<p:notesMaster {SPACES}><p:cSld>{_background('ground', looks)}<p:spTree>{shapes}</p:spTree></p:cSld>{_MAP}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


TABLE_STYLE = "{4D494750-4C41-4E00-8000-000000000001}"
"""Id of our table style: rules between rows, header in primary on sand."""


def table_styles_xml(palette: Palette) -> str:
    """Give the part that holds our table style."""

    def edge(name: str, role: str, width: float) -> str:
        return f'<a:{name}><a:ln w="{pt(width)}" cmpd="sng">{palette.fill(role)}</a:ln></a:{name}>'

    none = "".join(f"<a:{name}><a:ln><a:noFill/></a:ln></a:{name}>" for name in ("left", "right"))
    ink = f'<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>{palette.color("ink")}'
    head = f'<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>{palette.color("primary")}'
    no_inside = "<a:insideV><a:ln><a:noFill/></a:ln></a:insideV>"
    return (
        f'<a:tblStyleLst xmlns:a="{A}" def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="migplan">'
        f"<a:wholeTbl><a:tcTxStyle>{ink}</a:tcTxStyle><a:tcStyle><a:tcBdr>{none}{edge('top', 'line', 0.75)}{edge('bottom', 'line', 0.75)}"
        f"{edge('insideH', 'line', 0.75)}{no_inside}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f'<a:lastRow><a:tcTxStyle b="on">{ink}</a:tcTxStyle><a:tcStyle><a:tcBdr>{edge("top", "ink", 1.25)}</a:tcBdr></a:tcStyle></a:lastRow>'
        f'<a:firstRow><a:tcTxStyle b="on">{head}</a:tcTxStyle><a:tcStyle><a:tcBdr>{edge("bottom", "primary", 1.25)}</a:tcBdr>'
        f"<a:fill>{palette.fill('sand')}</a:fill></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )
