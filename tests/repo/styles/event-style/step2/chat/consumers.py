import json

from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

from .frames import BadFrame, read_message
from .rooms import is_room_name

GROUP_NAME = "chat_%s"
ROOM_MESSAGE = "room_message"


class ChatConsumer(WebsocketConsumer):
    def connect(self):
        room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(room_name):
            self.close()
            raise StopConsumer
        self.group = GROUP_NAME % room_name
        async_to_sync(self.channel_layer.group_add)(self.group, self.channel_name)
        self.accept()

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)(self.group, self.channel_name)

    def receive(self, text_data=None, bytes_data=None):
        try:
            event = dict(type=ROOM_MESSAGE, text=read_message(text_data))  # noqa: C408
        except BadFrame as error:
            self.send(self.frame(error=str(error)))
            return
        async_to_sync(self.channel_layer.group_send)(self.group, event)

    def room_message(self, event):
        self.send(self.frame(message=event["text"]))

    @staticmethod
    def frame(**content):
        return json.dumps(content)
