"""Erasing by what it is and not by its id: all about somebody, or what the endpoint alone calls erased."""

from collections.abc import Iterable

from ritual.actions.erasing_about import Found, erase_about, erase_withheld, found_about, withheld
from ritual.actions.workspace import Workspace
from ritual.cli.asking import agrees
from ritual.cli.log_rows import kind_of
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.files.own_answers import forget_own
from ritual.model.clean import line
from ritual.model.entry import Entry
from ritual.model.instant import moment
from ritual.model.moments import day, today
from ritual.model.reading import text
from ritual.words import t, tn


def all_about(given: Given, shell: Shell, ws: Workspace, name: str) -> int:
    """Shows what is here about somebody, asks, erases; as JSON it shows, and erases only after a yes."""
    found = found_about(ws, name)
    gone = [each for each in found if each.may]
    if given.has("--json"):
        for each in found:
            shell.out.record(_told(each, ws, is_erased=each.may and given.has("--yes")))
        if not given.has("--yes"):
            return 0
    else:
        _show(shell, ws, ((each.entry, each.words) for each in gone))
        _left(shell, ws, found)
        if not gone:
            shell.out.talk(t("There is nothing to erase about “{name}”.", name=line(name)))
            return 1
        if not _agreed(given, shell, len(gone)):
            return 1
    erase_about(ws, found)
    for each in gone:
        forget_own(shell.around.env, each.entry.id)
    if not given.has("--json"):
        shell.out.data(tn("{n} entry is erased.", "{n} entries are erased.", len(gone)))
    return 0


def all_withheld(given: Given, shell: Shell, ws: Workspace) -> int:
    """Shows what the endpoint alone calls erased, asks, erases it here."""
    found = withheld(ws)
    if not found:
        shell.out.talk(t("The endpoint calls nothing erased that a member didn't erase."))
        return 1
    _show(shell, ws, ((each, text(each.data, "words")) for each in found))
    if not _agreed(given, shell, len(found)):
        return 1
    shell.out.data(tn("{n} entry is erased.", "{n} entries are erased.", erase_withheld(ws)))
    return 0


def _show(shell: Shell, ws: Workspace, entries: Iterable[tuple[Entry, str]]) -> None:
    every = [*entries]
    short = ws.record.short_ids([entry.id for entry, _ in every])
    for entry, words in every:
        when, who = day(today(moment(entry.at), ws.zone), year=True), line(ws.team.person(entry.author).name)
        said = t("“{words}”", words=line(words)) if words else t("a sealed note")
        shell.out.talk(f"  {short[entry.id]}  {when}  {who}: {said}")


def _left(shell: Shell, ws: Workspace, found: Iterable[Found]) -> None:
    """Whose words stay, because only those who wrote them and admins may erase them."""
    others = [each.entry.author for each in found if not each.may]
    if others:
        names = ", ".join(sorted({line(ws.team.person(each).name) for each in others}))
        shell.out.talk(
            tn(
                "{n} entry more isn't yours to erase: ask {names}, or an admin.",
                "{n} entries more aren't yours to erase: ask {names}, or an admin.",
                len(others),
                names=names,
            )
        )


def _agreed(given: Given, shell: Shell, n: int) -> bool:
    if given.has("--yes"):
        return True
    if not shell.can_ask:
        raise Usage(t("Several at once need a yes."), t("--yes says it."))
    if agrees(shell, tn("Erase {n} entry for good?", "Erase {n} entries for good?", n)):
        return True
    shell.out.talk(t("Nothing was erased."))
    return False


def _told(found: Found, ws: Workspace, *, is_erased: bool) -> dict[str, object]:
    entry = found.entry
    author = ws.team.person(entry.author)
    told = {"id": entry.id, "kind": kind_of(entry), "at": entry.at, "author": author.handle or author.name}
    return {"v": 1, **told, "words": found.words or None, "may": found.may, "erased": is_erased}
