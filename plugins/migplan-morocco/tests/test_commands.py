"""Starting a plan from the pack, and the example it brings."""

from pathlib import Path

import pytest

import migplan
from migplan.cli.entry import run

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "souss-massa"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("MIGPLAN_LANG", "en")


@pytest.fixture(scope="module")
def plan():
    return migplan.load(EXAMPLE)


def test_a_new_plan_takes_its_territory_from_the_pack(tmp_path, capsys):
    folder = tmp_path / "plan"

    assert run(["new", str(folder), "--pack", "morocco", "--territory", "MA-TIZ", "-l", "fr", "-l", "ar"]) == 0
    assert run(["check", str(folder)]) == 0
    assert run(["export", str(folder), "roadmap", "-o", str(tmp_path / "x.docx")]) == 0
    assert (tmp_path / "x.docx").stat().st_size > 5_000


def test_a_misspelt_pack_or_territory_names_the_nearest(tmp_path, capsys):
    assert run(["new", str(tmp_path / "a"), "--pack", "moroco"]) == 2
    assert "morocco" in capsys.readouterr().err
    assert run(["new", str(tmp_path / "b"), "--pack", "morocco", "--territory", "MA-TIS"]) == 2
    assert "MA-TI" in capsys.readouterr().err


def test_the_example_has_no_error(plan):
    from migplan.problems import has_errors

    assert not has_errors(migplan.check(plan))


def test_writing_the_example_and_reading_it_gives_the_same_plan(plan, tmp_path):
    migplan.dump(plan, tmp_path / "copy")

    assert migplan.load(tmp_path / "copy") == plan


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("format", ["docx", "pptx", "xlsx"])
def test_every_roadmap_is_written_the_same_twice(plan, format, language):
    roadmap = plan.roadmaps[0].id

    first = migplan.render(plan, "roadmap", of=roadmap, format=format, language=language)

    assert first == migplan.render(plan, "roadmap", of=roadmap, format=format, language=language)
    assert len(first) > 20_000
