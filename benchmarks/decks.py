"""Every deck and board of the example's events: documents per second on one process and on two.

Whole runs of `migplan.export_all` for the report `event` in slides, into a new folder each: making and writing the
files, and starting the processes. The plan is read before. Each figure is the median of five runs, one of each in turn.
The processor time beside them says what sharing the work costs, whatever else the machine is doing.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

import migplan
from migplan.host import Host
from migplan.model import Plan

EXAMPLE = Path(__file__).parents[1] / "examples" / "souss-massa"
RUNS = 5
TARGET = 1.6


def _processor_seconds() -> float:
    return sum(os.times()[:4])


def documents_per_second(plan: Plan, host: Host, workers: int) -> tuple[float, float, int, int]:
    """Write the whole set once: documents per second, seconds of processor time, documents written, documents refused."""
    with tempfile.TemporaryDirectory() as folder:
        started, busy = time.perf_counter(), _processor_seconds()
        outcomes = migplan.export_all(plan, "event", to=folder, formats=["pptx"], workers=workers, host=host)
        seconds, busy = time.perf_counter() - started, _processor_seconds() - busy
    written = sum(outcome.is_written for outcome in outcomes)
    return written / seconds, busy, written, len(outcomes) - written


def run() -> None:
    """Print both figures and their ratio."""
    host = Host.installed()
    plan = migplan.load(EXAMPLE, host=host)
    documents_per_second(plan, host, 1)
    alone, together = [], []
    for _ in range(RUNS):
        alone.append(documents_per_second(plan, host, 1))
        together.append(documents_per_second(plan, host, 2))
    one, two = (statistics.median(rate for rate, *_ in runs) for runs in (alone, together))
    busy_one, busy_two = (statistics.median(busy for _, busy, *_ in runs) for runs in (alone, together))
    *_, written, refused = alone[-1]
    print(f"{written} documents of {len(plan.events)} events, {refused} refused; {os.cpu_count()} processors")
    print(f"one process: {one:.1f} documents per second; two processes: {two:.1f}")
    print(f"processor time: {busy_one:.1f} s on one, {busy_two:.1f} s on two")
    print(f"ratio {two / one:.2f} (target {TARGET})")


if __name__ == "__main__":
    run()
