"""`ritual keys`: what opens a shared team: a number to compare, the machines that have the key, and recovery sheets."""

from ritual.actions.changing_keys import change_key
from ritual.actions.choosing import open_desk
from ritual.actions.desk import Desk
from ritual.actions.devices import Machine, machines, revoke
from ritual.actions.syncing import keys_of
from ritual.cli.asking import agrees
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.sheets import export, recover
from ritual.cli.shell import Shell
from ritual.cli.verbs import named, verb_of
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.model.instant import moment
from ritual.model.moments import day, today
from ritual.protocol.fingerprint import fingerprint
from ritual.words import mark, t

VERBS = ("fingerprint", "devices", "revoke", "change", "export", "recover")
_SHORT = 8

MANUAL = Manual(
    ("keys fingerprint", "keys devices", "keys revoke MACHINE", "keys change", "keys export", "keys recover"),
    mark(
        "The fingerprint is read to one another: the same number is the same key, and nobody stands in between. A lost "
        "machine is revoked by the id that `devices` shows. `export` makes a recovery sheet to print, and `recover` "
        "brings a team back from one; without any machine and without a sheet nobody can open the record again."
    ),
    (
        Option("--yes", mark("without being asked"), short="-y"),
        Option("--json", mark("JSON Lines, one object on each line")),
    ),
    ("ritual keys fingerprint", "ritual keys export | lpr"),
)


def run(given: Given, shell: Shell) -> int:
    """Does one of these."""
    if not given.words:
        raise Usage(t("What about the keys?"), t("There is: {all}.", all=", ".join(VERBS)))
    verb, rest = verb_of(given.words, VERBS)
    if verb == "recover":
        return recover(rest, shell)
    if verb != "revoke" and rest:
        raise Usage(t("`ritual keys {verb}` takes no more words.", verb=verb))
    desk = shell.open(open_desk)
    if verb == "devices":
        return _devices(given, shell, desk)
    if verb == "revoke":
        return _revoked(given, shell, desk, named(rest))
    if verb == "change":
        change_key(desk)
        shell.out.data(t("The team's key is a new one."))
    elif verb == "export":
        return export(given, shell, desk)
    else:
        keys = keys_of(desk)
        shell.out.data(fingerprint(keys.team, keys.epoch, keys.epochs[keys.epoch]))
    return 0


def _devices(given: Given, shell: Shell, desk: Desk) -> int:
    for each in machines(desk):
        if given.has("--json"):
            shell.out.record({"v": 1, **each._asdict(), "member": desk.team.person(each.member).handle})
        else:
            shell.out.data(_line(each, desk))
    return 0


def _line(each: Machine, desk: Desk) -> str:
    who = line(desk.team.person(each.member).name)
    since, seen = (day(today(moment(at), desk.zone), year=True) for at in (each.since, each.seen))
    parts = [
        t("since {day}", day=since),
        t("seen {day}", day=seen),
        t("this machine") if each.is_here else "",
        t("a recovery sheet") if each.is_sheet else "",
        "" if each.is_announced else t("hasn't said its keys yet"),
    ]
    return f"{each.id[:_SHORT]}  {who}, " + ", ".join(part for part in parts if part)


def _revoked(given: Given, shell: Shell, desk: Desk, typed: str) -> int:
    if not given.has("--yes"):
        if not shell.can_ask:
            raise Usage(t("Revoking a machine needs a yes."), t("--yes says it."))
        if not agrees(shell, t("Take the machine {id} out, and change the team's key?", id=typed)):
            shell.out.talk(t("Nothing was changed."))
            return 1
    if revoke(desk, typed):
        shell.out.data(t("That machine is out of the team, and its key is a new one."))
    else:
        shell.out.data(t("That machine is out of the team."))
        shell.out.talk(t("It still has the team's key: ask an admin for `ritual keys change`."))
    shell.out.talk(t("What is on it already stays readable there."))
    return 0
