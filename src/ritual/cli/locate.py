"""`ritual locate`: says where the files are."""

from pathlib import Path

from ritual.actions.choosing import open_desk
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import NotFound, Usage
from ritual.files import places
from ritual.words import mark, t

MANUAL = Manual(
    ("locate", "locate WHAT"),
    mark("Prints every place, or one alone for scripts: config, record, card, drafts, state, rituals, decks, themes …"),
    examples=('$EDITOR "$(ritual locate config)"', "ritual locate record"),
)


def run(given: Given, shell: Shell) -> int:
    """Prints the places, one a line."""
    every = _places(shell)
    if not given.words:
        for name, path in every.items():
            shell.out.data(f"{name:<8}  {path}")
        return 0
    for name in given.words:
        if name not in every:
            raise Usage(t("There is no place called “{name}”.", name=name), t("There is: {all}.", all=", ".join(every)))
        shell.out.data(str(every[name]))
    return 0


def _places(shell: Shell) -> dict[str, Path | str]:
    env, cwd = shell.around.env, shell.around.cwd
    every: dict[str, Path | str] = {
        "config": places.config_file(env),
        "data": places.data_dir(env),
        "state": places.state_dir(env),
    }
    every |= {"drafts": places.drafts_dir(env), "demo": places.demo_home(env)}
    every |= {kind: places.built_in(kind) for kind in places.KINDS}
    folder = places.team_folder(cwd)
    if folder:
        every["card"] = places.team_card(folder)
    try:
        team = shell.open(open_desk).team.id
    except NotFound:
        return every
    return {"record": places.team_record(env, team), **every}
