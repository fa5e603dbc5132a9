"""The workbook in which nothing is filled in yet: begun by a command, filled in, taken over into a new plan."""

from pathlib import Path

import pytest
from sent_back import changed

import migplan
from migplan import builtin
from migplan.cli.entry import run
from migplan.hooks import ReferencePack, hookimpl
from migplan.host import Host
from migplan.problems import has_errors
from migplan_excel import hooks

PACK = Path("examples/tiny/packs/norland").resolve()
ASKED = ["--pack", "norland", "--territory", "FJM", "-l", "fr", "-l", "ar"]


class _Norland:
    @hookimpl
    def migplan_reference_packs(self):
        return [ReferencePack("norland", PACK)]


@pytest.fixture(autouse=True)
def host(monkeypatch):
    host = Host([("migplan", builtin), ("excel", hooks), ("norland", _Norland())])
    monkeypatch.setattr(Host, "installed", classmethod(lambda cls: host))
    return host


@pytest.fixture
def empty(tmp_path, capsys):
    path = tmp_path / "empty.xlsx"
    assert run(["new", "--workbook", *ASKED, "-o", str(path)]) == 0
    assert capsys.readouterr().out.strip() == str(path)
    return path


def _fill(book):
    book["objectives"].cell(0, "title@fr").value = "Accueillir"
    book["actions"].cell(0, "title@fr").value = "Former"
    book["stakeholders"].cell(0, "id").value = "centre"
    book["stakeholders"].cell(0, "title@fr").value = "Centre d’accueil"


def test_it_reads_back_with_nothing_to_mend_and_nothing_to_take_over(empty, host, tmp_path):
    plan, problems = migplan.read(empty, host=host)

    assert not has_errors(problems)
    assert [roadmap.territory for roadmap in plan.roadmaps] == ["FJM"]
    assert (plan.languages, plan.reference) == (("fr", "ar"), ("norland",))
    assert not has_errors(migplan.check(plan, host=host))
    assert run(["check", str(empty)]) == 0


def test_what_is_filled_in_goes_whole_into_a_new_plan(empty, host, tmp_path, capsys):
    empty.write_bytes(changed(empty.read_bytes(), _fill))
    folder = tmp_path / "plan"
    assert run(["new", str(folder), "--pack", "norland", "-l", "fr", "-l", "ar"]) == 0

    assert run(["update", str(folder), str(empty), "--accept"]) == 0

    plan = migplan.load(folder, host=host)
    filled = migplan.load(empty, host=host)
    assert (plan.roadmaps, plan.stakeholders) == (filled.roadmaps, filled.stakeholders)
    assert [action.title.in_("fr") for action in plan.roadmaps[0].actions] == ["Former"]
    assert not migplan.update(folder, empty, host=host).changes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--workbook", *ASKED], "--output"),
        (["--workbook", *ASKED[2:], "-o", "x.xlsx"], "--pack"),
        (["--workbook", "--pack", "norland", "-o", "x.xlsx"], "--territory"),
        (["--workbook", "plan", *ASKED, "-o", "x.xlsx"], "more was given"),
        (["plan", "-o", "x.xlsx"], "more was given"),
        ([], "FOLDER"),
        (["--workbook", *ASKED, "--territory", "FJN", "-o", "x.xlsx"], "unknown-territory-choice"),
        (["--workbook", *ASKED, "--pack", "nowhere", "-o", "x.xlsx"], "unknown-pack-choice"),
        (["--workbook", *ASKED, "--currency", "none", "-o", "x.xlsx"], "unknown-currency-choice"),
        (["--workbook", *ASKED, "-o", "none/x.xlsx"], "output-folder-missing"),
        (["--workbook", *ASKED, "-o", "x.odd"], "unknown-format"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_written(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert run(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gets_a_name_and_a_file_is_not_overwritten(empty, tmp_path, capsys):
    assert run(["new", "--workbook", *ASKED, "-o", str(tmp_path)]) == 0
    empty.write_bytes(b"mine")

    assert run(["new", "--workbook", *ASKED, "-o", str(empty)]) == 1
    assert empty.read_bytes() == b"mine"
    assert run(["new", "--workbook", *ASKED, "-o", str(empty), "--replace"]) == 0
    assert empty.read_bytes() != b"mine"
