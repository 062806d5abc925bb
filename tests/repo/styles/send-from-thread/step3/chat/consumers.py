import asyncio
import logging

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user_model

from .frames import BadFrame, error_frame, message_frame, read_message
from .rooms import is_room_name

logger = logging.getLogger(__name__)


class ChatConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(self.room_name):
            await self.close()
            raise StopConsumer
        self.tasks = set()
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()
        self.in_background(self.log_users())

    async def disconnect(self, close_code):
        await asyncio.gather(self.leave(), *self.tasks)

    async def receive(self, text_data=None, bytes_data=None):
        try:
            message = read_message(text_data)
        except BadFrame as error:
            await self.send(text_data=error_frame(error))
            return
        await asyncio.gather(self.broadcast(message), self.log_length(message))

    async def chat_message(self, event):
        await self.send(text_data=message_frame(event["message"]))

    async def leave(self):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    @database_sync_to_async
    def broadcast(self, message):
        """Runs in a thread, which may use the database and must not await."""
        logger.debug("said to one of %d users", get_user_model().objects.count())
        async_to_sync(self.channel_layer.group_send)(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    def in_background(self, coroutine):
        task = asyncio.create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    @database_sync_to_async
    def count_users(self):
        return get_user_model().objects.count()

    async def log_users(self):
        logger.debug(
            "%d users could be in %s", await self.count_users(), self.room_name
        )

    async def log_length(self, message):
        logger.debug("%d characters for %s", len(message), self.room_name)
