"""Writing back: the law, what the folder looks like, and that nothing is left when it fails."""

import os
import resource
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

from migplan.model import Plan, Roadmap, Text
from migplan.problems import PlanError
from migplan.readers import dump_plan, plan_files, read_plan
from migplan.testing.plan_strategies import plans


def nothing_installed(name: str) -> None:
    return None


def everything_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@settings(deadline=None)
@given(plans())
def test_writing_then_reading_gives_the_same_plan(tmp_path_factory, plan):
    folder = tmp_path_factory.mktemp("dumped") / "plan"

    dump_plan(plan, folder)
    found, problems = read_plan(folder, nothing_installed)

    assert [problem for problem in problems if problem.severity.value == "error"] == []
    assert found == plan
    assert found.packs == plan.packs


@settings(deadline=None, max_examples=20)
@given(plans())
def test_the_same_plan_gives_the_same_files(plan):
    assert plan_files(plan) == plan_files(attrs.evolve(plan))


def small(*roadmaps: str) -> Plan:
    return Plan(Text.of("x"), ("fr",), "EUR", roadmaps=tuple(Roadmap(name, "T") for name in roadmaps))


def test_each_roadmap_has_its_file_and_short_things_stay_together(tmp_path, write_files, plan_files):
    plan, _ = read_plan(write_files(plan_files), nothing_installed)

    dump_plan(plan, tmp_path / "copy")

    assert everything_below(tmp_path / "copy") == [
        "assignment.yaml",
        "events.yaml",
        "instruments.yaml",
        "modules.yaml",
        "packs",
        "packs/local",
        "packs/local/frameworks.yaml",
        "packs/local/levels.yaml",
        "packs/local/pack.yaml",
        "packs/local/territories.yaml",
        "plan.yaml",
        "roadmaps",
        "roadmaps/north.yaml",
        "sources.yaml",
        "stakeholders.yaml",
    ]
    assert (
        (tmp_path / "copy/plan.yaml").read_text(encoding="utf-8").startswith("migplan: 1\ntitle: {ar: خطة, fr: Plan}\n")
    )


def test_file_names_are_safe_and_do_not_clash_whatever_the_ids():
    names = [name for name in plan_files(small("CON", "a", "A", "x" * 200, "x" * 201)) if name.startswith("roadmaps/")]

    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 120 and "/CON." not in name for name in names)


def test_a_plan_goes_into_an_empty_folder_and_beside_other_files(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "notes.txt").write_text("mine")

    dump_plan(small("r"), tmp_path)

    assert everything_below(tmp_path) == [".git", "notes.txt", "plan.yaml", "roadmaps", "roadmaps/r.yaml"]


def test_a_folder_that_holds_a_plan_is_left_as_it_was(tmp_path):
    dump_plan(small("r"), tmp_path / "plan")
    before = (tmp_path / "plan/roadmaps/r.yaml").read_bytes()

    with pytest.raises(PlanError):
        dump_plan(small("other"), tmp_path / "plan")

    assert everything_below(tmp_path) == ["plan", "plan/plan.yaml", "plan/roadmaps", "plan/roadmaps/r.yaml"]
    assert (tmp_path / "plan/roadmaps/r.yaml").read_bytes() == before


def test_folders_on_the_way_are_made(tmp_path):
    dump_plan(small("r"), tmp_path / "a/b/c")

    assert (tmp_path / "a/b/c/plan.yaml").is_file()


@pytest.mark.parametrize("limit", [0, 10, 30])
def test_a_full_disk_leaves_nothing(tmp_path, limit):
    (tmp_path / "here").mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    import signal

    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(PlanError) as error:
            dump_plan(small("r"), tmp_path / "here/a/plan")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, previous)

    assert [problem.code for problem in error.value.problems] == ["cannot-write"]
    assert everything_below(tmp_path) == ["here"]


def test_a_name_in_the_way_undoes_what_was_moved(tmp_path):
    (tmp_path / "roadmaps").write_text("mine")

    with pytest.raises(PlanError):
        dump_plan(small("r"), tmp_path)

    assert everything_below(tmp_path) == ["roadmaps"]
    assert (tmp_path / "roadmaps").read_text() == "mine"


def test_a_link_to_nowhere_is_not_followed(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    with pytest.raises(PlanError):
        dump_plan(small("r"), tmp_path / "link")

    assert everything_below(tmp_path) == ["link"]
    assert os.path.lexists(tmp_path / "link")
