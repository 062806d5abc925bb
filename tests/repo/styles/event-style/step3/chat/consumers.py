from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from . import frames
from .rooms import is_room_name


class ChatConsumer(AsyncWebsocketConsumer):
    GROUP_NAME = "room.{}"
    EVENT = "room.said"

    async def connect(self):
        if not is_room_name(self.room_name):
            await self.close()
            raise StopConsumer
        await self.channel_layer.group_add(
            group=self.group_name, channel=self.channel_name
        )
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(
            group=self.group_name, channel=self.channel_name
        )

    async def receive(self, *, text_data=None, bytes_data=None):
        try:
            said = frames.read_message(text_data)
        except frames.BadFrame as error:
            return await self.send(frames.error_frame(error))
        event = {"type": self.EVENT, "said": said}
        return await self.channel_layer.group_send(self.group_name, event)

    async def room_said(self, event):
        await self.send(frames.message_frame(event["said"]))

    @property
    def room_name(self):
        return self.scope["url_route"]["kwargs"]["room_name"]

    @property
    def group_name(self):
        return self.GROUP_NAME.format(self.room_name)
