"""`migplan check FILE --annotate OUT`."""

from pathlib import Path

import pytest

import migplan
from migplan.cli.entry import run

ROOT = Path(__file__).parents[2]
TINY = next((ROOT / "examples" / "tiny").glob("**/plan.yaml")).parent


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("MIGPLAN_LANG", "en")


def test_a_folder_cannot_show_its_mistakes(tmp_path, capsys):
    status = run(["check", str(TINY), "--annotate", str(tmp_path / "out.xlsx")])

    assert status == 1
    assert "only files that end in .xlsx can" in capsys.readouterr().err
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_gets_a_copy_and_no_file_of_somebody_is_replaced_unasked(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    event = migplan.load(TINY).events[0].id
    assert run(["export", str(TINY), "workbook", "--event", event, "-o", "filled.xlsx"]) == 0
    capsys.readouterr()

    run(["check", "filled.xlsx", "--annotate", "answer.xlsx"])

    assert capsys.readouterr().out.splitlines()[-1] == "answer.xlsx"
    assert (tmp_path / "answer.xlsx").stat().st_size > 0
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    assert run(["check", "filled.xlsx", "--annotate", "mine.xlsx"]) == 1
    assert (tmp_path / "mine.xlsx").read_bytes() == b"mine"
