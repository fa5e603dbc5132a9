"""The client's template: judged before it is used, handed to the exporter that takes it, else refused."""

from pathlib import Path

import pytest

import migplan
from migplan import pipeline
from migplan.problems import PlanError


def codes(error):
    return [problem.code for problem in error.value.problems]


def test_a_template_that_fits_is_given_to_the_exporter(plan, shop):
    own = migplan.render(plan, "letter", of="swap", format="slides", host=shop)
    branded = migplan.render(plan, "letter", of="swap", format="slides", template=b"brand", host=shop)

    assert b"own" in own
    assert b"own" not in branded


def test_a_template_that_cannot_be_used_is_refused_and_nothing_is_written(plan, shop, tmp_path):
    with pytest.raises(PlanError) as error:
        migplan.export(plan, "letter", of="swap", to=tmp_path / "a.sld", template=b"other", host=shop)

    assert codes(error) == ["template-unreadable"]
    assert list(tmp_path.iterdir()) == []


def test_an_exporter_without_templates_says_so(plan, shop):
    with pytest.raises(PlanError) as error:
        migplan.render(plan, "letter", of="swap", format="text", template=b"brand", host=shop)

    assert codes(error) == ["template-not-supported"]


def test_in_a_set_a_template_is_for_its_format_only(plan, shop, tmp_path):
    migplan.export_all(plan, "letter", to=tmp_path, templates={"slides": b"brand"}, host=shop)

    assert b"own" in (tmp_path / "swap-letter-en.txt").read_bytes()
    assert b"own" not in (tmp_path / "swap-letter-en.sld").read_bytes()


def test_a_set_is_refused_whole_when_its_template_cannot_be_used(plan, shop, tmp_path):
    with pytest.raises(PlanError) as error:
        migplan.export_all(plan, "letter", to=tmp_path / "out", templates={"slides": b"other"}, host=shop)

    assert codes(error) == ["template-unreadable"]
    assert not (tmp_path / "out").exists()


def test_the_exporter_of_a_template_is_found_by_its_suffix(shop):
    assert pipeline.exporter_of_template(Path("brand.TPL"), shop, "en").name == "slides"
    assert pipeline.exporter_of_template(Path("brand.sld"), shop, "en").name == "slides"
    with pytest.raises(PlanError) as error:
        pipeline.exporter_of_template(Path("brand.txt"), shop, "en")
    assert codes(error) == ["unknown-template-suffix"]
    assert ".tpl" in str(error.value)


def test_a_template_that_is_not_there_or_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(PlanError) as error:
        pipeline.read_template(tmp_path / "none.tpl", "en")
    assert codes(error) == ["missing-template"]

    monkeypatch.setattr("migplan.pipeline.templates.LARGEST", 3)
    (tmp_path / "large.tpl").write_bytes(b"1234")
    with pytest.raises(PlanError) as error:
        pipeline.read_template(tmp_path / "large.tpl", "en")
    assert codes(error) == ["template-too-large"]


def test_pages_are_counted_where_the_format_has_some(plan, shop):
    counted = migplan.render(plan, "letter", of="swap", format="text", paginate=True, host=shop)
    assert counted.endswith(b"of 3 pages")

    with pytest.raises(PlanError) as error:
        migplan.render(plan, "letter", of="swap", format="slides", paginate=True, host=shop)
    assert codes(error) == ["paginate-not-supported"]
