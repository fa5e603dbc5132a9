"""Import of migplan against import of what it is built on: at most 1.3 ×; no Office library before an export asks."""

import statistics
import subprocess
import sys
import time


def seconds(code: str) -> float:
    """Time a fresh interpreter that runs the code, less one that runs nothing."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def run(rounds: int = 15) -> None:
    """Print the ratio of medians, in interleaved rounds."""
    nothing, ours, theirs = [], [], []
    for _ in range(rounds):
        nothing.append(seconds("pass"))
        ours.append(seconds("import migplan"))
        theirs.append(seconds("import attrs, cattrs, pluggy"))
    base = statistics.median(nothing)
    mine, other = statistics.median(ours) - base, statistics.median(theirs) - base
    print(
        f"import migplan: {mine * 1000:.1f} ms; attrs, cattrs, pluggy: {other * 1000:.1f} ms; ratio {mine / other:.2f} (at most 1.3)"
    )
    loaded = "import migplan, sys; print([m for m in ('docx', 'pptx', 'openpyxl', 'lxml') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.strip()
    print(f"office libraries loaded by import migplan: {found}")


if __name__ == "__main__":
    run()
