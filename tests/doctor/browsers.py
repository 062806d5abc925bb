"""The browser of the checks and its driver, found as the checks find them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.doctor.finding import Finding
from tests.doctor.ports import caught_by_proxy
from tests.harness.browser_finder import (
    BROWSER_VARIABLE,
    Browser,
    NoBrowser,
    browser_on_path,
    named_browser,
)

KINDS = ("chrome", "edge", "firefox")
SNAP = "https://github.com/SeleniumHQ/selenium/issues/7788"
OTHER = f"Or name another browser in {BROWSER_VARIABLE}."
FETCHED = (
    "To have it now: nox -s test -- tests/repo/test_browsers.py, with the internet on; or "
    "install Chrome, Chromium, Edge or Firefox."
)


def of_the_checks(*, start: bool = True) -> Iterator[Finding]:
    """Tell which browser the checks use, and with ``start`` whether it starts."""
    try:
        browser = named_browser() or browser_on_path() or already_fetched()
    except NoBrowser as problem:
        yield Finding(
            False, str(problem), f"Correct {BROWSER_VARIABLE}, or take it away."
        )
        return
    if not browser:
        yield Finding(
            None,
            "There is no browser with its driver yet. The first nox -s test or "
            "nox -s check fetches what is missing.",
            FETCHED,
        )
        return
    if not browser.driver:
        yield Finding(
            None,
            f"{browser.program} has no driver on PATH. The first nox -s test or "
            "nox -s check fetches it.",
            FETCHED,
        )
        return
    if not start:
        yield Finding(True, f"The browser is {browser.program}.")
        return
    if caught_by_proxy():
        yield Finding(
            None,
            f"The browser {browser.program} was not tried: a proxy would get what is for "
            "its driver.",
            "Put the proxy right first, see Ports.",
        )
        return
    yield started(browser)


def already_fetched() -> Browser | None:
    """Return what Selenium Manager finds on this computer. Nothing is downloaded."""
    from selenium.common import WebDriverException
    from selenium.webdriver.common.selenium_manager import SeleniumManager

    for kind in KINDS:
        try:
            answer = SeleniumManager().binary_paths(["--browser", kind, "--offline"])
        except WebDriverException:
            continue  # this one is not there; the next may be
        program, driver = answer.get("browser_path"), answer.get("driver_path")
        if program and driver and Path(program).exists() and Path(driver).exists():
            return Browser(program, kind, driver)
    return None


def started(browser: Browser) -> Finding:
    """Start the browser without a window, stop it, and say how that went."""
    from urllib3.exceptions import HTTPError

    from tests.harness.driver import start_driver, stop_driver

    try:
        driver = start_driver(browser)
    except NoBrowser as problem:
        return Finding(False, one_line(problem), *advice(browser))
    except HTTPError as problem:
        what = f"The driver {browser.driver} does not answer: {one_line(problem)}"
        return Finding(False, what, *advice(browser))
    try:
        said = driver.capabilities
    finally:
        stop_driver(driver)
    version = str(said.get("browserVersion", ""))
    return compared(
        browser, version, driver_version(said) or version_of(browser.driver)
    )


def compared(browser: Browser, version: str, driver: str | None) -> Finding:
    """Return the finding on a browser that started."""
    name = f"The browser {browser.program} (version {version})"
    if browser.kind != "firefox" and driver and major(driver) != major(version):
        return Finding(
            None,
            f"{name} started, but its driver is made for version {major(driver)}.",
            f"Update both. {OTHER}",
        )
    return Finding(True, f"{name} starts without a window.")


def advice(browser: Browser) -> tuple[str, str | None]:
    """Return what to do about a browser that does not start, and a source or None."""
    driver = version_of(browser.driver)
    # Elsewhere than on Linux, --version may open a window.
    program = version_of(browser.program) if sys.platform == "linux" else None
    if (
        browser.kind != "firefox"
        and driver
        and program
        and major(driver) != major(program)
    ):
        what = f"The browser is version {major(program)}, its driver {major(driver)}."
        return f"{what} Install the same version of both. {OTHER}", None
    if "snap" in Path(browser.program).resolve().parts:
        where = "A browser from a snap has a temporary folder of its own."
        return (
            f"{where} Install one with a .deb package or from its maker. {OTHER}",
            SNAP,
        )
    return f"Install the browser and its driver anew. {OTHER}", None


def driver_version(said: dict) -> str | None:
    """Return the version of the driver in a browser's capabilities, where it is there."""
    for key, name in (("chrome", "chromedriver"), ("msedge", "msedgedriver")):
        if isinstance(said.get(key), dict):
            return said[key].get(f"{name}Version")
    return None


def version_of(program: str) -> str | None:
    """Return what ``program --version`` says, or None."""
    try:
        said = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            timeout=3,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None  # it cannot tell; whether it starts is told elsewhere
    found = re.search(r"\d+(\.\d+)+", said.stdout)
    return found[0] if found else None


def major(version: str) -> str:
    return version.partition(".")[0]


def one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
