"""Prose typed into the slots of a Word file comes back into the plan, and the next export keeps it."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from xml.sax.saxutils import escape

import pytest

import migplan
from migplan.cli.entry import run

PLAN = """\
migplan: 1
title: Plan      # for all
languages: [fr, ar]
currency: EUR
as_of: 2025-01-01
corrections:
  id: own
  levels: [{id: town, title: Town, rank: 1}]
  territories: [{id: N, title: North, level: town}]
roadmaps:
  - id: north
    territory: N
"""
EVENTS = """\
events:
  - id: talk
    title: {fr: Rencontre, ar: لقاء}
    kind: consultation
    start: 2024-05-02
    is_held: true
"""
PASSAGES = """\
passages:
  # said on the day
  - {id: work, report: minutes, section: exchanges, event: talk, text: {fr: "Tous l'ont dit : oui.", ar: قالوا نعم}}   # keep
  - id: place
    report: minutes
    section: agreements
    event: talk
    text: Un seul texte
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan").mkdir()
    for name, text in (("plan", PLAN), ("events", EVENTS), ("passages", PASSAGES)):
        (tmp_path / "plan" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "plan"


def _export(folder, language="fr", name="back.docx"):
    path = folder.parent / name
    path.unlink(missing_ok=True)
    migplan.export(migplan.load(folder), "minutes", of="talk", language=language, to=path)
    return path


def _document(path):
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def _write(path, change):
    """Save a file with another body, and everything else as it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()) if name == "word/document.xml" else data)
    path.write_bytes(buffer.getvalue())


def _paragraphs(lines):
    return "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)


def _type(path, passage, *lines):
    """Type paragraphs into the slot of a passage, as Word does: the placeholder goes."""
    control = re.compile(
        rf'(<w:tag w:val="passage:{passage}"/>(?:(?!</w:sdtPr>).)*?)(?:<w:showingPlcHdr/>)?'
        r"(</w:sdtPr><w:sdtContent>).*?(</w:sdtContent>)"
    )
    assert control.search(_document(path)), passage
    _write(path, lambda body: control.sub(lambda found: found[1] + found[2] + _paragraphs(lines) + found[3], body, 1))


def _update(folder, path, capsys, *options):
    capsys.readouterr()
    status = run(["update", str(folder), str(path), "--json", *options])
    out = capsys.readouterr()
    return status, json.loads(out.out) if out.out else out.err


def _changes(told):
    return [(one["address"], one["kind"], one["before"], one["after"]) for one in told["changes"]]


def _slots(folder):
    return {one.passage for one in migplan.pipeline.slots(migplan.load(folder), "minutes", of="talk", language="fr")}


def test_what_nobody_touched_changes_nothing(folder, capsys):
    path = _export(folder)

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, told["changes"], told["conflicts"], told["has_base"]) == (0, [], [], True)


def test_prose_is_shown_then_written_and_the_next_export_keeps_it(folder, capsys):
    path = _export(folder)
    _type(path, "work", "Tous l’ont dit\u202f: non.", "Puis ils ont voté.")

    status, told = _update(folder, path, capsys)

    after = "Tous l'ont dit : non.\n\nPuis ils ont voté."
    assert (status, told["written"]) == (0, False)
    assert _changes(told) == [("passages/work/text/fr", "set", "Tous l'ont dit : oui.", after)]
    assert (folder / "passages.yaml").read_text(encoding="utf-8") == PASSAGES

    status, told = _update(folder, path, capsys, "--accept")

    written = (folder / "passages.yaml").read_text(encoding="utf-8")
    assert (status, told["written"]) == (0, True)
    assert "# said on the day" in written
    assert "# keep" in written
    assert dict(_passage(folder, "work").text.values) == {"fr": after, "ar": "قالوا نعم"}
    again = _export(folder, name="again.docx")
    assert "Puis ils ont voté." in _document(again)
    assert _update(folder, again, capsys)[1]["changes"] == []


def _passage(folder, id):
    return next(one for one in migplan.load(folder).passages if one.id == id)


def test_prose_for_a_slot_that_was_open_makes_a_passage(folder, capsys):
    left = next(iter(sorted(_slots(folder))))
    path = _export(folder)
    _type(path, left, "Nous étions là.")

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, [one["kind"] for one in told["changes"]]) == (0, ["added"])
    assert "Nous étions là." in told["changes"][0]["after"]
    made = _passage(folder, left)
    assert (made.report, made.event, made.text.in_("fr")) == ("minutes", "talk", "Nous étions là.")
    assert left not in _slots(folder)


def test_arabic_goes_to_arabic(folder, capsys):
    path = _export(folder, "ar")
    _type(path, "work", "قالوا لا", "ثم صوتوا")

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, told["changes"][0]["address"]) == (0, "passages/work/text/ar")
    assert dict(_passage(folder, "work").text.values)["ar"] == "قالوا لا\n\nثم صوتوا"


def test_a_translation_stands_beside_the_text_that_it_translates(folder, capsys):
    path = _export(folder, "ar")
    _type(path, "place", "نص واحد")

    _, told = _update(folder, path, capsys, "--accept")

    assert told["changes"][0]["address"] == "passages/place/text/ar"
    text = _passage(folder, "place").text
    assert (text.in_("fr"), text.in_("ar")) == ("Un seul texte", "نص واحد")


def test_what_both_sides_changed_is_a_conflict_and_stays(folder, capsys):
    path = _export(folder)
    _type(path, "work", "Eux : non.")
    own = PASSAGES.replace("Tous l'ont dit : oui.", "Nous : peut-être.")
    (folder / "passages.yaml").write_text(own, encoding="utf-8")

    status, told = _update(folder, path, capsys, "--accept")

    assert status == 1
    assert [(one["after"], one["ours"]) for one in told["conflicts"]] == [("Eux : non.", "Nous : peut-être.")]
    assert (folder / "passages.yaml").read_text(encoding="utf-8") == own


def test_a_passage_that_the_plan_dropped_is_a_conflict(folder, capsys):
    path = _export(folder)
    _type(path, "work", "Eux : non.")
    kept = "".join(line for line in PASSAGES.splitlines(keepends=True) if "id: work" not in line)
    (folder / "passages.yaml").write_text(kept, encoding="utf-8")

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, told["changes"], len(told["conflicts"])) == (1, [], 1)


def test_a_deleted_slot_leaves_the_prose_and_is_told(folder, capsys):
    path = _export(folder)
    _write(path, lambda body: re.sub(r"<w:sdt>(?:(?!</w:sdt>).)*passage:work.*?</w:sdt>", "", body))

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, told["changes"]) == (0, [])
    assert [one["code"] for one in told["problems"]] == ["deleted-slot"]


def test_an_emptied_slot_empties_the_passage_only_when_asked(folder, capsys):
    path = _export(folder)
    _type(path, "work", "")

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, told["changes"], len(told["held_back"])) == (0, [], 1)

    status, told = _update(folder, path, capsys, "--accept", "--remove")

    assert (status, told["written"]) == (0, True)
    assert dict(_passage(folder, "work").text.values) == {"ar": "قالوا نعم"}


def test_a_file_of_somebody_else_and_a_damaged_one_are_refused(folder, capsys):
    import docx

    other = folder.parent / "other.docx"
    docx.Document().save(other)
    broken = folder.parent / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    before = {path: path.read_bytes() for path in folder.iterdir()}

    for path, code in ((other, "no-slots"), (broken, "damaged-office-file")):
        status, told = _update(folder, path, capsys, "--accept")
        assert status in (1, 2)
        assert code in str(told)
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


def test_a_file_that_lost_what_it_remembers_is_compared_with_the_plan(folder, capsys):
    path = _export(folder)
    _type(path, "work", "Tous l'ont dit : jamais.")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if not name.startswith("customXml")}
    parts["word/_rels/document.xml.rels"] = re.sub(
        rb'<Relationship [^>]*customXml/item1.xml"/>', b"", parts["word/_rels/document.xml.rels"]
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)

    status, told = _update(folder, path, capsys)

    assert (status, told["has_base"]) == (0, False)
    assert [(address, after) for address, _, _, after in _changes(told)] == [
        ("passages/work/text/fr", "Tous l'ont dit : jamais.")
    ]


def test_a_word_file_is_no_plan(folder, capsys):
    assert run(["check", str(_export(folder)), "--json"]) == 1
    assert "prose-alone" in capsys.readouterr().out


@pytest.mark.needs_libreoffice
@pytest.mark.parametrize("typed", ["before", "after"])
def test_prose_survives_a_save_by_libreoffice(folder, capsys, tmp_path, typed):
    left = next(one.passage for one in migplan.pipeline.slots(migplan.load(folder), "minutes", of="talk"))
    path = _export(folder)
    if typed == "before":
        _type(path, "work", "Tous l'ont dit : non.", "Puis ils ont voté.")
        _type(path, left, "Nous étions là.")
    path = _saved(path, tmp_path)
    if typed == "after":  # what is typed in LibreOffice stands where the words stood, placeholder or prose
        hint = re.search(r"SlotHint.*?<w:t[^>]*>([^<]+)</w:t>", _document(path))[1]
        said = re.search(r">(Tous l[^<]*)</w:t></w:r>", _document(path))[1]
        typed_over = f"Tous l'ont dit : non.</w:t></w:r></w:p>{_paragraphs(['Puis ils'])}<w:p><w:r><w:t>ont voté."
        _write(path, lambda body: body.replace(hint, "Nous étions là.").replace(said, typed_over))

    status, told = _update(folder, path, capsys, "--accept")

    assert (status, told["written"], len(told["changes"])) == (0, True, 2)
    words = _passage(folder, "work").text.in_("fr").split()
    assert words == ["Tous", "l'ont", "dit", ":", "non.", "Puis", "ils", "ont", "voté."]
    assert _passage(folder, left).text.in_("fr") == "Nous étions là."


def _saved(path, tmp_path):
    target = tmp_path / "saved"
    target.mkdir()
    program = shutil.which("soffice")
    command = [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(target), str(path)], check=True, capture_output=True, timeout=180)
    return target / path.name
