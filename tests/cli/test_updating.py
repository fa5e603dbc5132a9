import json

import pytest

import migplan
from migplan.cli.entry import run

PLAN = """\
migplan: 1
title: Plan      # for all
languages: [en]
currency: EUR
as_of: 2025-01-01
corrections:
  id: own
  levels: [{id: town, title: Town, rank: 1}]
  territories: [{id: N, title: North, level: town}]
roadmaps:
  - id: north
    territory: N
    actions:
      - {id: A1, title: One, end: 2023-06-30}   # the first
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan"


def _sent(folder, value):
    """A workbook of the plan, in which somebody typed another end."""
    import openpyxl

    path = folder.parent / "back.xlsx"
    migplan.export(migplan.load(folder), "workbook", of="north", to=path)
    book = openpyxl.load_workbook(path)
    sheet = next(one for one in book if "end" in [cell.value for cell in one[4]])
    column = next(cell.column for cell in sheet[4] if cell.value == "end")
    sheet.cell(6, column).value = value
    path.unlink()
    book.save(path)
    return path


def test_update_shows_the_changes_and_writes_nothing(folder, capsys):
    path = _sent(folder, "31/01/2024")

    assert run(["update", str(folder), str(path), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert [(one["address"], one["before"], one["after"]) for one in told["changes"]] == [
        ("roadmaps/north/actions/A1/end", "2023-06-30", "2024-01-31")
    ]
    assert told["written"] is False
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_update_writes_accepted_changes_value_by_value(folder, capsys):
    path = _sent(folder, "31/01/2024")

    assert run(["update", str(folder), str(path), "--accept"]) == 0

    assert "2024-01-31" in capsys.readouterr().out
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN.replace("2023-06-30", "2024-01-31")


def test_update_tells_a_conflict_and_keeps_the_plans_own(folder, capsys):
    path = _sent(folder, "31/01/2024")
    ours = PLAN.replace("2023-06-30", "2025-05-31")
    (folder / "plan.yaml").write_text(ours, encoding="utf-8")

    assert run(["update", str(folder), str(path), "--accept"]) == 1

    assert "2025-05-31" in capsys.readouterr().out
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == ours


def test_update_refuses_a_file_with_mistakes_and_says_where(folder, capsys):
    path = _sent(folder, "one day")

    assert run(["update", str(folder), str(path), "--accept"]) == 1

    assert "back.xlsx!" in capsys.readouterr().err
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_watch_writes_every_document_once(folder, tmp_path, capsys):
    assert run(["watch", str(folder), "-o", str(tmp_path / "out"), "--once"]) == 0

    assert (tmp_path / "out" / "index.html").exists()
    assert str(tmp_path / "out") in capsys.readouterr().out
