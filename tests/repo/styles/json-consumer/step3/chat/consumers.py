from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from .frames import read_message
from .rooms import is_room_name


class ChatConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            await self.close()
            raise StopConsumer
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data=None, bytes_data=None, **kwargs):
        try:
            await super().receive(text_data, bytes_data, **kwargs)
        except ValueError as error:  # BadFrame, and what super() says of no text
            await self.send_json({"error": str(error)})

    async def receive_json(self, content, **kwargs):
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "content": content}
        )

    async def chat_message(self, event):
        await self.send_json(event["content"])

    @classmethod
    async def decode_json(cls, text_data):
        return {"message": read_message(text_data)}
