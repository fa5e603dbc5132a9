"""Tables that come back: one a sheet, with keys, prepared rows, choices, checks and notes."""

from migplan_excel.forms.carried import draw_carried
from migplan_excel.forms.drawing import fill_form, form_of, form_widths
from migplan_excel.forms.vocabularies import draw_vocabularies

__all__ = ["draw_carried", "draw_vocabularies", "fill_form", "form_of", "form_widths"]
