"""One WebSocket connection to the chat, with no server, no browser and no Redis."""

from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.test import SimpleTestCase, override_settings

from chat.routing import websocket_urlpatterns

IN_MEMORY = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


@override_settings(CHANNEL_LAYERS=IN_MEMORY)
class OneConnectionTests(SimpleTestCase):
    def connection_to(self, room):
        # The router puts the room's name into the scope.
        application = URLRouter(websocket_urlpatterns)
        return WebsocketCommunicator(application, f"/ws/chat/{room}/")

    async def test_a_message_comes_back(self):
        connection = self.connection_to("lobby")
        accepted, _ = await connection.connect()
        self.assertTrue(accepted)
        await connection.send_json_to({"message": "hello"})
        self.assertEqual(await connection.receive_json_from(), {"message": "hello"})
        await connection.disconnect()

    async def test_what_is_no_message_is_answered_with_a_sentence(self):
        connection = self.connection_to("lobby")
        await connection.connect()
        await connection.send_to(text_data="hello")  # not JSON
        self.assertIn("error", await connection.receive_json_from())
        await connection.disconnect()

    async def test_a_room_name_with_a_space_is_refused(self):
        connection = self.connection_to("two%20words")
        accepted, _ = await connection.connect()
        self.assertFalse(accepted)
