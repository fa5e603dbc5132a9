"""The promises of the Word exporter, on any document."""

from migplan.testing import ExporterContract
from migplan_word.hooks import migplan_exporters


class TestWord(ExporterContract):
    exporter = migplan_exporters()[0]
