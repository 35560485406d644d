"""Collects the sentences that ritual says, keeps the translations in locale/ in step, and compiles them to modules.

`src` is read as a syntax tree: the literals given to t(), tn() and mark() are the sentences. They go to
locale/ritual.pot and into every locale/<lang>.po, and each .po becomes src/ritual/catalogues/<lang>.py.
"""

import ast
import io
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

KEYWORDS = {"t": 1, "tn": 2, "mark": 1}
HEADER = """\
# The sentences of ritual. Written by scripts/catalogue; the translations by people.
msgid ""
msgstr ""
"Project-Id-Version: ritual\\n"
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
LANGUAGE = '"Language: {}\\n"\n"Plural-Forms: {}\\n"\n'


class Sentence(NamedTuple):
    """What one call says; `many` is empty but for tn()."""

    file: str
    one: str
    many: str = ""


class Found(NamedTuple):
    """The sentences of the source, and what is wrong with the calls that say them."""

    sentences: tuple[Sentence, ...]
    problems: tuple[str, ...]


def main(root: Path, words: list[str]) -> int:
    """Brings the catalogues up to date, or with `check` says what is not; 1 where something is missing."""
    found = collect(root)
    fresh = dict(catalogues(root, found.sentences))
    problems = [*found.problems, *(p for catalogue in fresh.values() for p in flaws(catalogue))]
    if words == ["check"]:
        problems += [
            f"{path.relative_to(root)} is not up to date: run scripts/catalogue" for path in stale(root, fresh)
        ]
    else:
        for path, text in files(root, fresh).items():
            path.write_text(text, "utf-8")
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


def collect(root: Path) -> Found:
    """Every sentence below src, by file."""
    sentences: list[Sentence] = []
    problems: list[str] = []
    for path in sorted((root / "src").rglob("*.py")):
        file = str(path.relative_to(root))
        for call in calls(path.read_text("utf-8")):
            problem = fault(call)
            if problem:
                problems.append(f"{file}:{call.lineno}: {problem}")
            elif literals(call):
                sentences.append(Sentence(file, *literals(call)))
    return Found(tuple(sentences), tuple(problems))


def calls(source: str) -> Iterator[ast.Call]:
    """The calls of t(), tn() and mark()."""
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and keyword(node))


def keyword(call: ast.Call) -> str:
    """Which of the three functions is called, by its name or as `words.t`; else nothing."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="words"), attr=name):
            return name if name in KEYWORDS else ""
    return ""


def literals(call: ast.Call) -> list[str]:
    """The sentences that the call is given as literals."""
    args = call.args[: KEYWORDS[keyword(call)]]
    return [arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]


def fault(call: ast.Call) -> str:
    """What is wrong with a call: no literal where one belongs, or an argument that the sentence waits for."""
    name, said = keyword(call), literals(call)
    if len(said) < KEYWORDS[name]:
        # t() may be given a variable, which says what mark() has marked elsewhere.
        by_variable = (
            name == "t" and call.args and isinstance(call.args[0], ast.Name | ast.Attribute | ast.Subscript | ast.Call)
        )
        return "" if by_variable else f"{name}() needs its sentence as a literal"
    if name == "mark" or any(arg.arg is None for arg in call.keywords):
        return ""
    given = {arg.arg for arg in call.keywords} | ({"n"} if name == "tn" else set())
    missing = sorted(set().union(*map(placeholders, said)) - given)
    return f"{said[0]!r} waits for {', '.join(missing)}" if missing else ""


def placeholders(sentence: str) -> set[str]:
    """The names in braces; a stray brace counts as a name of its own, so that it is noticed."""
    try:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    except ValueError as stray:
        return {str(stray)}


