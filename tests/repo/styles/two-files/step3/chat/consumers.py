from .frames import BadFrame, error_frame, read_message
from .groups import RoomConsumer


class ChatConsumer(RoomConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            await self.send(text_data=error_frame(error))
            return
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )
