"""Clients' templates: what is found in them, what is kept of them, and what is said of those that cannot be used."""

import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from migplan.documents import Cover, Document, Medium
from migplan.locale import Words, explained
from migplan.pipeline import render_document
from migplan.problems import Severity
from migplan.testing.samples import sample_document
from migplan.themes import DEFAULT
from migplan_office.brand import contrast
from migplan_office.lint import lint
from migplan_powerpoint.brand import Brand, read_brand
from migplan_powerpoint.brand_check import check_template
from migplan_powerpoint.brand_grid import brand_grid
from migplan_powerpoint.hooks import migplan_exporters
from migplan_powerpoint.render import dress_of

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EXPORTER = migplan_exporters()[0]


Parts = dict[str, str | bytes]


def changed(data: bytes, change: Callable[[Parts], None]) -> bytes:
    """Give a package with its XML parts, as text, changed in place."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: Parts = {
            name: package.read(name).decode() if name.endswith((".xml", ".rels")) else package.read(name)
            for name in package.namelist()
        }
    change(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def _each(parts: Parts, folder: str, change: Callable[[str], str]) -> None:
    for name, content in list(parts.items()):
        if name.startswith(folder) and name.endswith(".xml"):
            parts[name] = change(str(content))


def _without_feet(text: str) -> str:
    return re.sub(r'<p:sp>(?:(?!</p:sp>).)*?<p:ph type="(?:ftr|sldNum)"(?:(?!</p:sp>).)*</p:sp>', "", text, flags=re.S)


def _without_shapes(text: str) -> str:
    return re.sub(r"<p:sp>.*</p:sp>", "", text, flags=re.S)


def no_footers(parts: Parts) -> None:
    _each(parts, "ppt/slideLayouts/", _without_feet)
    _each(parts, "ppt/slideMasters/", _without_feet)


def empty_master(parts: Parts) -> None:
    _each(parts, "ppt/slideLayouts/", _without_shapes)
    _each(parts, "ppt/slideMasters/", _without_shapes)


def dark(parts: Parts) -> None:
    def swapped(text: str) -> str:
        return text.replace('bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"')

    _each(parts, "ppt/slideMasters/", swapped)


def four_to_three(parts: Parts) -> None:
    parts["ppt/presentation.xml"] = re.sub(
        r'<p:sldSz cx="\d+" cy="\d+"', '<p:sldSz cx="9144000" cy="6858000"', str(parts["ppt/presentation.xml"])
    )

    def narrower(text: str) -> str:
        return re.sub(
            r'<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)"',
            lambda found: f'<a:off x="{int(found[1]) * 3 // 4}" y="{found[2]}"/><a:ext cx="{int(found[3]) * 3 // 4}"',
            text,
        )

    _each(parts, "ppt/slideLayouts/", narrower)
    _each(parts, "ppt/slideMasters/", narrower)


def long_names(parts: Parts) -> None:
    _each(
        parts, "ppt/slideLayouts/", lambda text: re.sub(r'<p:cSld name="[^"]*"', f'<p:cSld name="{"Nom " * 90}"', text)
    )


def many_layouts(parts: Parts) -> None:
    """Give the master sixty further layouts, copies of the sixth."""
    source = "ppt/slideLayouts/slideLayout6.xml"
    rels = "ppt/slideLayouts/_rels/slideLayout6.xml.rels"
    master, master_rels = "ppt/slideMasters/slideMaster1.xml", "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    ids, relations, types = "", "", ""
    for number in range(20, 80):
        parts[f"ppt/slideLayouts/slideLayout{number}.xml"] = parts[source]
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = parts[rels]
        ids += f'<p:sldLayoutId id="{2147490000 + number}" r:id="many{number}"/>'
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideLayout"
        relations += f'<Relationship Id="many{number}" Type="{kind}" Target="../slideLayouts/slideLayout{number}.xml"/>'
        types += (
            f'<Override PartName="/ppt/slideLayouts/slideLayout{number}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml"/>'
        )
    parts[master] = str(parts[master]).replace("</p:sldLayoutIdLst>", f"{ids}</p:sldLayoutIdLst>")
    parts[master_rels] = str(parts[master_rels]).replace("</Relationships>", f"{relations}</Relationships>")
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace("</Types>", f"{types}</Types>")


def picture_ground(parts: Parts) -> None:
    """Set a gradient behind everything."""
    stops = '<a:gs pos="0"><a:srgbClr val="FFD700"/></a:gs><a:gs pos="100000"><a:srgbClr val="0A2A5A"/></a:gs>'
    ground = f'<p:bg><p:bgPr><a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill><a:effectLst/></p:bgPr></p:bg>'
    _each(parts, "ppt/slideMasters/", lambda text: re.sub(r"<p:bg>.*?</p:bg>", ground, text, flags=re.S))


HARD: Mapping[str, Callable[[Parts], None]] = {
    "4:3": four_to_three,
    "no footers": no_footers,
    "empty master": empty_master,
    "dark": dark,
    "long names": long_names,
    "many layouts": many_layouts,
    "gradient": picture_ground,
}
"""What is done to our own deck to make each."""


def rendered(language: str, template: bytes | None, count: int = 3) -> bytes:
    return render_document(sample_document(language, Medium.SLIDE, count), EXPORTER, ("fr", "ar"), template=template)


def libraries_own() -> bytes:
    spec = find_spec("pptx")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / "templates" / "default.pptx").read_bytes()


@pytest.fixture(scope="module")
def own() -> bytes:
    """Give our own French deck, to be changed into templates."""
    return rendered("fr", None, 1)


@pytest.fixture(scope="module")
def templates(own: bytes) -> dict[str, bytes]:
    """Give every template by name: hard ones of ours, one that runs from right to left, the library's."""
    made = {name: changed(own, change) for name, change in HARD.items()}
    return made | {"right to left": rendered("ar", None, 1), "library": libraries_own()}


