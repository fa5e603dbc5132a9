"""The examples of the checkout: read without a problem of reading, written back, described by the schema."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from migplan.host import Host
from migplan.pipeline import PackFinder
from migplan.readers import dump_plan, read_path, read_plan
from migplan.records import json_schema

EXAMPLES = sorted(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/plan.yaml"))


@pytest.fixture(scope="module")
def finder() -> PackFinder:
    return PackFinder(Host.installed())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_reads_and_reads_back_the_same(folder, finder, tmp_path):
    plan, problems = read_plan(folder, finder)
    assert [str(problem) for problem in problems if problem.severity.value != "advice"] == []

    dump_plan(plan, tmp_path / "copy")
    copy, _ = read_plan(tmp_path / "copy", finder)

    assert copy == plan
    assert copy.packs == plan.packs


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_satisfies_the_schema(folder):
    data = read_path(folder).data

    assert [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(json_schema()).iter_errors(data)
    ] == []


def test_installed_packs_satisfy_the_schema_and_read_without_a_problem(finder):
    schema = json_schema()
    validator = Draft202012Validator({"$ref": "#/$defs/Pack", "$defs": schema["$defs"]})
    from migplan.readers import read_pack

    for name in finder.names:
        folder = finder(name)
        assert read_pack(folder)[1] == ()
        assert [error.message for error in validator.iter_errors(read_path(folder).data)] == []
