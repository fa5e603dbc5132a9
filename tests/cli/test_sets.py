"""Many documents from the command line: all of a report, the bag for a day, the client's template."""

import json
from pathlib import Path

import pytest

from migplan.cli.entry import run
from migplan.host import Host

ROOT = Path(__file__).parents[2]
EXAMPLE = str(next((ROOT / "examples" / "tiny").glob("**/plan.yaml")).parent)
TWO = """
migplan: 1
title: Two roadmaps
languages: [en, fr]
currency: EUR
as_of: 2025-06-30
corrections:
  id: own
  levels: [{id: island, title: Island, rank: 1}]
  territories:
    - {id: east, title: East, level: island}
    - {id: west, title: West, level: island}
roadmaps:
  - {id: east, territory: east}
  - {id: west, territory: west}
events:
  - {id: talk-1, title: First talk, kind: consultation, start: 2025-07-01, territories: [east]}
  - {id: talk-2, title: Second talk, kind: consultation, start: 2025-07-03, territories: [east]}
"""


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("MIGPLAN_LANG", "en")


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text(TWO, encoding="utf-8")
    return str(path)


def documents(folder):
    return {path.name for path in folder.rglob("*") if path.is_file() and ".migplan" not in path.parts}


def test_all_of_a_report_is_written_into_a_folder(two, tmp_path, capsys):
    out = tmp_path / "out"

    status = run(["export", two, "roadmap", "--all", "-f", "pptx", "-o", str(out), "--workers", "2"])

    said = capsys.readouterr()
    assert status == 0
    assert documents(out) == {"east-en.pptx", "west-en.pptx"}
    assert "new: 2" in said.out
    assert "2/2" in said.err


def test_one_that_is_refused_is_named_and_gives_status_1_while_the_others_are_written(two, tmp_path, capsys):
    out = tmp_path / "out"
    out.mkdir()
    (out / "east-en.pptx").write_text("somebody's own")

    status = run(["export", two, "roadmap", "--all", "-f", "pptx", "-o", str(out), "--json"])

    result = json.loads(capsys.readouterr().out)
    assert status == 1
    assert [(Path(item["path"]).name, item["state"]) for item in result["written"]] == [("west-en.pptx", "new")]
    assert [item["problems"][0]["code"] for item in result["refused"]] == ["output-not-ours"]
    assert (out / "east-en.pptx").read_text() == "somebody's own"


def test_the_summary_says_why_a_file_was_refused(two, tmp_path, capsys):
    (tmp_path / "east-en.pptx").write_text("somebody's own")

    run(["export", two, "roadmap", "--all", "-f", "pptx", "-o", str(tmp_path)])

    said = capsys.readouterr()
    assert "new: 1 · refused: 1" in said.out
    assert "was not made by migplan" in said.err


def test_every_document_of_a_plan_comes_with_an_index_page_in_all_languages(tmp_path, capsys):
    out = tmp_path / "out"

    run(["export", EXAMPLE, "--all", "-f", "pptx", "-o", str(out), "--json"])

    result = json.loads(capsys.readouterr().out)
    assert result["refused"] == []
    assert "index.html" in documents(out)
    assert all(
        f'href="{path.relative_to(out).as_posix()}"' in (out / "index.html").read_text() for path in out.rglob("*.pptx")
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["roadmap", "--all", "--roadmap", "east", "-o", "out"], "all-or-one"),
        (["-o", "out"], "all-without-report"),
        (["roadmap", "--roadmap", "east", "-l", "en", "-l", "fr", "-o", "a.pptx"], "one-language"),
        (["roadmap", "--all", "-o", "a.pptx"], "folder-wanted"),
        (["roadmap", "--roadmap", "east", "--template", "none.pptx", "-o", "a.pptx"], "missing-template"),
        (["roadmap", "--all", "--template", "none.odt", "-o", "out"], "unknown-template-suffix"),
        (["roadmap", "--roadmap", "east", "--paginate", "-o", "a.xlsx"], "paginate-not-supported"),
        (["event", "--event", "tlak-1", "-o", "a.pptx"], "unknown-event"),
        (["event", "-o", "a.pptx"], "which-event"),
        (["event", "--roadmap", "east", "-o", "a.pptx"], "about-event"),
    ],
)
def test_wrong_use_is_said_and_writes_nothing(two, tmp_path, monkeypatch, capsys, arguments, code):
    monkeypatch.chdir(tmp_path)

    status = run(["export", two, *arguments, "--json"])

    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]] == [code]
    assert status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["two.yaml"]


