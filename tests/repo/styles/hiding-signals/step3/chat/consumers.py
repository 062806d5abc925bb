from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from .frames import BadFrame, error_frame, message_frame, read_message
from .rooms import is_room_name


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            rejection = self.close()
            await rejection
            raise StopConsumer
        self.room_group_name = f"chat_{self.room_name}"
        layer = self.channel_layer
        joining = layer.group_add(self.room_group_name, self.channel_name)
        await joining
        accepting = self.accept()
        await accepting

    async def disconnect(self, close_code):
        leave = self.channel_layer.group_discard
        leaving = leave(self.room_group_name, self.channel_name)
        await leaving

    async def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            answering = self.send(text_data=error_frame(error))
        else:
            event = {"type": "chat.message", "message": message}
            answering = self.channel_layer.group_send(self.room_group_name, event)
        await answering

    async def chat_message(self, event):
        sending = self.send(text_data=message_frame(event["message"]))
        await sending
