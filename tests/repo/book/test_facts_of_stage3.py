"""What docs/stage3.md says about the inside of Channels, asgiref, Django and Daphne.

The chapter names places in their source. When a new version is another one there, the
chapter must be written anew.
"""

import inspect

import channels.consumer
import channels.db
import channels.utils
import daphne.server
import django.core.handlers.asgi
import pytest
import twisted.logger._global
from asgiref.sync import SyncToAsync
from django.db.models import QuerySet

FACTS = {
    "the handlers of a synchronous consumer run through database_sync_to_async": (
        lambda: channels.consumer.SyncConsumer.__dict__["dispatch"].__class__,
        lambda found: found is channels.db.database_sync_to_async,
    ),
    "database_sync_to_async is a sync_to_async": (
        lambda: channels.db.database_sync_to_async,
        lambda found: issubclass(found, SyncToAsync),
    ),
    "sync_to_async is thread-sensitive unless it is told otherwise": (
        lambda: inspect.signature(SyncToAsync).parameters["thread_sensitive"].default,
        lambda found: found is True,
    ),
    "what is thread-sensitive runs on one thread": (
        lambda: inspect.getsource(SyncToAsync),
        lambda found: (
            "single_thread_executor = ThreadPoolExecutor(max_workers=1)" in found
            and "executor = self.single_thread_executor" in found
        ),
    ),
    "each HTTP request has a ThreadSensitiveContext": (
        lambda: inspect.getsource(django.core.handlers.asgi.ASGIHandler.__call__),
        lambda found: "async with ThreadSensitiveContext():" in found,
    ),
    "an async consumer visits the worker thread before each handler": (
        lambda: inspect.getsource(channels.consumer.AsyncConsumer.dispatch),
        lambda found: "await aclose_old_connections()" in found,
    ),
    "that visit is thread-sensitive": (
        lambda: inspect.getsource(channels.db.aclose_old_connections),
        lambda found: "sync_to_async(close_old_connections)()" in found,
    ),
    "a consumer takes its next event when the handler has returned": (
        lambda: inspect.getsource(channels.utils.await_many_dispatch),
        lambda found: "await dispatch(result)" in found,
    ),
    "acount() is thread-sensitive": (
        lambda: inspect.getsource(QuerySet.acount),
        lambda found: "sync_to_async(self.count)()" in found,
    ),
    "async for is thread-sensitive": (
        lambda: inspect.getsource(QuerySet.__aiter__),
        lambda found: "sync_to_async(self._fetch_all)()" in found,
    ),
    "Daphne sends Twisted's log to nowhere": (
        lambda: inspect.getsource(daphne.server.Server.run),
        lambda found: "globalLogBeginner.beginLoggingTo(\n" in found,
    ),
    "Twisted takes Python's warnings into its log": (
        lambda: inspect.getsource(twisted.logger._global),
        lambda found: "showwarning = self.showwarning" in found,
    ),
}
"""What the chapter says: how to look, and whether what is found is it."""


@pytest.mark.parametrize("sentence", FACTS)
def test_it_is_as_the_chapter_says(sentence):
    look, is_so = FACTS[sentence]
    assert is_so(look()), (
        f"docs/stage3.md says that {sentence}. In the installed version it is not so: "
        "read its source and mend the chapter, then this test"
    )