def test_the_bag_for_an_event_is_written_into_a_folder(two, tmp_path, capsys):
    out = tmp_path / "bag"
    declared = {report.name for report in Host.installed().reports.values() if report.in_bag}

    status = run(["prepare", two, "talk-1", "-o", str(out), "--json"])

    result = json.loads(capsys.readouterr().out)
    names = {Path(item["path"]).name for item in result["written"]}
    assert status == 0
    assert result["refused"] == []
    assert "talk-1-en.pptx" in names and "event" in declared
    assert names == documents(out)


@pytest.mark.parametrize(("typed", "code"), [([], "which-bag"), (["tlak-2"], "unknown-event")])
def test_a_bag_for_no_event_names_those_there_are(two, tmp_path, capsys, typed, code):
    status = run(["prepare", two, *typed, "-o", str(tmp_path / "bag"), "--json"])

    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (status, problem["code"]) == (2, code)
    assert "talk-1" in problem["message"] and "talk-2" in problem["message"]
    assert not (tmp_path / "bag").exists()


@pytest.mark.parametrize("arguments", [["--workers", "0"], ["--workers", "two"]])
def test_the_number_of_processes_is_at_least_one(two, tmp_path, arguments, capsys):
    assert run(["export", two, "roadmap", "--all", "-o", str(tmp_path / "out"), *arguments]) == 2


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("command", [["prepare"], ["template"], ["template", "check"]])
def test_each_command_helps_with_an_example_in_the_persons_language(command, language, monkeypatch, capsys):
    monkeypatch.setenv("MIGPLAN_LANG", language)

    status = run([*command, "--help"])

    said = capsys.readouterr().out
    assert status == 0
    assert f"migplan {' '.join(command)}" in said
    assert {"fr": "Exemple", "ar": "مثال", "en": "Example"}[language] in said
    assert "cli." not in said


def test_checking_a_template_of_no_known_kind_is_wrong_use(tmp_path, capsys):
    (tmp_path / "brand.odt").write_bytes(b"x")

    assert run(["template", "check", str(tmp_path / "brand.odt"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "unknown-template-suffix"


def test_a_presentation_is_judged_as_a_template_and_used(two, tmp_path, capsys):
    brand, deck = tmp_path / "brand.pptx", tmp_path / "deck.pptx"
    assert run(["export", two, "roadmap", "--roadmap", "west", "-o", str(brand)]) == 0
    capsys.readouterr()

    assert run(["template", "check", str(brand), "--json"]) == 0
    judged = json.loads(capsys.readouterr().out)
    status = run(["export", two, "roadmap", "--roadmap", "east", "--template", str(brand), "-o", str(deck)])

    assert judged["format"] == "pptx"
    assert judged["fits"]
    assert status == 0
    assert deck.read_bytes()[:2] == b"PK"


def test_a_template_that_is_none_is_refused_with_status_1_and_nothing_is_written(two, tmp_path, capsys):
    (tmp_path / "junk.pptx").write_bytes(b"junk")
    arguments = ["--template", str(tmp_path / "junk.pptx")]

    one = run(["export", two, "roadmap", "--roadmap", "east", *arguments, "-o", str(tmp_path / "a.pptx")])
    many = run(["export", two, "roadmap", "--all", *arguments, "-o", str(tmp_path / "out")])

    assert (one, many) == (1, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["junk.pptx", "two.yaml"]
