"""A folder in which nothing can be written, whoever runs the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


@contextmanager
def powerless(folder: Path) -> Iterator[None]:
    """Acts as somebody who owns nothing here, where root would be let through everywhere."""
    me = os.geteuid()
    if me:
        yield
        return
    for each in (folder, *folder.parents[:3]):
        each.chmod(each.stat().st_mode | 0o055)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)


@contextmanager
def still(folder: Path) -> Iterator[None]:
    """Everything in the folder can be read and nothing written, nor beside it."""
    there = (folder, *folder.rglob("*"))
    for each in there:
        each.chmod(0o555 if each.is_dir() else 0o444)
    try:
        with powerless(folder.parent):
            yield
    finally:
        for each in there:
            each.chmod(0o755 if each.is_dir() else 0o644)
