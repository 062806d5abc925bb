from __future__ import annotations

import json
from typing import Any

from channels.exceptions import DenyConnection
from channels.generic.websocket import AsyncWebsocketConsumer

from .frames import BadFrame, read_message
from .rooms import is_room_name


class ChatConsumer(AsyncWebsocketConsumer):
    group: str | None = None

    async def connect(self) -> None:
        room_name: str = self.scope["url_route"]["kwargs"]["room_name"]
        if not is_room_name(room_name):
            raise DenyConnection
        await self._join(f"chat_{room_name}")
        await super().connect()

    async def disconnect(self, code: int) -> None:
        if self.group is not None:
            await self._leave()

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        try:
            await self._broadcast(read_message(text_data))
        except BadFrame as error:
            await self._reply(error=str(error))

    async def chat_message(self, event: dict[str, Any]) -> None:
        await self._reply(message=event["message"])

    async def _join(self, group: str) -> None:
        self.group = group
        await self.channel_layer.group_add(group, self.channel_name)

    async def _leave(self) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def _broadcast(self, message: str) -> None:
        await self.channel_layer.group_send(
            self.group, {"type": "chat.message", "message": message}
        )

    async def _reply(self, **content: str) -> None:
        await self.send(text_data=json.dumps(content))
