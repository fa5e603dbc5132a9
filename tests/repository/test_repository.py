"""The checkout keeps the rules of the house."""

import re
import subprocess
import sys

import pytest

import migplan
from migplan.documents import Medium
from migplan.hooks import HOOKS
from migplan.host import Host
from migplan.testing.extraction import said_by

LONGEST = 500
OWN = ("plugins/migplan-morocco/", "examples/souss-massa/", "docs/", "README.md", "CHANGELOG.md", ".ci/", "benchmarks/", "Makefile", "pyproject.toml")  # fmt: skip
"""Where words of a country may stand: its reference pack, the example, the pages that show them, what starts them."""
COUNTRY = re.compile(
    "|".join([r"moroc", r"\bmaroc", "marocain", "مغرب", "tiznit", "تيزنيت", r"souss", "سوس", "chtouka", "inezgane", "agadir",
              "أكادير", r"\bMAD\b", "dirham", "درهم", r"\bMA-[A-Z]{3}\b", r"\bSNMRE\b", "darija"]), re.IGNORECASE)  # fmt: skip
LOCALES = re.compile(r"\b(ar|fr|zgh|zgh-Tfng)-MA\b|[\"/]souss-massa\b")
"""Tags of languages and the folder of the example say nothing of a country."""
ADDRESSES = re.compile(
    r"--(?:extra-)?index-url\s+\S*://|--find-links|/simple/?\b|trusted-host\s+\S+\.\S+|pypi\.internal", re.IGNORECASE
)
MACHINE = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+)/[\w.-]+")


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def place(path, root):
    return path.relative_to(root).as_posix()


def test_every_hook_is_documented_under_a_heading_with_its_name(root):
    headings = re.findall(
        r"^#+ `?(\w+)`?$", (root / "docs/reference/hooks.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert set(HOOKS) <= set(headings)


def test_every_hook_has_a_runnable_example_that_implements_it(root):
    page = (root / "docs/reference/hooks.md").read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    assert [hook for hook in HOOKS if f"def {hook}()" not in code] == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "LICENSE", "requirements.txt", "Makefile", ".ci/run"])
def test_the_pages_that_everybody_looks_for_are_there_and_not_empty(root, name):
    assert (root / name).stat().st_size > 0


def test_every_plugin_has_metadata_a_page_and_tests(root):
    lacking = [
        f"{folder.name}: {wanted}"
        for folder in [*sorted(root.glob("plugins/*")), root / "examples/plugin-markdown"]
        if folder.is_dir()
        for wanted in ("pyproject.toml", "README.md", "tests/**/test_*.py")
        if not any(folder.glob(wanted))
    ]
    assert lacking == []


def test_every_exporter_is_held_to_the_contract(root):
    offering = [
        path.parents[2] for path in root.glob("plugins/*/src/*/hooks.py") if "def migplan_exporters" in text_of(path)
    ]
    assert len(offering) >= 3
    assert [
        place(folder, root)
        for folder in offering
        if "ExporterContract" not in text_of(folder / "tests/test_contract.py")
    ] == []


def test_no_module_is_too_long(tracked, root):
    modules = [path for path in tracked if path.suffix == ".py"]
    long = {place(path, root): length for path in modules if (length := text_of(path).count("\n")) > LONGEST}
    assert long == {}


def test_no_word_of_one_country_stands_in_core_exporters_or_tests(tracked, root):
    this = place(root / "tests/repository/test_repository.py", root)
    found = {
        f"{place(path, root)}: {match[0]}"
        for path in tracked
        if not place(path, root).startswith(OWN) and place(path, root) != this
        for match in COUNTRY.finditer(LOCALES.sub("", text_of(path)))
    }
    assert found == set()


@pytest.mark.parametrize("format", ["docx", "pptx", "xlsx"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_word_of_one_country_stands_in_the_documents_of_the_tiny_plan(root, format, language):
    plan = migplan.load(root / "examples/tiny")

    data = migplan.render(plan, "roadmap", format=format, language=language)

    assert COUNTRY.findall(said_by(data, f".{format}").text) == []


def test_no_address_of_an_index_and_no_path_of_a_machine_is_kept(tracked, root):
    this = place(root / "tests/repository/test_repository.py", root)
    found = {
        f"{place(path, root)}: {match[0]}"
        for path in tracked
        if place(path, root) != this
        for pattern in (ADDRESSES, MACHINE)
        for match in pattern.finditer(text_of(path))
    }
    assert found == set()


def test_requirements_are_locked_by_hashes(root):
    lines = (root / "requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pinned = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert pinned
    assert [line[:60] for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []


def test_nothing_is_left_to_do_in_the_code(tracked, root):
    marks = re.compile(r"\b(TODO|FIXME|HACK)\b|raise NotImplementedError|pytest\.mark\.skip\b")
    this = place(root / "tests/repository/test_repository.py", root)
    modules = [path for path in tracked if path.suffix == ".py" and place(path, root) != this]
    assert {f"{place(path, root)}: {match[0]}" for path in modules for match in marks.finditer(text_of(path))} == set()


def test_importing_migplan_pulls_no_office_library_and_no_language_data():
    code = "import sys, migplan; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "migplan" in loaded
    assert {
        "openpyxl",
        "pptx",
        "docx",
        "xlsxwriter",
        "lxml",
        "babel",
        "rich",
        "click",
        "yaml",
        "hypothesis",
        "pytest",
    } & set(loaded) == set()


def test_finding_the_plugins_pulls_no_office_library():
    code = "import sys; from migplan.host import Host; Host.installed(); print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"openpyxl", "pptx", "docx", "xlsxwriter", "lxml"} & set(loaded) == set()


def test_every_medium_has_an_exporter():
    assert {exporter.medium for exporter in Host.installed().exporters.values()} == set(Medium)
