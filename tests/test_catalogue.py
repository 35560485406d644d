"""The catalogue script finds every sentence, and says what a translation lacks."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import catalogue

PO = """\
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
CALLS = """\
from ritual.words import mark, t, tn

TABLE = {"a": mark("Hello")}

def say(n, key):
    return t("{name} opens.", name="Ana"), tn("{n} note", "{n} notes", n), t(TABLE[key])
"""
GERMAN = """\
msgid "Hello"
msgstr "Hallo"

msgid "{name} opens."
msgstr "{name} fängt an."

msgid "{n} note"
msgid_plural "{n} notes"
msgstr[0] "ein Zettel"
msgstr[1] "{n} Zettel"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three sentences and an empty translation."""
    (tmp_path / "src/ritual/catalogues").mkdir(parents=True)
    (tmp_path / "locale").mkdir()
    (tmp_path / "src/ritual/said.py").write_text(CALLS)
    (tmp_path / "locale/de.po").write_text(PO)
    return tmp_path


def translate(project: Path, messages: str) -> None:
    (project / "locale/de.po").write_text(PO + messages)


def update(project: Path) -> int:
    return catalogue.main(project, [])


def check(project: Path) -> int:
    return catalogue.main(project, ["check"])


def loaded(module: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("compiled_catalogue", module)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_a_whole_translation_passes_and_compiles(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    translate(project, GERMAN)
    assert (update(project), check(project), capsys.readouterr().err) == (0, 0, "")
    assert loaded(project / "src/ritual/catalogues/de.py").SENTENCES == {
        "Hello": "Hallo",
        "{n} note": ("ein Zettel", "{n} Zettel"),
        "{name} opens.": "{name} fängt an.",
    }


def test_new_sentences_come_into_the_files_and_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(project) == 1
    assert capsys.readouterr().err.splitlines() == [
        "locale/de.po: 'Hello' is not translated",
        "locale/de.po: '{name} opens.' is not translated",
        "locale/de.po: '{n} note' is not translated",
    ]
    assert 'msgid "{name} opens."\nmsgstr ""' in (project / "locale/de.po").read_text()
    assert 'msgid_plural "{n} notes"' in (project / "locale/ritual.pot").read_text()
    assert loaded(project / "src/ritual/catalogues/de.py").SENTENCES == {}


def test_updating_twice_changes_nothing(project: Path) -> None:
    update(project)
    first = {path: path.read_bytes() for path in (project / "locale").iterdir()}
    update(project)
    assert first == {path: path.read_bytes() for path in (project / "locale").iterdir()}


def test_a_sentence_that_nobody_says_any_more_goes(project: Path) -> None:
    translate(project, GERMAN + '\nmsgid "Bye"\nmsgstr "Tschüss"\n')
    update(project)
    assert "Bye" not in (project / "locale/de.po").read_text()


@pytest.mark.parametrize("file", ["locale/ritual.pot", "locale/de.po", "src/ritual/catalogues/de.py"])
def test_a_file_that_is_not_as_it_should_be_is_told(
    project: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(project, GERMAN)
    update(project)
    (project / file).write_text((project / file).read_text() + "\n# more\n")
    assert check(project) == 1
    assert capsys.readouterr().err == f"{file} is not up to date: run scripts/catalogue\n"


def test_checking_writes_nothing(project: Path) -> None:
    check(project)
    assert sorted(path.name for path in project.rglob("*.*")) == ["de.po", "said.py"]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('msgstr "Hallo"', 'msgstr ""', "'Hello' is not translated"),
        ('msgid "Hello"', '#, fuzzy\nmsgid "Hello"', "'Hello' is marked as fuzzy"),
        ('msgstr "Hallo"', 'msgstr "Hallo {name}"', "'Hello' has other placeholders than its translation"),
        ("{name} fängt", "{nme} fängt", "'{name} opens.' has other placeholders than its translation"),
        ("{name} fängt", "{name fängt", "'{name} opens.' has other placeholders than its translation"),
        ('"{n} Zettel"', '"Zettel"', "'{n} note' has other placeholders than its translation"),
        ('"{n} Zettel"', '""', "'{n} note' is not translated"),
    ],
)
def test_a_flaw_in_a_translation_is_told(
    project: Path, right: str, wrong: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert right in GERMAN
    translate(project, GERMAN.replace(right, wrong))
    assert update(project) == 1
    assert capsys.readouterr().err == f"locale/de.po: {told}\n"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ('t(f"Hello {x}")', "t() needs its sentence as a literal"),
        ('t("a" + x)', "t() needs its sentence as a literal"),
        ('t("a" if x else "b")', "t() needs its sentence as a literal"),
        ("t()", "t() needs its sentence as a literal"),
        ("mark(x)", "mark() needs its sentence as a literal"),
        ('tn("{n} note", x, 2)', "tn() needs its sentence as a literal"),
        ('t("{name} opens.")', "'{name} opens.' waits for name"),
        ('words.t("{b} {a}", c=1)', "'{b} {a}' waits for a, b"),
        ('tn("{n} of {all}", "{n} of {all}", 2)', "'{n} of {all}' waits for all"),
    ],
)
def test_a_call_that_cant_work_is_told(project: Path, call: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "src/ritual/said.py").write_text(f"x = 1\n{call}\n")
    assert update(project) == 1
    assert f"src/ritual/said.py:2: {told}\n" in capsys.readouterr().err


@pytest.mark.parametrize("call", ["t(x)", "t(a.b)", "t(a[0])", "t(f(x))", 't("{a}", **x)', "other.t(1)", "tune(1)"])
def test_a_call_that_may_be_right_passes(project: Path, call: str) -> None:
    (project / "src/ritual/said.py").write_text(f"{call}\n")
    assert catalogue.collect(project).problems == ()


def test_a_sentence_over_two_lines_is_one() -> None:
    (call,) = catalogue.calls('t(\n    "one "\n    "two"\n)')
    assert catalogue.literals(call) == ["one two"]
