"""A small installation: three reports, two exporters, a plan with two roadmaps and three events."""

import hashlib
import sys
from types import ModuleType

import pytest

from migplan import builtin, pipeline
from migplan.documents import Cover, Document, Medium, Paragraph, Section, plain
from migplan.hooks import BuildError, Exporter, Report, TemplateFit, hookimpl
from migplan.host import Host
from migplan.problems import Problem, Severity

PLAN = """
migplan: 1
title: {en: Plan, fr: Le plan}
languages: [en, fr]
currency: EUR
as_of: 2025-06-30
corrections:
  id: own
  levels: [{id: island, title: Island, rank: 1}]
  territories: [{id: east, title: East <b>}, {id: west, title: West}]
roadmaps: [{id: east, territory: east}, {id: west, territory: west}]
events:
  - {id: talk-1, title: First talk, kind: consultation}
  - {id: talk-2, title: Second talk, kind: consultation}
  - {id: swap, title: Swap, kind: exchange}
"""


def _document(request, name):
    section = Section(
        "about", f"About {request.of}", blocks=(Paragraph(f"{name} of {request.of} in {request.language}"),)
    )
    return Document(
        report=name,
        title=f"{name} & {request.of}",
        language=request.language,
        cover=Cover(f"{name} of {request.of}"),
        sections=(section,),
        date=request.date,
        medium=request.medium,
    )


def letter(request):
    return _document(request, "letter")


def poster(request):
    if request.of == "swap":
        raise BuildError([Problem("no-event", Severity.ERROR, values={"report": "poster"})])
    return _document(request, "poster")


def ballot(request):
    return _document(request, "ballot")


def is_talk(plan, of):
    return of is not None and of.startswith("talk")


def to_text(request):
    said = [plain(block.text, request.language) for s in request.document.sections for block in s.blocks]
    brand = hashlib.sha256(request.template).hexdigest()[:8] if request.template else "own"
    return "\n".join([*said, brand, request.theme.name]).encode()


def to_slides(request):
    return b"slides " + to_text(request)


def judge(data, theme, words):
    """Take what starts with `brand`; miss a footer in it."""
    if not data.startswith(b"brand"):
        return TemplateFit((), (Problem("template-unreadable", Severity.ERROR, text="not a template"),))
    missing = Problem("template-no-footer", Severity.WARNING, text="no footer: it will be drawn")
    return TemplateFit(("Title: layout 'Cover'",), (missing,))


def count(data):
    return data + b" of 3 pages"


REPORTS = (
    Report("letter", letter, about="event", in_bag=True),
    Report("poster", poster, [Medium.SLIDE], about="event", beside="letter", in_bag=True),
    Report("ballot", ballot, [Medium.PAGE], about="event", in_bag=True, suits=is_talk),
    Report("roadmap", letter, [Medium.PAGE], about="roadmap"),
    Report("summary", letter, [Medium.PAGE]),
)
EXPORTERS = (
    Exporter("text", ".txt", to_text, Medium.PAGE, label="Text", paginate=count),
    Exporter(
        "slides", ".sld", to_slides, Medium.SLIDE, label="Slides", check_template=judge, template_suffixes=(".tpl",)
    ),
)


def _plugin(name):
    module = ModuleType(name)
    module.migplan_reports = hookimpl(lambda: list(REPORTS))
    module.migplan_exporters = hookimpl(lambda: list(EXPORTERS))
    module.migplan_readers = hookimpl(builtin.migplan_readers)
    return module


@pytest.fixture
def shop(monkeypatch):
    """Give a host of the small installation, which other processes can be told of."""
    module = _plugin("migplan_test_shop")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return Host([("migplan-shop", module)])


@pytest.fixture
def plan(tmp_path_factory, shop):
    """Give the plan, read."""
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(
        PLAN.replace("title: East <b>}", "title: East <b>, level: island}").replace(
            "title: West}", "title: West, level: island}"
        ),
        encoding="utf-8",
    )
    return pipeline.load(path, host=shop)
