"""nox -s redis: a real Redis in the foreground, for people who run manage.py."""

import argparse
import sys

from tests.harness.choice import Parser, WrongChoice, port_number
from tests.harness.ports import is_free
from tests.harness.redis_server import NoRedis, RedisServer
from tests.harness.serve import end_as_by_ctrl_c

FORM = "nox -s redis [-- --port N]"


def read_arguments(words: list[str]) -> argparse.Namespace:
    """Return the port. Raise WrongChoice."""
    parser = Parser(prog="nox -s redis --", usage=FORM)
    parser.add_argument("--port", type=port_number, default=6379)
    arguments = parser.parse_args(words)
    if not is_free(arguments.port):
        other = arguments.port + 1
        raise WrongChoice(
            f"Something listens on port {arguments.port} already: nox -s doctor says "
            "what. If it is a Redis, you need no other. If not, take another port, as in "
            f"nox -s redis -- --port {other}, and set REDIS_URL=redis://localhost:{other} "
            "in each terminal."
        )
    return arguments


def main(words: list[str]) -> int:
    end_as_by_ctrl_c()
    redis = None
    try:
        redis = RedisServer(read_arguments(words).port)
        print(
            f"A real Redis listens on redis://localhost:{redis.port}. It keeps nothing "
            "when it ends.\nLeave this terminal open. Ctrl-C stops it.",
            flush=True,
        )
        code = redis.process.wait(within=None)
        print(redis.process.output, file=sys.stderr)
        return code
    except WrongChoice as problem:
        print(f"{problem}\nusage: {FORM}", file=sys.stderr)
        return 2
    except NoRedis as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    finally:
        if redis:
            redis.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
