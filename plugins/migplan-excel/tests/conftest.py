"""The fixture that needs LibreOffice; the rest of the tools stands in `workbooks`."""

from workbooks import recalculated

__all__ = ["recalculated"]
