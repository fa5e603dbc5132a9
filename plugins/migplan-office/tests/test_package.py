import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from openpyxl.chart import Reference, ScatterChart, Series
from openxml_audit import FileFormat, OpenXmlValidator
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from migplan_office.package import PackageError, Parts, Properties, build, drop_part, repack

DAY = date(2025, 9, 30)
ABOUT = Properties(title="Plan & <programme>", language="fr-FR", creator="Conseil")


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_file():
    document = docx.Document()
    paragraph = document.add_paragraph("texte")
    document.add_comment(paragraph.runs, "remarque", "X", "X")
    return saved(document)


def slide_file():
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "titre"
    data = CategoryChartData()
    data.categories = ["a", "b", "c"]
    data.add_series("s", (1, 2, 3))
    for kind in (XL_CHART_TYPE.RADAR, XL_CHART_TYPE.COLUMN_CLUSTERED, XL_CHART_TYPE.AREA, XL_CHART_TYPE.BAR_STACKED):
        slide.shapes.add_chart(kind, 0, 0, 3_000_000, 3_000_000, data)
    return saved(deck)


def sheet_file():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([1, 2])
    sheet.append([3, 4])
    sheet["A1"].font = openpyxl.styles.Font(bold=True, underline="single", color="FF0000")
    chart = ScatterChart()
    chart.series.append(Series(Reference(sheet, 1, 1, 1, 2), Reference(sheet, 2, 1, 2, 2)))
    sheet.add_chart(chart, "D2")
    return saved(book)


FILES = {".docx": word_file, ".pptx": slide_file, ".xlsx": sheet_file}


def audit(data, suffix, tmp_path):
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(path)).errors]


@pytest.mark.parametrize("suffix", FILES)
def test_faults_of_the_libraries_are_put_right(suffix, tmp_path):
    raw = FILES[suffix]()

    packed = repack(raw, created=DAY, properties=ABOUT)

    assert audit(raw, suffix, tmp_path) != []
    assert audit(packed, suffix, tmp_path) == []


@pytest.mark.parametrize("suffix", FILES)
def test_entries_are_in_order_and_carry_no_clock_and_no_system(suffix):
    packed = repack(FILES[suffix](), created=DAY, properties=ABOUT)

    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        entries = file.infolist()
        assert file.testzip() is None
    names = [entry.filename for entry in entries]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0)
    }
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}


@pytest.mark.parametrize("suffix", FILES)
def test_repacking_twice_changes_nothing(suffix):
    packed = repack(FILES[suffix](), created=DAY, properties=ABOUT)

    assert repack(packed, created=DAY, properties=ABOUT) == packed


def test_properties_are_ours_and_dates_are_given():
    packed = repack(word_file(), created=DAY, properties=ABOUT)

    core = docx.Document(io.BytesIO(packed)).core_properties
    assert (core.title, core.language, core.author, core.comments) == ("Plan & <programme>", "fr-FR", "Conseil", "")
    assert core.created.date() == core.modified.date() == DAY


def test_workbooks_inside_are_repacked_too():
    packed = Parts(repack(slide_file(), created=DAY, properties=ABOUT))

    inner = [packed[name] for name in packed if name.startswith("ppt/embeddings/")]
    dates = [Parts(data)["docProps/core.xml"].count(b"2025-09-30T00:00:00Z") for data in inner]
    assert dates == [2, 2, 2, 2]
    assert all(info.date_time[0] == 1980 for data in inner for info in zipfile.ZipFile(io.BytesIO(data)).infolist())


def test_two_processes_write_the_same_bytes(tmp_path):
    script = tmp_path / "write.py"
    script.write_text(
        "import hashlib, sys\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "import test_package as t\n"
        "from migplan_office.package import repack\n"
        "for make in t.FILES.values():\n"
        "    print(hashlib.sha256(repack(make(), created=t.DAY, properties=t.ABOUT)).hexdigest())\n",
        encoding="utf-8",
    )

    def hashes(seed, zone, folder):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONWARNINGS": "ignore"}
        command = [sys.executable, str(script), str(Path(__file__).parent)]
        return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True).stdout

    first = hashes("1", "UTC", tmp_path)
    second = hashes("2", "Asia/Tokyo", "/")

    # The Word file holds a comment dated by the library's clock: the exporter sets that date.
    assert first.splitlines()[1:] == second.splitlines()[1:]
    assert len(first.splitlines()) == 3


def test_parts_of_our_own_become_a_package_with_properties():
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'

    parts = Parts(
        build({"b.xml": b"<b/>", "a/é.xml": b"<a/>", "[Content_Types].xml": types}, created=DAY, properties=ABOUT)
    )

    assert list(parts) == ["[Content_Types].xml", "_rels/.rels", "a/é.xml", "b.xml", "docProps/core.xml"]
    assert b"/docProps/core.xml" in parts["[Content_Types].xml"]
    assert b'Target="docProps/core.xml"' in parts["_rels/.rels"]
    assert "Plan &amp; &lt;programme&gt;" in parts["docProps/core.xml"].decode()


def test_a_dropped_part_leaves_no_trace():
    parts = Parts(word_file())

    drop_part(parts, "word/comments.xml")

    assert "word/comments.xml" not in parts
    assert b"comments.xml" not in parts["word/_rels/document.xml.rels"]
    assert b"/word/comments.xml" not in parts["[Content_Types].xml"]
    assert b"styles.xml" in parts["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04cut", word_file()[:2000]])
def test_bytes_that_are_no_package_are_refused(data):
    with pytest.raises(PackageError):
        repack(data, created=DAY)


def test_a_zip_that_is_no_office_file_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")

    with pytest.raises(PackageError, match="Content_Types"):
        repack(file.getvalue(), created=DAY)


def test_a_large_part_that_no_repair_concerns_is_not_unpacked():
    document = docx.Document()
    document.add_paragraph("x" * 1000)
    unpacked = []

    def watch(parts):
        unpacked.append("word/document.xml" in parts._changed)

    repack(saved(document), created=DAY, fixers=[watch])

    assert unpacked == [False]
