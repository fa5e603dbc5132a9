"""The promises of an exporter, kept by Word files."""

from migplan.testing.contract import ExporterContract
from migplan_word.hooks import migplan_exporters


class TestWord(ExporterContract):
    exporter = migplan_exporters()[0]
