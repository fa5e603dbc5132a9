"""The steps in order: load, check, build, render, export; nothing here knows a format or a rule."""

from migplan.pipeline.annotating import annotate
from migplan.pipeline.auditing import Audit, audit
from migplan.pipeline.batches import export_all, prepare
from migplan.pipeline.choosing import check_language, language_problem, theme_named
from migplan.pipeline.jobs import document_name, one_a_medium
from migplan.pipeline.loading import PackFinder, check, default_host, find_pack, load, read
from migplan.pipeline.making import build, render, render_document
from migplan.pipeline.slots import OpenSlot, open_slots, slots
from migplan.pipeline.templates import check_template, exporter_of_template, read_template
from migplan.pipeline.updating import Change, Update, update
from migplan.pipeline.watching import Watch, touched_things
from migplan.pipeline.writing import dump, export, rows
from migplan.records.figures import StaleFigure

__all__ = [
    "Audit",
    "Change",
    "OpenSlot",
    "PackFinder",
    "StaleFigure",
    "Update",
    "Watch",
    "annotate",
    "audit",
    "build",
    "check",
    "check_language",
    "check_template",
    "default_host",
    "document_name",
    "dump",
    "export",
    "export_all",
    "exporter_of_template",
    "find_pack",
    "language_problem",
    "load",
    "one_a_medium",
    "open_slots",
    "prepare",
    "read",
    "read_template",
    "render",
    "render_document",
    "rows",
    "slots",
    "theme_named",
    "touched_things",
    "update",
]
