"""Workbooks read back as forms: `read_workbook`."""

from migplan_excel.reading.reader import read_workbook

__all__ = ["read_workbook"]
