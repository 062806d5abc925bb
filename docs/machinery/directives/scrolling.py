"""Code, tables and pictures that scroll inside themselves can be reached by keyboard."""

import re

SCROLLS = re.compile(
    r"<pre\b(?![^>]*\btabindex=)[^>]*>"
    r'|<div class="table-wrapper[^"]*">'
    r'|<figure class="[^"]*\btabs-picture\b[^"]*">'
)


def focusable(body: str) -> str:
    """Return the HTML with each block that may scroll in the tab order."""
    return SCROLLS.sub(lambda found: f'{found[0][:-1]} tabindex="0">', body)


def make_focusable(app, page, template, context, doctree):
    if "body" in context:
        context["body"] = focusable(context["body"])


def setup(app):
    app.connect("html-page-context", make_focusable)
