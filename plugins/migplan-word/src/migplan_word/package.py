"""The parts around the body: types, relationships, settings, fonts, theme, properties."""

import json
import re
from xml.sax.saxutils import unescape

from migplan.hooks import ExportRequest
from migplan.locale import language_tag
from migplan.records.figures import MADE
from migplan.themes import Theme
from migplan_office import custom
from migplan_office.package import Properties, build
from migplan_office.text import xml_attribute, xml_text
from migplan_word.brand_file import branded
from migplan_word.looks import Fitting
from migplan_word.styles import DECLARATION, W, styles_xml
from migplan_word.writer import Writer

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
IMAGE = f"{_OFFICE}/image"
CHART = f"{_OFFICE}/chart"
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
SLOTS = "slots"
"""Name of the text in which a file remembers its slots."""
_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "footnotes": "footnotes",
}
_TYPES = {"header": f"{_WORD}.header+xml", "footer": f"{_WORD}.footer+xml"}


def packaged(writer: Writer, body: str, fitting: Fitting) -> bytes:
    """Make the file of a body that is written."""
    request = writer.request
    parts: dict[str, bytes] = {}
    overrides = {"word/document.xml": f"{_WORD}.document.main+xml"}
    parts["word/document.xml"] = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    language = writer.runs.language().replace("<w:rtl/>", "")
    texts = {
        "styles": styles_xml(request.theme, language, writer.rtl, fitting, writer.runs.variants),
        "numbering": writer.numbering.xml,
        "settings": _settings(request),
        "fontTable": _fonts(request.theme),
        "footnotes": f"{DECLARATION}<w:footnotes {NAMESPACES}>{writer.notes.xml}</w:footnotes>",
    }
    for name, text in texts.items():
        parts[f"word/{name}.xml"] = text.encode()
        overrides[f"word/{name}.xml"] = f"{_WORD}.{name}+xml"
    rows = [(f"rId{number}", f"{_OFFICE}/{name}", f"{name}.xml", False) for number, name in enumerate(_PARTS, start=1)]
    rows.append(("rId9", f"{_OFFICE}/theme", "theme/theme1.xml", False))
    parts["word/theme/theme1.xml"] = _theme(request.theme).encode()
    overrides["word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    for number, (identifier, kind, content) in enumerate(writer.flow.running.parts, start=1):
        name = f"{kind}{number}.xml"
        tag = "hdr" if kind == "header" else "ftr"
        parts[f"word/{name}"] = f"{DECLARATION}<w:{tag} {NAMESPACES}>{content}</w:{tag}>".encode()
        overrides[f"word/{name}"] = _TYPES[kind]
        rows.append((identifier, f"{_OFFICE}/{kind}", name, False))
    rows.extend(writer.relations.rows)
    if writer.note_relations.rows:
        parts["word/_rels/footnotes.xml.rels"] = _relations(writer.note_relations.rows)
    parts.update(writer.media)
    for name, data in writer.charts.items():
        parts[name] = data
        if name.startswith("word/charts/") and name.endswith(".xml"):
            overrides[name] = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    texts_carried = _carried(writer, body)
    if texts_carried:
        parts.update(custom.carrying(texts_carried))
        overrides[custom.PROPERTIES] = custom.PROPERTIES_TYPE
        rows.append(("rId10", custom.RELATION, f"../{custom.ITEM}", False))
    if writer.brand is not None:
        has_cover = not request.document.is_form
        rows = branded(request, writer.brand, parts, overrides, rows, language, has_cover=has_cover)
    parts["word/_rels/document.xml.rels"] = _relations(rows)
    parts["docProps/app.xml"] = _app().encode()
    overrides["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    parts["_rels/.rels"] = _relations(
        [
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False),
            ("rId2", f"{_OFFICE}/extended-properties", "docProps/app.xml", False),
        ]
    )
    parts["[Content_Types].xml"] = _content_types(overrides, parts)
    return build(parts, created=request.date, properties=_properties(request))


