from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

from .rooms import is_room_name


class RoomConsumer(WebsocketConsumer):
    """Is connected to a room, whose name is in the URL."""

    def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            self.close()
            raise StopConsumer
        self.accept()
