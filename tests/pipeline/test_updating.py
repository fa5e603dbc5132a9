import textwrap
from datetime import date
from pathlib import Path

import attrs
import pytest

import migplan
from migplan.hooks import Reader, ReadResult, hookimpl
from migplan.host import Host
from migplan.model import Text
from migplan.pipeline.updating import update
from migplan.problems import PlanError, Problem, Severity

PLAN = textwrap.dedent(
    """\
    migplan: 1
    title: Plan      # for all
    languages: [en]
    currency: EUR
    as_of: 2025-01-01
    stakeholders:
      - {id: town, title: Town}
      - {id: museum, title: Museum}
    corrections:
      id: own
      levels: [{id: town, title: Town, rank: 1}]
      territories: [{id: N, title: North, level: town}]
    roadmaps:
      - id: north
        territory: N
        actions:
          # first things first
          - {id: A1, title: One, lead: town, end: 2023-06-30}
          - {id: A2, title: Two}
    """
)


class _Sent:
    """A reader of files that came back; the test says what they hold."""

    def __init__(self):
        self.result = ReadResult(None)

    @hookimpl
    def migplan_readers(self):
        return [Reader("sent", (".sent",), lambda path, find_pack: self.result)]


@pytest.fixture
def sent():
    return _Sent()


@pytest.fixture
def host(sent):
    from migplan import builtin

    return Host([("migplan", builtin), ("sent", sent)])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "back.sent").write_text("", encoding="utf-8")
    return tmp_path / "plan"


def _update(folder: Path, sent, host, change, *, base=True, problems=(), **options):
    plan = migplan.load(folder, host=host)
    sent.result = ReadResult(change(plan), problems, base=plan if base else None)
    return update(folder, folder.parent / "back.sent", host=host, **options)


def _later(plan):
    return migplan.replace(plan, "north/A1", end=date(2024, 1, 31))


def test_changes_are_shown_in_a_planners_words_and_nothing_is_written(folder, sent, host):
    outcome = _update(folder, sent, host, _later)

    assert [(one.thing, one.label, one.before, one.after) for one in outcome.changes] == [
        ("Roadmaps › north › Actions › A1", "End", "2023-06-30", "2024-01-31")
    ]
    assert not outcome.is_written
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_accepted_changes_replace_the_changed_values_alone(folder, sent, host):
    outcome = _update(folder, sent, host, _later, accept=True)

    assert outcome.is_written
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN.replace("2023-06-30", "2024-01-31")


def test_what_both_sides_changed_is_a_conflict_and_stays_ours(folder, sent, host):
    plan = migplan.load(folder, host=host)
    sent.result = ReadResult(migplan.replace(plan, "north/A1", title=Text.of("Eins")), base=plan)
    (folder / "plan.yaml").write_text(PLAN.replace("title: One", "title: Uno"), encoding="utf-8")

    outcome = update(folder, folder.parent / "back.sent", host=host, accept=True)

    assert [(one.after, one.ours) for one in outcome.conflicts] == [("Eins", "Uno")]
    assert outcome.changes == () and not outcome.is_written


def test_a_missing_member_goes_only_when_it_is_asked_for(folder, sent, host):
    def without(plan):
        roadmap = plan["north"]
        return attrs.evolve(plan, roadmaps=(attrs.evolve(roadmap, actions=roadmap.actions[:1]),))

    kept = _update(folder, sent, host, without, accept=True)
    assert [one.thing for one in kept.held_back] == ["Roadmaps › north › Actions › A2"] and not kept.is_written

    gone = _update(folder, sent, host, without, accept=True, remove=True)
    assert gone.is_written
    assert "A2" not in (folder / "plan.yaml").read_text(encoding="utf-8")


def test_errors_in_the_file_refuse_it_unless_the_good_rows_are_wanted(folder, sent, host):
    fault = Problem("not-a-number", Severity.ERROR, values={"written": "12k", "expected": "12000"})

    with pytest.raises(PlanError):
        _update(folder, sent, host, _later, problems=(fault,), accept=True)

    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert _update(folder, sent, host, _later, problems=(fault,), accept=True, good_rows=True).is_written


def test_without_the_plan_it_was_made_from_everything_different_counts_as_changed(folder, sent, host):
    outcome = _update(folder, sent, host, _later, base=False)

    assert not outcome.has_base
    assert len(outcome.changes) == 1


def test_a_change_that_breaks_the_plan_is_refused_and_nothing_is_written(folder, sent, host):
    with pytest.raises(PlanError):
        _update(folder, sent, host, lambda plan: migplan.replace(plan, "north/A1", lead="nobody"), accept=True)

    assert (folder / "plan.yaml").read_text(encoding="utf-8") == PLAN
