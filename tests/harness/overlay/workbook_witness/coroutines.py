"""Coroutines that were made and never awaited."""

import sys
import warnings

from .notes import connection, is_full, tell, their_places

ORIGIN_DEPTH = 12  # frames remembered of the place that made a coroutine


def watch_coroutines():
    """Tell of coroutines that were made and never awaited. Daphne hides the warning."""
    original = warnings.warn

    def warn(message, category=None, stacklevel=1, source=None, **more):
        if source is not None and hasattr(source, "cr_origin"):
            tell(
                "never awaited",
                what=source.__qualname__,
                places=their_places(source.cr_origin or ()),
                connection=connection.get(),
            )
        return original(message, category, stacklevel + 1, source, **more)

    warnings.warn = warn
    remember_origins()


def remember_origins():
    """Let coroutines made in this thread remember where they were made.

    It takes a third of a server's time, and is of no use when nothing is told any more.
    """
    depth = 0 if is_full() else ORIGIN_DEPTH
    if sys.get_coroutine_origin_tracking_depth() != depth:
        sys.set_coroutine_origin_tracking_depth(depth)
