"""What whoever runs an endpoint erases there, for `ritual serve erase`."""

from pathlib import Path

from ritual.cli.endpoint_copies import loaded, no_endpoint, refused
from ritual.cli.endpoint_troubles import damaged
from ritual.cli.shell import Shell
from ritual.cli.table import ERASURES
from ritual.errors import NotFound, StoreTrouble
from ritual.words import t, tn


def erase(folder: Path, team: str, entries: tuple[str, ...], shell: Shell) -> int:
    """Erases entries of a team, running or not, and says what that means."""
    erasures = loaded(ERASURES)
    try:
        n = erasures.erase(folder, team.lower(), tuple(dict.fromkeys(each.lower() for each in entries)))
    except erasures.Damaged as error:
        raise damaged(folder) from error
    except erasures.NotOurs as error:
        raise no_endpoint(folder) from error
    except erasures.Unknown as error:
        raise _unknown(", ".join(error.ids), is_team=error.team) from error
    except erasures.Late as error:
        raise StoreTrouble(
            t("The endpoint that runs in {folder} hasn't done it yet.", folder=folder),
            t("It does so once it can, at the latest when it starts again; its own lines say when."),
        ) from error
    except OSError as error:
        raise refused(error) from error
    if not n:
        shell.out.data(t("All of that is erased here already."))
        return 0
    shell.out.data(tn("{n} entry is erased here.", "{n} entries are erased here.", n))
    shell.out.talk(t("It is out of the files within a minute. Copies made before still hold it: delete those."))
    shell.out.talk(t("Members' machines hide it at the next sync; each member decides what is kept there."))
    return 0


def _unknown(ids: str, *, is_team: bool) -> NotFound:
    if is_team:
        return NotFound(
            t("There is no team {id} here.", id=ids), t("Its members see the id in what `ritual locate record` says.")
        )
    return NotFound(
        t("The log of that team has no entry {id}; nothing was erased.", id=ids),
        t("Whole ids are needed here; members see those in `ritual log --json`."),
    )
