"""Copies of what an endpoint holds, for `ritual serve backup` and `restore`."""

from pathlib import Path
from types import ModuleType

from ritual.cli.endpoint_troubles import damaged, taken
from ritual.cli.shell import Shell
from ritual.cli.table import COPIES
from ritual.errors import NotFound, Refused, RitualError, StoreTrouble
from ritual.words import t, tn


def back_up(folder: Path, file: Path, shell: Shell) -> int:
    """Makes a copy and says where it is."""
    copies = loaded(COPIES)
    try:
        events = copies.back_up(folder, file)
    except copies.Damaged as error:
        raise damaged(folder) from error
    except copies.NotOurs as error:
        raise no_endpoint(folder) from error
    except FileExistsError as error:
        raise Refused(t("{path} is there already.", path=file), t("Another name, please.")) from error
    except OSError as error:
        raise refused(error) from error
    shell.out.data(
        tn("The copy is {path}: {n} event, checked.", "The copy is {path}: {n} events, checked.", events, path=file)
    )
    shell.out.talk(
        t(
            "What was erased is told in {file}; keep that beside the database, and out of the copies.",
            file=folder / "erasures.ndjson",
        )
    )
    return 0


def restore(folder: Path, file: Path, shell: Shell) -> int:
    """Puts a copy back and says what became of what was there."""
    copies = loaded(COPIES)
    try:
        if not file.exists():
            raise NotFound(t("There is no file {path}.", path=file))
        done = copies.restore(folder, file)
    except copies.NotOurs as error:
        raise NotFound(t("{file} is no whole copy of an endpoint.", file=file)) from error
    except copies.Taken as error:
        raise taken(folder) from error
    except OSError as error:
        raise refused(error) from error
    shell.out.data(tn("Restored: {n} event.", "Restored: {n} events.", done.events))
    if done.again:
        shell.out.talk(
            tn(
                "Erased and removed again, as since the copy: {n}.",
                "Erased and removed again, as since the copy: {n}.",
                done.again,
            )
        )
    if done.before:
        shell.out.talk(
            t(
                "What was there is in {path}. Delete it once all is well: what is erased from now on stays in it.",
                path=done.before,
            )
        )
    shell.out.talk(t("Members' machines notice, and give back what the copy lacks."))
    return 0


def no_endpoint(folder: Path) -> RitualError:
    """Nothing of an endpoint is there."""
    return NotFound(t("There is no endpoint in {folder}.", folder=folder), t("--data names the folder."))


def loaded(name: str) -> ModuleType:
    """A module of the endpoint, by its name, so that no import leads there."""
    return __import__(name, fromlist=["run"])


def refused(error: OSError) -> StoreTrouble:
    """What the system has against it."""
    return StoreTrouble(
        t("The endpoint can't do that: {why}.", why=error.strerror or str(error)),
        t("Nothing has changed. Both places need room, and this user has to be able to write there."),
    )
