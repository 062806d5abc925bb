"""What a project can do to the checks, in the words of a check that failed."""

from tests.checks.promise import SERVER_STARTS, CheckFailed
from tests.harness.server import ServerDown


def in_words(error: BaseException) -> CheckFailed | None:
    """Return a CheckFailed for what a project can do to its server and to a tab.

    None for an error that is our own.
    """
    if isinstance(error, CheckFailed):
        return error
    if isinstance(error, ServerDown):
        return CheckFailed(SERVER_STARTS, str(error))
    # By its name, because Selenium takes a while to import and may not be needed.
    if type(error).__module__.startswith("selenium."):
        first_line = (getattr(error, "msg", "") or "").partition("\n")[0]
        # What an alert says is told only when the driver meets it before our script does.
        first_line = first_line.partition(": {Alert text")[0]
        said = f"the browser says: {first_line}"
        return CheckFailed("a person can use the page", said)
    return None
