from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from .frames import BadFrame, error_frame, message_frame, read_message
from .rooms import is_room_name


class ChatConsumer(AsyncWebsocketConsumer):
    async def websocket_connect(self, message):
        room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(room_name):
            await self.close()
            raise StopConsumer
        # The base class joins these groups now, and leaves them at the end.
        self.groups = [f"chat_{room_name}"]
        await super().websocket_connect(message)

    async def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            await self.send(error_frame(error))
            return
        for group in self.groups:
            await self.channel_layer.group_send(
                group, {"type": "chat.message", "message": message}
            )

    async def chat_message(self, event):
        await self.send(message_frame(event["message"]))
