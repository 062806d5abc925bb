import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")


def make_application():
    http = get_asgi_application()
    from chat.routing import websocket_application  # needs the apps, loaded above

    return ProtocolTypeRouter({"http": http, "websocket": websocket_application})


application = make_application()
