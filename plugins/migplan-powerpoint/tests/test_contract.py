"""The promises of the PowerPoint exporter, on any document."""

from migplan.testing import ExporterContract
from migplan_powerpoint.hooks import migplan_exporters


class TestPowerPoint(ExporterContract):
    exporter = migplan_exporters()[0]
