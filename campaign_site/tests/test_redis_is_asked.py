"""What the doctor learns of Redis comes from Redis itself."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest
import redis

from campaign_site.upkeep.cache import ask_redis


def bulk(text: str) -> bytes:
    return f"${len(text)}\r\n{text}\r\n".encode()


ANSWERS = {
    ("HELLO", "3"): b"%1\r\n" + bulk("proto") + b":3\r\n",
    ("INFO", "memory"): bulk("# Memory\r\nmaxmemory:1048576\r\nmaxmemory_policy:allkeys-lru\r\n"),
    ("INFO", "persistence"): bulk("# Persistence\r\naof_enabled:1\r\n"),
    ("CONFIG", "GET"): b"%1\r\n" + bulk("save") + bulk("3600 1"),
}


class TinyRedis:
    """Answers what the table says, and to all else that it doesn't know it."""

    def __init__(self, answers: dict[tuple[str, str], bytes]) -> None:
        self.answers = answers
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self.listener.getsockname()[1]}/0"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _address = self.listener.accept()
            except OSError:
                return
            with line, line.makefile("rb") as questions:
                while head := questions.readline():
                    words = []
                    for _word in range(int(head[1:])):
                        size = int(questions.readline()[1:])
                        words.append(questions.read(size + 2)[:-2].decode())
                    answer = self.answers.get((words[0].upper(), [*words, ""][1]))
                    line.sendall(answer or b"-ERR unknown command\r\n")


@pytest.fixture
def tiny_redis() -> Iterator[Callable[..., str]]:
    """Returns a function that starts one and returns its address."""
    started: list[TinyRedis] = []

    def start(answers: dict[tuple[str, str], bytes]) -> str:
        started.append(TinyRedis(answers))
        return started[-1].url

    yield start
    for server in started:
        server.listener.close()


def test_memory_and_persistence_are_read(tiny_redis: Callable[..., str]) -> None:
    facts = ask_redis(tiny_redis(ANSWERS))
    assert (facts["maxmemory"], facts["maxmemory_policy"]) == (1_048_576, "allkeys-lru")
    assert (facts["aof_enabled"], facts["save"]) == (1, "3600 1")


def test_one_that_keeps_its_settings_to_itself_is_asked_no_further(tiny_redis: Callable[..., str]) -> None:
    answers = {question: answer for question, answer in ANSWERS.items() if question[0] != "CONFIG"}
    assert ask_redis(tiny_redis(answers))["save"] == ""


def test_one_that_is_away_is_an_error_and_soon() -> None:
    with pytest.raises(redis.ConnectionError):
        ask_redis("redis://127.0.0.1:9/0")
