"""The one registry of the stages."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Step:
    """One stage. ``may_differ`` names the files that may differ from the stage before."""

    number: int
    folder: str
    title: str
    may_differ: frozenset[str]

    @property
    def path(self) -> Path:
        return ROOT / self.folder


STEPS = (
    Step(1, "step1_sync_echo", "a synchronous consumer echoes", frozenset()),
    Step(
        2,
        "step2_channel_layer",
        "everybody in a room talks",
        frozenset(
            {
                "README.md",
                "chat/consumers.py",
                "mysite/settings.py",
                "requirements.txt",
            }
        ),
    ),
    Step(
        3,
        "step3_async",
        "the same, rewritten with async def",
        frozenset({"README.md", "chat/consumers.py"}),
    ),
)

NUMBERS = tuple(step.number for step in STEPS)


def get_step(number: int) -> Step:
    """Return the stage with this number. Raise KeyError for any other number."""
    return {step.number: step for step in STEPS}[number]
