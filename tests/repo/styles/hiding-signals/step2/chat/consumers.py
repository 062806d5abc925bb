from asgiref.sync import AsyncToSync
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer
from channels.layers import get_channel_layer

from .frames import BadFrame, error_frame, message_frame, read_message
from .rooms import is_room_name

layer = get_channel_layer()
join_group = AsyncToSync(layer.group_add)
leave_group = AsyncToSync(layer.group_discard)


class ChatConsumer(WebsocketConsumer):
    def connect(self):
        room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(room_name):
            self.close()
            raise StopConsumer
        membership = (f"chat_{room_name}", self.channel_name)
        self.membership = membership
        join_group(*membership)
        self.accept()

    def disconnect(self, close_code):
        leave_group(*self.membership)

    def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            answer = error_frame(error)
            self.send(text_data=answer)
        else:
            group, _ = self.membership
            send_to_group = AsyncToSync(layer.group_send)
            send_to_group(group, {"type": "chat.message", "message": message})

    def chat_message(self, event):
        frame = message_frame(event["message"])
        send = self.send
        send(text_data=frame)
