"""The promises of an exporter, kept by workbooks."""

from migplan.testing.contract import ExporterContract
from migplan_excel.hooks import migplan_exporters


class TestWorkbooks(ExporterContract):
    exporter = migplan_exporters()[0]
