"""A real endpoint in a process of its own, for clients that speak to it over HTTP."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from ritual.endpoint.limits import Rate
from ritual.endpoint.serving import Listening, run
from ritual.endpoint.settings import Rates, Settings
from hashlib import sha256
often = Rate(100_000, 100_000)
admission = sha256(sys.argv[3].encode()).digest() if sys.argv[3] else b""
settings = Settings(admission=admission, rates=Rates(often, often, often, often, often))
told = lambda port: print(port, flush=True)
run(Path(sys.argv[1]), Listening("127.0.0.1", int(sys.argv[2])), settings, lambda _line: None, told)
"""


@contextmanager
def endpoint(folder: Path, port: int = 0, admission: str = "") -> Iterator[str]:
    """The address of an endpoint that runs as long as the block lasts."""
    path = os.pathsep.join(each for each in sys.path if each)
    command = [sys.executable, "-c", PROGRAM, str(folder), str(port), admission]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.communicate(timeout=30)
