"""The client's template: not read yet, and refused rather than left aside in silence."""

from migplan.problems import MigplanError


class TemplateNotSupported(MigplanError):
    """A request carries a template, which this version cannot apply."""
