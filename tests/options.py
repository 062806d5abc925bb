"""The options that the workbook adds to pytest.

A plugin and no conftest.py: pytest reads options before it knows where the tests are.
"""


def pytest_addoption(parser):
    group = parser.getgroup("workbook")
    group.addoption("--project", help="run the checks on the project in this folder")
    group.addoption("--step", type=int, help="the stage it should have reached")
