"""Folders, files, packs and places."""

import gc
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from migplan.codec import decode, to_plain
from migplan.model import Pack, Plan
from migplan.problems import Position
from migplan.readers import read_pack, read_path, read_plan


def nothing_installed(name: str) -> None:
    return None


def codes(problems):
    return [problem.code for problem in problems]


def text_at(folder: Path, position: Position) -> str:
    return (folder / position.source).read_bytes().decode()[position.start : position.end]


def test_the_sound_plan_is_read_without_a_problem(write_files, plan_files):
    plan, problems = read_plan(write_files(plan_files), nothing_installed)

    assert problems == ()
    assert [pack.id for pack in plan.packs] == ["local"]
    assert plan["north/A1"].lead == "town"


def test_lists_are_joined_over_files_in_natural_order(write_files, plan_files):
    more = {
        "roadmaps/r10.yaml": "roadmaps: [{id: r10, territory: X-1}]",
        "roadmaps/r9.yml": "roadmaps: [{id: r9, territory: X-1}]",
        "deep/er/last.json": '{"partners": [{"stakeholder": "office", "role": "lead"}]}',
        "first.yaml": "partners: [{stakeholder: town, role: funder}]",
    }

    plan, problems = read_plan(write_files({**plan_files, **more}), nothing_installed)

    assert problems == ()
    assert [roadmap.id for roadmap in plan.roadmaps] == ["north", "r9", "r10"]
    assert [partner.stakeholder for partner in plan.partners] == ["town", "office"]


def test_hidden_files_and_other_files_are_left_alone(write_files, plan_files):
    more = {
        ".git/x.yaml": "a: b",
        ".hidden.yaml": "a: b",
        "notes.txt": "a",
        "logo.png": b"\x89PNG",
        "out/a.docx": b"PK",
    }

    assert read_plan(write_files({**plan_files, **more}), nothing_installed)[1] == ()


def test_every_file_may_say_the_version_but_a_value_is_given_once(write_files, plan_files):
    same = {**plan_files, "b.yaml": "migplan: 1\nevents: []\n"}
    twice = {**plan_files, "b.yaml": "currency: EUR\n"}

    assert read_plan(write_files(same, "same"), nothing_installed)[1] == ()
    _, (problem,) = read_plan(write_files(twice, "twice"), nothing_installed)
    assert (problem.code, str(problem.position)) == ("given-twice", "b.yaml:1:1")
    assert (problem.values["first"], problem.values["second"]) == ("plan.yaml:4:1", "b.yaml:1:1")


@pytest.mark.parametrize("suffix", ["yaml", "yml", "json", "JSON"])
def test_one_file_is_a_plan(tmp_path, suffix):
    data = {"migplan": 1, "title": {"fr": "Plan"}, "languages": ["fr"], "currency": "EUR"}
    path = tmp_path / f"p.{suffix}"
    path.write_text(json.dumps(data))

    plan, problems = read_plan(path, nothing_installed)

    assert problems == ()
    assert plan.currency == "EUR"


def test_yaml_and_json_give_the_same_plan_and_places_of_their_own(write_files, plan_files, tmp_path):
    from_yaml, _ = read_plan(write_files(plan_files), nothing_installed)
    folder = write_files({"packs/local/pack.yaml": plan_files["packs/local/pack.yaml"]}, "json")
    text = json.dumps(to_plain(from_yaml), ensure_ascii=False, indent=2)
    (folder / "plan.json").write_text(text, encoding="utf-8")

    from_json, problems = read_plan(folder, nothing_installed)

    assert problems == ()
    assert from_json == from_yaml
    position = from_json.origin.position(("roadmaps", "north", "actions", "A1", "progress"))
    assert text_at(folder, position) == '"40"'
    assert text.splitlines()[position.line - 1][position.column - 1 :].startswith('"40"')


