"""What a room may be called. The form, the page and the consumer all ask here."""

import re

from django import forms

# "chat_" and the room name make a group name. Channels allows fewer than 100
# ASCII letters, digits, hyphens, underscores and periods in a group name. Rooms
# have no periods: a browser reads /chat/../ as the folder above.
ROOM_NAME = re.compile(r"[-a-zA-Z0-9_]{1,80}")

ROOM_NAME_RULE = (
    "A room name has 1 to 80 characters: letters without accents, digits, hyphens "
    "and underscores. It has no spaces."
)


def is_room_name(name):
    return ROOM_NAME.fullmatch(name) is not None


class RoomForm(forms.Form):
    # strip=False: what is checked is exactly what will be in the URL.
    room_name = forms.CharField(strip=False)

    def clean_room_name(self):
        room_name = self.cleaned_data["room_name"]
        if not is_room_name(room_name):
            raise forms.ValidationError(ROOM_NAME_RULE)
        return room_name
