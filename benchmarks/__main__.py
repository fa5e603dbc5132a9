"""Run every benchmark, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

ORDER = (
    "imports",
    "load",
    "table_docx",
    "table_pptx",
    "table_xlsx",
    "workbook",
    "workbook_reading",
    "decks",
    "documents",
    "roadmap",
)


def main() -> int:
    """Run them in order; give 1 when one cannot run."""
    status = 0
    folder = Path(__file__).parent
    names = [name for name in ORDER if (folder / f"{name}.py").exists()]
    for name in names:
        print(f"\n== {name}", flush=True)
        status |= subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], cwd=folder.parent, check=False
        ).returncode
    print("\n== profile of the roadmap", flush=True)
    status |= subprocess.run(
        [sys.executable, "-m", "benchmarks.roadmap", "--profile"], cwd=folder.parent, check=False
    ).returncode
    return int(status != 0)


if __name__ == "__main__":
    raise SystemExit(main())
