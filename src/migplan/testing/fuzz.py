"""Long fuzzing: `python -m migplan.testing.fuzz --examples N [--format docx] [--kind document] [--seed S]`.

Kinds of examples: any document through an exporter (its words kept, linter and openxml-audit without a finding, the
same bytes twice), any plan (dumped and read back equal, checked, its roadmap written), the YAML of a plan with faults
planted at random, and the workbook of a plan with its parts damaged (outcome: a plan or problems, never an exception).
Examples come in batches, each with its own seed, spread over processes. Ends with a line `N passed, N failed` and status 1 when one failed.
"""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from migplan import pipeline
from migplan.documents import Document
from migplan.host import Host
from migplan.model import Plan
from migplan.problems import PlanError, has_errors
from migplan.testing.extraction import OFFICE, said_by
from migplan.testing.fuzz_workbooks import mutated_workbook, workbook_law, workbook_of
from migplan.testing.keeping import lost
from migplan.testing.office import faults
from migplan.testing.samples import DAY
from migplan.testing.strategies import documents, plans

BATCH = 25
"""Examples drawn from one seed."""

KINDS = ("document", "document", "document", "plan", "yaml", "workbook")
"""What the batches try in turn."""

LARGEST = 400_000
"""Bytes of the largest roadmap that is validated: one with hundreds of actions takes the validator minutes."""

PLANS = 3
"""Plans whose workbooks the examples of a batch are made from; the first that hypothesis draws is the smallest there is."""

SLOWEST = 10
"""Seconds of the processor that reading a mutated plan may take."""


@frozen
class Batch:
    """Examples of one kind, drawn from one seed."""

    kind: str
    format: str
    seed: int
    size: int
    shrinks: bool = False
    """Whether to raise the first failure, made as small as hypothesis can."""

    def command(self) -> str:
        """Give the command that shows the failures of this batch again, the first made small."""
        return (
            f"python -m migplan.testing.fuzz --kind {self.kind} --format {self.format} --seed {self.seed} "
            f"--examples {self.size} --shrink"
        )


@frozen
class Outcome:
    """What became of a batch."""

    batch: Batch
    tried: int
    failures: tuple[tuple[int, str], ...]
    """Number of the example in the batch, from 1, and what was wrong."""


@cache
def _host() -> Host:
    """Give this installation with every module of its packages: hypothesis draws from the words that loaded modules hold.

    A batch would otherwise depend on those that the same process tried before it.
    """
    host = Host.installed()
    for name in sorted(name for name, module in sys.modules.items() if "." not in name and name.startswith("migplan")):
        for found in walk_packages(getattr(sys.modules[name], "__path__", ()), f"{name}."):
            if not found.name.endswith("__main__"):
                import_module(found.name)
    return host


