"""Settings of Sphinx, which makes the book."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

project = "The Channels workbook"
author = "The authors of the Channels workbook"
language = "en"

extensions = [
    "myst_parser",
    "sphinx_copybutton",
    "sphinx_design",
    "docs.machinery.directives",
]
exclude_patterns = ["_build", "machinery", "recorded"]
source_suffix = {".md": "markdown"}
nitpicky = True
smartquotes = False  # quotes and dashes stay as they are typed, also in commands

myst_enable_extensions = ["colon_fence", "deflist", "attrs_inline", "attrs_block"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = project
html_favicon = "../step1_sync_echo/chat/static/chat/icon.svg"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_css_files = sorted(
    file.name for file in Path(__file__).parent.glob("_static/*.css")
)
html_show_sourcelink = False
html_show_copyright = False
html_copy_source = False
html_use_index = False
# Opened as a file, a page may not read the others, from which a summary would come.
html_show_search_summary = False

copybutton_prompt_text = r"\$ |> |>>> |\.\.\. |\(\.venv\) \$ "
copybutton_prompt_is_regexp = True
# Not copied: line numbers, what a command prints, deleted lines.
copybutton_exclude = ".linenos, .go, .gone"
copybutton_selector = "div.highlight pre:not(.prints pre)"
