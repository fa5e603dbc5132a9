"""The steps in order: load, check, build, render, export; nothing here knows a format or a rule."""

from migplan.pipeline.choosing import check_language, language_problem, theme_named
from migplan.pipeline.loading import PackFinder, check, default_host, find_pack, load, read
from migplan.pipeline.making import build, render, render_document
from migplan.pipeline.writing import dump, export, rows

__all__ = [
    "PackFinder",
    "build",
    "check",
    "check_language",
    "default_host",
    "dump",
    "export",
    "find_pack",
    "language_problem",
    "load",
    "read",
    "render",
    "render_document",
    "rows",
    "theme_named",
]
