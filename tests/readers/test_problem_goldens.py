"""Every code of reading and writing back: what was written, and the line that people see, in each language."""

import os
import tomllib
from pathlib import Path

import pytest

from migplan.codec import decode
from migplan.locale import LANGUAGES, explained
from migplan.model import Pack
from migplan.problems import PlanError, sort_key
from migplan.readers import dump_plan, read_plan

GOLDEN = Path(__file__).parent.parent / "golden" / "problems"
FILE = "plan.yaml"
LOCAL = "packs/local/pack.yaml"
DEEP = "[" * 70 + "]" * 70

CHANGED = {
    "expected-text": ("lead: town", "lead: [town]"),
    "expected-words": ("title: Ouvrir un bureau", "title: [Ouvrir un bureau]"),
    "expected-list": ("indicators: [I1]\n        risks", "indicators: I1\n        risks"),
    "expected-mapping": ("roles: {office: R}", "roles: [office]"),
    "forbidden-character": ("title: Ouvrir un bureau", 'title: "Ouvrir \\x07 un bureau"'),
    "removed-character": ("title: Ouvrir un bureau", 'title: "Ouvrir \\u202e un bureau"'),
    "too-long": ("title: Ouvrir un bureau", f"title: {'très ' * 7000}"),
    "bad-language": ("title: {fr: Plan, ar: خطة}", "title: {fr: Plan, santé et logement, ar: خطة}"),
    "undeclared-language": ("title: {fr: Plan, ar: خطة}", "title: {fr: Plan, arr: خطة}"),
    "bad-id": ("- {id: R1,", "- {id: Risque n° 1,"),
    "bad-number": ("quantity: 12", "quantity: douze"),
    "bad-integer": ("year: 2023", "year: 2023.5"),
    "bad-amount": ("unit_cost: 8000", "unit_cost: 8 000,50 EUR"),
    "bad-boolean": ("is_council: yes", "is_council: peut-être"),
    "bad-date": ("date: 2025-01-01", "date: 2025-02-30"),
    "incomplete-date": ("date: 2025-01-01", "date: 2025-01"),
    "bad-time": ("start: 09:30", "start: 9h30"),
    "bad-period": ("period: 2022-09 – 2024-06", "period: rentrée 2022"),
    "period-reversed": ("period: 2022 – 2027", "period: 2027 – 2022"),
    "period-twice": ("period: 2022-09 – 2024-06", "period: 2022-09 – 2024-06\n        start: 2022-10-01"),
    "unknown-choice": ("kind: service", "kind: services"),
    "out-of-range": ("likelihood: 3", "likelihood: 6"),
    "too-small": ("quantity: 12", "quantity: -12"),
    "bad-form": ("currency: EUR", "currency: euro"),
    "missing-value": ("roles: {office: R}", "roles: {office: }"),
    "unknown-key": ("lead: town", "leed: town"),
    "missing-key": ("- {id: R1, title: Retard, likelihood: 3}", "- {id: R1, likelihood: 3}"),
    "repeated-key": ("lead: town", "lead: town\n        lead: office"),
    "bad-key": ("lead: town", "[lead]: town"),
    "missing-version": ("migplan: 1\n", ""),
    "unknown-version": ("migplan: 1\n", "migplan: 9\n"),
    "duplicate-id": ("- {id: A2, title: Former", "- {id: A1, title: Former"),
    "shared-id": ("- {id: R1, title: Retard", "- {id: N1, title: Retard"),
    "reference-cycle": ("depends_on: [A1]", "depends_on: [A2]"),
    "unknown-stakeholder": ("lead: town", "lead: towm"),
    "unknown-instrument": ("instrument: scheme", "instrument: schema"),
    "unknown-module": ("module: MOD1", "module: MOD2"),
    "unknown-source": ("source: census", "source: censsus"),
    "unknown-territory": ("territory: X-1\n", "territory: X-2\n"),
    "unknown-level": ("level: district", "level: canton"),
    "unknown-category": ("expected: [{category: officials", "expected: [{category: official"),
    "unknown-group": ("groups: [women]", "groups: [woman]"),
    "unknown-theme": ("theme: access", "theme: acces"),
    "unknown-measure": ("measure: people", "measure: peoples"),
    "unknown-criterion": ("criterion: reach", "criterion: reech"),
    "unknown-framework": ("frameworks: [GOALS-1]", "frameworks: [GOALS-9]"),
    "unknown-competence": ("competence: welcome", "competence: welcom"),
    "unknown-body": ("body: youth", "body: young"),
    "unknown-instrument-kind": ("kind: programme", "kind: program"),
    "unknown-task": ("task: T1\n", "task: T9\n"),
    "unknown-member": ("member: expert", "member: experts"),
    "unknown-cost-line": ("line: C1", "line: C7"),
    "unknown-finding": ("findings: [F1]", "findings: [F2]"),
    "unknown-need": ("needs: [N1]\n", "needs: [N7]\n"),
    "unknown-objective": ("objective: O1", "objective: O2"),
    "unknown-action": ("depends_on: [A1]", "depends_on: [A11]"),
    "unknown-indicator": ("indicators: [I1]}", "indicators: [I2]}"),
    "unknown-risk": ("risks: [R1]", "risks: [R2]"),
    "unknown-opinion": ("adoption: {opinion: OP1}", "adoption: {opinion: OP2}"),
    "unknown-item": ("item: A1", "item: B1"),
    "unknown-axis": ("axis: AX1", "axis: AX2"),
    "unknown-roadmap": ("roadmap: north", "roadmap: nort"),
    "unknown-event": ("event: E1", "event: E2"),
    "unknown-pack": ("reference: [./packs/local]", "reference: [./packs/local, norrland]"),
    "wrong-pack-version": ("reference: [./packs/local]", "reference: [./packs/local, atlas==9.9]"),
    "pack-holds-plan": ("reference: [./packs/local]", "reference: [./packs/local, ./packs/..]"),
    "missing-pack-folder": ("reference: [./packs/local]", "reference: [./packs/locale]"),
    "yaml-syntax": ("title: Mission", "title: |Mission"),
    "yaml-colon": ("lead: town", "lead: town: hall"),
    "yaml-no-colon": ("        lead: town\n", "        lead\n        axe: town\n"),
    "yaml-escape": ("title: Mission", 'title: "C:\\plan"'),
    "yaml-character": ("title: Mission", "title: @Mission"),
    "yaml-tab": ("  title: Mission", "\ttitle: Mission"),
    "yaml-bracket": ("roles: {office: R}", "roles: {office: R"),
    "yaml-indent": ("title: Mission", "title: 'L'accueil'"),
    "yaml-tag": ("title: Mission", "title: !!python/object:os.system Mission"),
    "yaml-alias": ("title: Mission", "title: *plan"),
    "too-deep": ("title: Mission", f"title: {DEEP}"),
    "several-documents": ("assignment:\n", "---\nassignment:\n"),
    "given-twice": None,
}
"""Code to the passage of the sound plan that is replaced, and by what."""

