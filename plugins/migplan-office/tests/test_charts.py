import io
import zipfile
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pptx
import pymupdf
import pytest
from docx.shared import Cm as WordCm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from pptx.util import Cm

from migplan.documents import Chart, ChartKind, Holds, Pattern, Series
from migplan_office.charts import (
    CHART_TYPE,
    ChartError,
    ChartSeries,
    ChartSpec,
    attach_to_docx,
    attach_to_pptx,
    chart_workbook,
    chart_xml,
    from_block,
    is_drawable,
    plotted,
    xlsx_chart_part,
)
from migplan_office.charts.spec import number_text
from migplan_office.lint import lint
from migplan_office.package import CONTENT_TYPES, Parts, Properties, add_part, add_relation, build, repack, zipped

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DAY = date(2025, 9, 30)
YEARS = ("2022", "2023", "2024", "2025")
PAYLOADS = ("=1+1", "+1", "-1", "@SUM(1)", "http://x", "_x0041_", "R&D <b>", "#N/A", "a\u202eb", "001")


def specs(rtl):
    own, sought, gap = ("موارد ذاتية", "شركاء", "مطلوب") if rtl else ("Ressources propres", "Partenaires", "À trouver")
    about = {"language": "ar-MA" if rtl else "fr-FR", "rtl": rtl, "category_title": "السنة" if rtl else "Année"}
    one = ChartSeries(own, (120, Decimal("340.5"), None, 98.25))
    three = (
        one,
        ChartSeries(sought, (20, 80, 60, 150), "4F98B3", Pattern.HATCHED),
        ChartSeries(gap, (0, 5, 60, 50), "A84B17", Pattern.OUTLINE),
    )
    return {
        "bar": ChartSpec(ChartKind.BAR, PAYLOADS[:4], (one,), title=gap, **about),
        "column": ChartSpec(ChartKind.COLUMN, YEARS, three[:2], **about),
        "stacked": ChartSpec(ChartKind.STACKED, YEARS, three, total_name="=Total", **about),
        "line": ChartSpec(ChartKind.LINE, YEARS, three, **about),
        "doughnut": ChartSpec(ChartKind.DOUGHNUT, (own, sought, gap), (ChartSeries(own, (45, 30, 25)),), **about),
        "waterfall": ChartSpec(ChartKind.WATERFALL, YEARS, (ChartSeries(own, (100, -130, 50, 20)),), **about),
        "scatter": ChartSpec(
            ChartKind.SCATTER,
            YEARS,
            (ChartSeries(own, (1, 4, 2, 3), x=(3, 1, 4, Decimal("2.5"))),),
            value_title=gap,
            **about,
        ),
    }


EVERY = [
    pytest.param(name, rtl, id=f"{name}-{'rtl' if rtl else 'ltr'}") for name in specs(False) for rtl in (False, True)
]


def saved(document, language):
    file = io.BytesIO()
    document.save(file)
    return repack(file.getvalue(), created=DAY, properties=Properties("Graphiques", language))


def deck_of(charts):
    deck = pptx.Presentation()
    for name, spec in charts.items():
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = name
        attach_to_pptx(slide, spec, Cm(1), Cm(4), Cm(22), Cm(13), f"Ce que dit le graphique {name}")
    return saved(deck, charts[name].language)


def page_of(charts):
    document = docx.Document()
    for name, spec in charts.items():
        attach_to_docx(document.add_paragraph(name), spec, WordCm(15), WordCm(8), f"Ce que dit le graphique {name}")
    return saved(document, charts[name].language)


def book_of(spec):
    """Draw the chart over the cells of the same table in a sheet."""
    parts = Parts(chart_workbook(spec, DAY))
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
        f' xmlns:a="{A[1:-1]}"><xdr:oneCellAnchor><xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>'
        '<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="5000000" cy="3000000"/><xdr:graphicFrame macro="">'
        '<xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="2" descr="Ce que dit le graphique"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{C[1:-1]}"><c:chart xmlns:c="{C[1:-1]}" xmlns:r="{main}" r:id="rId1"/></a:graphicData>'
        "</a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    )
    add_part(parts, "xl/charts/chart1.xml", xlsx_chart_part(spec, spec.sheet_name), CHART_TYPE)
    add_part(
        parts, "xl/drawings/drawing1.xml", drawing.encode(), "application/vnd.openxmlformats-officedocument.drawing+xml"
    )
    add_relation(parts, "xl/drawings/drawing1.xml", f"{main}/chart", "../charts/chart1.xml")
    used = add_relation(parts, "xl/worksheets/sheet1.xml", f"{main}/drawing", "../drawings/drawing1.xml")
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        "</worksheet>", f'<drawing xmlns:r="{main}" r:id="{used}"/></worksheet>'
    ).encode()
    return build(dict(parts), created=DAY)


