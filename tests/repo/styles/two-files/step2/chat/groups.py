from asgiref.sync import async_to_sync
from channels.exceptions import StopConsumer

from .rooms import is_room_name


class RoomMixin:
    """Keeps a consumer in the group of its room for as long as it is connected."""

    def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            self.close()
            raise StopConsumer
        self.room_group_name = f"chat_{self.room_name}"
        async_to_sync(self.channel_layer.group_add)(
            self.room_group_name, self.channel_name
        )
        super().connect()

    def disconnect(self, close_code):
        async_to_sync(self.channel_layer.group_discard)(
            self.room_group_name, self.channel_name
        )
        super().disconnect(close_code)

    def send_to_room(self, event):
        async_to_sync(self.channel_layer.group_send)(self.room_group_name, event)
