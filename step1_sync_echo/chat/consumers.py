from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

from .frames import BadFrame, error_frame, message_frame, read_message
from .rooms import is_room_name


class ChatConsumer(WebsocketConsumer):
    def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            self.close()  # Before accept(), this rejects the handshake.
            raise StopConsumer  # A rejected consumer has nothing more to do.
        self.accept()

    def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            self.send(text_data=error_frame(error))
            return
        # send() reaches this connection only: no other tab hears of it.
        self.send(text_data=message_frame(message))