def audit(data, suffix, tmp_path):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors]


@pytest.mark.parametrize("rtl", [False, True])
def test_every_kind_is_valid_in_slides_and_pages(rtl, tmp_path):
    assert audit(deck_of(specs(rtl)), ".pptx", tmp_path) == []
    assert audit(page_of(specs(rtl)), ".docx", tmp_path) == []


@pytest.mark.parametrize(("name", "rtl"), EVERY)
def test_every_kind_is_valid_over_cells_and_its_workbook_keeps_our_rules(name, rtl, tmp_path):
    spec = specs(rtl)[name]

    assert audit(book_of(spec), ".xlsx", tmp_path) == []
    assert audit(chart_workbook(spec), ".xlsx", tmp_path) == []
    assert lint(chart_workbook(spec)) == ()


@pytest.mark.parametrize("rtl", [False, True])
def test_charts_keep_the_rules_of_charts(rtl):
    found = [finding for finding in lint(deck_of(specs(rtl))) if finding.rule in ("C1", "C3", "C4", "V2", "T4", "I1")]
    found += [
        finding for finding in lint(deck_of(specs(rtl))) if finding.rule in ("R3", "R6") and "/charts/" in str(finding)
    ]

    assert found == []


@pytest.mark.parametrize(("name", "rtl"), EVERY)
def test_cells_equal_caches(name, rtl):
    spec = specs(rtl)[name]
    root = etree.fromstring(chart_xml(spec))
    sheet = openpyxl.load_workbook(io.BytesIO(chart_workbook(spec)))[spec.sheet_name]

    references = list(root.iter(f"{C}strRef", f"{C}numRef"))
    for reference in references:
        place = reference.findtext(f"{C}f").rpartition("!")[2].replace("$", "")
        area = sheet[place] if ":" in place else ((sheet[place],),)
        cells = {number: row[0].value for number, row in enumerate(area) if row[0].value is not None}
        cached = {int(point.get("idx")): point.findtext(f"{C}v") for point in reference.iter(f"{C}pt")}
        if reference.tag == f"{C}numRef":
            assert {k: float(v) for k, v in cached.items()} == pytest.approx(cells)
        else:
            assert cached == cells
    assert len(references) >= 3


def test_names_that_look_like_code_stay_text():
    spec = ChartSpec(ChartKind.COLUMN, PAYLOADS, (ChartSeries("=cmd|' /C calc'!A0", (1,) * len(PAYLOADS)),))

    with zipfile.ZipFile(io.BytesIO(chart_workbook(spec))) as book:
        parts = {name: book.read(name).decode() for name in book.namelist()}

    assert "<f>" not in parts["xl/worksheets/sheet1.xml"]
    assert not any("hyperlink" in name or "External" in text for name, text in parts.items())
    assert "_x005F_x0041_" in parts["xl/sharedStrings.xml"]
    assert "\u202e" not in parts["xl/sharedStrings.xml"]
    assert lint(chart_workbook(spec)) == ()


def test_a_chart_is_mirrored_when_its_language_runs_from_right_to_left():
    def axes(name, rtl):
        root = etree.fromstring(chart_xml(specs(rtl)[name]))
        return {
            axis.tag.removeprefix(C): axis.find(f"{C}scaling/{C}orientation").get("val")
            for axis in root.iter(f"{C}catAx", f"{C}valAx")
        }

    assert axes("column", False) == {"catAx": "minMax", "valAx": "minMax"}
    assert axes("column", True) == {"catAx": "maxMin", "valAx": "minMax"}
    assert axes("bar", False) == {"catAx": "maxMin", "valAx": "minMax"}
    assert axes("bar", True) == {"catAx": "maxMin", "valAx": "maxMin"}
    mirrored = etree.fromstring(chart_xml(specs(True)["stacked"]))
    assert {one.get("rtl") for one in mirrored.iter(f"{A}pPr")} == {"1"}
    assert mirrored.find(f".//{C}legendPos").get("val") == "l"


def test_money_asked_for_is_hatched_and_a_gap_outlined():
    root = etree.fromstring(chart_xml(specs(False)["stacked"]))

    fills = [[child.tag.removeprefix(A) for child in series.find(f"{C}spPr")] for series in root.iter(f"{C}ser")]

    assert fills[:3] == [["solidFill", "ln"], ["pattFill", "ln"], ["solidFill", "ln"]]
    assert root.findall(f".//{C}barChart/{C}ser")[2].find(f"{C}spPr/{A}ln/{A}prstDash").get("val") == "sysDash"


def test_steps_of_a_waterfall_rest_on_one_another():
    spec = ChartSpec(ChartKind.WATERFALL, ("a", "b", "c", "d"), (ChartSeries("x", (100, -30, 50, 120)),))

    table = {column.header: column.cells for column in plotted(spec)}

    assert table["□"] == (None, 70, 70, None)
    assert table["▼"] == (None, 30, None, None)
    assert table["▲"] == (None, None, 50, None)
    assert table["■"] == (100, None, None, 120)


