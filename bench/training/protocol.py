"""How the contenders talk with compare.py: a line on standard input asks, a line of JSON answers."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

TREES = 20
DEPTH = 5
STEP = 0.1
LAMBDA = 1.0
MIN_HESSIAN = 1.0
PRODUCTS = 24


@dataclass(frozen=True)
class Answer:
    """One training: wall and CPU seconds of growing the trees, of how many products, and a checksum of predictions."""

    seconds: float
    cpu_seconds: float
    products: int
    checksum: float
    note: str = ""


class Contender(Protocol):
    """A way to train; what it read and quantised when it was made is not timed."""

    def train(self) -> Answer: ...

    def predictions(self) -> Any:
        """Probabilities of the test rows by the models last trained, rows x products (fewer for a subset)."""


def serve(makers: dict[str, Callable[[Path], Contender]], save: Callable[[str, Any], None]) -> None:
    """Answers until there are no more questions: "prepare NAME", "train NAME", "save NAME FILE".

    The arguments of the program are the folder of the rows and a file (a pipe) for the replies.
    """
    folder = Path(sys.argv[1])
    contenders: dict[str, Contender] = {}
    with Path(sys.argv[2]).open("w") as replies:
        for line in sys.stdin:
            verb, name, *rest = line.split()
            begin = time.monotonic()
            reply: dict[str, Any] = {}
            if verb == "prepare":
                contenders[name] = makers[name](folder)
                reply["seconds"] = time.monotonic() - begin
            elif verb == "train":
                reply = asdict(contenders[name].train())
            else:
                save(rest[0], contenders[name].predictions())
            print(json.dumps(reply), file=replies, flush=True)
