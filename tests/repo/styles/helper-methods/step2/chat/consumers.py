import json

from asgiref.sync import async_to_sync
from channels.exceptions import DenyConnection
from channels.generic.websocket import WebsocketConsumer

from .frames import BadFrame, read_message
from .rooms import is_room_name


class ChatConsumer(WebsocketConsumer):
    group = None

    def connect(self):
        room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(room_name):
            raise DenyConnection
        self.join(f"chat_{room_name}")

    def disconnect(self, close_code):
        if self.group:
            self.leave()

    def receive(self, text_data=None, bytes_data=None):
        try:
            self.broadcast(read_message(text_data))
        except BadFrame as error:
            self.reply(error=str(error))

    def chat_message(self, event):
        self.reply(message=event["message"])

    def join(self, group):
        self.group = group
        async_to_sync(self.channel_layer.group_add)(group, self.channel_name)
        self.accept()

    def leave(self):
        async_to_sync(self.channel_layer.group_discard)(self.group, self.channel_name)

    def broadcast(self, message):
        event = {"type": "chat.message", "message": message}
        async_to_sync(self.channel_layer.group_send)(self.group, event)

    def reply(self, **content):
        self.send(text_data=json.dumps(content))
