"""The command line: arguments in, exit code out, never a traceback."""

import json
from pathlib import Path

import pytest

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
COMMANDS = ["new", "check", "export", "plugins", "schema", "demo", "completion"]


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
    assert "cli." not in said


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
    assert touched.name in capsys.readouterr().err


def test_an_output_folder_gets_a_name(tmp_path, capsys):
    assert run(["export", str(TINY), "roadmap", "-f", "docx", "-o", str(tmp_path)]) == 0
    assert [item.suffix for item in tmp_path.glob("*.docx")] == [".docx"]
