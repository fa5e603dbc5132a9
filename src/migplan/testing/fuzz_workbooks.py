"""Workbooks damaged at random, and what reading them may do: give a plan or problems, within time and memory.

Source: office-quality.md, section 14, Q3.
"""

import contextlib
import re
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

from migplan import pipeline
from migplan.host import Host
from migplan.model import Plan
from migplan.problems import PlanError, has_errors

SLOWEST = 10
"""Seconds of the processor that reading one file may take."""
MEMORY = 400
"""Megabytes that reading one file may add to the process: with the library itself, less than the 512 of the rule."""
_DAY = date(2025, 6, 30)
_OURS = ("Damaged", "XMLSyntaxError", "KeyError: 'xl/", "KeyError: '_rels")
"""Beginnings of the reasons that the file is to blame for; any other exception is our own fault."""
_TOKEN = re.compile(rb"<[^<>]{1,400}>|\"[^\"<>]{1,100}\"|(?<=>)[^<>]{1,100}(?=<)")
_SCRAPS = (b'""', b'"-1"', b'"99999999999"', b'"NaN"', b'"1e400"', b'"s"', b'"inlineStr"', b'"e"', b'"b"', b'"d"', b'"A1"', b'"XFD1"',
           b"NaN", b"-1", b"1e400", b"99999999999", b"#N/A", b"<v/>", b"<is><t>x</t></is>", b"<f>1+1</f>", b"&#10;", b"&lt;", b"_x0000_",
           b"\xd9\xa1", b" ", b"2025-02-30", b"migplan", b"<row/>", b"<c/>")  # fmt: skip


def workbook_of(plan: Plan, host: Host) -> bytes | None:
    """Write the workbook of a plan's first roadmap, else of the whole plan; `None` when it lacks what a workbook needs."""
    of = plan.roadmaps[0].id if plan.roadmaps else None
    try:
        return pipeline.render(plan, "workbook", format="xlsx", of=of, on=_DAY, host=host)
    except PlanError:
        return None


def mutated_workbook(data: bytes, random: Random) -> bytes:
    """Damage a workbook: tokens of its XML swapped, parts removed, bits flipped, a third each."""
    damage: Callable[[dict[str, bytes], Random], None] = random.choice((_swap_tokens, _remove_parts, _flip_bits))
    if damage is _flip_bits and random.random() < 0.5:
        return _flipped(data, random)  # the package itself
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    damage(parts, random)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _swap_tokens(parts: dict[str, bytes], random: Random) -> None:
    for _ in range(random.randint(1, 6)):
        name = random.choice(sorted(parts))
        content = parts[name]
        found = list(_TOKEN.finditer(content))
        if not found:
            continue
        one = random.choice(found)
        other = random.choice(found)
        put = random.choice(_SCRAPS) if random.random() < 0.5 else other[0]
        parts[name] = content[: one.start()] + put + content[one.end() :]


def _remove_parts(parts: dict[str, bytes], random: Random) -> None:
    for name in random.sample(sorted(parts), min(len(parts), random.randint(1, 3))):
        del parts[name]


def _flip_bits(parts: dict[str, bytes], random: Random) -> None:
    for _ in range(random.randint(1, 3)):
        name = random.choice(sorted(parts))
        parts[name] = _flipped(parts[name], random)


def _flipped(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def workbook_law(data: bytes, host: Host) -> list[str]:
    """Say what reading a damaged workbook does that it should not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filled.xlsx"
        path.write_bytes(data)
        before = _memory_from_here()
        started = time.process_time()
        plan, problems = pipeline.read(path, host=host, language="en")
        if plan is not None:
            pipeline.check(plan, host=host)
        taken = time.process_time() - started
    wrong = [f"{problem.code} has no message" for problem in problems if not problem.text]
    if taken > SLOWEST:
        wrong.append(f"reading took {taken:.1f} seconds")
    used = _peak_memory() - before
    if used > MEMORY:
        wrong.append(f"reading took {used:.0f} MB")
    if plan is None and not has_errors(problems):
        wrong.append("no plan, and no error that says why")
    for problem in problems:
        reason = str(problem.values.get("error", ""))
        if problem.code == "broken-plugin" or (problem.code == "unreadable-workbook" and not reason.startswith(_OURS)):
            wrong.append(f"{problem.code}: {reason}")
    return wrong


def _memory_from_here() -> float:
    """Let the peak of the process's memory count anew where the system can (Linux), and give that peak in MB."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _peak_memory()


def _peak_memory() -> float:
    """Give the most memory that the process has held, in MB; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        found = re.search(r"^VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0
