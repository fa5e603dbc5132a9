"""Reading back the workbook of 3 000 actions and 150 000 values: our way to a checked plan against `openpyxl.load_workbook` alone, and the seconds
and the peak memory of a process that does nothing else.

    python -m benchmarks.workbook_reading
"""

import json
import statistics
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import migplan
from benchmarks.load import write_plan

RUNS = 3
RATIO, SECONDS, MEGABYTES = 1.5, 10, 512
"""Most times the load by openpyxl, seconds of the processor, and peak memory that reading may take."""

_MEASURED = """
import json, resource, sys, time
path = sys.argv[1]
start = time.process_time()
{work}
seconds = time.process_time() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_OURS = """
import migplan
plan, problems = migplan.read(path)
assert plan is not None, problems[:3]
migplan.check(plan)
"""
_THEIRS = """
import openpyxl, warnings
warnings.simplefilter("ignore")
openpyxl.load_workbook(path)
"""


def measured(work: str, path: Path) -> tuple[float, float]:
    """Give the seconds of the processor and the peak megabytes of a process that does one piece of work."""
    code = _MEASURED.format(work=work.strip())
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, stdout=subprocess.PIPE, text=True)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def main() -> int:
    """Print ratio, seconds and memory; give 1 when one is too high."""
    with tempfile.TemporaryDirectory() as folder:
        source, path = Path(folder) / "plan", Path(folder) / "plan.xlsx"
        source.mkdir()
        write_plan(source)
        migplan.export(migplan.load(source), "workbook", to=path, on=date(2025, 9, 30))
        size = path.stat().st_size
        with zipfile.ZipFile(path) as package:
            unpacked = sum(part.file_size for part in package.infolist())
        rounds = [(measured(_OURS, path), measured(_THEIRS, path)) for _ in range(RUNS)]
    mine = statistics.median(ours[0] for ours, _ in rounds)
    theirs = statistics.median(plain[0] for _, plain in rounds)
    memory = max(ours[1] for ours, _ in rounds)
    print(
        f"{size / 1e6:.1f} MB, {unpacked / 1e6:.0f} MB unpacked; read and checked in {mine:.1f} s (at most {SECONDS}), {memory:.0f} MB (at most {MEGABYTES})"
    )
    print(f"reading: {mine / theirs:.2f} x openpyxl.load_workbook alone (at most {RATIO}), which takes {theirs:.1f} s")
    return int(mine / theirs > RATIO or mine > SECONDS or memory > MEGABYTES)


if __name__ == "__main__":
    raise SystemExit(main())
