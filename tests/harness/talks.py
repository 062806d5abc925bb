"""What is said in the pictures of the stages, and what each tab shows then.

``nox -s pictures`` types it; the book's alternative text is made from it.
"""

from dataclasses import dataclass

ROOM = "lobby"


@dataclass(frozen=True)
class Talk:
    """``lines`` are who says what, in order: the index of the tab and the message.

    ``shows`` are the messages that each tab shows at the end.
    """

    stage: int
    lines: tuple[tuple[int, str], ...]
    shows: tuple[tuple[str, ...], ...]

    @property
    def file_name(self) -> str:
        return f"stage{self.stage}.png"

    @property
    def alternative(self) -> str:
        """What a reader is told who does not see the picture."""
        tabs = [
            f"Tab {number} {what_it_shows(messages)}."
            for number, messages in enumerate(self.shows, start=1)
        ]
        return f"Two browser tabs in the room {ROOM}. {' '.join(tabs)}"


def what_it_shows(messages: tuple[str, ...]) -> str:
    if not messages:
        return "is connected and shows no message"
    return "shows " + ", then ".join(f"“{message}”" for message in messages)


ECHO = ("Hello from tab 1", "Is anybody there?")
IN_THE_ROOM = (
    "Hello from tab 1",
    "And hello from tab 2",
    "We are in the same room",
)
TOGETHER = tuple(zip((0, 1, 0), IN_THE_ROOM, strict=True))

TALKS = (
    Talk(1, tuple((0, message) for message in ECHO), (ECHO, ())),
    Talk(2, TOGETHER, (IN_THE_ROOM, IN_THE_ROOM)),
    Talk(3, TOGETHER, (IN_THE_ROOM, IN_THE_ROOM)),
)


def talk_of(stage: int) -> Talk:
    """Return the talk of a stage. Raise KeyError."""
    return {talk.stage: talk for talk in TALKS}[stage]
