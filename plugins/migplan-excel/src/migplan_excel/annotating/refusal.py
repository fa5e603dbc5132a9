"""What stops us from writing into a file."""

from migplan.problems import PlanError, Problem


class CannotAnnotate(PlanError):
    """The file is no workbook that we may write into; `problems` say why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__((problem,))
