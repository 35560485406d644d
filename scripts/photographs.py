"""Pictures of SVG files and pages, taken by a browser."""

import re
import subprocess
import tempfile
from pathlib import Path


def drawn(browser: str, svg: Path, png: Path) -> None:
    """The picture of an SVG, in the size of its own box."""
    text = svg.read_text("utf-8")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
    assert box
    # The fonts come from the machine: nothing is fetched from anywhere.
    text = re.sub(r"@font-face \{.*?\}", "", text, flags=re.DOTALL).replace(
        "Fira Code,", "Fira Code, DejaVu Sans Mono,"
    )
    # Each line is cut at its own height, which takes the tails of letters away in the last one.
    text = re.sub(r'(<clipPath id="[^"]+">\s*<rect [^>]*height=")([\d.]+)', lambda m: f"{m[1]}{float(m[2]) + 5}", text)
    svg.write_text(text, "utf-8")
    size = ",".join(str(int(float(side)) + 1) for side in box.groups())
    photographed(browser, svg, png, size)


def photographed(browser: str, what: Path, png: Path, size: str, *more: str) -> None:
    """The picture of a file in the browser; the size is "width,height" in pixels."""
    with tempfile.TemporaryDirectory(prefix="ritual-browser-") as profile:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", *more]
        places = [f"--user-data-dir={profile}", f"--screenshot={png}", f"--window-size={size}", what.as_uri()]
        subprocess.run([browser, *flags, *places], check=True, capture_output=True)
