"""The `ritual` command: the quick way for what is done in passing, the ordinary way for all the rest."""

import sys

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ritual.actions.surroundings import Surroundings
    from ritual.cli.shell import Streams

QUICK = ("kudos", "win", "prompt")
"""The commands that have a quick way."""
INTERRUPTED = 130


def main(
    argv: "Sequence[str] | None" = None, around: "Surroundings | None" = None, streams: "Streams | None" = None
) -> int:
    """Runs one command and gives its exit code; the arguments are those of the process where none are given."""
    is_process = argv is None and around is None and streams is None
    if is_process and sys.argv[1:2] and sys.argv[1] in QUICK:
        try:
            from ritual.cli.quick import tried  # the other commands do without it

            tried(sys.argv[1:])
        except BaseException as trouble:  # noqa: BLE001  the ordinary way has the words for it
            from ritual.cli.running import stopped

            return stopped(trouble)
    import gc  # the quick way does without it

    try:
        if is_process:
            gc.disable()  # until something lasting begins: starting leaves no garbage, and looking for it takes a while
        from ritual.cli.running import run  # the quick way does without it

        return run(argv, around, streams)
    except KeyboardInterrupt:  # ctrl+c before anything has begun that would say so
        return INTERRUPTED
    finally:
        gc.enable()
