"""`ritual demo`: opens the sample team, or without a terminal plays one of its sessions."""

from ritual.actions.demo import demo_surroundings, demo_workspace
from ritual.cli.demo_play import TAKES, Clock, play, sample_of
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.screens import show
from ritual.cli.shell import Shell, Streams
from ritual.words import language, mark, t

MANUAL = Manual(
    ("demo", "demo --fresh", "demo --plain"),
    mark(
        "A team that doesn't exist, with eight people and three months of history, in a folder apart. With --plain, "
        "and without a terminal, a session of it plays by itself and leaves nothing behind."
    ),
    (Option("--fresh", mark("start the sample team again")),),
)


def run(given: Given, shell: Shell) -> int:
    """Shows or plays the sample team in the language of the shell."""
    given.without_words("demo")
    if not shell.has_screen:
        return _play(shell)
    ws = demo_workspace(shell.around, given.has("--fresh"), language())
    ws.record.close()
    streams = Streams(shell.stdin, shell.out.stdout, shell.out.stderr)
    return show(Shell(demo_surroundings(shell.around), streams))


def _play(shell: Shell) -> int:
    clock = Clock(shell.around.now() - TAKES)
    ws, told = sample_of(shell.around, clock, language())
    try:
        shell.out.data(t("A sample session plays by itself; nothing of it is kept. “>” is what somebody types."))
        play(ws, told, clock, shell.out.data)
    finally:
        ws.record.close()
    shell.out.data(t("That was the sample. A round of your own: `ritual start --with 'Ana, Bo, Chris'`."))
    return 0