def test_a_step_that_crosses_zero_has_a_part_on_each_side():
    spec = ChartSpec(ChartKind.WATERFALL, ("a", "b", "c"), (ChartSeries("x", (100, -150, -50)),), language="fr-FR")

    table = {column.header: column.cells for column in plotted(spec)}
    texts = [text.text for text in etree.fromstring(chart_xml(spec)).iter(f"{A}t")]

    assert (table["▼"], table["■ <0"], table["□"]) == ((None, 100, None), (None, -50, -50), (None, None, None))
    assert texts == ["−150"]


def test_totals_stand_above_stacks_and_not_in_the_legend():
    spec = specs(False)["stacked"]

    assert plotted(spec)[-1].cells == (140, Decimal("425.5"), 120, Decimal("298.25"))
    assert chart_xml(spec).count(b"<c:legendEntry>") == 1


@pytest.mark.parametrize(
    "spec",
    [
        ChartSpec(ChartKind.COLUMN, (), ()),
        ChartSpec(ChartKind.COLUMN, ("a",), (ChartSeries("s", (None,)),)),
        ChartSpec(ChartKind.COLUMN, ("a",), (ChartSeries("s", (float("nan"),)),)),
        ChartSpec(ChartKind.COLUMN, ("a", "b"), (ChartSeries("s", (1,)),)),
        ChartSpec(ChartKind.COLUMN, tuple("abcdefghijklmnopqrstuvwxyz12345"), (ChartSeries("s", (1,) * 31),)),
        ChartSpec(ChartKind.COLUMN, ("a",), (ChartSeries("s", (1,)),) * 8),
        ChartSpec(ChartKind.DOUGHNUT, ("a", "b"), (ChartSeries("s", (1, -1)),)),
        ChartSpec(ChartKind.SCATTER, ("a",), (ChartSeries("s", (1,)),)),
    ],
)
def test_what_cannot_be_drawn_is_refused(spec):
    assert not is_drawable(spec)
    with pytest.raises(ChartError):
        chart_xml(spec)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (Decimal("-0.00"), "0"), (1e20, "100000000000000000000"), (Decimal("12.50"), "12.5"), (0.1, "0.1"),
        (Decimal("1234567890123456789.5"), "1234567890123460000"), (-3, "-3"), (1e-7, "0.0000001"),
    ],
)  # fmt: skip
def test_numbers_are_written_without_exponent(value, text):
    assert number_text(value) == text


def test_a_block_of_a_document_becomes_a_chart():
    block = Chart(
        "c", "Le coût culmine en 2024", ChartKind.COLUMN, YEARS, (Series("Coût", (1, 2, 3, None)),),
        holds=Holds.SHARE, decimals=1, emphasised="2024",
    )  # fmt: skip
    colors = {"series-1": "17495C", "accent": "A84B17", "line": "D8D2C4"}

    spec = from_block(block, lambda role: colors.get(role, "1D2B36"), language="fr", tag="fr-FR", with_title=True)

    assert (spec.title, spec.language, spec.number_format) == ("Le coût culmine en 2024", "fr-FR", '#,##0.0"\u00a0%"')
    assert spec.series[0].point_colors == ("17495C", "17495C", "A84B17", "17495C")
    assert is_drawable(spec)


def test_the_same_chart_gives_the_same_bytes():
    spec = specs(True)["stacked"]

    assert (chart_xml(spec), chart_workbook(spec, DAY)) == (chart_xml(spec), chart_workbook(spec, DAY))
    assert CONTENT_TYPES in Parts(chart_workbook(spec, DAY))


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("rtl", [False, True])
def test_charts_are_drawn_with_their_names_and_numbers(as_pdf, rtl):
    charts = specs(rtl)

    with pymupdf.open(stream=as_pdf(deck_of(charts), ".pptx"), filetype="pdf") as pages:
        pages_by_name = dict(zip(charts, pages, strict=True))
        words = {name: page.get_text("words") for name, page in pages_by_name.items()}

    years = {
        name: {word[4]: word[0] for word in words[name] if word[4] in YEARS} for name in ("column", "stacked", "line")
    }
    for places in years.values():
        assert set(places) == set(YEARS)
        assert (places["2022"] > places["2025"]) is rtl
    assert {word[4] for word in words["stacked"]} >= {"140", "120"}
    assert "−130" in {word[4] for word in words["waterfall"]} or "-130" in {word[4] for word in words["waterfall"]}


texts = st.text(st.characters(codec=None, categories=None), max_size=20) | st.sampled_from(PAYLOADS)
numbers = st.none() | st.decimals(-(10**12), 10**12, places=2) | st.floats(-1e9, 1e9)