NAMES = (*HARD, "right to left", "library")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_a_deck_in_any_template_keeps_the_rules_of_the_house(
    name: str, language: str, templates: dict[str, bytes]
) -> None:
    file = rendered(language, templates[name])

    assert [str(finding) for finding in lint(file)] == []
    Presentation(io.BytesIO(file))


@pytest.mark.parametrize("name", NAMES)
def test_colours_made_of_a_template_can_be_read(name: str, templates: dict[str, bytes]) -> None:
    brand = read_brand(templates[name])
    assert isinstance(brand, Brand)
    grid = brand_grid(brand, DEFAULT)

    for key in ("cover", "divider", "content"):
        theme = dress_of(brand, DEFAULT, grid, key).theme
        for role in ("ink", "muted", "primary", "accent"):
            assert contrast(theme.color(role), theme.ground) >= 4.5
            assert contrast(theme.color(role), theme.sand) >= 4.5
        assert all(contrast(color, theme.ground) >= 3 for color in theme.series)
        assert all(contrast(looks.ink, looks.ground) >= 4.5 for looks in theme.status.values())


@pytest.mark.parametrize("name", NAMES)
def test_content_has_room_inside_the_page_of_a_template(name: str, templates: dict[str, bytes]) -> None:
    brand = read_brand(templates[name])
    assert isinstance(brand, Brand)

    grid = brand_grid(brand, DEFAULT)

    assert grid.title.bottom <= grid.body.y < grid.body.bottom <= grid.source.y
    assert grid.body.w >= grid.slide.w * 0.6
    assert grid.body.h >= grid.slide.h * 0.45
    assert abs(grid.width - brand.width) < 10 and abs(grid.height - brand.height) < 10


def test_the_samples_of_a_template_stay_behind_with_what_only_they_lead_to(own: bytes) -> None:
    document = Document("t", "Nouveau", "fr", Cover("Nouveau"), date=date(2025, 9, 30))

    file = render_document(document, EXPORTER, ("fr",), template=own)

    with zipfile.ZipFile(io.BytesIO(file)) as package:
        names = package.namelist()
    assert len([name for name in names if name.startswith("ppt/slides/slide")]) == 1
    assert not [name for name in names if name.startswith(("ppt/charts", "ppt/media", "ppt/embeddings"))]


def test_ids_of_masters_and_layouts_are_numbered_anew_without_repetition(templates: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered("fr", templates["many layouts"]))) as package:
        main = etree.fromstring(package.read("ppt/presentation.xml"))
        master = etree.fromstring(package.read("ppt/slideMasters/slideMaster1.xml"))

    ids = [int(one.get("id")) for one in (*main.iter(f"{P}sldMasterId"), *master.iter(f"{P}sldLayoutId"))]
    assert len(ids) == 68
    assert len(set(ids)) == len(ids) and min(ids) >= 2**31


