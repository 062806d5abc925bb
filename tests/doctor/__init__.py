"""nox -s doctor: is this computer, and a project's environment, fit for the workbook."""
