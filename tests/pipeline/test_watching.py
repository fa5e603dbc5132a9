import textwrap

import pytest

import migplan
from migplan.outputs import State
from migplan.pipeline.watching import Watch, touched_things
from migplan.problems import PlanError

PLAN = textwrap.dedent(
    """\
    migplan: 1
    title: Plan
    languages: [en]
    currency: EUR
    as_of: 2025-01-01
    corrections:
      id: own
      levels: [{id: town, title: Town, rank: 1}]
      territories: [{id: N, title: North, level: town}, {id: S, title: South, level: town}]
    roadmaps:
      - {id: north, territory: N, vision: Together}
      - {id: south, territory: S, vision: Alone}
    events:
      - {id: north-1, title: Meeting, kind: consultation, roadmap: north}
    """
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan"


def _change(folder, before, after):
    path = folder / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "touched"),
    [
        ("vision: Alone", "vision: Apart", ("south",)),
        ("vision: Together", "vision: As one", ("north", "north-1")),
        ("title: Meeting", "title: Workshop", ("north", "north-1")),
        ("title: Plan", "title: Another", None),
        ("title: Plan", "title: Plan", ()),
    ],
)
def test_a_change_touches_the_documents_of_its_roadmap_and_events(folder, before, after, touched):
    earlier = migplan.load(folder)
    _change(folder, before, after)

    assert touched_things(earlier, migplan.load(folder)) == touched


def test_a_saved_change_is_written_again_and_only_that(folder, tmp_path):
    watch = Watch(folder, tmp_path / "out", {"formats": ("docx",)})
    assert watch.has_changed()
    first = watch.write()
    assert {outcome.state for outcome in first} == {State.NEW}
    assert not watch.has_changed()

    _change(folder, "vision: Alone", "vision: Apart and far away")

    assert watch.has_changed()
    again = {outcome.path.name: outcome.state for outcome in watch.write()}
    assert again["south-en.docx"] is State.CHANGED
    assert not [name for name in again if name.startswith("north")]


def test_a_mistake_leaves_the_documents_as_they_are(folder, tmp_path):
    watch = Watch(folder, tmp_path / "out", {"formats": ("docx",)})
    watch.write()
    _change(folder, "territory: S", "territory: X")

    with pytest.raises(PlanError):
        watch.write()

    assert (tmp_path / "out").exists()
    assert watch.plan is not None
