from datetime import date

import pytest

import migplan
from migplan.hooks import Reader, ReadResult, hookimpl
from migplan.host import Host
from migplan.model import Plan, Text
from migplan.problems import PlanError, PluginError, Position, Problem, Severity

WRONG = Problem(
    "unreadable-file", Severity.ERROR, values={"file": "x", "reason": "y"}, position=Position("filled.sent")
)


class _Sent:
    """A reader of files that came back, which can show problems in them."""

    def __init__(self):
        self.result = ReadResult(
            Plan(title=Text({"fr": "Plan"}), languages=("fr",), currency="EUR", as_of=date(2025, 1, 1)), (WRONG,)
        )
        self.shows = lambda data, problems, words: data + f"|{words.language}|{len(problems)}".encode()

    @hookimpl
    def migplan_readers(self):
        return [
            Reader("sent", (".sent",), lambda path, find_pack: self.result, lambda *asked: self.shows(*asked)),
            Reader("mute", (".mute",), lambda path, find_pack: self.result),
        ]


@pytest.fixture
def sent():
    return _Sent()


@pytest.fixture
def host(sent):
    return Host([("sent", sent)])


@pytest.fixture
def filled(tmp_path):
    path = tmp_path / "filled.sent"
    path.write_bytes(b"data")
    return path


def test_a_copy_shows_the_problems_in_the_language_of_the_plan(filled, host, tmp_path):
    problems = migplan.annotate(filled, to=tmp_path / "shown.sent", host=host)

    assert (tmp_path / "shown.sent").read_bytes() == b"data|fr|1"
    assert filled.read_bytes() == b"data"
    assert [one.code for one in problems] == ["unreadable-file"]
    assert problems[0].text


def test_another_language_may_be_asked_for(filled, host, tmp_path):
    migplan.annotate(filled, to=tmp_path / "shown.sent", language="ar", host=host)

    assert (tmp_path / "shown.sent").read_bytes() == b"data|ar|1"


def test_a_file_of_somebody_is_not_replaced_unasked(filled, host):
    with pytest.raises(PlanError) as raised:
        migplan.annotate(filled, to=filled, host=host)

    assert [one.code for one in raised.value.problems] == ["output-not-ours"]
    assert filled.read_bytes() == b"data"

    migplan.annotate(filled, to=filled, host=host, replace=True)

    assert filled.read_bytes() == b"data|fr|1"


@pytest.mark.parametrize("name", ["plan.mute", "folder"])
def test_what_cannot_show_its_problems_is_refused(name, host, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"data") if "." in name else path.mkdir()

    with pytest.raises(PlanError) as raised:
        migplan.annotate(path, to=tmp_path / "shown.mute", host=host, language="en")

    assert [one.code for one in raised.value.problems] == ["not-annotatable"]
    assert ".sent" in raised.value.problems[0].text


@pytest.mark.parametrize(("name", "code"), [("missing.sent", "missing-path"), ("plan.odd", "unknown-plan-suffix")])
def test_what_cannot_be_read_is_said_as_when_it_is_read(name, code, host, tmp_path):
    (tmp_path / "plan.odd").write_bytes(b"data")

    with pytest.raises(PlanError) as raised:
        migplan.annotate(tmp_path / name, to=tmp_path / "shown.sent", host=host)

    assert [one.code for one in raised.value.problems] == [code]


def test_a_refusal_of_the_reader_is_located_at_the_file(filled, host, sent, tmp_path):
    def refuse(data, problems, words):
        raise PlanError([Problem("unreadable-workbook", Severity.ERROR, text="no")])

    sent.shows = refuse

    with pytest.raises(PlanError) as raised:
        migplan.annotate(filled, to=tmp_path / "shown.sent", host=host)

    assert [str(one.position) for one in raised.value.problems] == ["filled.sent"]
    assert not (tmp_path / "shown.sent").exists()


@pytest.mark.parametrize("answer", ["text", ValueError("broken")])
def test_a_broken_reader_is_named(answer, filled, host, sent, tmp_path):
    def fail(data, problems, words):
        if isinstance(answer, Exception):
            raise answer
        return answer

    sent.shows = fail

    with pytest.raises(PluginError, match="sent"):
        migplan.annotate(filled, to=tmp_path / "shown.sent", host=host)

    assert not (tmp_path / "shown.sent").exists()
