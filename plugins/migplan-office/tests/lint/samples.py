"""Packages written part by part, small and good, so that a test can break exactly one thing."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from attrs import evolve, field, frozen

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org"
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
NAMES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "p": f"{OFFICE}/presentationml/2006/main",
    "s": f"{OFFICE}/spreadsheetml/2006/main",
    "a": f"{OFFICE}/drawingml/2006/main",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "r": RELATION,
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "xdr": f"{OFFICE}/drawingml/2006/spreadsheetDrawing",
    "pic": f"{OFFICE}/drawingml/2006/picture",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63d0f48e040001da00f7"
    "68e43d8d0000000049454e44ae426082"
)
"""A picture of one point."""

WORDS = {
    "fr": {
        "tag": "fr-FR", "title": "Le Nord agit", "lead": "Le plan tient en une page.", "plan": "Plan", "parts": "Parties",
        "first": "Accueil des personnes", "second": "Emploi des jeunes", "list": "Listes", "data": "Données",
        "action": "Action", "cost": "Coût", "rate": "Part", "state": "État", "sum": "Somme", "done": "Fait",
        "open": "Ouvert", "site": "Le site du réseau", "told": "Deux actions, la seconde coûte plus.",
        "pick": "Choisissez un état dans la liste.", "wrong": "Cet état n’existe pas.", "note": "Dire le chiffre.",
    },
    "ar": {
        "tag": "ar-MA", "title": "الشمال يتحرك", "lead": "الخطة في صفحة واحدة.", "plan": "الخطة", "parts": "الأجزاء",
        "first": "استقبال الأشخاص", "second": "تشغيل الشباب", "list": "اللوائح", "data": "المعطيات",
        "action": "الإجراء", "cost": "الكلفة", "rate": "الحصة", "state": "الحالة", "sum": "المجموع", "done": "منجز",
        "open": "مفتوح", "site": "موقع الشبكة", "told": "إجراءان، والثاني أغلى.",
        "pick": "اختر حالة من اللائحة.", "wrong": "هذه الحالة غير موجودة.", "note": "اذكر الرقم.",
    },
}  # fmt: skip
"""What the samples say, by language."""


def space(*prefixes: str) -> str:
    """Declare namespaces."""
    return "".join(f' xmlns:{prefix}="{NAMES[prefix]}"' for prefix in prefixes)


def relations(*items: tuple[str, str, str]) -> str:
    """Write a part of relationships from id, kind and target; an address makes an external one."""
    listed = "".join(
        f'<Relationship Id="{id}" Type="{kind if ":" in kind else f"{RELATION}/{kind}"}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for id, kind, target in items
    )
    return f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships">{listed}</Relationships>'


def content_types(overrides: Mapping[str, str]) -> str:
    """Write the list of content types."""
    listed = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        f"{listed}</Types>"
    )


def root_relations(main: str) -> str:
    """Write the package's own relationships."""
    core = f"{OFFICE}/package/2006/relationships/metadata/core-properties"
    return relations(("rId1", "officeDocument", main), ("rId2", core, "docProps/core.xml"))


CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


def core(language: str) -> str:
    """Write the file's properties."""
    words = WORDS[language]
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{words['title']}</dc:title><dc:creator>migplan</dc:creator>"
        f"<dc:language>{words['tag']}</dc:language></cp:coreProperties>"
    )


def theme() -> str:
    """Write a theme."""
    colours = {
        "dk1": "1D2B36", "lt1": "FFFFFF", "dk2": "17495C", "lt2": "F5F0E6", "accent1": "17495C", "accent2": "C77F12",
        "accent3": "A84B17", "accent4": "4F98B3", "accent5": "6E8F3C", "accent6": "8A5A83", "hlink": "17495C",
        "folHlink": "5B6770",
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    face = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface="Arial"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme{space("a")} name="migplan"><a:themeElements><a:clrScheme name="migplan">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="migplan"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="migplan"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


@frozen
class Sample:
    """A package that a test can change."""

    parts: dict[str, str | bytes]
    language: str = "fr"
    doubled: tuple[str, ...] = field(default=())
    """Names that the archive holds a second time, as written."""

    def but(self, part: str, old: str, new: str, count: int = 1) -> "Sample":
        """Change a text of a part, which must be there."""
        content = self.parts[part]
        assert isinstance(content, str)
        assert old in content, f"{old!r} is not in {part}"
        return self.put(part, content.replace(old, new, count))

    def put(self, part: str, content: str | bytes) -> "Sample":
        """Add or replace a part."""
        return evolve(self, parts={**self.parts, part: content})

    def without(self, part: str) -> "Sample":
        """Leave a part out."""
        return evolve(self, parts={name: content for name, content in self.parts.items() if name != part})

    def data(self) -> bytes:
        """Give the file."""
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
            for name in self.doubled:
                archive.writestr(
                    name, next(kept for stored, kept in self.parts.items() if stored.lower() == name.lower())
                )
        return buffer.getvalue()


def chart(language: str, sheet: str, data: str = '<c:externalData r:id="rId1"/>', last: int = 3) -> str:
    """Write a chart of two series over the actions of a sheet."""
    words = WORDS[language]
    rtl = "1" if language == "ar" else "0"
    text = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr rtl="{rtl}"><a:defRPr lang="{words["tag"]}" sz="1200"/></a:pPr>'
        f'<a:endParaRPr lang="{words["tag"]}"/></a:p></c:txPr>'
    )
    names = (words["first"], words["second"])
    categories = "".join(f'<c:pt idx="{index}"><c:v>{name}</c:v></c:pt>' for index, name in enumerate(names))
    series = ""
    for index, (column, name, colour, values) in enumerate(
        (("B", words["cost"], "17495C", ("100", "250")), ("C", words["rate"], "C77F12", ("0.25", "0.75")))
    ):
        points = "".join(f'<c:pt idx="{number}"><c:v>{value}</c:v></c:pt>' for number, value in enumerate(values))
        series += (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>\'{sheet}\'!${column}$1</c:f>'
            f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
            f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln w="9525"><a:solidFill>'
            '<a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
            f"<c:cat><c:strRef><c:f>'{sheet}'!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"2\"/>{categories}"
            f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>'{sheet}'!${column}$2:${column}${last}</c:f>"
            f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/>{points}</c:numCache></c:numRef>'
            "</c:val></c:ser>"
        )
    turned = "maxMin" if language == "ar" else "minMax"
    title = (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr rtl="{rtl}"/><a:r><a:rPr lang="{words["tag"]}" sz="1400"/>'
        f'<a:t>{words["told"]}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )
    return (
        f'{HEAD}<c:chartSpace{space("c", "a", "r")}><c:lang val="{words["tag"]}"/><c:chart>{title}'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="50"/><c:axId val="101"/>'
        '<c:axId val="102"/></c:barChart><c:catAx><c:axId val="101"/><c:scaling>'
        f'<c:orientation val="{turned}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="102"/>'
        '</c:catAx><c:valAx><c:axId val="102"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:crossAx val="101"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="l"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/></c:chart>'
        f"{text}{data}</c:chartSpace>"
    )


CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