def _following(body: str, bookmark: str) -> str:
    """Give the words of the paragraph behind a slot, by which its end is known when its content control is lost."""
    start = body.find(f'w:name="{bookmark}"')
    behind = body.find("<w:p>", body.find("</w:sdt>", start))
    if start < 0 or behind < 0:
        return ""
    return unescape("".join(_WORDS.findall(body[behind : body.find("</w:p>", behind)])))


def _carried(writer: Writer, body: str) -> dict[str, str]:
    """Give what whoever reads the file back needs: what stood in its slots, and what the document sends along."""
    document = writer.request.document
    texts = {one.name: one.text for one in document.carried}
    if writer.request.made:
        texts[MADE] = writer.request.made
    if writer.slots:
        slots = [{**one, "following": _following(body, one["bookmark"])} for one in writer.slots]
        held = {"language": document.language, "slots": slots}
        texts[SLOTS] = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return texts


def _properties(request: ExportRequest) -> Properties:
    document = request.document
    return Properties(
        title=document.title,
        language=language_tag(document.language, document.region or None),
        subject=document.subject or document.subtitle,
        keywords=", ".join(document.keywords),
        creator=document.creator,
    )


_OUTSIDE = ' TargetMode="External"'


def _relations(rows: list[tuple[str, str, str, bool]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{xml_attribute(target)}"{_OUTSIDE if is_external else ""}/>'
        for identifier, kind, target, is_external in rows
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()


_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _content_types(overrides: dict[str, str], parts: dict[str, bytes]) -> bytes:
    used = {name.rpartition(".")[2] for name in parts} | {"rels", "xml"}
    overrides = {name: kind for name, kind in overrides.items() if name in parts}
    defaults = "".join(
        f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in _DEFAULTS.items() if suffix in used
    )
    named = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{DECLARATION}<Types xmlns="{space}">{defaults}{named}</Types>'.encode()


def _settings(request: ExportRequest) -> str:
    document = request.document
    region = document.region or None
    latin = next((one for one in request.languages if not one.startswith(("ar", "he", "zgh"))), "en")
    complex_script = next((one for one in request.languages if one.startswith(("ar", "he"))), "ar")
    comma = "," if document.language.startswith(("fr", "es", "pt", "de", "it")) else "."
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
        + "".join(
            f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
            for name, value in (
                ("compatibilityMode", 15),
                ("overrideTableStyleFontSizeAndJustification", 1),
                ("enableOpenTypeFeatures", 1),
                ("doNotFlipMirrorIndents", 1),
                ("differentiateMultirowTableHeaders", 1),
            )
        )
        + f'</w:compat><w:themeFontLang w:val="{language_tag(latin, region)}"'
        f' w:bidi="{language_tag(complex_script, region)}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
        ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
        ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
        f'<w:decimalSymbol w:val="{comma}"/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts(theme: Theme) -> str:
    names = dict.fromkeys((theme.latin_font, theme.arabic_font, theme.tifinagh_font, "Segoe UI Symbol"))
    fonts = "".join(
        f'<w:font w:name="{xml_attribute(name)}"><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        for name in names
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{fonts}</w:fonts>'


def _app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{space}"><Application>migplan</Application></Properties>'


def _theme(theme: Theme) -> str:
    colors = [
        ("dk1", theme.ink), ("lt1", theme.ground), ("dk2", theme.primary), ("lt2", theme.sand),
        *((f"accent{number}", theme.color(f"series-{number}")) for number in range(1, 7)),
        ("hlink", theme.primary), ("folHlink", theme.muted),
    ]  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in colors)
    latin, arabic = xml_attribute(theme.latin_font), xml_attribute(theme.arabic_font)
    fonts = f'<a:latin typeface="{latin}"/><a:ea typeface=""/><a:cs typeface="{arabic}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' name="{xml_attribute(theme.name)}"><a:themeElements><a:clrScheme name="{xml_text(theme.name)}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{xml_attribute(theme.name)}"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="{xml_attribute(theme.name)}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
