"""An endpoint as a process of its own, that can be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from ritual.endpoint import serving
from tests.endpoint.served import EASY, streams
quick = streams(of_device=500, of_team=5000, shortest=0.01, longest=0.02, heartbeat=0.01)
easy = quick._replace(request=1.0) if sys.argv[3] == "hasty" else EASY
say = lambda line: print(line, file=sys.stderr, flush=True)
told = lambda port: print(port, flush=True)
serving.run(Path(sys.argv[1]), serving.Listening("127.0.0.1", int(sys.argv[2])), easy, say, told)
"""


@dataclass
class Running:
    """The process, its port, and what it wrote to stderr."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """Tells it to stop, and waits until it has."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=30) == 0, self.log.read_text()


@contextmanager
def running(folder: Path, port: int = 0, *, hasty: bool = False) -> Iterator[Running]:
    """A process that serves; `hasty` streams end at once, and requests have a second to arrive."""
    words = [sys.executable, "-c", PROGRAM, str(folder), str(port), "hasty" if hasty else "easy"]
    env = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}:{ROOT / 'scripts'}"}
    log = folder.with_name(f"{folder.name}.log")
    with log.open("a") as err:
        process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=err, encoding="utf-8")
    try:
        assert process.stdout
        told = process.stdout.readline()
        assert told, log.read_text()
        yield Running(process, int(told), log)
    finally:
        process.kill()
        process.communicate()
