"""The gate: one file for each way to attack a reader, each with its one problem; and honest files, which pass."""

import functools
import io
import os
import random
import struct
import subprocess
import time
import tracemalloc
import zipfile
import zlib
from datetime import date
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from migplan.documents import ChartKind
from migplan.locale import LANGUAGES, explained
from migplan.problems import Problem
from migplan_office.charts import ChartSeries, ChartSpec, chart_workbook
from migplan_office.gate import Kind, admitted
from migplan_office.package import Parts

GOLDEN = Path(__file__).parents[4] / "tests" / "golden" / "problems"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET, STRINGS, STYLES, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
CELL = '<row r="1"><c r="A1" t="n"><v>1</v></c></row>'
MACHINE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def types(book: str = f"{MACHINE}.sheet.main+xml", more: str = "") -> str:
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{BOOK}" ContentType="{book}"/>{more}</Types>'
    )


def sheet(rows: str = CELL, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def relations(kind: str, target: str, more: str = "") -> str:
    line = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'
    return f'<Relationships xmlns="{RELATIONS}">{line}</Relationships>'


def parts(**changed: str | bytes) -> dict[str, str | bytes]:
    """Give the parts of a small sound workbook, some of them changed; names are written `xl__styles`."""
    sound: dict[str, str | bytes] = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations("officeDocument", BOOK),
        BOOK: f'<workbook xmlns="{MAIN}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1" xmlns:r="{OFFICE}"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml"),
        SHEET: sheet(),
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>one</t></si></sst>',
        STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/></cellXfs></styleSheet>',
    }
    return sound | changed


def packed(content: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return out.getvalue()


def book(name: str = "", part: str | bytes = "") -> bytes:
    """Give the sound workbook with one part replaced or added."""
    return packed(parts(**{name: part} if name else {}))


def bomb(levels: int, width: int, root: str, inside: str) -> str:
    """Give a part whose entities grow `width` times a level."""
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * width}">' for level in range(1, levels + 1)
    )
    text = inside.format(f"&e{levels};")
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><{root} xmlns="{MAIN}">{text}</{root}>'


def external(root: str, inside: str) -> str:
    text = inside.format("&x;")
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]><{root} xmlns="{MAIN}">{text}</{root}>'


def many_rows() -> bytes:
    return book(
        SHEET, sheet("".join(f'<row r="{n}"><c r="A{n}"><v>{n % 97 * 31}</v></c></row>' for n in range(1, 200_000)))
    )


def hole(
    size: int, name: str = SHEET, start: bytes = b"<worksheet><sheetData>", end: bytes = b"</sheetData></worksheet>"
) -> bytes:
    """Give a workbook with a part of blanks, without ever holding them."""
    out = io.BytesIO()
    block = b" " * 1_000_000
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, part in parts().items():
            if other != name:
                archive.writestr(other, part)
        with archive.open(name, "w") as stream:
            stream.write(start)
            for _ in range(size // len(block)):
                stream.write(block)
            stream.write(end)
    return out.getvalue()


def patched(data: bytes, old: bytes, new: bytes, count: int = -1) -> bytes:
    assert old in data
    assert len(old) == len(new)
    return data.replace(old, new, count)


def directory_field(data: bytes, at: int, form: str, value: int) -> bytes:
    """Change one field of the first record of the directory."""
    start = data.index(b"PK\x01\x02") + at
    size = struct.calcsize(form)
    return data[:start] + struct.pack(form, value) + data[start + size :]


def overlapping(count: int) -> bytes:
    """Give a zip whose entries all claim the same bytes."""
    name, body = b"a.xml", zlib.compress(b"<a/>")[2:-4]
    sizes = struct.pack("<III", zlib.crc32(b"<a/>"), len(body), 4)
    out = b"".join(
        b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), 0) + name
        for _ in range(1)
    )
    out += body
    record = (
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
        + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    )  # fmt: skip
    directory = record * count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), len(out), 0)
    return out + directory + end