IN_PACK = {
    "unknown-mode": ("mode: own}", "mode: owned}"),
    "unknown-kind": ("kind: urban}", "kind: urbane}"),
}
"""The same in the plan's own pack."""

WHOLE = {
    "given-twice": {"plan.yaml": "currency: EUR\n", "more.yaml": "currency: NOK\n"},
    "empty-folder": {"notes.txt": "plan"},
    "empty-pack": {
        "plan.yaml": "migplan: 1\ntitle: P\nlanguages: [fr]\ncurrency: EUR\nreference: [./pack]\n",
        "pack/pack.yaml": "# to be written\n",
    },
    "empty-plan": {"plan.yaml": "# to be written\n"},
    "yaml-quote": {"plan.yaml": "migplan: 1\ntitle: 'Plan\n"},
    "yaml-control": {"plan.yaml": "title: Plan\x07\n"},
    "not-utf-8": {"plan.yaml": "title: Caf\u00e9\n".encode("latin-1")},
    "not-text": {"plan.yaml": b"PK\x03\x04\x00\x00"},
    "file-too-large": {"plan.yaml": b"#" * 5_000_001},
    "expected-top-mapping": {"plan.yaml": "- roadmaps\n"},
    "json-rest": {"plan.json": '{"title": "Plan"}\n{}\n'},
    "json-syntax": {"plan.json": '{"title": "Plan",}\n'},
}
"""Code to the files of a folder."""


class Packs:
    """The packs that are installed in these tests."""

    names = ("atlas", "norland")

    def __call__(self, name: str) -> Pack | None:
        return decode(Pack, {"id": "atlas", "version": "1.0"}).value if name == "atlas" else None


def said(problem, language: str) -> str:
    return explained([problem], language)[0].text


def described(code: str, written: str, problems) -> str:
    """Write the golden text: what was written, where the first problem of the code stands, and what it says."""
    problem = next(problem for problem in sorted(problems, key=sort_key) if problem.code == code)
    place = problem.position or problem.address or "-"
    shown = written if len(written) <= 200 else f"{written[:100]}… ({len(written)} characters)"
    lines = [f"| {line}" for line in shown.splitlines()]
    lines.append(f"{code}: {problem.severity.value} at {place}")
    lines += [f"{language}: {said(problem, language)}" for language in LANGUAGES]
    return "".join(f"{line}\n" for line in lines)


