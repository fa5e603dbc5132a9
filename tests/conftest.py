"""What the tests of core share: where the checkout is, and what it keeps under version control."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def tracked(root: Path) -> tuple[Path, ...]:
    """Give every file of the checkout that is or may be under version control; a copy without git gives all but caches."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()
    except (FileNotFoundError, subprocess.CalledProcessError):
        return tuple(sorted(path for path in root.rglob("*") if path.is_file() and not _is_cache(path, root)))
    paths = (root / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def _is_cache(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    return any(
        (part.startswith(".") and part != ".ci") or part in {"__pycache__", "out", "dist", "build"} for part in parts
    )
