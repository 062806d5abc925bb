"""manage.py ends without running a command."""

from tests.diagnosis.evidence import Evidence
from tests.diagnosis.rule import DONE, START, Cause
from tests.diagnosis.source import Place

EXPLAINS = START
RANK = DONE
HINTS = (
    "Compare your manage.py with that of a new project.",
    "Its last lines call main(), and main() calls execute_from_command_line().",
    '    if __name__ == "__main__":\n        main()',
)


def match(seen: Evidence) -> Cause | None:
    if "runserver ended" not in seen.failure.found or seen.log.strip():
        return None
    lines = [line.strip() for line in seen.text("manage.py").splitlines()]
    code = [line for line in lines if line and not line.startswith("#")]
    calls_main = any(line.startswith("main(") for line in code)
    has_main = any(line.startswith("def main") for line in code)
    executes = any("execute_from_command_line(" in line for line in code)
    if executes and (calls_main or not has_main):
        return None
    missing = "main() is never called" if executes else "it runs no command"
    return Cause(
        f"manage.py does nothing: {missing}",
        "copy manage.py from a new project, with the name of your settings",
        Place("manage.py"),
    )
