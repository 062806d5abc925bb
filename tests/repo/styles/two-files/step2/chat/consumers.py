from channels.generic.websocket import WebsocketConsumer

from .frames import BadFrame, error_frame, message_frame, read_message
from .groups import RoomMixin


class ChatConsumer(RoomMixin, WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            self.send(text_data=error_frame(error))
        else:
            self.send_to_room({"type": "chat.message", "message": message})

    def chat_message(self, event):
        self.send(text_data=message_frame(event["message"]))
