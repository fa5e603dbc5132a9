"""Writing files: all or nothing, never over somebody's own work."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from migplan import outputs
from migplan.problems import PlanError

OLD, NEW = b"old" * 400, b"new" * 500


def codes(error: pytest.ExceptionInfo[PlanError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def debris(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.name.startswith(".migplan-"))


def test_a_file_is_written_and_written_again_while_it_is_as_we_made_it(tmp_path):
    path = tmp_path / "a.docx"

    outputs.write(path, OLD)
    outputs.write(path, NEW)

    assert path.read_bytes() == NEW
    assert debris(tmp_path) == []


def test_a_retouched_file_is_not_replaced_unasked(tmp_path):
    path = tmp_path / "a.docx"
    outputs.write(path, OLD)
    path.write_bytes(b"retouched by hand")

    with pytest.raises(PlanError) as error:
        outputs.write(path, NEW)

    assert codes(error) == ["output-retouched"]
    assert path.read_bytes() == b"retouched by hand"


def test_a_file_that_is_not_ours_is_not_replaced_unasked(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"somebody's own")

    with pytest.raises(PlanError) as error:
        outputs.write(path, NEW)

    assert codes(error) == ["output-not-ours"]
    assert path.read_bytes() == b"somebody's own"


def test_replacing_on_request_keeps_a_dated_copy_of_what_was_there(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"somebody's own")

    kept = outputs.write(path, NEW, replace=True)

    assert path.read_bytes() == NEW
    assert kept is not None
    assert kept.read_bytes() == b"somebody's own"
    assert kept.name.startswith("a.20") and kept.suffix == ".docx"


def test_two_copies_of_one_second_both_stay(tmp_path):
    path = tmp_path / "a.docx"
    kept = []
    for text in (b"first", b"second"):
        path.write_bytes(text)
        os.utime(path, (1_700_000_000, 1_700_000_000))
        kept.append(outputs.write(path, NEW, replace=True))

    assert [copy.read_bytes() for copy in kept if copy] == [b"first", b"second"]


@pytest.mark.parametrize("after", [0, 1, 512, len(NEW) // 2, len(NEW) - 1])
def test_a_disk_that_fills_up_leaves_the_old_file_and_no_debris(tmp_path, after):
    path = tmp_path / "a.docx"
    path.write_bytes(OLD)

    def put(handle: int, data: bytes) -> None:
        os.write(handle, data[:after])
        raise OSError(errno.ENOSPC, "no space left")

    with pytest.raises(PlanError) as error:
        outputs.write_atomically(path, NEW, put=put)

    assert codes(error) == ["output-failed"]
    assert str(path) in str(error.value.problems[0].values["path"])
    assert path.read_bytes() == OLD
    assert debris(tmp_path) == []


def test_an_interrupt_leaves_the_old_file_and_no_debris(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(OLD)

    def put(handle: int, data: bytes) -> None:
        os.write(handle, data[:10])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outputs.write_atomically(path, NEW, put=put)

    assert path.read_bytes() == OLD
    assert debris(tmp_path) == []


def test_a_missing_folder_is_a_problem_that_names_the_path(tmp_path):
    path = tmp_path / "missing" / "a.docx"

    with pytest.raises(PlanError) as error:
        outputs.write(path, NEW)

    assert codes(error) == ["output-folder-missing"]


def test_a_folder_in_the_place_of_the_file_is_a_problem(tmp_path):
    with pytest.raises(PlanError) as error:
        outputs.write(tmp_path, NEW)

    assert codes(error) == ["output-is-folder"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may write to a read-only folder")
def test_a_read_only_folder_is_a_problem(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PlanError) as error:
            outputs.write(tmp_path / "a.docx", NEW)
    finally:
        tmp_path.chmod(0o700)

    assert codes(error) == ["output-not-allowed"]


def test_the_mode_is_that_of_the_umask_for_a_new_file_and_kept_for_an_old_one(tmp_path):
    old = tmp_path / "old.docx"
    old.write_bytes(OLD)
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        outputs.write_atomically(old, NEW)
        outputs.write_atomically(tmp_path / "new.docx", NEW)
    finally:
        os.umask(before)

    assert old.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new.docx").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path):
    target, link = tmp_path / "target.docx", tmp_path / "link.docx"
    outputs.write(target, OLD)
    link.symlink_to(target)

    outputs.write(link, NEW)

    assert link.is_symlink()
    assert target.read_bytes() == NEW


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("north-fr.docx", "north-fr.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "_CON"),
        ("nul.docx", "_nul.docx"),
        ("a b/c:d*?", "a-b-c-d"),
        ("خارطة", "document"),
        ("name. ", "name"),
        ("x" * 300, "x" * 100),
    ],
)
def test_file_names_are_safe_everywhere(text, name):
    assert outputs.safe_name(text) == name


def test_a_writing_interrupted_after_the_file_took_its_name_leaves_it_ours(tmp_path, monkeypatch):
    path = tmp_path / "a.docx"
    outputs.write(path, OLD)
    taking = outputs._take_name

    def interrupted(temporary, target, **settings):
        taking(temporary, target, **settings)
        if target == path:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "_take_name", interrupted)
        with pytest.raises(KeyboardInterrupt):
            outputs.write(path, NEW)

    assert path.read_bytes() == NEW
    assert outputs.would_refuse(path) is None


def test_a_writing_that_fails_leaves_no_record_of_what_was_never_made(tmp_path, monkeypatch):
    def full(handle, data):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(outputs, "_put", full)
    with pytest.raises(PlanError):
        outputs.write(tmp_path / "a.docx", NEW)

    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_records_is_told_before_anything_is_written(tmp_path):
    (tmp_path / outputs.RECORD_FOLDER).write_text("mine")

    with pytest.raises(PlanError) as error:
        outputs.write(tmp_path / "a.docx", NEW)

    assert codes(error) == ["output-not-a-folder"]
    assert [item.name for item in tmp_path.iterdir()] == [outputs.RECORD_FOLDER]


def test_the_longest_names_are_written_twice(tmp_path):
    path = tmp_path / ("y" * 250 + ".docx")

    outputs.write(path, OLD)
    outputs.write(path, NEW)

    assert path.read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="links and devices of POSIX")
def test_what_is_no_file_is_refused_even_on_request(tmp_path):
    (tmp_path / "circle").symlink_to("circle")
    os.mkfifo(tmp_path / "pipe")

    refused = {
        name: outputs.would_refuse(tmp_path / name, replace=True)
        for name in ("circle", "pipe", "z" * 300, "a\0b", "none/a.docx", ".")
    }

    assert {name: problem.code for name, problem in refused.items() if problem} == {
        "circle": "output-bad-name",
        "pipe": "output-not-a-file",
        "z" * 300: "output-bad-name",
        "a\0b": "output-bad-name",
        "none/a.docx": "output-folder-missing",
        ".": "output-is-folder",
    }


WRITING = """
import sys
from pathlib import Path
from migplan import outputs
for number in range(20):
    outputs.write(Path(sys.argv[1]), (sys.argv[2] + str(number)).encode() * 1000)
"""


@pytest.mark.skipif(os.name == "nt", reason="folders are locked on POSIX only")
def test_two_processes_that_write_one_file_leave_it_whole_and_ours(tmp_path):
    path = tmp_path / "a.docx"
    command = [sys.executable, "-c", WRITING, str(path)]

    running = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in ("one", "two")]
    said = [process.communicate()[1] for process in running]

    assert said == [b"", b""]
    assert outputs.would_refuse(path) is None
    assert debris(tmp_path) == []