ADDRESSES = {
    ("roadmaps", "north", "actions", "A1", "lead"): "town",
    ("roadmaps", "north", "actions", "A1", "end"): "2022-09 – 2024-06",
    ("roadmaps", "north", "actions", "A1", "start"): "2022-09 – 2024-06",
    ("roadmaps", "north", "actions", "A1", "budget", 0, "unit_cost"): "8000",
    ("roadmaps", "north", "actions", "A1", "roles", 0): "R",
    ("roadmaps", "north", "actions", "A1", "roles", 0, "role"): "R",
    ("roadmaps", "north", "actions", "A2", "depends_on", 0): "A1",
    ("roadmaps", "north", "actions", "A2"): "{id: A2, title: Former, depends_on: [A1]}",
    ("roadmaps", "north", "actions", "A2", "lead"): "{id: A2, title: Former, depends_on: [A1]}",
    ("title", "ar"): "خطة",
    ("languages", 1): "ar",
    ("currency",): "EUR",
    ("stakeholders", "office", "title"): "Service",
    ("assignment", "budget", "C1", "unit_cost"): "300",
    ("events", "E1", "agenda", 0, "start"): "09:30",
}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: "/".join(map(str, address)))
def test_an_address_is_turned_into_its_place(write_files, plan_files, address):
    folder = write_files(plan_files)
    plan, _ = read_plan(folder, nothing_installed)

    position = plan.origin.position(address)

    assert text_at(folder, position) == ADDRESSES[address]
    line = (folder / position.source).read_text(encoding="utf-8").splitlines()[position.line - 1]
    assert line[position.column - 1 :].startswith(ADDRESSES[address][:5])


def test_the_whole_plan_is_placed_in_its_first_file(write_files, plan_files):
    plan, _ = read_plan(write_files(plan_files), nothing_installed)

    assert plan.origin.position(()) == Position("plan.yaml")
    assert plan.origin.position(("nowhere",)) == Position("plan.yaml")


