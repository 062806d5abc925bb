"""The sentences of {see} blocks."""

import pytest

from docs.machinery.steps.blocks import Block, ChapterError
from docs.machinery.steps.sentences import read_sentences


def see(body: str) -> Block:
    return Block("see", "", {}, body, "docs/stage1.md", 7)


@pytest.mark.parametrize(
    ("words", "form", "number", "text"),
    [
        ("tab 1 opens /chat/lobby/", "opens", 1, "/chat/lobby/"),
        ("tab 2 types hello, you", "types", 2, "hello, you"),
        ("tab 1 enters lobby", "enters", 1, "lobby"),
        ("tab 3 closes", "closes", 3, ""),
        ("tab 1 reloads", "reloads", 1, ""),
        ("tab 1 shows hello | hi", "shows", 1, "hello | hi"),
        ("tab 1 shows nothing", "shows nothing", 1, ""),
        ("tab 1 has the text Connected", "has the text", 1, "Connected"),
        ("tab 1 is at /chat/lobby/", "is at", 1, "/chat/lobby/"),
        ("the log says HTTP GET /", "log says", 1, "HTTP GET /"),
        ("the log does not say Traceback", "log does not say", 1, "Traceback"),
        ("terminal 2 says Stopped.", "terminal says", 2, "Stopped."),
    ],
)
def test_a_sentence_is_understood(words, form, number, text):
    (sentence,) = read_sentences(see(f"{words}\n"))
    assert (sentence.form.name, sentence.number, sentence.text) == (form, number, text)
    assert "{" not in sentence.shown


def test_messages_are_parted():
    (sentence,) = read_sentences(see("tab 1 shows hello | hi\n"))
    assert sentence.messages == ["hello", "hi"]


@pytest.mark.parametrize("words", ["tab one opens /", "tab 1 displays hello", "hello"])
def test_an_unknown_sentence_is_an_error(words):
    with pytest.raises(ChapterError, match=r"stage1.md, line 7: .*no sentence that is"):
        read_sentences(see(f"tab 1 closes\n{words}\n"))


def test_a_block_without_a_sentence_is_an_error():
    with pytest.raises(ChapterError, match="there is no sentence"):
        read_sentences(see("\n"))
