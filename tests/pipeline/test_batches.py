"""Many documents at once: which, under which names, on how many processes, and what becomes of each file."""

import pickle

import pytest

import migplan
from migplan.host import Host
from migplan.outputs import State
from migplan.pipeline.jobs import with_companions
from migplan.problems import PlanError, Problem, Severity


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".migplan" not in path.parts
    }


def states(outcomes, folder):
    return {outcome.path.relative_to(folder).as_posix(): outcome.state.value for outcome in outcomes}


def codes(error):
    return [problem.code for problem in error.value.problems]


def test_a_report_is_written_for_every_event_with_what_accompanies_it(plan, shop, tmp_path):
    outcomes = migplan.export_all(plan, "letter", to=tmp_path, host=shop)

    assert states(outcomes, tmp_path) == {
        "swap-letter-en.txt": "new",
        "swap-letter-en.sld": "new",
        "swap-poster-en.sld": "refused",
        "talk-1-letter-en.txt": "new",
        "talk-1-letter-en.sld": "new",
        "talk-1-poster-en.sld": "new",
        "talk-2-letter-en.txt": "new",
        "talk-2-letter-en.sld": "new",
        "talk-2-poster-en.sld": "new",
    }
    assert set(files(tmp_path)) == {name for name, state in states(outcomes, tmp_path).items() if state == "new"}


def test_decks_come_with_their_boards_and_ballots_but_not_with_minutes_or_reports():
    host = Host.installed()
    deck = host.reports["event"]

    names = {report.name for report in with_companions(deck, host)}

    assert names == {"event", "boards", "dots", "ballots", "signs"}
    assert all(report.media == deck.media for report in with_companions(deck, host))


def test_what_cannot_be_made_is_refused_with_its_reason_and_hinders_no_other(plan, shop, tmp_path):
    outcomes = migplan.export_all(plan, "letter", to=tmp_path, host=shop)

    refused = [outcome for outcome in outcomes if not outcome.is_written]
    assert [(o.path.name, [p.code for p in o.problems]) for o in refused] == [("swap-poster-en.sld", ["no-event"])]
    assert all(problem.text for outcome in refused for problem in outcome.problems)


def test_every_document_of_the_plan_is_written_in_every_language_with_an_index_page(plan, shop, tmp_path):
    outcomes = migplan.export_all(plan, to=tmp_path, host=shop)

    written = files(tmp_path)
    assert {"summary-en.txt", "summary-fr.txt", "east/east-en.txt", "west/west-fr.txt", "index.html"} <= set(written)
    assert "talk-1/talk-1-ballot-fr.txt" in written
    assert "swap/swap-ballot-fr.txt" not in written
    page = written["index.html"].decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')
    assert 'href="talk-1/talk-1-ballot-fr.txt">Text</a>' in page
    assert "East &lt;b&gt;" in page and "letter &amp; talk-1" in page
    assert "swap-poster" not in page
    assert sum(outcome.is_written for outcome in outcomes) == len(written)


