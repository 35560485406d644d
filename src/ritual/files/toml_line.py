"""One value changed in the text of a TOML file, with everything around it left as people wrote it."""

import re
import tomllib
from collections.abc import Mapping

import tomli_w

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def with_value(text: str, data: Mapping[str, object], key: str, value: str | bool) -> str:
    """The text of `data` with one key at the top set; written anew where the line can't be found safely."""
    wanted = {**data, key: value}
    line = tomli_w.dumps({key: value}).rstrip("\n")
    found = _TABLE.search(text)
    top, rest = (text[: found.start()], text[found.start() :]) if found else (text, "")
    there = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    if there.search(top):
        top = there.sub(lambda _: line, top, count=1)
    else:
        top = f"{top.rstrip()}\n{line}\n".lstrip("\n") + ("\n" if rest else "")
    changed = top + rest
    return changed if _reads_as(changed, wanted) else tomli_w.dumps(wanted)


def _reads_as(text: str, wanted: Mapping[str, object]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