def test_a_template_that_runs_the_other_way_is_turned_round(templates: dict[str, bytes]) -> None:
    def places(data: bytes) -> list[tuple[int, int]]:
        deck = Presentation(io.BytesIO(data))
        layout = next(layout for layout in deck.slide_layouts if layout.name == "Two Content")
        return [(shape.left, shape.width) for shape in layout.placeholders if shape.placeholder_format.idx in (1, 2)]

    turned = places(rendered("ar", templates["library"]))

    width = 9_144_000
    assert turned == [(width - left - wide, wide) for left, wide in places(templates["library"])]
    with zipfile.ZipFile(io.BytesIO(rendered("ar", templates["library"]))) as package:
        master = etree.fromstring(package.read("ppt/slideMasters/slideMaster1.xml"))
    assert {level.get("rtl") for level in master.iter(f"{A}lvl1pPr")} == {"1"}


def test_what_fits_and_what_is_missing_is_said_beforehand(templates: dict[str, bytes]) -> None:
    whole = check_template(templates["library"], DEFAULT, Words("en"))
    bare = check_template(templates["no footers"], DEFAULT, Words("en"))

    assert "Cover: layout “Title Slide”" in whole.fits and whole.problems == ()
    missing = [problem.values["slot"] for problem in bare.problems if problem.code == "template-slot-missing"]
    assert missing == ["footer", "slide number"]


def test_letters_that_cannot_be_read_on_their_ground_are_said(own: bytes) -> None:
    fit = check_template(changed(own, pale), DEFAULT, Words("en"))

    found = [problem for problem in fit.problems if problem.code == "template-contrast"]
    assert [(problem.values["slot"], problem.values["color"]) for problem in found][-1] == ("text", "DDDDDD")


def without(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[name]

    return change


@pytest.mark.parametrize(
    "change",
    [
        without("ppt/theme/theme1.xml"),
        without("ppt/slideLayouts/slideLayout3.xml"),
        without("ppt/_rels/presentation.xml.rels"),
        without("ppt/slideMasters/slideMaster1.xml"),
        without("_rels/.rels"),
        without("[Content_Types].xml"),
    ],
    ids=["theme", "layout", "relationships", "master", "root", "types"],
)
def test_a_template_with_a_part_missing_gives_a_problem_or_a_deck(change: Callable[[Parts], None], own: bytes) -> None:
    data = changed(own, change)

    fit = check_template(data, DEFAULT, Words("en"))

    if not any(problem.severity is Severity.ERROR for problem in fit.problems):
        Presentation(io.BytesIO(rendered("fr", data)))


@pytest.mark.parametrize("data", [b"", b"PK", b"not a package" * 9, b"%PDF-1.4"])
def test_what_is_no_template_is_refused_without_a_traceback(data: bytes) -> None:
    fit = check_template(data, DEFAULT, Words("fr"))

    assert [problem.severity for problem in fit.problems] == [Severity.ERROR]


def giant(parts: Parts) -> None:
    main = str(parts["ppt/presentation.xml"])
    parts["ppt/presentation.xml"] = re.sub(r'<p:sldSz cx="\d+" cy="\d+"', '<p:sldSz cx="91440000" cy="914400"', main)


def no_layouts(parts: Parts) -> None:
    name = "ppt/slideMasters/slideMaster1.xml"
    parts[name] = re.sub(r"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", "", str(parts[name]), flags=re.S)


def no_dividers(parts: Parts) -> None:
    _each(parts, "ppt/slideLayouts/", lambda text: text.replace('type="secHead"', 'type="obj"'))


def pale(parts: Parts) -> None:
    name = "ppt/slideMasters/slideMaster1.xml"
    parts[name] = str(parts[name]).replace('<a:schemeClr val="tx1"/>', '<a:srgbClr val="DDDDDD"/>')


FAULTS: Mapping[str, Callable[[Parts], None]] = {
    "template-damaged": without("ppt/theme/theme1.xml"),
    "template-page-size": giant,
    "template-without-layout": no_layouts,
    "template-layout-missing": no_dividers,
    "template-slot-missing": no_footers,
    "template-contrast": pale,
    "template-on-picture": picture_ground,
}
"""What is done to our own deck so that each problem is told."""
GOLDEN = Path(__file__).parents[3] / "tests" / "golden" / "problems"


@pytest.mark.parametrize("code", FAULTS)
def test_golden_line_of_each_problem_of_a_template(code: str, own: bytes) -> None:
    template = changed(own, FAULTS[code])

    told = []
    for language in ("fr", "ar", "en"):
        fit = check_template(template, DEFAULT, Words(language))
        problem = next(problem for problem in explained(fit.problems, language) if problem.code == code)
        told.append(f"{language}: {problem.text}")

    text = "\n".join((f"| {code}", f"{code}: {problem.severity.value}", *told, ""))
    golden = GOLDEN / f"{code}.txt"
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text
