"""The workbook: sheets, names, texts and formats put together as one package."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import field, mutable

from migplan.themes import Theme
from migplan_excel.drawing import chart_type, drawing_xml
from migplan_excel.list_objects import MAIN
from migplan_excel.names import absolute, defined_name, sheet_name
from migplan_excel.notes import comments_xml, vml_xml
from migplan_excel.sheet import RELATIONS, Sheet
from migplan_excel.strings import Strings
from migplan_excel.styles import Style, Styles
from migplan_excel.theme import theme_xml
from migplan_office.package import Parts, Properties, core_xml, zipped
from migplan_office.text import clean, xml_attribute, xml_escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument"


@mutable
class Book:
    """A workbook being written."""

    styles: Styles
    strings: Strings
    is_right_to_left: bool
    sheets: list[Sheet] = field(factory=list)
    names: dict[str, str] = field(factory=dict)
    """Defined names and what they stand for."""
    _taken: set[str] = field(factory=set)
    _lists: dict[tuple[str, ...], str] = field(factory=dict)
    _columns: list[tuple[str, tuple[str, ...]]] = field(factory=list)
    """Further columns of the hidden sheet of choices, each under a defined name."""

    @classmethod
    def of(cls, theme: Theme, base: Style, is_right_to_left: bool) -> "Book":
        """Start an empty workbook."""
        styles = Styles(base)
        return cls(styles, Strings(base, theme.arabic_font, theme.tifinagh_font), is_right_to_left)

    def sheet(self, title: str, otherwise: str = "–") -> Sheet:
        """Add a sheet named after a title."""
        name = sheet_name(clean(title), [sheet.name for sheet in self.sheets], otherwise)
        sheet = Sheet(name, self.styles, self.strings, self.is_right_to_left)
        self.sheets.append(sheet)
        return sheet

    def name(self, wanted: str, prefix: str = "t") -> str:
        """Take a name for a table or a range, unique in the workbook."""
        name = defined_name(wanted, self._taken, prefix)
        self._taken.add(name)
        return name

    def choices(self, labels: Sequence[str], key: str) -> str:
        """Give the defined name of a list of choices; equal lists share one."""
        listed = tuple(labels)
        if listed not in self._lists:
            self._lists[listed] = self.name(f"list_{key}", "list")
        return self._lists[listed]

    def column(self, name: str, texts: Sequence[str]) -> None:
        """Put texts into a column of the hidden sheet of choices, under a defined name that is taken."""
        self._columns.append((name, tuple(texts)))

    def add_lists(self, title: str, heading: int, text: int) -> None:
        """Write the hidden sheet of choices, one column a list; `heading` and `text` are formats."""
        lists = [*((name, labels) for labels, name in self._lists.items()), *self._columns]
        if not lists:
            return
        sheet = self.sheet(title)
        sheet.is_hidden = True
        sheet.frozen_rows = 1
        sheet.title_rows = (1, 1)
        sheet.add([sheet.text(column, name, heading) for column, (name, _) in enumerate(lists, start=1)])
        for row in range(max(len(labels) for _, labels in lists)):
            sheet.add(
                [
                    sheet.text(column, labels[row], text)
                    for column, (_, labels) in enumerate(lists, start=1)
                    if row < len(labels)
                ]
            )
        sheet.widths = [max(12, min(60, max(map(len, labels)) + 2)) for _, labels in lists]
        for column, (name, labels) in enumerate(lists, start=1):
            self.names[name] = sheet.reference(absolute(column, 2, column, len(labels) + 1))

    def package(self, properties: Properties, created: date, theme: Theme) -> bytes:
        """Write the package."""
        parts: dict[str, bytes] = {}
        kinds: list[tuple[str, str]] = []
        defaults: set[tuple[str, str]] = set()

        def put(name: str, xml: str, kind: str = "") -> None:
            parts[name] = xml.encode("utf-8")
            if kind:
                kinds.append((f"/{name}", kind))

        first = next((number for number, sheet in enumerate(self.sheets) if not sheet.is_hidden), 0)
        counts = {"table": 0, "drawing": 0, "chart": 0, "image": 0, "notes": 0}
        for number, sheet in enumerate(self.sheets, start=1):
            relation: dict[str, str] = {"selected": "1"} if number - 1 == first else {}
            relations: list[tuple[str, str, str, bool]] = []
            for target in dict.fromkeys(target for _, target in sheet.links if not target.startswith("#")):
                relation[target] = f"rId{len(relations) + 1}"
                relations.append((relation[target], f"{RELATIONS}/hyperlink", target, True))
            if sheet.drawn:
                counts["drawing"] += 1
                relation["drawing"] = f"rId{len(relations) + 1}"
                relations.append(
                    (relation["drawing"], f"{RELATIONS}/drawing", f"../drawings/drawing{counts['drawing']}.xml", False)
                )
                inner: list[tuple[str, str, str, bool]] = []
                ids: list[str] = []
                for item in sheet.drawn:
                    identifier = f"rId{len(inner) + 1}"
                    if item.chart:
                        counts["chart"] += 1
                        put(f"xl/charts/chart{counts['chart']}.xml", item.chart, chart_type())
                        inner.append((identifier, f"{RELATIONS}/chart", f"../charts/chart{counts['chart']}.xml", False))
                    elif item.picture:
                        counts["image"] += 1
                        part = f"image{counts['image']}.{item.suffix}"
                        parts[f"xl/media/{part}"] = item.picture
                        defaults.add((item.suffix, f"image/{item.suffix}"))
                        inner.append((identifier, f"{RELATIONS}/image", f"../media/{part}", False))
                    ids.append(identifier if item.chart or item.picture else "")
                put(
                    f"xl/drawings/drawing{counts['drawing']}.xml",
                    drawing_xml(sheet, ids),
                    f"{_KIND}.drawing+xml",
                )
                if inner:
                    put(f"xl/drawings/_rels/drawing{counts['drawing']}.xml.rels", _relations(inner))
            if sheet.notes:
                counts["notes"] += 1
                relation["notes"] = f"rId{len(relations) + 1}"
                drawn = f"../drawings/vmlDrawing{counts['notes']}.vml"
                relations.append((relation["notes"], f"{RELATIONS}/vmlDrawing", drawn, False))
                put(f"xl/drawings/vmlDrawing{counts['notes']}.vml", vml_xml(sheet, counts["notes"]))
                defaults.add(("vml", f"{_KIND}.vmlDrawing"))
                listed = f"../comments{counts['notes']}.xml"
                relations.append((f"rId{len(relations) + 1}", f"{RELATIONS}/comments", listed, False))
                put(f"xl/comments{counts['notes']}.xml", comments_xml(sheet), f"{_KIND}.spreadsheetml.comments+xml")
            for table in sheet.tables:
                counts["table"] += 1
                relation[table.name] = f"rId{len(relations) + 1}"
                relations.append(
                    (relation[table.name], f"{RELATIONS}/table", f"../tables/table{counts['table']}.xml", False)
                )
                put(
                    f"xl/tables/table{counts['table']}.xml",
                    table.xml(counts["table"]),
                    f"{_KIND}.spreadsheetml.table+xml",
                )
            put(f"xl/worksheets/sheet{number}.xml", sheet.xml(relation), f"{_KIND}.spreadsheetml.worksheet+xml")
            if relations:
                put(f"xl/worksheets/_rels/sheet{number}.xml.rels", _relations(relations))
        count = len(self.sheets)
        put("xl/workbook.xml", self._workbook(first), f"{_KIND}.spreadsheetml.sheet.main+xml")
        put("xl/styles.xml", self.styles.xml(), f"{_KIND}.spreadsheetml.styles+xml")
        put("xl/sharedStrings.xml", self.strings.xml(), f"{_KIND}.spreadsheetml.sharedStrings+xml")
        put("xl/theme/theme1.xml", theme_xml(theme), f"{_KIND}.theme+xml")
        own = [
            (f"rId{number}", f"{RELATIONS}/worksheet", f"worksheets/sheet{number}.xml", False)
            for number in range(1, count + 1)
        ]
        own += [
            (f"rId{count + 1}", f"{RELATIONS}/theme", "theme/theme1.xml", False),
            (f"rId{count + 2}", f"{RELATIONS}/styles", "styles.xml", False),
            (f"rId{count + 3}", f"{RELATIONS}/sharedStrings", "sharedStrings.xml", False),
        ]
        put("xl/_rels/workbook.xml.rels", _relations(own))
        put(
            "docProps/core.xml",
            core_xml(properties, created),
            "application/vnd.openxmlformats-package.core-properties+xml",
        )
        put("docProps/app.xml", _app(), f"{_KIND}.extended-properties+xml")
        put(
            "_rels/.rels",
            _relations(
                [
                    ("rId1", f"{RELATIONS}/officeDocument", "xl/workbook.xml", False),
                    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
                    ("rId3", f"{RELATIONS}/extended-properties", "docProps/app.xml", False),
                ]
            ),
        )
        put("[Content_Types].xml", _content_types(sorted(defaults), kinds))
        return zipped(Parts(parts))

    def _workbook(self, first: int) -> str:
        listed = "".join(
            f'<sheet name="{xml_attribute(sheet.name)}" sheetId="{number}"'
            + (' state="veryHidden"' if sheet.is_very_hidden else ' state="hidden"' if sheet.is_hidden else "")
            + f' r:id="rId{number}"/>'
            for number, sheet in enumerate(self.sheets, start=1)
        )
        names: list[tuple[str, int, str]] = [(name, -1, target) for name, target in self.names.items()]
        for number, sheet in enumerate(self.sheets):
            names.append(("_xlnm.Print_Area", number, sheet.reference(sheet.area)))
            if sheet.title_rows:
                start, end = sheet.title_rows
                names.append(("_xlnm.Print_Titles", number, sheet.reference(f"${start}:${end}")))
        defined = "".join(
            f'<definedName name="{name}"'
            + (f' localSheetId="{number}"' if number >= 0 else "")
            + f">{xml_escape(target)}</definedName>"
            for name, number, target in sorted(names, key=lambda item: (item[0].casefold(), item[1]))
        )
        return (
            f'{_HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr defaultThemeVersion="124226"/>'
            f'<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"'
            f' tabRatio="850" firstSheet="{first}" activeTab="{first}"/></bookViews>'
            f'<sheets>{listed}</sheets><definedNames>{defined}</definedNames><calcPr calcId="191029"/></workbook>'
        )


def _relations(listed: Iterable[tuple[str, str, str, bool]]) -> str:
    inner = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{xml_attribute(target)}"'
        + (' TargetMode="External"/>' if is_external else "/>")
        for identifier, kind, target, is_external in listed
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types(defaults: Iterable[tuple[str, str]], kinds: Iterable[tuple[str, str]]) -> str:
    inner = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    inner += '<Default Extension="xml" ContentType="application/xml"/>'
    inner += "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults)
    inner += "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in sorted(kinds))
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{inner}</Types>'


def _app() -> str:
    return (
        f'{_HEAD}<Properties xmlns="{RELATIONS.replace("relationships", "extended-properties")}">'
        "<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>"
    )