@st.composite
def any_chart(draw):
    kind = draw(st.sampled_from(ChartKind))
    size = draw(st.integers(1, 12))
    is_single = kind in (ChartKind.DOUGHNUT, ChartKind.WATERFALL)
    values = st.tuples(*[numbers] * size)
    horizontal = st.tuples(*[st.integers(-9, 9)] * size) if kind is ChartKind.SCATTER else st.just(())
    one = st.builds(ChartSeries, texts, values, st.just("17495C"), st.sampled_from(Pattern), horizontal)
    series = draw(st.lists(one, min_size=1, max_size=1 if is_single else 4))
    rtl = draw(st.booleans())
    return ChartSpec(
        kind,
        draw(st.tuples(*[texts] * size)),
        tuple(series),
        title=draw(texts),
        language="ar-MA" if rtl else "fr-FR",
        rtl=rtl,
        labels=draw(st.none() | st.booleans()),
        category_title=draw(texts),
        total_name=draw(texts),
        width_pt=draw(st.sampled_from([0, 60, 450])),
    )


@given(any_chart())
@settings(max_examples=60, deadline=None)
def test_any_chart_is_refused_or_written_with_a_sound_workbook(spec):
    if not is_drawable(spec):
        with pytest.raises(ChartError):
            chart_workbook(spec)
        return

    root = etree.fromstring(chart_xml(spec))
    found = [finding for finding in lint(chart_workbook(spec, title="Chart")) if finding.rule != "A2"]

    assert len(list(root.iter(f"{C}ser"))) == len(
        [column for column in plotted(spec) if column.role not in ("names", "x")]
    )
    assert found == []


ARABIC = ("\u0645\u0633\u0627\u0631 \u0645\u0648\u062d\u062f", "N1 \u0627\u0633\u062a\u0642\u0628\u0627\u0644")


def _languages(root, path):
    return {found.get("lang") for found in root.iterfind(path, NAMESPACES)}


NAMESPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def test_arabic_texts_of_a_french_chart_carry_their_own_language_and_direction():
    spec = ChartSpec(
        ChartKind.COLUMN, ARABIC, (ChartSeries("Vues", (1, 2)), ChartSeries("Lues", (3, 1))),
        title=f"Besoins exprimés {ARABIC[0]}", language="fr-BE", value_title=ARABIC[0],
    )  # fmt: skip
    root = etree.fromstring(chart_xml(spec))

    names = root.find(".//c:catAx/c:txPr/a:p/a:pPr", NAMESPACES)
    title = [(run.findtext("a:t", None, NAMESPACES).strip(), run.find("a:rPr", NAMESPACES).get("lang"))
             for run in root.iterfind("c:chart/c:title//a:r", NAMESPACES)]  # fmt: skip
    assert (names.get("rtl"), names.find("a:defRPr", NAMESPACES).get("lang")[:2]) == ("1", "ar")
    assert [(text, tag[:2]) for text, tag in title] == [("Besoins exprimés", "fr"), (ARABIC[0], "ar")]
    assert _languages(root, ".//c:legend/c:txPr//a:defRPr") == {"fr-BE"}
    assert {tag[:2] for tag in _languages(root, ".//c:valAx/c:title//a:rPr")} <= {"ar"}


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [((-38, 12), "-50", "20"), ((-0.3, 0.4), "-0.4", "0.6"), ((-7, -2), "-8", "0"), ((-1200, 3400), "-2000", "5000")],
)
def test_axes_that_go_below_zero_end_at_round_numbers(values, low, high):
    for kind in (ChartKind.BAR, ChartKind.COLUMN):
        root = etree.fromstring(chart_xml(ChartSpec(kind, ("a", "b"), (ChartSeries("s", values),))))

        scaling = root.find(".//c:valAx/c:scaling", NAMESPACES)
        assert scaling.find("c:min", NAMESPACES).get("val") == low
        assert scaling.find("c:max", NAMESPACES).get("val") == high
        assert root.find(".//c:catAx/c:tickLblPos", NAMESPACES).get("val") == "low"


def test_the_linter_sees_arabic_names_marked_with_the_language_of_the_document():
    data = deck_of({"one": ChartSpec(ChartKind.COLUMN, ARABIC[:1], (ChartSeries("s", (1,)),), language="fr-FR")})
    parts = Parts(data)
    name = next(name for name in parts if "/charts/chart" in name and name.endswith(".xml"))

    assert not [one for one in lint(data) if one.rule == "R6" and one.part == name]

    parts[name] = parts[name].replace(b'lang="ar', b'lang="fr')
    found = [one for one in lint(zipped(parts)) if one.rule == "R6" and one.part == name]
    assert ["c:catAx" in one.where for one in found] == [True]
