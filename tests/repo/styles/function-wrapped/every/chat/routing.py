from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from channels.security.websocket import OriginValidator
from django.urls import path

from .consumers import ChatConsumer

OUR_HOSTS = ["127.0.0.1", "localhost"]


def guarded(application):
    return OriginValidator(AuthMiddlewareStack(application), OUR_HOSTS)


rooms = URLRouter([path("<path:room_name>/", ChatConsumer.as_asgi())])
websocket = URLRouter([path("ws/chat/", rooms)])
websocket_application = guarded(websocket)
