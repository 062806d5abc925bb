"""Which browser and driver to use, and how to get one. See find_browser()."""

import logging
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

BROWSER_VARIABLE = "WORKBOOK_BROWSER"

NO_BROWSER = (
    "No browser was found for the checks. Install Google Chrome, Chromium, Edge or "
    "Firefox, or name the program in WORKBOOK_BROWSER."
)

# Programs on PATH, the fastest first. The headless shell is Chromium without a window:
# it starts and answers in half the time. Debian's command for it is a shell script that
# outlives the browser's driver, so the program behind it comes first.
ON_PATH = (
    ("/usr/lib/chromium/chromium-headless-shell", "chrome", "chromedriver"),
    ("chromium-headless-shell", "chrome", "chromedriver"),
    ("chromium", "chrome", "chromedriver"),
    ("chromium-browser", "chrome", "chromedriver"),
    ("google-chrome", "chrome", "chromedriver"),
    ("google-chrome-stable", "chrome", "chromedriver"),
    ("microsoft-edge", "edge", "msedgedriver"),
    ("firefox", "firefox", "geckodriver"),
    ("firefox-esr", "firefox", "geckodriver"),
)
DEBIAN_PACKAGES = ("chromium", "chromium-driver", "chromium-headless-shell")


class NoBrowser(Exception):
    """No browser can be had; str() of this error says what to do."""


@dataclass(frozen=True)
class Browser:
    """A browser program, its kind (chrome, edge or firefox) and its driver.

    ``driver`` is None when Selenium Manager has to find or fetch one.
    """

    program: str
    kind: str
    driver: str | None


def kind_of(program: str) -> str:
    """Return chrome, edge or firefox, by the name of the program."""
    name = re.split(r"[/\\]", program)[-1].lower()
    if "edge" in name:
        return "edge"
    return "firefox" if "firefox" in name else "chrome"


def named_browser() -> Browser | None:
    """Return the browser that the user named in WORKBOOK_BROWSER. Raise NoBrowser."""
    named = os.environ.get(BROWSER_VARIABLE)
    if not named:
        return None
    program = shutil.which(named)
    if not program:
        raise NoBrowser(f"WORKBOOK_BROWSER is {named}, and there is no such program.")
    kind = kind_of(program)
    drivers = {
        "chrome": "chromedriver",
        "edge": "msedgedriver",
        "firefox": "geckodriver",
    }
    return Browser(program, kind, shutil.which(drivers[kind]))


def browser_on_path() -> Browser | None:
    """Return the fastest browser on PATH that has its driver on PATH too, or None."""
    for name, kind, driver in ON_PATH:
        program, driver_program = shutil.which(name), shutil.which(driver)
        if program and driver_program:
            return Browser(program, kind, driver_program)
    return None


def ask_selenium_manager(*, fetch: bool) -> Browser | None:
    """Return what Selenium Manager finds on this computer, or None.

    It fetches a matching driver where only the browser is there, and with ``fetch``
    a browser too.
    """
    from selenium.common import WebDriverException
    from selenium.webdriver.common.selenium_manager import SeleniumManager

    # It warns at length of each browser that it does not find; we say it in one line.
    logging.getLogger("selenium").setLevel(logging.ERROR)
    wanted = ("chrome",) if fetch else ("chrome", "edge", "firefox")
    for kind in wanted:
        question = ["--browser", kind]
        if not fetch:
            question += ["--avoid-browser-download"]
        try:
            answer = SeleniumManager().binary_paths(question)
        except WebDriverException:
            continue  # this one is not there; the caller goes on
        program = answer.get("browser_path")
        if program and answer.get("driver_path") and runs(program):
            return Browser(answer["browser_path"], kind, answer["driver_path"])
    return None


def runs(program: str) -> bool:
    """Return whether the program finds its libraries, which Linux may not have."""
    if sys.platform != "linux":
        return True  # there a browser brings all it needs, and --version opens a window
    asked = subprocess.run([program, "--version"], check=False, capture_output=True)
    return asked.returncode == 0


def may_install() -> bool:
    """Return whether we are root on a system with apt-get, as Debian."""
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and shutil.which("apt-get") is not None
    )


def install_with_apt() -> Browser | None:
    """Install Debian's Chromium and say so. Return it, or None if that failed."""
    print(
        f"Installing a browser: apt-get install {' '.join(DEBIAN_PACKAGES)}", flush=True
    )
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([*apt, "update"], check=False, capture_output=True, **quiet)
    install = [*apt, "install", "-y", "--no-install-recommends"]
    for packages in (DEBIAN_PACKAGES, DEBIAN_PACKAGES[:2]):  # not all have the shell
        done = subprocess.run(
            [*install, *packages], check=False, capture_output=True, text=True, **quiet
        )
        if done.returncode == 0:
            return browser_on_path()
    print(done.stdout + done.stderr, flush=True)
    return None


def find_browser() -> Browser:
    """Return the browser to use. Raise NoBrowser if none can be had.

    In this order: the one in WORKBOOK_BROWSER; one on PATH with its driver; one that
    Selenium Manager finds on the computer; one that it fetches; as root on Debian or
    Ubuntu, Debian's Chromium by apt-get.
    """
    found = named_browser() or browser_on_path() or ask_selenium_manager(fetch=False)
    if not found:
        print("No browser on this computer yet. Fetching one …", flush=True)
        found = ask_selenium_manager(fetch=True)
    if not found and may_install():
        found = install_with_apt()
    if not found:
        raise NoBrowser(NO_BROWSER)
    return found


def main() -> int:
    try:
        browser = find_browser()
    except NoBrowser as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"Browser: {browser.program}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
