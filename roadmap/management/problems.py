"""Problems of a roadmap, a line each."""

from collections.abc import Iterable

from django.core.management import BaseCommand

from roadmap.document import Problem


def show_problems(command: BaseCommand, problems: Iterable[Problem]) -> None:
    """Write each problem to standard error, errors in the error style."""
    for problem in problems:
        is_error = problem.level == "error"
        style = command.style.ERROR if is_error else command.style.WARNING
        line = f"{problem.level}: {problem.where}: {problem.message}"
        command.stderr.write(style(line))
