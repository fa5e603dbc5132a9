"""The fixture that needs LibreOffice; the rest of the tools stands in `wordfiles`."""

from wordfiles import as_pdf

__all__ = ["as_pdf"]
