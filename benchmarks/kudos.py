"""`ritual kudos @bo WORDS` and `ritual prompt` from start to exit, against a Python that does nothing."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from fsyncs import fsyncs, has_strace
from rounds import Goal, interleaved, options, ratio, say, show, verdict
from sample import make_team, practise
from started import BARE, RITUAL, ROOT, WRAPPER, compiled, environment, seconds

MOST = 2.0
MOST_FSYNCS = 3.0
WORDS = ("kudos", "@p01", "the rollback notes saved me an hour at two in the morning")
FLOOR, KUDOS, INSTALLED, CHECKOUT, WIN, PROMPT, GERMAN = (
    "python -I -c pass",
    "ritual kudos",
    "ritual kudos, by an installed command",
    "ritual kudos, by scripts/ritual",
    "ritual win",
    "ritual prompt",
    "ritual kudos, in German",
)


def main() -> int:
    """Measures and judges."""
    asked = options(__doc__ or "", rounds=20)
    compiled()
    with tempfile.TemporaryDirectory(prefix="ritual-benchmark-") as folder:
        home = Path(folder)
        env = environment(home)
        make_team(env, people=8)
        practise(env)
        installed = home / "ritual"
        installed.write_text(WRAPPER, encoding="utf-8")
        by_wrapper = (sys.executable, str(installed), *WORDS)
        commands = {
            FLOOR: BARE,
            KUDOS: (*RITUAL, *WORDS),
            INSTALLED: by_wrapper,
            CHECKOUT: (str(ROOT / "scripts" / "ritual"), *WORDS),
            WIN: (*RITUAL, "win", "search no longer times out under load"),
            PROMPT: (*RITUAL, "prompt"),
        }
        measures = {name: partial(seconds, each, env) for name, each in commands.items()}
        measures[GERMAN] = partial(seconds, commands[KUDOS], env | {"RITUAL_LANG": "de"})
        taken = interleaved(measures, asked.rounds)
        counts = [fsyncs(by_wrapper, env) for _ in range(asked.rounds)] if has_strace() else []
    show(taken, FLOOR)
    goals = [
        Goal(f"{name} against a bare start", ratio(taken[name], taken[FLOOR]), MOST) for name in (INSTALLED, PROMPT)
    ]
    if counts:
        goals.append(Goal("fsyncs of a kudos, on average", sum(counts) / len(counts), MOST_FSYNCS, ""))
    else:
        say("strace isn't here, so fsyncs weren't counted.")
    return verdict(goals, report=asked.report)


if __name__ == "__main__":
    sys.exit(main())
