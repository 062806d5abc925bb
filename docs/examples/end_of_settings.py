# ruff: noqa: F821, names of the settings to which these lines are added
# A test database in a file: the server of the tests is another process.
DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}
