"""Two connections in one room and one in another, with no server and no Redis."""

from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.test import SimpleTestCase, override_settings

from chat.routing import websocket_urlpatterns

IN_MEMORY = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


@override_settings(CHANNEL_LAYERS=IN_MEMORY)
class ThreeConnectionsTests(SimpleTestCase):
    async def enter(self, room):
        application = URLRouter(websocket_urlpatterns)
        connection = WebsocketCommunicator(application, f"/ws/chat/{room}/")
        accepted, _ = await connection.connect()
        self.assertTrue(accepted)
        return connection

    async def assert_hears(self, connection, message):
        self.assertEqual(await connection.receive_json_from(), {"message": message})

    async def test_a_message_reaches_its_room_and_no_other(self):
        first, second = await self.enter("lobby"), await self.enter("lobby")
        elsewhere = await self.enter("kitchen")
        await first.send_json_to({"message": "hello"})
        await self.assert_hears(first, "hello")
        await self.assert_hears(second, "hello")
        # Its own message is the event: "hello" would have come before it.
        await elsewhere.send_json_to({"message": "mine"})
        await self.assert_hears(elsewhere, "mine")
        for connection in (first, second, elsewhere):
            await connection.disconnect()