def compare(code: str, text: str) -> None:
    golden = GOLDEN / f"{code}.txt"
    if os.environ.get("MIGPLAN_GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("code", [code for code, change in CHANGED.items() if change])
def test_golden_line_of_a_fault_in_a_plan(code, plan_files, write_files):
    old, new = CHANGED[code]
    assert plan_files[FILE].count(old) >= 1

    folder = write_files({**plan_files, FILE: plan_files[FILE].replace(old, new, 1)})
    _, problems = read_plan(folder, Packs())

    compare(code, described(code, new, problems).replace(str(folder), "plan"))


@pytest.mark.parametrize("code", IN_PACK)
def test_golden_line_of_a_fault_in_a_pack(code, plan_files, write_files):
    old, new = IN_PACK[code]
    assert plan_files[LOCAL].count(old) == 1

    _, problems = read_plan(write_files({**plan_files, LOCAL: plan_files[LOCAL].replace(old, new)}), Packs())

    compare(code, described(code, new, problems))


@pytest.mark.parametrize("code", WHOLE)
def test_golden_line_of_a_fault_in_files(code, write_files):
    files = WHOLE[code]
    written = "\n".join(f"{name}: {content[:40]!r}" for name, content in files.items())

    folder = write_files(files)
    _, problems = read_plan(folder, Packs())

    compare(code, described(code, written, problems).replace(str(folder), "plan"))


def test_golden_line_of_a_path_that_does_not_exist(tmp_path):
    _, problems = read_plan(tmp_path / "nowhere", Packs())

    compare("missing-path", described("missing-path", "nowhere", problems).replace(str(tmp_path), "folder"))


def test_golden_line_of_a_folder_of_too_many_files(write_files, monkeypatch):
    monkeypatch.setattr("migplan.readers.files.MAX_FILES", 2)
    monkeypatch.setattr("migplan.readers.plans.MAX_FILES", 2)
    folder = write_files({f"{number}.yaml": "" for number in range(3)})

    _, problems = read_plan(folder, Packs())

    compare("too-many-files", described("too-many-files", "3 files", problems).replace(str(folder), "plan"))


def test_golden_line_of_a_file_that_is_no_plan(tmp_path):
    (tmp_path / "plan.txt").write_text("title: Plan")

    _, problems = read_plan(tmp_path / "plan.txt", Packs())

    code = "unknown-plan-suffix"
    compare(code, described(code, "plan.txt", problems).replace(str(tmp_path), "folder"))


def test_golden_line_of_what_is_not_a_file(tmp_path):
    os.mkfifo(tmp_path / "plan.yaml")

    _, problems = read_plan(tmp_path, Packs())

    compare("not-a-file", described("not-a-file", "plan.yaml (a pipe)", problems))


def test_golden_line_of_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "plan.yaml").symlink_to("nowhere.yaml")

    _, problems = read_plan(tmp_path, Packs())

    compare("unreadable-file", described("unreadable-file", "plan.yaml -> nowhere.yaml", problems))


REFUSED = {
    "pack-outside": ["../shared"],
    "pack-not-read": ["./packs/local", "./packs/other"],
}


@pytest.mark.parametrize("code", REFUSED)
def test_golden_line_of_a_pack_that_cannot_be_written(code, plan_files, write_files, tmp_path):
    import attrs

    plan, _ = read_plan(write_files(plan_files), Packs())

    with pytest.raises(PlanError) as error:
        dump_plan(attrs.evolve(plan, reference=tuple(REFUSED[code])), tmp_path / "copy")

    compare(code, described(code, ", ".join(REFUSED[code]), error.value.problems))
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("code", ["folder-holds-plan", "not-a-folder", "cannot-write"])
def test_golden_line_of_a_folder_that_cannot_be_written(code, plan_files, write_files, tmp_path):
    plan, _ = read_plan(write_files(plan_files), Packs())
    (tmp_path / "file").write_text("mine")
    target = {"folder-holds-plan": tmp_path / "plan", "not-a-folder": tmp_path / "file"}.get(
        code, tmp_path / "file" / "copy"
    )

    with pytest.raises(PlanError) as error:
        dump_plan(plan, target)

    compare(code, described(code, target.name, error.value.problems).replace(str(tmp_path), "folder"))
    assert (tmp_path / "file").read_text() == "mine"


def test_a_value_above_a_bound_without_lower_one_is_told_so():
    from decimal import Decimal

    from migplan.codec.faults import Fault, Reading
    from migplan.codec.scalars import bounded, read_integer
    from migplan.model.constraints import Range

    with pytest.raises(Fault) as fault:
        bounded(read_integer, Range(None, Decimal(5)))("6", Reading())

    assert (fault.value.code, fault.value.values["high"]) == ("too-large", 5)


def test_every_sentence_of_reading_has_a_golden_line():
    text = (Path(__file__).parents[2] / "src/migplan/locale/en/problems.toml").read_text(encoding="utf-8")
    section = text.partition("# Reading and writing back")[2]
    codes = set(tomllib.loads("# " + section))

    missing = {code for code in codes if not (GOLDEN / f"{code}.txt").exists()} - {"too-large"}

    assert missing == set()
