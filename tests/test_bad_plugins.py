"""Plugins that fail: named, told in the person's language, hiding nothing, and never half a file."""

import json
from types import ModuleType

import pytest

from migplan import builtin, pipeline
from migplan.cli.entry import run
from migplan.documents import Medium
from migplan.hooks import Check, Exporter, Reader, Report, hookimpl
from migplan.host import Host
from migplan.locale import LANGUAGES
from migplan.problems import PluginError, Problem, Severity

PLAN = """
migplan: 1
title: Plan
languages: [en]
currency: EUR
as_of: 2025-06-30
corrections:
  id: own
  levels: [{id: island, title: Island, rank: 1}]
  territories: [{id: east, title: East, level: island}]
roadmaps: [{id: east, territory: east}]
"""


@pytest.fixture
def plan_path(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def plugin(hook, *records):
    """Make a plugin that offers records through one hook."""

    def offer():
        return list(records)

    module = ModuleType("plugin")
    setattr(module, hook, hookimpl(offer))
    return module


def host(*plugins):
    return Host([("migplan", builtin), *((f"migplan-{name}", made) for name, made in plugins)])


def leave(*given):
    raise SystemExit(3)


def fail(*given):
    raise RuntimeError("boom")


def nothing(*given):
    return None


def text(*given):
    return "text"


def untold(*given):
    yield Problem("never-told", Severity.ERROR)


def broken(problems):
    return [problem.values["plugin"] for problem in problems if problem.code == "broken-plugin"]


@pytest.mark.parametrize("hook", [leave, fail, nothing, text])
def test_a_hook_that_fails_is_reported_and_hides_nothing(hook):
    module = ModuleType("plugin")
    module.migplan_exporters = hookimpl(lambda: hook())

    made = host(("bad", module), ("good", plugin("migplan_exporters", Exporter("outline", ".txt", text))))

    assert broken(made.problems) == ["migplan-bad"]
    assert "outline" in made.exporters


@pytest.mark.parametrize("rule", [leave, fail, nothing, text, untold])
def test_a_rule_that_fails_is_reported_and_hides_nothing(rule, plan_path):
    check = Check("never-told", Severity.ERROR, rule, messages={"en": "{missing}; say it"})
    made = host(("bad", plugin("migplan_checks", check)))
    plan = pipeline.load(plan_path, host=made)

    problems = pipeline.check(plan, host=made)

    assert broken(problems) == ["migplan-bad"]
    assert "roadmap-without-vision" in {problem.code for problem in problems}


@pytest.mark.parametrize("render", [leave, fail, nothing, text])
def test_an_exporter_that_fails_is_named_and_writes_nothing(render, plan_path):
    made = host(("bad", plugin("migplan_exporters", Exporter("outline", ".txt", render))))
    plan = pipeline.load(plan_path, host=made)

    with pytest.raises(PluginError, match="migplan-bad"):
        pipeline.export(plan, "roadmap", to=plan_path.parent / "out.txt", host=made)

    assert [item.name for item in plan_path.parent.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize("build", [leave, fail, nothing])
def test_a_report_that_fails_is_named(build, plan_path):
    made = host(("bad", plugin("migplan_reports", Report("letter", build, frozenset(Medium), about="roadmap"))))
    plan = pipeline.load(plan_path, host=made)

    with pytest.raises(PluginError, match="migplan-bad"):
        pipeline.build(plan, "letter", host=made)


@pytest.mark.parametrize("read", [leave, fail, nothing])
def test_a_reader_that_fails_is_a_problem_that_names_it(read, tmp_path):
    made = host(("bad", plugin("migplan_readers", Reader("odd", (".odd",), read))))
    (tmp_path / "plan.odd").write_text("x")

    plan, problems = pipeline.read(tmp_path / "plan.odd", host=made)

    assert plan is None
    assert broken(problems) == ["migplan-bad"]


def clash():
    offer = plugin("migplan_exporters", Exporter("outline", ".txt", text))
    return host(("one", offer), ("two", plugin("migplan_exporters", Exporter("outline", ".text", text))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_plugins_of_one_name_are_named_in_the_persons_language(language, monkeypatch, capsys):
    monkeypatch.setenv("MIGPLAN_LANG", language)
    monkeypatch.setattr(Host, "installed", staticmethod(clash))

    assert run(["plugins"]) == 1
    said = capsys.readouterr().err
    assert "plugins-clash: " in said
    assert "migplan-one" in said
    assert "migplan-two" in said


def test_an_exporter_that_fails_ends_with_status_1(plan_path, monkeypatch, capsys):
    made = host(("bad", plugin("migplan_exporters", Exporter("outline", ".txt", fail))))
    monkeypatch.setenv("MIGPLAN_LANG", "en")
    monkeypatch.setattr(Host, "installed", staticmethod(lambda: made))
    out = plan_path.parent / "out.txt"

    assert run(["export", str(plan_path), "roadmap", "-o", str(out), "--json"]) == 1
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]] == ["exporter-failed"]
    assert not out.exists()


def test_asking_for_a_language_that_does_not_exist_is_refused(plan_path):
    from migplan.problems import PlanError

    made = host()
    plan = pipeline.load(plan_path, host=made)

    for ask in (
        lambda: pipeline.read(plan_path, host=made, language="klingon"),
        lambda: pipeline.check(plan, host=made, language=""),
        lambda: pipeline.build(plan, "roadmap", host=made, language="EN"),
    ):
        with pytest.raises(PlanError) as error:
            ask()
        assert [problem.code for problem in error.value.problems] == ["unknown-language"]