def noise(size: int) -> str:
    """Give text that packs to a half, the same each time."""
    return random.Random(1).randbytes(size // 2 + 1).hex()[:size]


OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_DIM = '<dimension ref="A1:XFD1048576"/>'

ATTACKS = {
    "nothing": ("empty-office-file", lambda: b""),
    "a text": ("not-office-file", lambda: b"Objectives of the plan"),
    "a zip cut in the middle": ("damaged-office-file", lambda: book()[: len(book()) // 2]),
    "an old workbook": ("old-office-file", lambda: OLE + bytes(504)),
    "a workbook behind a password": ("office-password", lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le")),
    "an empty zip": ("not-office-file", lambda: packed({})),
    "25 MB and one byte": ("office-file-too-large", lambda: b"PK" + bytes(24_999_999)),
    "a binary workbook": ("binary-workbook", lambda: book("[Content_Types].xml", types("application/vnd.ms-excel.sheet.binary.macroEnabled.main"))),
    "an OpenDocument sheet": ("open-document-file", lambda: packed({"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"})),
    "a strict workbook": ("office-strict", lambda: book(BOOK, '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')),
    "a deck for a workbook": ("wrong-office-kind", lambda: book("[Content_Types].xml", types("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"))),
    "200 000 rows": ("office-too-many-rows", many_rows),
    "1 GB of spaces": ("office-part-too-dense", lambda: hole(1_000_000_000)),
    "a cell of 200 MB": ("office-part-too-dense", lambda: hole(200_000_000, start=b'<worksheet><sheetData><row><c t="str"><v>', end=b"</v></c></row></sheetData></worksheet>")),
    "a part of 33 MB": ("office-part-too-large", lambda: book(SHEET, sheet(after="<!--" + noise(33_000_000) + "-->"))),
    "300 000 shared strings": ("office-too-many-strings", lambda: book(STRINGS, f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{n * 7919 % 1_000_003}</t></si>" for n in range(300_000)) + "</sst>")),
    "5 000 000 shared strings in 60 KB": ("office-part-too-dense", lambda: book(STRINGS, f'<sst xmlns="{MAIN}">{"<si/>" * 5_000_000}</sst>')),
    "500 000 formats": ("office-part-too-dense", lambda: book(STYLES, f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 500_000}</cellXfs></styleSheet>')),
    "20 001 formats": ("office-too-many-formats", lambda: book(STYLES, f'<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * 20_001}</cellXfs></styleSheet>')),
    "a cell at XFD1048576": ("office-too-many-rows", lambda: book(SHEET, sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))),
    "a cell at XFD1": ("office-too-many-columns", lambda: book(SHEET, sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'))),
    "650 000 cells": ("office-too-many-cells", lambda: book(SHEET, sheet("".join("<row>" + "".join(f"<c><v>{(n * 50 + at) * 7919 % 1_000_003}</v></c>" for at in range(50)) + "</row>" for n in range(13_000))))),
    "a merge of the whole sheet": ("office-too-many-rows", lambda: book(SHEET, sheet(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))),
    "a link on the whole sheet": ("office-too-many-rows", lambda: book(SHEET, sheet(after='<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'))),
    "a merge of A1:ZZ5000": ("office-too-many-columns", lambda: book(SHEET, sheet(after='<mergeCells><mergeCell ref="A1:ZZ5000"/></mergeCells>'))),
    "16 384 column records": ("office-too-many-columns", lambda: book(SHEET, sheet(before="<cols>" + "".join(f'<col min="{n}" max="{n}" width="9"/>' for n in range(1, 16_385)) + "</cols>"))),
    "65 sheets": ("office-too-many-sheets", lambda: book(BOOK, f'<workbook xmlns="{MAIN}"><sheets>{"".join(f"<sheet name={chr(34)}{n}{chr(34)} sheetId={chr(34)}{n}{chr(34)}/>" for n in range(65))}</sheets></workbook>')),
    "200 000 nested elements": ("office-too-deep", lambda: book(SHEET, sheet(after="".join(f"<a{n % 7919}>" for n in range(200_000))))),
    "2 million elements": ("office-too-much-markup", lambda: packed(parts(**{f"customXml/item{part}.xml": "<a>" + "".join(f"<b{n}/>" for n in range(700_000)) + "</a>" for part in range(3)}))),
    "an entity bomb of 9 levels in a sheet": ("office-doctype", lambda: book(SHEET, bomb(9, 10, "worksheet", "<sheetData><row><c><v>{}</v></c></row></sheetData>"))),
    "an entity bomb of 4 levels in the strings": ("office-doctype", lambda: book(STRINGS, bomb(4, 10, "sst", "<si><t>{}</t></si>"))),
    "an entity bomb in the workbook": ("office-doctype", lambda: book(BOOK, bomb(9, 10, "workbook", "{}"))),
    "an entity of 100 KB used 1 000 times": ("office-doctype", lambda: book(SHEET, f'<!DOCTYPE x [<!ENTITY a "{noise(100_000)}">]><worksheet>{"&a;" * 1_000}</worksheet>')),
    "an outside entity in a sheet": ("office-doctype", lambda: book(SHEET, external("worksheet", "<v>{}</v>"))),
    "an outside entity in the strings": ("office-doctype", lambda: book(STRINGS, external("sst", "<si><t>{}</t></si>"))),
    "an outside entity in the properties": ("office-doctype", lambda: book("docProps/core.xml", external("coreProperties", "{}"))),
    "an outside entity in the workbook": ("office-doctype", lambda: book(BOOK, external("workbook", "{}"))),
    "60 000 entries": ("office-too-many-entries", lambda: packed({f"{n}": b"" for n in range(60_000)})),
    "400 overlapping entries": ("office-entries-overlap", lambda: overlapping(400)),
    "1 000 overlapping entries": ("office-too-many-entries", lambda: overlapping(1_000)),
    "a forged size": ("office-forged-size", lambda: directory_field(book(), 24, "<I", 7)),
    "a forged checksum": ("damaged-office-file", lambda: directory_field(book(), 16, "<I", 7)),
    "an entry of one name twice": ("office-entry-doubled", lambda: patched(packed(parts(**{"xl/Styles.xml": "<a/>"})), b"xl/Styles.xml", b"xl/styles.xml")),
    "names that differ by case alone": ("office-entry-doubled", lambda: book("xl/STYLES.xml", "<a/>")),
    "an entry above the folder": ("office-entry-path", lambda: book("../evil.xml", "<a/>")),
    "an absolute entry": ("office-entry-path", lambda: book("/etc/evil.xml", "<a/>")),
    "an entry with backslashes": ("office-entry-path", lambda: patched(book("xl/media/a.xml", "<a/>"), b"xl/media/a.xml", b"xl\\media\\a.xml")),
    "an encrypted entry": ("office-entry-encrypted", lambda: directory_field(book(), 8, "<H", 1)),
    "an entry packed by another method": ("office-entry-method", lambda: directory_field(book(), 10, "<H", 14)),
    "102 MB in all": ("office-unpacks-too-large", lambda: packed(parts(**{f"xl/media/{n}.bin": b"\1" + noise(2_000).encode() * 450 for n in range(114)}))),
    "a relationship out of the package": ("office-entry-path", lambda: book("xl/_rels/workbook.xml.rels", relations("worksheet", "../../../etc/passwd"))),
    "a sheet elsewhere": ("office-external-links", lambda: book("xl/_rels/workbook.xml.rels", relations("worksheet", "http://example.org/s.xml", ' TargetMode="External"'))),
    "an external link": ("office-external-links", lambda: book("xl/_rels/workbook.xml.rels", relations("externalLink", "externalLinks/externalLink1.xml"))),
    "a connection": ("office-connections", lambda: book("xl/_rels/workbook.xml.rels", relations("connections", "connections.xml"))),
    "a custom part out of the package": ("office-entry-path", lambda: book("xl/_rels/workbook.xml.rels", relations("customXml", "../../customXml/item1.xml"))),
    "a way out behind a custom part": ("office-entry-path", lambda: book("_rels/.rels", relations("customXml", "../customXml/item1.xml/../../../etc/passwd"))),
    "an embedded object": ("office-embedded-objects", lambda: book("xl/worksheets/_rels/sheet1.xml.rels", relations("oleObject", "../embeddings/oleObject1.bin"))),
    "a sheet of macros": ("office-special-sheets", lambda: book("xl/_rels/workbook.xml.rels", relations("xlMacrosheet", "macrosheets/sheet1.xml"))),
    "a type with macros": ("office-macros", lambda: book("[Content_Types].xml", types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"))),
    "macros under a harmless type": ("office-macros", lambda: book("xl/_rels/workbook.xml.rels", relations("vbaProject", "vba.bin"))),
    "a cell at A0": ("office-bad-cell", lambda: book(SHEET, sheet('<row><c r="A0"><v>1</v></c></row>'))),
    "a cell at ZZZZZZ1": ("office-bad-cell", lambda: book(SHEET, sheet('<row><c r="ZZZZZZ1"><v>1</v></c></row>'))),
    "a formula that calls a program": ("office-dde", lambda: book(SHEET, sheet('<row><c r="A1"><f>cmd|\' /C calc\'!A0</f></c></row>'))),
    "a name that calls a program": ("office-dde", lambda: book(BOOK, f'<workbook xmlns="{MAIN}"><definedNames><definedName name="a">cmd|\'/C calc\'!A0</definedName></definedNames></workbook>')),
    "an entity under the name of a picture": ("office-doctype", lambda: book("xl/media/a.png", " " * 300_000 + external("worksheet", noise(20_000)))),
    "a sheet in UTF-16": ("office-encoding", lambda: book(SHEET, sheet().encode("utf-16"))),
    "a sheet in UTF-16 without mark": ("office-encoding", lambda: book(SHEET, sheet().encode("utf-16-le"))),
    "a sheet in UTF-7": ("office-encoding", lambda: book(SHEET, '<?xml version="1.0" encoding="utf-7"?>' + sheet())),
    "a part that is no XML": ("damaged-office-file", lambda: book(SHEET, "<worksheet><sheetData>")),
}  # fmt: skip
"""What a file is, its problem, and how it is made."""

LEFT_TO_THE_READER = {
    "a false dimension": lambda: book(SHEET, sheet(before=_DIM)),
    "a string that is not there": lambda: book(SHEET, sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')),
    "rows backwards": lambda: book(SHEET, sheet('<row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row>')),
    **{
        f"{value} as a number": lambda value=value: book(SHEET, sheet(f'<row r="1"><c r="A1"><v>{value}</v></c></row>'))
        for value in ("NaN", "1e400", "abc", "99999999999")
    },
    "a text with a bar": lambda: book(SHEET, sheet('<row r="1"><c r="A1"><f>"a|b"&amp;B1</f></c></row>')),
}
"""Faults of single values: the gate lets them pass, and the reader places them at their cells."""


@functools.cache
def judged(name: str) -> tuple[Parts | Problem, float]:
    """Make an attack, and give what the gate finds and the seconds it takes."""
    data = ATTACKS[name][1]()
    begun = time.process_time()
    found = admitted(data, Kind.WORKBOOK, "plan.xlsx")
    return found, time.process_time() - begun


@pytest.mark.parametrize("name", ATTACKS)
def test_each_attack_gives_its_one_problem(name):
    found, seconds = judged(name)

    assert isinstance(found, Problem)
    assert found.code == ATTACKS[name][0]
    assert str(found.position) == "plan.xlsx"
    assert seconds < 5


@pytest.mark.parametrize("name", LEFT_TO_THE_READER)
def test_what_is_wrong_in_a_single_cell_is_left_to_the_reader(name):
    assert isinstance(admitted(LEFT_TO_THE_READER[name](), Kind.WORKBOOK), Parts)


def test_the_parts_of_a_sound_workbook_are_given_by_name():
    found = admitted(book(), Kind.WORKBOOK)

    assert isinstance(found, Parts)
    assert found[SHEET].decode() == sheet()


@pytest.mark.parametrize("name", sorted({code: name for name, (code, _) in reversed(ATTACKS.items())}.values()))
def test_golden_line_of_a_refusal(name):
    code, (problem, _) = ATTACKS[name][0], judged(name)
    lines = [f"| {name}", f"{code}: {problem.severity.value} at {problem.position}"]
    lines += [f"{language}: {explained([problem], language)[0].text}" for language in LANGUAGES]
    text = "".join(f"{line}\n" for line in lines)

    golden = GOLDEN / f"{code}.txt"
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == text
    assert not any("{" in line for line in lines)


def template(kind: Kind, **more: str) -> bytes:
    word = kind is Kind.DOCUMENT
    name, main = (
        ("word/document.xml", "wordprocessingml.template")
        if word
        else ("ppt/presentation.xml", "presentationml.template")
    )
    declared = f"application/vnd.openxmlformats-officedocument.{main}.main+xml"
    override = f'<Override PartName="/{name}" ContentType="{declared}"/>'
    return packed({"[Content_Types].xml": f'<Types xmlns="{TYPES}">{override}</Types>', name: "<a/>", **more})


TEMPLATES = {
    "attached template": ("office-external-links", "word/_rels/settings.xml.rels", relations("attachedTemplate", "file:///c:/a.dotm", ' TargetMode="External"')),
    "linked picture": ("office-external-links", "word/_rels/document.xml.rels", relations("image", "http://example.org/p.png", ' TargetMode="External"')),
    "embedded object": ("office-embedded-objects", "word/_rels/document.xml.rels", relations("oleObject", "embeddings/o.bin")),
    "macros": ("office-macros", "word/_rels/document.xml.rels", relations("vbaProject", "vbaProject.bin")),
    "simple field that calls a program": ("office-dde", "word/header1.xml", '<w:hdr xmlns:w="w"><w:fldSimple w:instr="DDE a b"/></w:hdr>'),
    "field that calls a program": ("office-dde", "word/header1.xml", '<w:hdr xmlns:w="w"><w:instrText> DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:hdr>'),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_runs_or_fetches_something_is_refused(name):
    code, part, content = TEMPLATES[name]

    assert admitted(template(Kind.DOCUMENT, **{part: content}), Kind.DOCUMENT).code == code


def test_a_template_may_hold_hyperlinks_and_custom_parts():
    more = {
        "ppt/slides/_rels/slide1.xml.rels": relations("hyperlink", "https://example.org", ' TargetMode="External"'),
        "customXml/item1.xml": "<a/>",
        "ppt/printerSettings/printerSettings1.bin": "\0\1",
        "ppt/drawings/vmlDrawing1.vml": "<xml><br></xml>",
    }

    assert isinstance(admitted(template(Kind.DECK, **more), Kind.DECK), Parts)
    assert admitted(template(Kind.DECK), Kind.DOCUMENT).code == "wrong-office-kind"


@given(st.data())
def test_a_file_with_bytes_changed_gives_parts_or_one_problem(data):
    changed = bytearray(book())
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))

    found = admitted(bytes(changed), Kind.WORKBOOK)

    assert isinstance(found, Parts | Problem)
    if isinstance(found, Parts):
        assert all(isinstance(found[name], bytes) for name in found)


def test_a_gigabyte_of_blanks_is_refused_in_little_memory():
    data = hole(300_000_000)
    tracemalloc.start()
    try:
        admitted(data, Kind.WORKBOOK)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 20_000_000


def libraries() -> dict[str, bytes]:
    """Give a file of each library."""
    import openpyxl
    import xlsxwriter

    first = openpyxl.Workbook()
    first.active.append(["Code", "=1+1"])
    first.active["A2"].hyperlink = "https://example.org"
    saved = io.BytesIO()
    first.save(saved)
    fast = io.BytesIO()
    second = xlsxwriter.Workbook(fast, {"in_memory": True})
    page = second.add_worksheet("Plan")
    page.write_row(0, 0, ["Code", 12])
    page.write_comment(0, 0, "Why")
    page.set_column(2, 16_383, None, None, {"hidden": True})
    second.close()
    return {"openpyxl": saved.getvalue(), "XlsxWriter": fast.getvalue()}


def test_files_of_the_libraries_pass():
    for name, data in libraries().items():
        assert isinstance(admitted(data, Kind.WORKBOOK), Parts), name


def test_our_own_workbooks_and_the_templates_of_the_libraries_pass():
    spec = ChartSpec(ChartKind.BAR, ("=1+1", "a|b"), (ChartSeries("Sum", (1, 2)),))
    page, deck = io.BytesIO(), io.BytesIO()
    docx.Document().save(page)
    pptx.Presentation().save(deck)

    assert isinstance(admitted(chart_workbook(spec, date(2024, 1, 1)), Kind.WORKBOOK), Parts)
    assert isinstance(admitted(page.getvalue(), Kind.DOCUMENT), Parts)
    assert isinstance(admitted(deck.getvalue(), Kind.DECK), Parts)


def test_a_workbook_as_large_as_may_be_is_judged_in_a_moment():
    number = random.Random(2)
    rows = "".join(
        f'<row r="{n}">{"".join(f"<c><v>{number.randrange(10**6)}</v></c>" for _ in range(12))}</row>'
        for n in range(1, 20_001)
    )
    data = packed(parts(**{SHEET: sheet(rows), "xl/media/image1.jpeg": b"\xff" + number.randbytes(22_000_000)}))
    begun = time.process_time()

    found = admitted(data, Kind.WORKBOOK)

    assert isinstance(found, Parts)
    assert time.process_time() - begun < 2


@pytest.mark.needs_libreoffice
def test_files_saved_by_libreoffice_pass(tmp_path):
    for name, data in libraries().items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]

    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.xlsx")))], check=True, capture_output=True, timeout=120)

    saved = sorted((tmp_path / "out").glob("*.xlsx"))
    assert len(saved) == 2
    for path in saved:
        assert isinstance(admitted(path.read_bytes(), Kind.WORKBOOK), Parts), path.name
