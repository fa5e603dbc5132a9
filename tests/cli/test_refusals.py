"""What cannot be made is refused with what there is instead; what is still to do is listed."""

import json
from pathlib import Path

import pytest

from migplan.cli.entry import WRONG_USE, run

ROOT = Path(__file__).parents[2]
EXAMPLE = str(next((ROOT / "examples" / "tiny").glob("**/plan.yaml")).parent)
BARE = """
migplan: 1
title: Bare
languages: [en]
currency: EUR
as_of: 2025-06-30
corrections:
  id: own
  levels: [{id: island, title: Island, rank: 1}]
  territories: [{id: east, title: East, level: island}]
events:
  - {id: talk, title: First talk, kind: consultation, start: 2025-07-01, territories: [east]}
  - {id: lesson, title: First lesson, kind: training, start: 2025-07-03, territories: [east]}
"""
MANDATE = """
assignment:
  title: Support
  client: harbour
  tasks: [{id: T1, title: Two trainings, days: 4}]
  deliverables: [{id: D1, title: Reports of the trainings, due: 2025-08-31}]
stakeholders: [{id: harbour, title: Harbour}]
"""


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("MIGPLAN_LANG", "en")


@pytest.fixture
def bare(tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text(BARE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("offer", "-o", "x.docx"), "no-assignment: the plan describes no assignment"),
        (("final", "-o", "x.docx"), "no-assignment"),
        (("minutes", "--event", "lesson", "-o", "x.docx"), "report-does-not-suit: ‘lesson’ does not suit minutes; choose among: talk"),
        (("exchange-report", "--event", "talk", "-o", "x.docx"), "nothing-suits"),
        (("exchange-report", "-o", "x.docx"), "nothing-suits"),
        (("roadmap", "--roadmap", "east", "-o", "x.docx"), "unknown-roadmap-of-none"),
        (("roadmap", "-o", "x.docx"), "no-roadmap"),
        (("contribution", "--to", "west", "-o", "x.docx"), "no-such-territory"),
        (("contribution", "-o", "x.docx"), "no-territory"),
    ],
)  # fmt: skip
def test_a_report_without_its_matter_is_refused_with_what_to_do(bare, tmp_path, monkeypatch, capsys, asked, told):
    monkeypatch.chdir(tmp_path)

    status = run(["export", bare, *asked])

    assert status == (2 if told.partition(":")[0] in WRONG_USE else 1)
    assert told in " ".join(capsys.readouterr().err.split())
    assert not Path("x.docx").exists()


def test_a_report_of_one_kind_finds_the_only_event_that_it_suits(bare, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert run(["export", bare, "training-report", "-o", "x.docx"]) == 0
    assert Path("x.docx").exists()


def test_what_the_terms_ask_for_is_listed_with_its_stage(bare, capsys):
    Path(bare).write_text(BARE + MANDATE, encoding="utf-8")

    assert run(["deliverables", bare, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["deliverables"]
    assert run(["deliverables", bare]) == 0

    assert [one["deliverable"] for one in listed] == ["D1"]
    assert "D1" in capsys.readouterr().out


def test_a_plan_without_assignment_says_so_instead_of_an_empty_list(bare, capsys):
    assert run(["deliverables", bare]) == 0
    assert "no assignment" in capsys.readouterr().out


def test_the_texts_still_to_be_written_are_listed(capsys):
    assert run(["export", EXAMPLE, "roadmap", "--slots"]) == 0
    assert capsys.readouterr().out.strip()
