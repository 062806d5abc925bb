import json

from channels.exceptions import DenyConnection
from channels.generic.websocket import WebsocketConsumer

from .frames import BadFrame, read_message
from .rooms import is_room_name


class ChatConsumer(WebsocketConsumer):
    def connect(self):
        if not is_room_name(self.scope["url_route"]["kwargs"]["room_name"]):
            raise DenyConnection
        super().connect()

    def receive(self, text_data=None, bytes_data=None):
        try:
            self.reply(message=read_message(text_data))
        except BadFrame as error:
            self.reply(error=str(error))

    def reply(self, **content):
        self.send(text_data=json.dumps(content))
