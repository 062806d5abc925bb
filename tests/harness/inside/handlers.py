"""Runs inside the project under test, started by where.py: not a test of ours.

Writes to the file in WORKBOOK_ANSWER where the consumer's handlers ran: "event loop",
"worker thread", or both, one a line. It looks at the thread in which the consumer
sends, which is the thread of the handler that calls send() or accept().
"""

import asyncio
import os
import threading
from pathlib import Path

import pytest
from channels.consumer import AsyncConsumer, SyncConsumer
from channels.routing import get_default_application
from channels.testing import WebsocketCommunicator


@pytest.mark.django_db(transaction=True)
def test_where_handlers_run(monkeypatch):
    threads = set()

    def remember_thread(consumer_class):
        send = consumer_class.send

        def remembering(self, message):
            threads.add(threading.get_ident())
            return send(self, message)

        monkeypatch.setattr(consumer_class, "send", remembering)

    remember_thread(AsyncConsumer)
    remember_thread(SyncConsumer)

    async def talk():
        communicator = WebsocketCommunicator(
            get_default_application(),
            "/ws/chat/inside/",
            headers=[(b"origin", b"http://testserver")],  # as Django allows in tests
        )
        connected, _ = await communicator.connect(timeout=5)
        assert connected
        await communicator.send_to(text_data='{"message": "hello"}')
        await communicator.receive_from(timeout=5)
        await communicator.disconnect()
        return threading.get_ident()

    event_loop = asyncio.run(talk())
    places = {"event loop" if one == event_loop else "worker thread" for one in threads}
    Path(os.environ["WORKBOOK_ANSWER"]).write_text("\n".join(sorted(places)))
