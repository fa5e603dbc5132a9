"""The promises of an exporter, kept by ours."""

from migplan.testing.contract import ExporterContract
from migplan_powerpoint.hooks import migplan_exporters


class TestPowerPoint(ExporterContract):
    exporter = migplan_exporters()[0]
