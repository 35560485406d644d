"""A real browser without a window, a server for it on this machine, and a probe that measures pages in frames."""

import html
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), "")
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: apt-get install chromium")
PROBE = Path(__file__).with_name("probe.html")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
)


class Frame(NamedTuple):
    """How a page is looked at: its path, the width in CSS pixels, and whether the reader likes it light or dark."""

    path: str
    width: int
    scheme: str


class Measures(NamedTuple):
    """What is in a frame: by how many pixels the page is wider, the worst contrast, what it consists of."""

    over: int
    contrast: float
    ground: str
    headings: list[int]
    elements: list[str]
    links: list[list[str]]
    handlers: list[str]
    words: list[str]
    title: str


class Site(NamedTuple):
    """Pages served on this machine, and every path that was asked for."""

    address: str
    asked: list[str]


@contextmanager
def served(pages: Mapping[str, str]) -> Iterator[Site]:
    """Serves these pages by path, and nothing else."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            found = pages.get(self.path)
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((found or "").encode("utf-8"))

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def browse(folder: Path, *words: str) -> str:
    """What the browser prints, with a profile of its own in the folder."""
    ran = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *words], capture_output=True, timeout=60, check=True
    )
    return ran.stdout.decode("utf-8", "replace")


def probe(frames: list[Frame]) -> str:
    """The page that shows these frames and measures what is in them."""
    told = "\n".join(
        f'<iframe src="{frame.path}" width="{frame.width}" height="900" style="color-scheme: {frame.scheme}"></iframe>'
        for frame in frames
    )
    return PROBE.read_text("utf-8").replace("FRAMES", told)


def measured(dom: str) -> list[Measures]:
    """What the probe found, frame by frame."""
    found = re.search(r'<pre id="found">(.*?)</pre>', dom, re.DOTALL)
    assert found, dom[:2000]
    return [Measures(**each) for each in json.loads(html.unescape(found[1]))]
