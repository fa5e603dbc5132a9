"""Every code block on a page runs."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    yield from _BLOCK.findall(page.read_text(encoding="utf-8"))


def with_code(pages: list[Path]) -> list[Path]:
    return [page for page in pages if any(kind in ("python", "sh", "yaml") for kind, _ in blocks(page))]


@pytest.mark.parametrize("page", with_code(PAGES), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_code_on_a_page_runs(page, tmp_path, monkeypatch):
    from migplan.cli.entry import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MIGPLAN_LANG", "en")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    scope: dict[str, object] = {"__name__": "page"}

    for kind, code in blocks(page):
        if kind == "yaml" and (named := re.match(r"# file: (\S+)\n", code)):
            target = tmp_path / named[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(code, encoding="utf-8")
        elif kind == "python" and "migplan_outline" not in code:
            exec(compile(code, f"{page.name}", "exec"), scope)
        elif kind == "sh":
            for line in code.splitlines():
                if line.startswith("migplan "):
                    assert run(line.partition("#")[0].split()[1:]) in (0, 1), line


def test_links_between_pages_lead_somewhere():
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http", "mailto:")) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")

    assert broken == []


def test_the_generated_pages_are_up_to_date():
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )

    assert done.returncode == 0, done.stdout
