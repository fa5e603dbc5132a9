"""A good presentation."""

from .samples import (
    CHART_TYPE,
    CORE_TYPE,
    HEAD,
    OFFICE,
    PIXEL,
    THEME_TYPE,
    WORDS,
    Sample,
    chart,
    content_types,
    core,
    relations,
    root_relations,
    space,
    theme,
)
from .sheets import embedded_workbook

_KIND = "application/vnd.openxmlformats-officedocument.presentationml"
DECK = "ppt/presentation.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
LAYOUT = "ppt/slideLayouts/slideLayout1.xml"
FIRST, SECOND = "ppt/slides/slide1.xml", "ppt/slides/slide2.xml"
NOTES = "ppt/notesSlides/notesSlide1.xml"
CHART = "ppt/charts/chart1.xml"
BOOK = "ppt/embeddings/book1.xlsx"
CM = 360_000
_ALL = space("p", "a", "r")
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def placed(x: float, y: float, width: float, height: float, tag: str = "a:xfrm") -> str:
    """Write a place in centimetres."""
    return (
        f'<{tag}><a:off x="{round(x * CM)}" y="{round(y * CM)}"/><a:ext cx="{round(width * CM)}"'
        f' cy="{round(height * CM)}"/></{tag}>'
    )


def paragraph(text: str, language: str, size: int = 0, extra: str = "", field: str = "") -> str:
    """Write a paragraph of a shape."""
    tag = WORDS[language]["tag"]
    side = ' algn="r" rtl="1"' if language == "ar" else ""
    high = f' sz="{size}"' if size else ""
    mark = f'<a:rPr lang="{tag}"{high}>{extra}</a:rPr>' if extra else f'<a:rPr lang="{tag}"{high}/>'
    kind = f'fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="{field}"' if field else "r"
    return f"<a:p><a:pPr{side}/><a:{kind}>{mark}<a:t>{text}</a:t></a:{kind.split()[0]}></a:p>"


