"""A browser that starts while other things are done."""

from concurrent.futures import Future, ThreadPoolExecutor

from tests.harness.browser_finder import NoBrowser, find_browser

TABS = 3  # as many as most checks need


def start_browser():
    """Return a WebDriver with some tabs, or the NoBrowser that says why there is none."""
    from tests.harness.driver import start_driver  # Selenium takes a while to import
    from tests.harness.tabs import prepare_tabs

    try:
        driver = start_driver(find_browser())
    except NoBrowser as problem:
        return problem
    prepare_tabs(driver, TABS)
    return driver


def start_browser_early() -> Future:
    """Return the Future of start_browser(), which runs in a thread meanwhile."""
    return ThreadPoolExecutor(1).submit(start_browser)


def stop_browser(driver) -> None:
    """End the browser. Nothing is done for a NoBrowser."""
    if isinstance(driver, NoBrowser):
        return
    from tests.harness.driver import stop_driver

    stop_driver(driver)
