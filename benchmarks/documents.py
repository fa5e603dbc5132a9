"""Every document of the example, every format, French, one process: documents per second, and the five dearest calls."""

import cProfile
import pstats
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "souss-massa"
DEAREST = 5


def write(folder: Path) -> int:
    """Write them all and give how many files there are."""
    from migplan.host import Host
    from migplan.pipeline import export_all, load

    host = Host.installed()
    plan = load(EXAMPLE, host=host)
    export_all(plan, to=folder, languages=("fr",), host=host)
    return sum(1 for path in folder.rglob("*") if path.suffix in (".docx", ".pptx", ".xlsx"))


def run() -> None:
    """Print the rate of a run without a profile, then the dearest calls of another."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        count = write(Path(folder))
        seconds = time.perf_counter() - started
    print(f"{count} documents in {seconds:.1f} s, {count / seconds:.2f} a second")
    with tempfile.TemporaryDirectory() as folder:
        profile = cProfile.Profile()
        profile.runcall(write, Path(folder))
        pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(DEAREST)


if __name__ == "__main__":
    run()
