"""Renders a sample in a process of its own: `python -m migplan.testing.elsewhere MODULE FUNCTION FILE MEDIUM DRAWS`.

Prints the SHA-256 of the file, for the contract to compare.
"""

import hashlib
import importlib
import importlib.util
import sys
from types import ModuleType

from migplan.documents import BLOCKS, Medium
from migplan.hooks import Exporter
from migplan.pipeline import render_document
from migplan.testing.samples import sample_document


def _module(name: str, file: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:  # a module of tests, which no path leads to
        spec = importlib.util.spec_from_file_location(name, file)
        if spec is None or spec.loader is None:
            raise
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module


def digest(module: str, function: str, file: str, medium: str, draws: str) -> str:
    """Render the Arabic sample with an exporter's function and give the SHA-256 of the file."""
    drawn = [block for block in BLOCKS if block.__name__ in draws.split(",")]
    exporter = Exporter("elsewhere", ".bin", getattr(_module(module, file), function), Medium(medium), drawn)
    return hashlib.sha256(render_document(sample_document("ar", Medium(medium)), exporter)).hexdigest()


if __name__ == "__main__":
    print(digest(*sys.argv[1:]))
