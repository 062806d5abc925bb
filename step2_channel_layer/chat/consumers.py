from asgiref.sync import async_to_sync
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
        self.room_group_name = f"chat_{self.room_name}"
        # Join before accept(): a connected tab must not miss a message.
        async_to_sync(self.channel_layer.group_add)(
            self.room_group_name, self.channel_name
        )
        self.accept()

    def disconnect(self, close_code):
        async_to_sync(self.channel_layer.group_discard)(
            self.room_group_name, self.channel_name
        )

    def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            self.send(text_data=error_frame(error))
            return
        # Every channel in the group gets this event, this one included. The type
        # names the method that handles it: chat.message calls chat_message.
        async_to_sync(self.channel_layer.group_send)(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    def chat_message(self, event):
        self.send(text_data=message_frame(event["message"]))
