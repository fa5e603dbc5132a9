"""The command line: arguments in, exit code out, never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from migplan.cli.commands import cli
from migplan.cli.entry import run

ROOT = Path(__file__).parents[2]
TINY = next((ROOT / "examples" / "tiny").glob("**/plan.yaml")).parent
TWO = """
migplan: 1
title: Two roadmaps
languages: [en]
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
"""
COMMANDS = sorted(cli.commands)
UNTOLD = re.compile(r"(?<![\w./-])[a-z_]+\.(?!yaml|docx|pptx|xlsx|json)[a-z_]+(?![\w.])")
"""A key of the catalogue that stands where its words should."""


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("MIGPLAN_LANG", "en")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_helps_with_an_example_in_the_persons_language(command, language, monkeypatch, capsys):
    monkeypatch.setenv("MIGPLAN_LANG", language)

    status = run([command, "--help"])

    said = capsys.readouterr().out
    assert status == 0
    assert f"migplan {command}" in said
    assert {"fr": "Exemple", "ar": "مثال", "en": "Example"}[language] in said
    assert UNTOLD.findall(said) == []


def test_the_list_of_commands_says_what_each_does(capsys):
    assert run(["--help"]) == 0
    assert UNTOLD.findall(capsys.readouterr().out) == []


@pytest.mark.parametrize("arguments", [["chek", "x"], ["check"], ["export", "x"], ["check", "x", "--unknown"]])
def test_wrong_use_ends_with_status_2(arguments, capsys):
    assert run(arguments) == 2


def test_a_missing_plan_is_wrong_use_with_a_message(capsys):
    assert run(["export", "nowhere", "roadmap", "-o", "x.docx"]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "two.yaml"
    path.write_text(TWO, encoding="utf-8")
    return str(path)


def test_an_unknown_roadmap_names_the_nearest(two, tmp_path, capsys):
    assert run(["export", two, "roadmap", "--roadmap", "easst", "-o", str(tmp_path / "x.docx")]) == 2
    assert "east?" in capsys.readouterr().err
    assert [item.name for item in tmp_path.iterdir()] == ["two.yaml"]


def test_several_roadmaps_and_none_named_lists_them(two, tmp_path, capsys):
    assert run(["export", two, "roadmap", "-o", str(tmp_path / "x.docx")]) == 2
    assert "east, west" in capsys.readouterr().err


def test_a_plan_with_errors_ends_with_status_1_and_writes_nothing(tmp_path, capsys):
    plan = tmp_path / "plan.yaml"
    plan.write_text("migplan: 1\ntitle: A\nlanguages: [fr]\ncurrency: EUR\nroadmap: []\n", encoding="utf-8")

    status = run(["export", str(plan), "roadmap", "-o", str(tmp_path / "x.docx")])

    assert status == 1
    assert "roadmaps" in capsys.readouterr().err
    assert [item.name for item in tmp_path.iterdir()] == ["plan.yaml"]


def test_checking_gives_json_for_programs(two, capsys):
    status = run(["check", two, "--json"])

    listed = json.loads(capsys.readouterr().out)
    assert status == 0
    assert {"code", "severity", "address", "source", "line", "message"} <= listed[0].keys()
    assert all(problem["message"] for problem in listed)


def test_a_new_plan_loads_and_is_checked(tmp_path, capsys):
    folder = tmp_path / "plan"

    assert run(["new", str(folder), "-l", "fr", "-l", "ar", "--title", "L’île : « l'essai »"]) == 0
    assert run(["check", str(folder)]) == 0


def test_a_new_plan_never_overwrites(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")

    assert run(["new", str(tmp_path)]) == 2
    assert [item.name for item in tmp_path.iterdir()] == ["mine.txt"]


def test_plugins_lists_what_is_installed(capsys):
    assert run(["plugins", "--json"]) == 0
    offers = {(offer["hook"], offer["name"]) for offer in json.loads(capsys.readouterr().out)["offers"]}
    assert {("exporters", "docx"), ("exporters", "pptx"), ("exporters", "xlsx")} <= offers


def test_the_schema_is_json(tmp_path, capsys):
    assert run(["schema", "-o", str(tmp_path / "schema.json")]) == 0
    assert "roadmaps" in json.loads((tmp_path / "schema.json").read_text())["properties"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell, capsys):
    assert run(["completion", shell]) == 0
    assert "_MIGPLAN_COMPLETE" in capsys.readouterr().out


def test_the_demo_writes_three_files_a_roadmap_and_says_what_the_checks_found(tmp_path, capsys):
    status = run(["demo", "--plan", str(TINY), "-o", str(tmp_path / "out"), "--json"])

    result = json.loads(capsys.readouterr().out)
    suffixes = sorted(Path(item["path"]).suffix for item in result["written"])
    assert status == 0
    assert suffixes == [".docx", ".pptx", ".xlsx"]


def test_a_retouched_output_is_refused_before_anything_is_written(tmp_path, capsys):
    out = tmp_path / "out"
    assert run(["demo", "--plan", str(TINY), "-o", str(out), "--json"]) == 0
    capsys.readouterr()
    touched = sorted(out.glob("*.docx"))[0]
    touched.write_bytes(touched.read_bytes() + b"x")

    status = run(["demo", "--plan", str(TINY), "-o", str(out), "--json"])

    assert status == 1
    refused = json.loads(capsys.readouterr().out)
    assert refused["written"] == []
    assert [problem["code"] for problem in refused["problems"]] == ["output-retouched"]
    assert touched.name in refused["problems"][0]["message"]


def test_an_output_folder_gets_a_name(tmp_path, capsys):
    assert run(["export", str(TINY), "roadmap", "-f", "docx", "-o", str(tmp_path)]) == 0
    assert [item.suffix for item in tmp_path.glob("*.docx")] == [".docx"]


ODD = ["a'b", 'a"b: c', "- a", "=1", "#c", "{x}", "\\", "%s {title}", "null", "a\tb", "x\ny", "\u202eabc"]


@pytest.mark.parametrize("title", ODD)
def test_a_new_plan_of_any_title_loads(title, tmp_path, capsys):
    assert run(["new", str(tmp_path / "plan"), "-l", "fr", "--title", title]) == 0
    assert run(["check", str(tmp_path / "plan")]) == 0
    assert "fr" in (tmp_path / "plan" / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--title", "bell \x07"], ["bad-title"]),
        (["--title", "y" * 40_000], ["bad-title"]),
        (["--title", " \x85"], ["bad-title"]),
        (["-l", "english", "-l", ""], ["unknown-language", "unknown-language"]),
        (["--currency", "a: b", "-l", "zz"], ["unknown-language", "unknown-currency-choice"]),
        (["--currency", ""], ["unknown-currency-choice"]),
        (["--pack", "[x]"], ["unknown-pack-choice"]),
        (["--pack", ""], ["unknown-pack-choice"]),
        (["--territory", ""], ["unknown-territory-choice"]),
    ],
)
def test_a_new_plan_that_could_not_be_read_is_refused_and_not_begun(arguments, codes, tmp_path, capsys):
    assert run(["new", str(tmp_path / "plan"), *arguments]) == 2

    said = capsys.readouterr().err
    assert [line.split(":")[0].strip() for line in said.splitlines()[1:]] == codes
    assert list(tmp_path.iterdir()) == []


def test_a_new_plan_that_cannot_be_written_leaves_nothing(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")

    assert run(["new", str(tmp_path / "file" / "plan")]) in (1, 2)
    assert run(["new", str(tmp_path / ("z" * 300))]) == 2
    assert "fault of migplan" not in capsys.readouterr().err
    assert [item.name for item in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-o", "x.docx", "-f", "xlsx"], "format-and-suffix"),
        (["-o", "x.yaml", "-f", "docx"], "format-and-suffix"),
        (["-o", "x"], "which-format"),
        (["-o", "."], "which-format"),
        (["-o", "x.docx", "-f", ""], "which-format"),
        (["-o", "x.pdf"], "unknown-format"),
        (["-o", "x.docx", "-l", "english"], "unknown-language"),
        (["-o", "x.docx", "-l", ""], "unknown-language"),
        (["-o", "x.docx", "--event", "east"], "about-roadmap"),
        (["-o", "none/x.docx"], "output-folder-missing"),
        (["-o", "two.yaml/x.docx"], "output-folder-missing"),
        (["-o", "x" * 300 + ".docx"], "output-bad-name"),
        (["-o", "/dev/null", "-f", "docx"], "output-not-a-file"),
        (["-o", "folder.docx"], "unknown-format"),
    ],
)
def test_what_cannot_be_written_is_wrong_use_and_writes_nothing(arguments, code, two, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    if code == "unknown-format" and "folder.docx" in arguments:
        (tmp_path / "folder.docx").mkdir()
        arguments = [*arguments, "-f", "pdf"]
    before = sorted(tmp_path.rglob("*"))

    status = run(["export", two, "roadmap", *(["--roadmap", "east"] if code != "about-roadmap" else []), *arguments])

    said = capsys.readouterr().err
    assert (status, said.splitlines()[1].split(":")[0].strip()) == (2, code)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_plan_without_roadmaps_has_nothing_to_write(tmp_path, capsys):
    plan = tmp_path / "plan.yaml"
    plan.write_text(TWO.partition("roadmaps:")[0], encoding="utf-8")

    assert run(["export", str(plan), "roadmap", "-o", str(tmp_path / "x.docx")]) == 1
    assert run(["demo", "--plan", str(plan), "-o", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.count("no-roadmap") == 2
    assert [item.name for item in tmp_path.iterdir()] == ["plan.yaml"]


def test_a_language_without_catalogue_is_said(two, tmp_path, capsys):
    out = str(tmp_path / "x.docx")

    assert run(["export", two, "roadmap", "--roadmap", "east", "-o", out, "-l", "es"]) == 0
    assert "language-without-words" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "check"),
        (["export", "x", "roadmap"], "--output"),
        (["export", "x", "roadmap", "--rodmap", "y"], "--roadmap"),
        (["export", "x", "roadmap", "-o", "x", "--date", "demain"], "2025-09-30"),
        (["export", "x", "roadmap", "-o", "x", "--audience", "tous"], "public, internal"),
        (["check"], "PLAN"),
        (["check", "a", "b"], "attend"),
        (["check", "a", "-l"], "-l"),
    ],
)
def test_wrong_use_is_told_in_the_persons_language(arguments, said, monkeypatch, capsys):
    monkeypatch.setenv("MIGPLAN_LANG", "fr")

    assert run(arguments) == 2
    text = capsys.readouterr().err
    assert text.startswith("Mauvais usage : ")
    assert said in text
    assert "Aide : migplan" in text


def test_a_plan_that_cannot_be_found_is_json_for_programs(capsys):
    assert run(["export", "nowhere", "roadmap", "-o", "x.docx", "--json"]) == 2

    given = json.loads(capsys.readouterr().out)
    assert given["written"] == []
    assert [problem["code"] for problem in given["problems"]] == ["missing-path"]


@pytest.mark.parametrize("path", ["nowhere", "x" * 3000, "a\nb"])
def test_a_path_that_leads_nowhere_is_wrong_use(path, capsys):
    assert run(["check", path]) == 2
    assert "missing-path" in capsys.readouterr().err


def test_the_schema_says_in_words_that_it_cannot_be_written(tmp_path, capsys):
    (tmp_path / "s.json").write_text("mine")

    assert run(["schema", "-o", str(tmp_path / "s.json")]) == 1
    assert run(["schema", "-o", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "was not made by migplan" in said
    assert "is a folder" in said
    assert (tmp_path / "s.json").read_text() == "mine"


def in_a_shell(command, **environment):
    executable = Path(sys.executable).parent / "migplan"
    settings = {**os.environ, "MIGPLAN_LANG": "fr", **environment}
    return subprocess.run(
        command.replace("migplan", str(executable)), shell=True, capture_output=True, env=settings, check=False
    )


@pytest.mark.skipif(os.name == "nt", reason="streams of a POSIX shell")
@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        ("migplan plugins", 0, ""),
        ("migplan plugins --json", 0, ""),
        ("migplan schema > /dev/full", 1, "La sortie"),
        ("migplan schema >&-", 0, ""),
        ("migplan schema | head -1", 0, ""),
    ],
)
def test_an_odd_terminal_gives_no_traceback(command, status, said):
    ended = in_a_shell(command, PYTHONIOENCODING="ascii")

    assert (ended.returncode, ended.stderr.decode()[: len(said)]) == (status, said)
    assert b"Traceback" not in ended.stderr
    assert b"faute de migplan" not in ended.stderr
    if "--json" in command:
        assert json.loads(ended.stdout)
