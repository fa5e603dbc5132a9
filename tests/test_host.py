"""Finding plugins: broken ones are named and hide nothing, clashes are refused."""

from types import ModuleType

import pytest

from migplan import builtin
from migplan.documents import Medium
from migplan.hooks import Exporter, ExportRequest, hookimpl
from migplan.host import Host, nearest
from migplan.problems import PluginError


def nothing(request: ExportRequest) -> bytes:
    return b""


def plugin(*names: str) -> ModuleType:
    module = ModuleType("plugin")

    @hookimpl
    def migplan_exporters() -> list[Exporter]:
        return [Exporter(name, f".{name}", nothing, Medium.PAGE) for name in names]

    module.migplan_exporters = migplan_exporters  # type: ignore[attr-defined]  # a module made for the test
    return module


def test_core_offers_its_own_through_the_same_door():
    host = Host([("migplan", builtin)])

    assert "roadmap" in host.reports
    assert "dates-reversed" in host.checks
    assert host.reader_for(".yaml") is not None
    assert host.problems == []


def test_two_plugins_of_one_name_are_an_error_that_names_both():
    with pytest.raises(PluginError, match=r"first.*second.*'one'"):
        Host([("first", plugin("one")), ("second", plugin("one"))])


def test_a_broken_hook_is_named_and_hides_no_healthy_plugin():
    broken = ModuleType("broken")

    @hookimpl
    def migplan_exporters() -> list[Exporter]:
        raise RuntimeError("no licence")

    broken.migplan_exporters = migplan_exporters  # type: ignore[attr-defined]  # a module made for the test

    host = Host([("broken", broken), ("healthy", plugin("one"))])

    assert list(host.exporters) == ["one"]
    assert [(problem.code, problem.values["plugin"]) for problem in host.problems] == [("broken-plugin", "broken")]
    assert "no licence" in str(host.problems[0].values["error"])


def test_a_hook_that_returns_something_else_is_reported():
    wrong = ModuleType("wrong")

    @hookimpl
    def migplan_exporters() -> list[str]:
        return ["docx"]

    wrong.migplan_exporters = migplan_exporters  # type: ignore[attr-defined]  # a module made for the test

    host = Host([("wrong", wrong)])

    assert [problem.values["plugin"] for problem in host.problems] == ["wrong"]
    assert host.exporters == {}


def test_an_exporter_is_found_by_name_and_by_suffix():
    host = Host([("first", plugin("one", "two"))])

    assert host.exporter_for("one") is host.exporter_for(".one")
    assert host.exporter_for("three") is None


def test_the_nearest_known_word_is_suggested():
    assert nearest("roadmpa", ["roadmap", "event"]) == "roadmap"
    assert nearest("xyz", ["roadmap"]) == ""