@pytest.mark.parametrize(("mark", "breaks"), [("", "\n"), ("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_places_count_characters_whatever_the_line_breaks(write_files, mark, breaks):
    lines = ["migplan: 1", "title: {fr: 😀é, ar: خطة}", "languages: [fr, ar]", "currency: EUR", "as_of: 2025-13-01", ""]
    folder = write_files({"plan.yaml": mark + breaks.join(lines)})

    _, (problem,) = read_plan(folder, nothing_installed)

    assert (problem.position.line, problem.position.column) == (5, 8)
    assert text_at(folder, problem.position) == "2025-13-01"


def test_places_stay_true_over_several_files_and_beside_members_left_out(write_files, plan_files):
    more = {
        "a.yaml": "partners:\n  - {stakeholder: town}\n  - {stakeholder: town, role: lead}\n",
        "b.yaml": "partners:\n  - {stakeholder: town, role: funder}\n",
    }
    folder = write_files({**plan_files, **more})

    plan, problems = read_plan(folder, nothing_installed)

    assert [(problem.code, str(problem.position)) for problem in problems] == [("missing-key", "a.yaml:2:5")]
    assert [text_at(folder, plan.origin.position(("partners", n, "role"))) for n in range(2)] == ["lead", "funder"]


def test_an_origin_can_be_sent_to_another_process(write_files, plan_files):
    plan, _ = read_plan(write_files(plan_files), nothing_installed)
    before = plan.origin.position(("currency",))

    copy = pickle.loads(pickle.dumps(plan))

    assert copy == plan
    assert copy.origin.position(("currency",)) == before


def test_reading_leaves_the_garbage_collector_as_it_was(write_files, plan_files):
    folder = write_files(plan_files)

    read_plan(folder, nothing_installed)
    assert gc.isenabled()
    gc.disable()
    try:
        read_plan(folder, nothing_installed)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_file_above_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    plan, problems = read_plan(path, nothing_installed)

    assert (plan, codes(problems)) == (None, ["file-too-large"])
    assert problems[0].values["size"] == 200


def test_a_broken_file_hides_neither_the_others_nor_makes_false_alarms(write_files, plan_files):
    plan_text = plan_files["plan.yaml"]
    broken = {**plan_files, "plan.yaml": plan_text + "x: [\n", "more.yaml": "roadmap: []\n"}

    plan, problems = read_plan(write_files(broken), nothing_installed)

    assert plan is None
    assert [(problem.code, problem.position.source) for problem in problems] == [
        ("yaml-bracket", "plan.yaml"),
        ("unknown-key", "more.yaml"),
    ]


def test_one_broken_roadmap_does_not_make_its_ids_missing(write_files, plan_files):
    files = {
        **plan_files,
        "bad.yaml": "roadmaps: [\n",
        "b.yaml": "passages: [{id: P1, report: a, section: b, text: c, roadmap: south}]",
    }

    plan, problems = read_plan(write_files(files), nothing_installed)

    assert codes(problems) == ["yaml-bracket"]
    assert plan.passages[0].roadmap == "south"


def test_packs_come_by_name_by_version_and_by_folder(write_files, plan_files):
    folder = write_files(plan_files)
    packs = {"base": decode(Pack, {"id": "base", "version": "2.1"}).value, "other": folder / "packs/local"}

    text = plan_files["plan.yaml"].replace(
        "reference: [./packs/local]", "reference: [base, base==2.1, other, ./packs/local]"
    )
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    plan, problems = read_plan(folder, packs.get)

    assert problems == ()
    assert [pack.id for pack in plan.packs] == ["base", "base", "local", "local"]


def test_an_unknown_pack_silences_what_its_absence_explains(read_changed):
    plan, problems = read_changed("reference: [./packs/local]", "reference: [./packs/locol]")

    assert codes([problem for problem in problems if "locol" in str(problem.values)]) == ["missing-pack-folder"]
    assert not [
        problem for problem in problems if problem.code.startswith("unknown-") and problem.code != "unknown-key"
    ]
    assert plan.packs == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("reference: [./packs/local]", "reference: ./packs/local", "expected-list"),
        ("- {id: R1, title: Retard, likelihood: 3}", "- {id: R1, likelihood: 3}", "missing-key"),
        ("- {id: O1, title: Accueillir", "- {id: O 1, title: Accueillir", "bad-id"),
        ("stakeholders:\n  - {id: town,", "stakeholders:\n    id: town\nx:\n  - {id: town,", "expected-list"),
        ("- {id: office, title: Service}", "- office", "expected-mapping"),
    ],
)
def test_naming_what_could_not_be_read_is_no_second_fault(read_changed, old, new, code):
    _, problems = read_changed(old, new)

    unexplained = [
        problem for problem in problems if problem.code.startswith("unknown-") and problem.code != "unknown-key"
    ]
    assert code in codes(problems)
    assert [str(problem) for problem in unexplained if problem.values.get("written") != "O1"] == []


def test_faults_of_a_pack_are_placed_in_its_files(read_changed):
    _, problems = read_changed("rank: 1", "rank: first", "packs/local/pack.yaml")

    first = problems[0]
    assert (first.code, str(first.position), first.at) == ("bad-integer", "packs/local/pack.yaml:5:11", ())


def test_a_pack_is_read_by_itself(write_files, plan_files):
    folder = write_files(
        {"p/pack.yaml": plan_files["packs/local/pack.yaml"], "p/more.yaml": "groups: [{id: men, title: hommes}]"}
    )

    pack, problems = read_pack(folder / "p", label="local/")

    assert problems == ()
    assert [group.id for group in pack.groups] == ["men", "women"]


def test_a_pack_folder_without_files_says_so(write_files, plan_files):
    files = {key: text for key, text in plan_files.items() if key == "plan.yaml"}
    folder = write_files(files)
    (folder / "packs/local").mkdir(parents=True)

    _, problems = read_plan(folder, nothing_installed)

    assert codes(problems) == ["empty-pack"]


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_path_that_no_system_takes_does_not_exist(name):
    assert codes(read_path(Path(name)).problems) == ["missing-path"]


PIECES = st.sampled_from(
    ["", " ", "\n", ":", "- ", "{", "}", "[", "]", "'", '"', "&a ", "*a", "\t", "\x07", "é", "x: y\n", "---\n", "#"]
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_mutilated_plan_gives_problems_and_never_a_traceback(tmp_path_factory, plan_files, data):
    text = plan_files["plan.yaml"]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(PIECES) + text[end:]
    folder = tmp_path_factory.mktemp("plan")
    (folder / "plan.yaml").write_text(text, encoding="utf-8")

    plan, problems = read_plan(folder, nothing_installed)

    assert plan is None or isinstance(plan, Plan)
    assert plan is not None or problems
    for problem in problems:
        assert problem.position is not None or problem.code in ("empty-plan", "empty-folder")
