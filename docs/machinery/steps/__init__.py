"""The steps of a chapter: what a block of it says, and what it does to a project."""
