from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from .frames import message_frame
from .rooms import is_room_name


class RoomConsumer(AsyncWebsocketConsumer):
    """Is in the group of its room for as long as it is connected."""

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

    async def chat_message(self, event):
        await self.send(text_data=message_frame(event["message"]))