def shape(number: int, name: str, body: str, place: str = "", role: str = "", decorative: bool = False) -> str:
    """Write a shape with text; a placeholder where it has a role."""
    mark = f"<p:nvPr><p:ph {role}/></p:nvPr>" if role else "<p:nvPr/>"
    geometry = "" if role else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    properties = f'<p:cNvPr id="{number}" name="{name}"/>'
    if decorative:
        properties = f'<p:cNvPr id="{number}" name="{name}">{_DECORATIVE}</p:cNvPr>'
    return (
        f"<p:sp><p:nvSpPr>{properties}<p:cNvSpPr/>{mark}</p:nvSpPr><p:spPr>{place}{geometry}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )


def frame(number: int, name: str, text: str, place: str, uri: str, content: str) -> str:
    """Write a frame for a table or a chart."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{name}" descr="{text}"/>'
        f"<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>{place}"
        f'<a:graphic><a:graphicData uri="{OFFICE}/drawingml/2006/{uri}">{content}</a:graphicData></a:graphic></p:graphicFrame>'
    )


def slide(shapes: str) -> str:
    """Write a slide."""
    return (
        f"{HEAD}<p:sld{_ALL}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def table(language: str) -> str:
    """Write a table of two columns and three rows."""
    words = WORDS[language]
    rtl = ' rtl="1"' if language == "ar" else ""
    rows = "".join(
        f'<a:tr h="{CM}">' + "".join(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(words[name], language, 1400)}</a:txBody><a:tcPr/></a:tc>"
            for name in line
        ) + "</a:tr>"
        for line in (("action", "state"), ("first", "done"), ("second", "open"))
    )  # fmt: skip
    return (
        f'<a:tbl><a:tblPr firstRow="1"{rtl}/><a:tblGrid><a:gridCol w="{8 * CM}"/><a:gridCol w="{4 * CM}"/></a:tblGrid>'
        f"{rows}</a:tbl>"
    )


def _levels(language: str, size: int) -> str:
    rtl = ' algn="r" rtl="1"' if language == "ar" else ' algn="l"'
    return "".join(
        f'<a:lvl{level}pPr{rtl}><a:defRPr sz="{size}"><a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level}pPr>"
        for level in range(1, 3)
    )


def _placeholders(language: str) -> str:
    return (
        shape(2, "Title", paragraph("–", language), placed(1.5, 1.2, 30.87, 2.2), 'type="title"')
        + shape(
            3,
            "Body",
            paragraph("–", language),
            placed(18 if language == "ar" else 1.5, 4, 14, 12.9),
            'type="body" idx="1"',
        )
        + shape(
            4, "Page", paragraph("1", language, field="slidenum"), placed(30, 18, 2.3, 0.8), 'type="sldNum" idx="2"'
        )
    )


def good_deck(language: str = "fr") -> Sample:
    """Build a presentation with a list, a link, a table, a chart, a picture, a group, decoration and notes."""
    words, rtl = WORDS[language], language == "ar"
    link = '<a:hlinkClick r:id="rId2"/>'
    page = shape(9, "Page", paragraph("1", language, field="slidenum"), "", 'type="sldNum" idx="2"')
    first = slide(
        shape(8, "Band", "<a:p/>", placed(0, 0, 33.867, 1), decorative=True)
        + shape(2, "Title", paragraph(words["title"], language), "", 'type="title"')
        + shape(
            3,
            "Body",
            paragraph(words["lead"], language) + paragraph(words["site"], language, 0, link),
            "",
            'type="body" idx="1"',
        )
        + frame(4, "Table", words["told"], placed(1.5 if rtl else 18, 4, 12, 3, "p:xfrm"), "table", table(language))
        + page
    )
    picture = (
        f'<p:pic><p:nvPicPr><p:cNvPr id="6" name="Picture" descr="{words["told"]}"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
        '<p:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr>{placed(4 if rtl else 18, 4, 5, 5)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )
    inner = "".join(
        f'<a:{edge} {x}="{round(at[0] * CM)}" {y}="{round(at[1] * CM)}"/>'
        for edge, x, y, at in (
            ("off", "x", "y", (18, 11)), ("ext", "cx", "cy", (8, 2)), ("chOff", "x", "y", (0, 0)), ("chExt", "cx", "cy", (16, 4)),
        )
    )  # fmt: skip
    group = (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="7" name="Group" descr="{words["told"]}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm>{inner}</a:xfrm></p:grpSpPr>"
        f"{shape(10, 'Box', paragraph(words['first'], language, 1200), placed(0, 0, 16, 4))}</p:grpSp>"
    )
    second = slide(
        shape(2, "Title", paragraph(words["parts"], language), "", 'type="title"')
        + frame(
            5,
            "Chart",
            words["told"],
            placed(18 if rtl else 1.5, 4, 14, 7, "p:xfrm"),
            "chart",
            f'<c:chart{space("c")} r:id="rId2"/>',
        )
        + picture
        + group
        + page
    )
    notes = (
        f"{HEAD}<p:notes{_ALL}><p:cSld><p:spTree>{TREE}"
        f"{shape(2, 'Notes', paragraph(words['note'], language), '', 'type=' + chr(34) + 'body' + chr(34) + ' idx=' + chr(34) + '1' + chr(34))}"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    master = (
        f"{HEAD}<p:sldMaster{_ALL}><p:cSld><p:spTree>{TREE}{_placeholders(language)}</p:spTree></p:cSld>{_MAP}"
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
        f"<p:txStyles><p:titleStyle>{_levels(language, 2800)}</p:titleStyle><p:bodyStyle>{_levels(language, 1800)}</p:bodyStyle>"
        f"<p:otherStyle>{_levels(language, 1400)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )
    notes_master = f"{HEAD}<p:notesMaster{_ALL}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld>{_MAP}</p:notesMaster>"
    layout = (
        f'{HEAD}<p:sldLayout{_ALL} type="obj"><p:cSld name="Content"><p:spTree>{TREE}{_placeholders(language)}</p:spTree></p:cSld>'
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
    deck = (
        f"{HEAD}<p:presentation{_ALL}{' rtl=' + chr(34) + '1' + chr(34) if rtl else ''}><p:sldMasterIdLst>"
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId5"/>'
        '</p:notesMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId3"/></p:sldIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )
    kinds = {
        DECK: f"{_KIND}.presentation.main+xml", MASTER: f"{_KIND}.slideMaster+xml", LAYOUT: f"{_KIND}.slideLayout+xml",
        FIRST: f"{_KIND}.slide+xml", SECOND: f"{_KIND}.slide+xml", NOTES: f"{_KIND}.notesSlide+xml",
        "ppt/notesMasters/notesMaster1.xml": f"{_KIND}.notesMaster+xml", "ppt/theme/theme1.xml": THEME_TYPE,
        "ppt/presProps.xml": f"{_KIND}.presProps+xml", "ppt/viewProps.xml": f"{_KIND}.viewProps+xml",
        "ppt/theme/theme2.xml": THEME_TYPE, CHART: CHART_TYPE, "docProps/core.xml": CORE_TYPE,
    }  # fmt: skip
    layout_link = ("rId1", "slideLayout", "../slideLayouts/slideLayout1.xml")
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": root_relations(DECK),
        "docProps/core.xml": core(language),
        DECK: deck,
        "ppt/_rels/presentation.xml.rels": relations(
            ("rId1", "slideMaster", "slideMasters/slideMaster1.xml"),
            ("rId2", "slide", "slides/slide1.xml"),
            ("rId3", "slide", "slides/slide2.xml"),
            ("rId4", "theme", "theme/theme1.xml"),
            ("rId5", "notesMaster", "notesMasters/notesMaster1.xml"),
            ("rId6", "presProps", "presProps.xml"),
            ("rId7", "viewProps", "viewProps.xml"),
        ),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr{_ALL}/>",
        "ppt/viewProps.xml": f"{HEAD}<p:viewPr{_ALL}/>",
        MASTER: master,
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(
            layout_link, ("rId2", "theme", "../theme/theme1.xml")
        ),
        LAYOUT: layout,
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
            ("rId1", "slideMaster", "../slideMasters/slideMaster1.xml")
        ),
        "ppt/theme/theme1.xml": theme(),
        "ppt/theme/theme2.xml": theme(),
        "ppt/notesMasters/notesMaster1.xml": notes_master,
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relations(("rId1", "theme", "../theme/theme2.xml")),
        FIRST: first,
        "ppt/slides/_rels/slide1.xml.rels": relations(
            layout_link,
            ("rId2", "hyperlink", "https://example.org/plan"),
            ("rId3", "notesSlide", "../notesSlides/notesSlide1.xml"),
        ),
        NOTES: notes,
        "ppt/notesSlides/_rels/notesSlide1.xml.rels": relations(
            ("rId1", "notesMaster", "../notesMasters/notesMaster1.xml"), ("rId2", "slide", "../slides/slide1.xml")
        ),
        SECOND: second,
        "ppt/slides/_rels/slide2.xml.rels": relations(
            layout_link, ("rId2", "chart", "../charts/chart1.xml"), ("rId3", "image", "../media/image1.png")
        ),
        "ppt/media/image1.png": PIXEL,
        CHART: chart(language, words["data"]),
        "ppt/charts/_rels/chart1.xml.rels": relations(("rId1", "package", "../embeddings/book1.xlsx")),
        BOOK: embedded_workbook(language).data(),
    }
    return Sample(parts, language)