def test_two_processes_make_the_same_bytes(plan, shop, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"

    alone = migplan.export_all(plan, to=one, host=shop)
    together = migplan.export_all(plan, to=two, workers=2, host=shop)

    assert files(one) == files(two)
    assert states(alone, one) == states(together, two)


def test_written_again_a_file_is_unchanged_or_refused_where_it_was_retouched(plan, shop, tmp_path):
    migplan.export_all(plan, "roadmap", to=tmp_path, host=shop)
    (tmp_path / "east-en.txt").write_text("retouched")

    again = migplan.export_all(plan, "roadmap", to=tmp_path, host=shop)

    assert states(again, tmp_path) == {"east-en.txt": "refused", "west-en.txt": "same"}
    assert (tmp_path / "east-en.txt").read_text() == "retouched"


def test_a_file_whose_document_changed_is_made_again(plan, shop, tmp_path):
    migplan.export_all(plan, "roadmap", to=tmp_path, host=shop)

    again = migplan.export_all(plan, "roadmap", to=tmp_path, formats=["text"], paginate=True, host=shop)

    assert set(states(again, tmp_path).values()) == {"changed"}
    assert (tmp_path / "east-en.txt").read_bytes().endswith(b"of 3 pages")


def test_replacing_keeps_a_dated_copy(plan, shop, tmp_path):
    (tmp_path / "east-en.txt").write_text("somebody's own")

    outcomes = migplan.export_all(plan, "roadmap", to=tmp_path, replace=True, host=shop)

    first = outcomes[0]
    assert first.state is State.REPLACED
    assert first.kept is not None and first.kept.read_text() == "somebody's own"


def test_no_file_is_written_through_a_link(plan, shop, tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (elsewhere / "own.txt").write_text("own")
    (out / "east-en.txt").symlink_to(elsewhere / "own.txt")
    (out / "talk-1").symlink_to(elsewhere, target_is_directory=True)

    roadmaps = migplan.export_all(plan, "roadmap", to=out, replace=True, host=shop)
    everything = migplan.export_all(plan, to=out, replace=True, host=shop)

    assert [p.code for o in roadmaps for p in o.problems] == ["output-outside-folder"]
    assert {o.path.parent.name for o in everything if "output-outside-folder" in [p.code for p in o.problems]} == {
        "talk-1"
    }
    assert [path.name for path in elsewhere.iterdir()] == ["own.txt"]


def test_the_bag_holds_what_reports_declare_for_the_day(plan, shop, tmp_path):
    outcomes = migplan.prepare(plan, "talk-1", to=tmp_path, languages=["en", "fr"], host=shop)

    assert set(states(outcomes, tmp_path)) == {
        f"talk-1-{name}-{language}{suffix}"
        for name, suffix in [("letter", ".txt"), ("letter", ".sld"), ("poster", ".sld"), ("ballot", ".txt")]
        for language in ("en", "fr")
    }


def test_the_bag_leaves_out_what_does_not_suit_the_event(plan, shop, tmp_path):
    outcomes = migplan.prepare(plan, "swap", to=tmp_path, formats=["text"], host=shop)

    assert states(outcomes, tmp_path) == {"swap-letter-en.txt": "new"}


def test_an_unknown_event_names_the_nearest_and_all(plan, shop, tmp_path):
    with pytest.raises(PlanError) as error:
        migplan.prepare(plan, "talk-3", to=tmp_path / "bag", host=shop)

    assert codes(error) == ["unknown-event"]
    assert "talk-2" in str(error.value) and "swap" in str(error.value)
    assert not (tmp_path / "bag").exists()


@pytest.mark.parametrize(
    ("report", "settings", "code"),
    [
        ("leter", {}, "unknown-report"),
        ("letter", {"of": "east"}, "unknown-event"),
        ("letter", {"formats": ["pdf"]}, "unknown-format"),
        ("letter", {"languages": ["klingon"]}, "unknown-language"),
        ("poster", {"formats": ["text"]}, "nothing-to-write"),
    ],
)
def test_what_there_is_not_is_refused_before_anything_is_written(plan, shop, tmp_path, report, settings, code):
    with pytest.raises(PlanError) as error:
        migplan.export_all(plan, report, to=tmp_path / "out", host=shop, **settings)

    assert codes(error) == [code]
    assert not (tmp_path / "out").exists()


def test_progress_is_told_of_each_file(plan, shop, tmp_path):
    told = []

    migplan.export_all(
        plan, "roadmap", to=tmp_path, host=shop, progress=lambda o, total: told.append((o.path.name, total))
    )

    assert told == [("east-en.txt", 2), ("west-en.txt", 2)]


def test_an_interruption_leaves_whole_files_and_no_debris(plan, shop, tmp_path):
    def interrupt(outcome, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migplan.export_all(plan, "letter", to=tmp_path, workers=2, host=shop, progress=interrupt)

    assert list(files(tmp_path)) == ["swap-letter-en.txt"]
    assert files(tmp_path)["swap-letter-en.txt"].startswith(b"letter of swap")


def test_a_problem_and_an_installed_host_can_be_sent_to_another_process():
    problem = Problem("dates-reversed", Severity.ERROR, ("a", 1), {"name": "A1"}, text="said")

    assert pickle.loads(pickle.dumps(problem)) == problem
    assert pickle.loads(pickle.dumps(problem)).text == "said"
    host = pickle.loads(pickle.dumps(Host.installed()))
    assert host.exporters.keys() == Host.installed().exporters.keys()
