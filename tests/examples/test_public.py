"""No part of a file of the public edition holds what the plan marks internal."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import migplan
from migplan.codec import to_plain
from migplan.host import Host
from migplan.model import Audience, Contact, EventKind, Plan, Text
from migplan.model.constraints import Internal, shapes
from migplan.pipeline.choosing import receiving

EXAMPLE = next(path.parent for path in (Path(__file__).parents[2] / "examples").glob("*/assignment.yaml"))
FILES = (
    ("roadmap", "docx"), ("roadmap", "pptx"), ("roadmap", "xlsx"), ("progress", "docx"), ("accompaniment", "docx"),
    ("event", "pptx"), ("guide", "docx"), ("minutes", "docx"), ("attendance", "docx"), ("workbook", "xlsx"),
    ("offer", "docx"), ("final", "docx"), ("contribution", "docx"),
)  # fmt: skip


class Planting:
    """Writes a mark of its own into every value of a plan that may be internal, and keeps the marks."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def mark(self) -> str:
        self.marks.append(f"geheim{len(self.marks):05d}")
        return self.marks[-1]

    def planted(self, thing: Any) -> Any:
        if isinstance(thing, tuple):
            return tuple(self.planted(member) for member in thing)
        if not attrs.has(type(thing)):
            return thing
        changes = {}
        for name, shape in shapes(type(thing)).items():
            value = getattr(thing, name)
            new = self.internal(shape.item) if shape.mark(Internal) is not None else self.planted(value)
            if new is not value:
                changes[name] = new
        return attrs.evolve(thing, **changes) if changes else thing

    def internal(self, kind: type) -> Any:
        if kind is Contact:
            return (Contact(Text.of(self.mark()), name=self.mark(), email=f"{self.mark()}@example.org"),)
        return Text.of(self.mark()) if kind is Text else self.mark()


@pytest.fixture(scope="module")
def planting() -> Planting:
    return Planting()


@pytest.fixture(scope="module")
def plan(planting: Planting) -> Plan:
    planted: Plan = planting.planted(migplan.load(EXAMPLE))
    assert len(planting.marks) > 50
    return planted


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith((".xlsx", ".docx")):
                yield from ((f"{name}/{inner}", text) for inner, text in parts(content))
            yield name, content.decode("utf-8", "ignore")


def subject(plan: Plan, report: str) -> str | None:
    """Give the first roadmap, consultation or territory above, whichever a report is about."""
    about = Host.installed().reports[report].about
    held = next(event.id for event in plan.events if event.kind is EventKind.CONSULTATION and event.is_held)
    return {"roadmap": plan.roadmaps[0].id, "event": held, "territory": receiving(plan)[0]}.get(about)


@pytest.mark.parametrize(("report", "format"), FILES)
def test_no_part_of_a_public_file_holds_an_internal_value(plan, planting, report, format, tmp_path):
    of = subject(plan, report)
    data = migplan.render(plan, report, of=of, format=format, language="fr", audience=Audience.PUBLIC)

    found = {mark: name for name, text in parts(data) for mark in planting.marks if mark in text}
    assert found == {}
    if report == "workbook":  # which carries its plan in another spelling
        (tmp_path / "back.xlsx").write_bytes(data)
        back = repr(to_plain(migplan.load(tmp_path / "back.xlsx")))
        assert not any(mark in back for mark in planting.marks)


def test_the_internal_edition_of_the_same_plan_holds_some(plan, planting):
    data = migplan.render(plan, "workbook", format="xlsx", language="fr", audience=Audience.INTERNAL)

    assert any(mark in text for _, text in parts(data) for mark in planting.marks)
