"""The figures of a file are the plan's when it is made, and those that the plan no longer holds are listed later on."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

import migplan
from migplan import pipeline
from migplan.cli.entry import run
from migplan.records.figures import MADE, made_of

EXAMPLE = Path(__file__).parents[2] / "examples" / "souss-massa"
FORMATS = ("docx", "pptx", "xlsx")


@pytest.fixture(scope="module")
def plan():
    return migplan.load(EXAMPLE)


@pytest.fixture(scope="module")
def made(plan, tmp_path_factory):
    """The roadmap of the example's last territory, in each format."""
    folder = tmp_path_factory.mktemp("made")
    for format in FORMATS:
        migplan.export(plan, "roadmap", of=plan.roadmaps[-1].id, language="fr", to=folder / f"roadmap.{format}")
    return folder


@pytest.fixture(scope="module")
def fresh(made):
    """What an audit says of each file as it was made."""
    return {format: pipeline.audit(made / f"roadmap.{format}", EXAMPLE) for format in FORMATS}


@pytest.fixture
def later(tmp_path, plan):
    """The same plan, with one unit cost 1 000 higher."""
    folder = tmp_path / "later"
    shutil.copytree(EXAMPLE, folder)
    path = folder / "roadmaps" / f"{plan.roadmaps[-1].id}.yaml"
    text = path.read_text(encoding="utf-8")
    cost = re.search(r"unit_cost: (\d+)", text)
    text = text.replace(cost[0], f"unit_cost: {int(cost[1]) + 1000}", 1)
    path.write_text(text, encoding="utf-8")
    return folder


def _audit(path, against, capsys):
    capsys.readouterr()
    status = run(["audit", str(path), "--against", str(against), "--json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("format", "least"), [("docx", 500), ("pptx", 300), ("xlsx", 600)])
def test_every_figure_of_the_example_reads_back_equal_to_the_plans(fresh, format, least):
    found = fresh[format]

    assert found.stale == ()
    assert found.seen >= least
    assert found.version == found.made.version
    # A slide shows fewer sources of money than a page; all that pages and sheets have is there.
    assert {figure.address.rpartition("/")[2] for figure in found.unseen} <= (
        {"funding"} if format == "pptx" else set()
    )


@pytest.mark.parametrize("format", FORMATS)
def test_what_the_plan_changed_is_listed_where_it_stands(made, later, plan, format, capsys):
    status, told = _audit(made / f"roadmap.{format}", later, capsys)

    assert status == 1
    assert told["made_from"] != told["plan"]
    total = next(one for one in told["stale"] if one["address"] == f"{plan.roadmaps[-1].id}/budget/cost")
    digits = [int(re.sub(r"\D", "", total[side])) for side in ("in_file", "in_plan")]
    assert digits[1] > digits[0]
    assert total["places"]
    kind = {"docx": "section", "pptx": "slide", "xlsx": "sheet"}[format]
    assert {place["kind"] for one in told["stale"] for place in one["places"]} == {kind}
    assert bool(total["cell"]) == (format == "xlsx")


def test_the_table_names_places_and_both_figures(made, later, capsys, monkeypatch):
    monkeypatch.setenv("MIGPLAN_LANG", "en")

    assert run(["audit", str(made / "roadmap.pptx"), "--against", str(later)]) == 1

    said = capsys.readouterr().out
    assert re.search(r"\d+ stale figures", said)
    assert "slide 2" in said
    assert "The plan has changed" in said


@pytest.mark.parametrize("format", FORMATS)
def test_a_figure_changed_by_hand_is_listed_with_what_the_file_said_before(made, plan, capsys, tmp_path, format):
    path = tmp_path / f"retouched.{format}"
    figures = made_of(_carried(made / f"roadmap.{format}")).figures
    total = next(figure for _, figure in figures if figure.address == f"{plan.roadmaps[-1].id}/budget/cost")
    _rewritten(made / f"roadmap.{format}", path, total)

    status, told = _audit(path, EXAMPLE, capsys)

    assert status == 1
    found = next(one for one in told["stale"] if one["address"] == total.address)
    assert (found["in_file"], found["in_plan"], found["when_made"]) == ("1234", total.written, total.written)
    assert bool(found["cell"]) == (format == "xlsx")
    assert total.address not in {one["address"] for one in told["unseen"]}


def _carried(path):
    from migplan.host import Host

    exporter = next(one for one in Host.installed().exporters.values() if one.suffix == path.suffix)
    return exporter.examine(path.read_bytes(), path.name).texts[MADE]


def _rewritten(source, target, figure):
    """Write 1234 by hand wherever a file says a figure."""
    said = re.compile(rf"(?<=[>(])({re.escape(figure.written)}|{re.escape(figure.value)}(?=</v>))")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if re.search(r"word/document|slides/slide|worksheets/sheet", name) and name.endswith(".xml"):
                data = said.sub("1234", data.decode()).encode()
            new.writestr(name, data)


def test_a_public_edition_carries_no_address_of_what_it_leaves_out(plan, tmp_path):
    from migplan.model import Audience

    path = tmp_path / "public.docx"
    migplan.export(plan, "roadmap", of=plan.roadmaps[-1].id, audience=Audience.PUBLIC, to=path)

    found = pipeline.audit(path, EXAMPLE)

    assert (found.stale, found.unseen, found.made.audience) == ((), (), "public")


def test_what_cannot_be_audited_is_refused_with_status_2(tmp_path, capsys):
    import docx

    other = tmp_path / "other.docx"
    docx.Document().save(other)
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    text = tmp_path / "words.txt"
    text.write_text("words", encoding="utf-8")
    codes = {
        other: "no-figures",
        broken: "damaged-office-file",
        text: "cannot-audit",
        tmp_path / "no.xlsx": "missing-path",
    }

    for path, code in codes.items():
        status, told = _audit(path, EXAMPLE, capsys)
        assert (status, [one["code"] for one in told["problems"]]) == (2, [code])


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": 1}', '{"sections": [[1]]}', "null"])
def test_what_a_file_says_of_its_making_is_not_trusted(text):
    assert made_of(text) is None


@pytest.mark.parametrize("value", ["much", "sNaN", "1e9999999999999999999", "", "12,5"])
def test_a_figure_that_is_no_number_makes_the_whole_untrusted(value):
    held = dict.fromkeys(("version", "report", "language", "medium", "audience", "of"), "x") | {
        "date": "2025-06-30",
        "follows": False,
    }

    def text(number):
        return json.dumps(held | {"sections": [["1", "Money", "", [["north/cost", "12", number]]]]})

    assert made_of(text("12.5")) is not None
    assert made_of(text(value)) is None


@pytest.mark.needs_libreoffice
def test_the_figures_survive_a_save_by_libreoffice(made, fresh, tmp_path):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for format in FORMATS:
        source = made / f"roadmap.{format}"
        command = ["soffice", profile, "--headless", "--convert-to", format, "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        before, found = fresh[format], pipeline.audit(tmp_path / source.name, EXAMPLE)
        assert (found.stale, found.seen, found.made) == ((), before.seen, before.made), format
