"""The names of forms are the same words for all that is listed."""

from ritual.cli.formats import ALSO
from tests.cli.shells import Typing

EVERY = {"log": "csv", "mine": "csv", "recap week": "html", "insights": "csv"}


def test_one_word_means_one_form_everywhere(shell: Typing) -> None:
    shell.give("win", "the gate opens")
    for command, other in EVERY.items():
        words = command.split()
        for also, form in ALSO.items():
            if form in ("text", "markdown", "json", other):
                assert shell.give(*words, "--format", also) == shell.give(*words, "--format", form.upper())
        assert shell.give(*words, "--json") == shell.give(*words, "--format", "json")
        wrong = shell.run(*words, "--format", "pdf")
        assert (wrong.code, wrong.out) == (2, "")
        assert wrong.err.endswith(f"ritual: There is no format “pdf”.\nThere is: text, markdown, json, {other}.\n")
        two = shell.run(*words, "--json", "--format", "markdown")
        assert two.code == 2
        assert two.err.endswith("ritual: One format at a time: json, markdown.\n")


def test_the_ending_of_a_file_counts_only_where_nothing_is_said(shell: Typing) -> None:
    shell.give("win", "the gate opens")
    for command in ("mine", "recap week", "insights"):
        for ending, start in (("JSON", '{"v"'), ("jsonl", '{"v"'), ("md", "# "), ("out", "")):
            shell.give(*command.split(), "-o", f"a.{ending}")
            written = (shell.machine.cwd / f"a.{ending}").read_text()
            assert written.startswith(start)
            assert start or written[0] not in "{#"
        shell.give(*command.split(), "-o", "b.md", "--json")
        assert (shell.machine.cwd / "b.md").read_text().startswith('{"v"')
