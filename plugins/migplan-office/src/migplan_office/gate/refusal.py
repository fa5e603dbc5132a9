"""How the steps of the gate stop: with the code of one problem, which the gate turns into a value."""

from migplan.problems import MigplanError


class Refused(MigplanError):
    """A file is refused; never leaves the gate."""

    def __init__(self, code: str, **values: object) -> None:
        """Say why: the code of the problem and what its message needs."""
        self.code = code
        self.values = values
        super().__init__(code)
