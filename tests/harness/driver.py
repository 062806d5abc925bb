"""Start a browser without a window, ready for several tabs."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from tests.harness.browser_finder import Browser, NoBrowser
from tests.harness.run import APART, scratch_environment

# Selenium has its own name for this argument of Popen.
APART_FOR_SELENIUM = {
    name.replace("creationflags", "creation_flags"): value
    for name, value in APART.items()
}

SPY = Path(__file__).with_name("spy.js")

# Every one of these keeps the browser from doing things that no check asked for.
CHROME_ARGUMENTS = (
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-dev-shm-usage",  # /dev/shm is small in containers
)


def start_driver(browser: Browser):
    """Return a Selenium WebDriver with one empty tab. Raise NoBrowser if it fails."""
    from selenium.common import WebDriverException

    start = _start_firefox if browser.kind == "firefox" else _start_chrome
    try:
        return start(browser)
    except WebDriverException as problem:
        first_line = (problem.msg or "").partition("\n")[0]
        sentence = f"The browser {browser.program} did not start: {first_line}"
        raise NoBrowser(sentence) from problem


def chrome_arguments(browser: Browser) -> list[str]:
    """Return the command line arguments for this Chrome, Chromium or Edge."""
    arguments = list(CHROME_ARGUMENTS)
    if "headless-shell" not in browser.program:
        arguments.append("--headless=new")
    if sys.platform == "linux" and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chrome's sandbox refuses root
    return arguments


def _start_chrome(browser: Browser):
    if browser.kind == "edge":
        from selenium.webdriver.edge.options import Options
        from selenium.webdriver.edge.service import Service
        from selenium.webdriver.edge.webdriver import WebDriver
    else:
        from selenium.webdriver.chrome.options import Options
        from selenium.webdriver.chrome.service import Service
        from selenium.webdriver.chrome.webdriver import WebDriver
    options = Options()
    options.binary_location = browser.program
    options.accept_insecure_certs = True  # ours are signed by themselves, see tls.py
    options.page_load_strategy = "eager"  # the page is usable; what counts is awaited
    for argument in chrome_arguments(browser):
        options.add_argument(argument)
    service = Service(
        executable_path=browser.driver,
        env=scratch_environment(),
        popen_kw=APART_FOR_SELENIUM,
    )
    return WebDriver(options=options, service=service)


def _start_firefox(browser: Browser):
    from selenium.webdriver.firefox.options import Options
    from selenium.webdriver.firefox.service import Service
    from selenium.webdriver.firefox.webdriver import WebDriver

    options = Options()
    options.binary_location = browser.program
    options.accept_insecure_certs = True  # ours are signed by themselves, see tls.py
    options.add_argument("-headless")
    options.enable_bidi = True  # install_spy needs it
    service = Service(
        executable_path=browser.driver,
        env=scratch_environment(),
        popen_kw=APART_FOR_SELENIUM,
    )
    return WebDriver(options=options, service=service)


def stop_driver(driver) -> None:
    """End the browser and its driver, also when they no longer answer."""
    from selenium.common import WebDriverException
    from urllib3.exceptions import HTTPError

    process = driver.service.process
    with suppress(WebDriverException, HTTPError):  # it may be dead already
        driver.quit()
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):  # nothing is left of it
            os.killpg(process.pid, signal.SIGKILL)


def install_spy(driver) -> None:
    """Make spy.js run first in every page of the current tab from now on."""
    source = SPY.read_text(encoding="utf-8")
    if hasattr(driver, "execute_cdp_cmd"):
        driver.execute_cdp_cmd(
            "Page.addScriptToEvaluateOnNewDocument", {"source": source}
        )
    else:
        driver.script._add_preload_script(f"() => {{ {source} }}")
