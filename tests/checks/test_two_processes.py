"""Two server processes of the project, as on a real site."""

from tests.checks.promise import expect, promise
from tests.checks.test_two_tabs import (
    test_both_tabs_in_a_room_see_each_message_once_and_in_order as two_tabs,
)
from tests.harness.patience import COLD_START
from tests.harness.sockets import Refused, open_socket
from tests.harness.subject import new_room


@promise(2, 3, needs=(two_tabs,))
def test_two_server_processes_share_a_room(subject):
    room = new_room()
    with subject.another_server() as other:
        try:
            with (
                open_socket(subject.server, room) as here,
                open_socket(other, room, within=COLD_START) as there,
            ):
                # Who hears what it said itself has done all that its connect() does.
                here.say("in process 1")
                here.hear_until("in process 1", COLD_START)
                there.say("in process 2")
                there.hear_until("in process 2", COLD_START)

                here.say("from process 1")
                heard = there.hear_until("from process 1")
                expected = "a client of process 2 gets what one of process 1 says"
                expect(
                    "from process 1" in heard, expected, f"it got {heard or 'nothing'}"
                )
                there.say("from process 2")
                frames = here.hear_until("from process 2")
                heard = [one for one in frames if one is not None]  # not each holds one
                expected = "a client of process 1 gets each message once, in order"
                wanted = ["in process 2", "from process 1", "from process 2"]
                expect(heard == wanted, expected, f"it got {heard or 'nothing'}")
        except Refused as refusal:
            expect(False, "both processes accept the handshake", str(refusal))
