from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import JsonWebsocketConsumer

from .frames import read_message
from .rooms import is_room_name


class ChatConsumer(JsonWebsocketConsumer):
    def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            self.close()
            raise StopConsumer
        self.room_group_name = f"chat_{self.room_name}"
        async_to_sync(self.channel_layer.group_add)(
            self.room_group_name, self.channel_name
        )
        self.accept()

    def disconnect(self, close_code):
        async_to_sync(self.channel_layer.group_discard)(
            self.room_group_name, self.channel_name
        )

    def receive(self, text_data=None, bytes_data=None, **kwargs):
        try:
            super().receive(text_data, bytes_data, **kwargs)
        except ValueError as error:  # BadFrame, and what super() says of no text
            self.send_json({"error": str(error)})

    def receive_json(self, content, **kwargs):
        async_to_sync(self.channel_layer.group_send)(
            self.room_group_name, {"type": "chat.message", "content": content}
        )

    def chat_message(self, event):
        self.send_json(event["content"])

    @classmethod
    def decode_json(cls, text_data):
        return {"message": read_message(text_data)}