def run(batch: Batch) -> Outcome:
    """Try a batch."""
    failures: list[tuple[int, str]] = []
    tried = 0

    def attempt(law: Callable[[], Sequence[str]]) -> None:
        nonlocal tried
        tried += 1
        try:
            wrong = "; ".join(list(law())[:4])
        except Exception as error:  # whatever is raised is what fuzzing looks for
            cause = error.__cause__ or error
            frame = traceback.extract_tb(cause.__traceback__)[-1]
            wrong = f"{type(cause).__name__}: {cause} ({Path(frame.filename).name}:{frame.lineno})"
        if wrong:
            if batch.shrinks:
                raise AssertionError(wrong)
            failures.append((tried, wrong))

    phases = list(Phase) if batch.shrinks else [Phase.generate]
    configured = settings(
        max_examples=batch.size, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
    medium = _host().exporters[batch.format].medium

    def of_document(document: Document) -> None:
        attempt(lambda: document_law(document, batch.format))

    def of_plan(plan: Plan) -> None:
        attempt(lambda: plan_law(plan, batch.format))

    def of_text(plan: Plan, number: int) -> None:
        attempt(lambda: yaml_law(plan, Random(number)))

    def of_workbooks(drawn: Sequence[Plan]) -> None:
        written = [data for plan in drawn if (data := workbook_of(plan, _host())) is not None]
        for number in range(batch.size if written else 0):
            damaged = mutated_workbook(written[number % len(written)], Random(batch.seed * 1_000_003 + number))
            attempt(lambda damaged=damaged: workbook_law(damaged, _host()))  # type: ignore[misc]  # of this round

    if batch.kind == "workbook":  # writing one takes as long as reading many
        drawn: list[Plan] = []

        def draw(plan: Plan) -> None:
            drawn.append(plan)

        seed(batch.seed)(settings(configured, max_examples=PLANS)(given(plans())(draw)))()
        of_workbooks(drawn)
    elif batch.kind == "document":
        seed(batch.seed)(configured(given(documents(medium))(of_document)))()
    elif batch.kind == "plan":
        seed(batch.seed)(configured(given(plans())(of_plan)))()
    else:
        seed(batch.seed)(configured(given(plans(), st.integers(0, 2**32))(of_text)))()
    return Outcome(batch, tried, tuple(failures))


def document_law(document: Document, format: str) -> list[str]:
    """Say what an exporter does to a document that it should not."""
    exporter = _host().exporters[format]
    data = pipeline.render_document(document, exporter)
    missing = lost(document, said_by(data, exporter.suffix)) if exporter.suffix in OFFICE else []
    again = [] if pipeline.render_document(document, exporter) == data else ["other bytes the second time"]
    return [*faults(data, exporter.suffix, document.language), *(f"lost {one}" for one in missing), *again]


def plan_law(plan: Plan, format: str) -> list[str]:
    """Say what goes wrong when a plan is dumped, read back, checked and its first roadmap written."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline.dump(plan, Path(folder) / "plan")
        back, problems = pipeline.read(Path(folder) / "plan", host=_host())
    if back != plan:
        return ["the plan read back differs", *(str(problem) for problem in problems[:3])]
    pipeline.check(plan, host=_host())
    if not plan.roadmaps:
        return []
    exporter = _host().exporters[format]
    try:
        data = pipeline.render(plan, "roadmap", format=format, of=plan.roadmaps[0].id, on=DAY, host=_host())
    except PlanError:
        return []  # a roadmap that lacks what the report needs is told so
    return faults(data, exporter.suffix, plan.languages[0]) if len(data) <= LARGEST else []


def yaml_law(plan: Plan, random: Random) -> list[str]:
    """Say what goes wrong when the files of a plan are damaged and read."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "plan"
        pipeline.dump(plan, place)
        files = sorted(path for path in place.rglob("*") if path.is_file())
        for path in random.sample(files, min(len(files), random.randint(1, 2))):
            path.write_bytes(mutated(path.read_bytes(), random))
        started = time.process_time()
        read, problems = pipeline.read(place, host=_host(), language="en")
        if read is not None:
            pipeline.check(read, host=_host())
        if time.process_time() - started > SLOWEST:
            return [f"reading took more than {SLOWEST} seconds"]
    wordless = [f"{problem.code} has no message" for problem in problems if not problem.text]
    return wordless if read is not None or has_errors(problems) else ["no plan, and no error that says why"]


_SCRAPS = (b":", b"- ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!python/name:os.system ", b"|", b">", b"'", b'"', b"\t", b"\0",
           b"\xff", b"\xef\xbb\xbf", b"---\n", b"...\n", b"<<: ", b"? ", b"~", b"1e400", b"-1", b"2025-02-30", b"a: b\n", b"%",
           b"\xe2\x80\xae", b" ", b"\n", b"  ", b"null", b"[[[[[[[[")  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """Damage a text: lines doubled, dropped, indented or swapped, bytes changed, scraps of syntax put in."""
    for _ in range(random.randint(1, 4)):
        lines = data.split(b"\n")
        at = random.randrange(len(lines))
        place = random.randrange(len(data) + 1)
        match random.randrange(7):
            case 0:
                lines.insert(at, random.choice(lines))
                data = b"\n".join(lines)
            case 1:
                del lines[at]
                data = b"\n".join(lines)
            case 2:
                lines[at] = random.choice([b"  ", b"\t", b"- "]) + lines[at]
                data = b"\n".join(lines)
            case 3:
                lines[at] = lines[at].lstrip()
                data = b"\n".join(lines)
            case 4:
                data = data[:place] + bytes([random.randrange(256)]) + data[place + 1 :]
            case 5:
                data = data[:place] + random.choice(_SCRAPS) + data[place:]
            case _:
                other = random.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
                data = b"\n".join(lines)
    return data


def batches(examples: int, first: int, kind: str, formats: Sequence[str], shrinks: bool = False) -> Iterator[Batch]:
    """Share examples out over batches: kinds and formats in turn, seeds one by one."""
    formats_by_kind = {name: Counter[str]() for name in KINDS}
    for number in range((examples + BATCH - 1) // BATCH):
        chosen = kind or KINDS[number % len(KINDS)]
        used = formats_by_kind[chosen]
        format = min(formats, key=lambda name: used[name])
        used[format] += 1
        yield Batch(chosen, format, first + number, min(BATCH, examples - number * BATCH), shrinks)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; 1 when an example failed."""
    known = sorted(_host().exporters)
    parser = argparse.ArgumentParser(prog="python -m migplan.testing.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--examples", type=int, default=1000, help="how many examples to try (1000)")
    parser.add_argument("--format", choices=known, action="append", help="only this format; may be repeated (all)")
    parser.add_argument("--kind", choices=sorted(set(KINDS)), default="", help="only this kind of example (all)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first batch (0): the same seed tries the same")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="how many processes work (all cores)"
    )
    parser.add_argument("--shrink", action="store_true", help="stop at the first failure and make it small")
    asked = parser.parse_args(arguments)
    todo = list(batches(asked.examples, asked.seed, asked.kind, asked.format or known, asked.shrink))
    if asked.shrink:
        return _shrunk(todo)
    passed = failed = 0
    with ProcessPoolExecutor(max(1, asked.processes)) as pool:
        for outcome in pool.map(run, todo):
            failed += len(outcome.failures)
            passed += outcome.tried - len(outcome.failures)
            _show(outcome)
            print(f"{passed + failed} of {asked.examples} tried, {failed} failed", file=sys.stderr, flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _show(outcome: Outcome) -> None:
    batch = outcome.batch
    for number, wrong in outcome.failures:
        print(f"FAILED {batch.kind} {batch.format} seed {batch.seed} example {number}: {wrong[:600]}")
    if outcome.failures:
        print(f"       again: {batch.command()}", flush=True)


def _shrunk(todo: Sequence[Batch]) -> int:
    passed = 0
    for batch in todo:
        try:
            passed += run(batch).tried
        except AssertionError as failure:  # hypothesis shows the smallest example among its notes
            print("\n".join([str(failure), *getattr(failure, "__notes__", ())]))
            print(f"{passed} passed, 1 failed")
            return 1
    print(f"{passed} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
