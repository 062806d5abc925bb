"""What a file is written in, for its colours."""

from pathlib import PurePosixPath

LANGUAGES = {
    ".css": "css",
    ".html": "html+django",
    ".js": "javascript",
    ".json": "json",
    ".md": "markdown",
    ".patch": "diff",
    ".py": "python",
    ".svg": "xml",
    ".toml": "toml",
    ".yaml": "yaml",
}


def language_of(name: str) -> str:
    """Return what Pygments calls the language of a file of this name."""
    return LANGUAGES.get(PurePosixPath(name).suffix, "text")
