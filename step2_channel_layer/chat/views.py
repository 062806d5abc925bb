from django.shortcuts import redirect, render

from .frames import MAX_MESSAGE_LENGTH
from .rooms import RoomForm


def index(request):
    form = RoomForm(request.GET or None)
    if form.is_valid():
        return redirect("room", room_name=form.cleaned_data["room_name"])
    return render(request, "chat/index.html", {"form": form})


def room(request, room_name):
    form = RoomForm({"room_name": room_name})
    if not form.is_valid():
        # The index page with the form says what is wrong with the name.
        return render(request, "chat/index.html", {"form": form}, status=404)
    context = {"room_name": room_name, "max_message_length": MAX_MESSAGE_LENGTH}
    return render(request, "chat/room.html", context)
