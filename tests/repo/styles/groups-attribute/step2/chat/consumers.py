from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

from .frames import BadFrame, error_frame, message_frame, read_message
from .rooms import is_room_name


class ChatConsumer(WebsocketConsumer):
    def websocket_connect(self, message):
        room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(room_name):
            self.close()
            raise StopConsumer
        # The base class joins these groups now, and leaves them at the end.
        self.groups = [f"chat_{room_name}"]
        super().websocket_connect(message)

    def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            self.send(error_frame(error))
            return
        for group in self.groups:
            async_to_sync(self.channel_layer.group_send)(
                group, {"type": "chat.message", "message": message}
            )

    def chat_message(self, event):
        self.send(message_frame(event["message"]))
