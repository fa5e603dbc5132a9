"""The full roadmap of one territory in three formats, one process, imports included, with the ten dearest calls."""

import cProfile
import pstats
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "souss-massa"


def write(folder: Path) -> dict[str, float]:
    """Write the three files and give the seconds of each step."""
    times = {}
    started = time.perf_counter()
    import migplan
    from migplan.host import Host

    host = Host.installed()
    plan = migplan.load(EXAMPLE, host=host)
    problems = migplan.check(plan, host=host)
    times["import, load, check"] = time.perf_counter() - started
    for format in ("docx", "pptx", "xlsx"):
        started = time.perf_counter()
        target = folder / f"roadmap.{format}"
        migplan.export(plan, "roadmap", of=plan.roadmaps[-1].id, to=target, host=host, problems=problems)
        times[format] = time.perf_counter() - started
    return times


def run() -> None:
    """Print times without a profile, then the profile of a second process-wide run."""
    with tempfile.TemporaryDirectory() as folder:
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            profile.runcall(write, Path(folder))
            pstats.Stats(profile).sort_stats("tottime").print_stats(10)
        else:
            times = write(Path(folder))
            print(
                "; ".join(f"{name}: {value:.2f} s" for name, value in times.items()),
                f"; whole: {sum(times.values()):.2f} s",
            )


if __name__ == "__main__":
    run()
