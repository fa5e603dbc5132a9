"""Problems shown in the sender's own workbook: `annotate`."""

from migplan_excel.annotating.annotate import annotate
from migplan_excel.annotating.refusal import CannotAnnotate

__all__ = ["CannotAnnotate", "annotate"]
