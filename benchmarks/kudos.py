"""`ritual kudos @bo WORDS` from start to exit, on the disk and searchable, against a Python that does nothing."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from rounds import Goal, interleaved, options, ratio, show, verdict
from sample import make_team
from started import BARE, RITUAL, ROOT, compiled, environment, seconds

MOST = 4.0
WORDS = ("kudos", "@p01", "the rollback notes saved me an hour at two in the morning")
WRAPPER = "import sys\nfrom ritual.cli.main import main\nif __name__ == '__main__':\n    sys.exit(main())\n"
FLOOR, KUDOS, INSTALLED, CHECKOUT, WIN = (
    "python -I -c pass",
    "ritual kudos",
    "ritual kudos, by an installed command",
    "ritual kudos, by scripts/ritual",
    "ritual win",
)


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=20)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        home = Path(folder)
        env = environment(home)
        make_team(env, people=8)
        installed = home / "ritual"
        installed.write_text(WRAPPER, encoding="utf-8")
        commands = {
            FLOOR: BARE,
            KUDOS: (*RITUAL, *WORDS),
            INSTALLED: (sys.executable, str(installed), *WORDS),
            CHECKOUT: (str(ROOT / "scripts" / "ritual"), *WORDS),
            WIN: (*RITUAL, "win", "search no longer times out under load"),
        }
        taken = interleaved({name: partial(seconds, each, env) for name, each in commands.items()}, asked.rounds)
    show(taken, FLOOR)
    return verdict([Goal("kudos against a bare start", ratio(taken[KUDOS], taken[FLOOR]), MOST)], report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
