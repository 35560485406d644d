"""Why an endpoint can't start, in words: the place, the folder, or the certificate."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Final

from ritual.errors import Refused, RitualError, StoreTrouble
from ritual.model.moments import day
from ritual.words import mark, t

_PLACE: Final = {
    errno.EADDRINUSE: (
        mark("Somebody listens at {host}, port {port} already."),
        mark("End that one first, or take another port: --port."),
    ),
    errno.EACCES: (
        mark("This user may not listen at port {port}."),
        mark("Ports below 1024 are root's: take another one, and put a proxy before it; see docs/hosting.md."),
    ),
}
_NO_ADDRESS: Final = (
    mark("{host} is no address of this machine."),
    mark("--host takes one of this machine's own, or 0.0.0.0 for every one."),
)
_CERTIFICATE: Final = {
    "no-pem": (
        mark("{cert} and {key} aren't a certificate and its key as PEM."),
        mark("Such files begin with -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----."),
    ),
    "other-key": (
        mark("{key} isn't the key of {cert}."),
        mark("Give the two that were made together; the certificate itself stands before its chain."),
    ),
    "locked": (
        mark("The key in {key} is locked with a password."),
        mark("`openssl pkey -in {key} -out NEW` unlocks it; keep the new file where no other user can read it."),
    ),
    "over": (
        mark("The certificate in {cert} is over since {since}."),
        mark("No member's machine takes it any more. Renew it, then start again."),
    ),
}


@contextmanager
def in_words(endpoint: ModuleType, folder: Path, host: str, port: int) -> Iterator[None]:
    """Says what keeps the endpoint, which is the module that runs it, from working there."""
    try:
        yield
    except endpoint.Taken as error:
        raise taken(folder) from error
    except endpoint.Damaged as error:
        raise damaged(folder) from error
    except endpoint.NotOurs as error:
        raise _not_ours(folder) from error
    except endpoint.NoPlace as error:
        raise _no_place(error, host, port) from error
    except OSError as error:
        raise _folder_trouble(error, folder) from error


def damaged(folder: Path) -> RitualError:
    """The database is no whole one."""
    return StoreTrouble(
        t("The database in {folder} is damaged.", folder=folder),
        t("`ritual serve restore FILE` puts a copy in its place; members give back what the copy lacks."),
    )


def taken(folder: Path) -> RitualError:
    """Another process works there."""
    return Refused(t("An endpoint runs in {folder} already.", folder=folder), t("End that one first."))


def unfit(why: str, since: datetime | None, cert: Path, key: Path) -> RitualError:
    """Certificate and key can't be shown."""
    sentence, hint = _CERTIFICATE[why]
    over = day(since.date(), year=True) if since else ""
    return Refused(t(sentence, cert=cert, key=key, since=over), t(hint, key=key))


def _no_place(error: OSError, host: str, port: int) -> RitualError:
    """It can't listen there."""
    sentence, hint = _PLACE.get(error.errno or 0, _NO_ADDRESS)
    return StoreTrouble(t(sentence, host=host, port=port), t(hint))


def _folder_trouble(error: OSError, folder: Path) -> RitualError:
    """The system doesn't let it work there."""
    return StoreTrouble(
        t("The folder {folder} can't be used: {why}.", folder=folder, why=error.strerror or str(error)),
        t("--data names another; this user has to be able to write there."),
    )


def _not_ours(folder: Path) -> RitualError:
    """Something else lies there."""
    return StoreTrouble(
        t("What is in {folder} isn't what this ritual's endpoint keeps.", folder=folder),
        t("--data names another folder; a newer ritual may have worked in this one."),
    )
