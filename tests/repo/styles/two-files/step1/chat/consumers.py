from .base import RoomConsumer
from .frames import BadFrame, error_frame, message_frame, read_message


class ChatConsumer(RoomConsumer):
    def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            self.send(text_data=error_frame(error))
        else:
            self.send(text_data=message_frame(message))