def catalogues(root: Path, sentences: Iterable[Sentence]) -> Iterator[tuple[str, Catalog]]:
    """The catalogue of every language with the sentences of today; "" is the template."""
    template = Catalog()
    for file, one, many in sentences:
        template.add((one, many) if many else one, locations=[(file, 0)])
    yield "", template
    for path in sorted((root / "locale").glob("*.po")):
        with path.open("rb") as lines:
            catalogue = read_po(lines, locale=path.stem)
        catalogue.update(template, no_fuzzy_matching=True)
        yield path.stem, catalogue


def flaws(catalogue: Catalog) -> Iterator[str]:
    """What a translation lacks: words, a second look, or the placeholders of its source."""
    if catalogue.locale is None:
        return
    for message in messages(catalogue):
        where = f"locale/{catalogue.locale}.po: {ids(message)[0]!r}"
        if not all(strings(message)):
            yield f"{where} is not translated"
        elif message.fuzzy:
            yield f"{where} is marked as fuzzy"
        elif not is_faithful(message):
            yield f"{where} has other placeholders than its translation"


def is_faithful(message: Message) -> bool:
    """Whether each form has the placeholders of its source; a singular may say its number in words."""
    pairs = list(zip(ids(message), strings(message), strict=True))
    free = [{"n"} if len(pairs) > 1 and form == 0 else set() for form in range(len(pairs))]
    return all(placeholders(a) - skip == placeholders(b) - skip for (a, b), skip in zip(pairs, free, strict=True))


def messages(catalogue: Catalog) -> list[Message]:
    """The messages by their English form, without the header."""
    return sorted((message for message in catalogue if message.id), key=lambda message: ids(message)[0])


def ids(message: Message) -> tuple[str, ...]:
    """The English sentence, or its singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id or ())


def strings(message: Message) -> tuple[str, ...]:
    """The translation in as many forms as the English has."""
    found = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return tuple(found[form] if form < len(found) else "" for form in range(len(ids(message))))


def files(root: Path, fresh: Mapping[str, Catalog]) -> dict[Path, str]:
    """Every file that this script owns, as it should be."""
    every = {}
    for lang, catalogue in fresh.items():
        every[root / "locale" / (f"{lang}.po" if lang else "ritual.pot")] = po(catalogue)
        if lang:
            module = root / "src/ritual/catalogues" / f"{lang}.py"
            every[module] = compiled(lang, catalogue, module)
    return every


def stale(root: Path, fresh: Mapping[str, Catalog]) -> list[Path]:
    """The files that are not as they should be."""
    return [p for p, text in files(root, fresh).items() if not p.exists() or p.read_text("utf-8") != text]


def po(catalogue: Catalog) -> str:
    """The catalogue as a .po file; without dates and line numbers, which change although no sentence does."""
    out = io.BytesIO()
    write_po(out, catalogue, width=0, omit_header=True, sort_output=True, ignore_obsolete=True, include_lineno=False)
    language = LANGUAGE.format(catalogue.locale, catalogue.plural_forms) if catalogue.locale else ""
    return HEADER.format(language=language) + out.getvalue().decode()


def compiled(lang: str, catalogue: Catalog, module: Path) -> str:
    """The module that `words` reads: the English form to the translation, or to its singular and plural."""
    said = {ids(message)[0]: strings(message) for message in messages(catalogue) if all(strings(message))}
    plain = {one: forms[0] if len(forms) == 1 else forms for one, forms in said.items() if one}
    name = catalogue.locale.english_name if catalogue.locale else lang
    source = (
        f'"""{name}, compiled from locale/{lang}.po by scripts/catalogue; not edited by hand."""\n\n'
        "SENTENCES: dict[str, str | tuple[str, str]] = {"
        + "".join(f"{one!r}: {forms!r},\n" for one, forms in plain.items())
        + "}\n"
    )
    ruff = [sys.executable, "-m", "ruff", "format", "--quiet", "--stdin-filename", str(module), "-"]
    return subprocess.run(ruff, input=source, capture_output=True, check=True, encoding="utf-8").stdout


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parent.parent, sys.argv[1:]))
