"""`ritual restore`: puts a backup in the record's place."""

from pathlib import Path

from ritual.actions.restore import Backup, looked_at, restore
from ritual.cli.asking import agrees
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Refused, Usage
from ritual.model.instant import moment
from ritual.model.moments import day, local
from ritual.store.reading import Extent
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("restore FILE",),
    mark(
        "The file is looked at first and only read. What is here now is kept aside as a backup of its own. What was "
        "erased or changed since the backup was made stays erased and changed."
    ),
    (Option("--yes", mark("don't ask"), short="-y"),),
    ("ritual restore ~/backup/ritual-platform-2026-11-24.db",),
)


def run(given: Given, shell: Shell) -> int:
    """Says what is in the backup and what it would replace, asks, and restores."""
    if len(given.words) != 1:
        raise Usage(t("Which file?"))
    file = Path(shell.around.cwd, given.words[0]).expanduser()
    with looked_at(shell.around, file) as backup:
        if shell.team and shell.team.casefold() not in (backup.team.name.casefold(), backup.team.id):
            raise Refused(t("This is a backup of “{team}”.", team=backup.team.name))
        _shown(backup, shell)
        if not given.has("--yes") and not agrees(shell, t("Put the backup in place?")):
            raise Refused(t("Nothing was changed."), "" if shell.can_ask else t("--yes restores without asking."))
        done = restore(shell.around, backup)
    shell.out.data(t("“{team}” is restored.", team=backup.team.name))
    if done.held_back:
        shell.out.talk(
            tn(
                "Erased or changed since the backup, and left so: {n} entry.",
                "Erased or changed since the backup, and left so: {n} entries.",
                done.held_back,
            )
        )
    if done.aside:
        shell.out.talk(t("What was here before is in {path}; `ritual restore` takes that back too.", path=done.aside))
    return 0


def _shown(backup: Backup, shell: Shell) -> None:
    zone = backup.team.zone or shell.around.zone
    shell.out.talk(t("In the backup: “{team}”, {extent}.", team=backup.team.name, extent=_said(backup.extent, zone)))
    if backup.here:
        shell.out.talk(t("Here now: {extent}.", extent=_said(backup.here, zone)))
    elif backup.record.exists():
        shell.out.talk(t("The record here can't be read."))
    else:
        shell.out.talk(t("This team isn't on this machine yet."))


def _said(extent: Extent, zone: str) -> str:
    if not extent.entries:
        return t("no entries")
    newest = day(local(moment(extent.newest), zone).date(), year=True)
    return tn("{n} entry, of {day}", "{n} entries, the newest of {day}", extent.entries, day=newest)
