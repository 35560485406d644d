"""Whatever is typed after `log` and `mine`, they answer or refuse in words; no traceback ever reaches a person."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ritual.model.clean import clean
from tests.cli.shells import Typing, with_team
from tests.nasty import NASTY

OPTIONS = (
    "--kind", "--by", "--to", "--tag", "--value", "--since", "--until", "--number", "-n", "--format", "--json", "--csv",
    "--oneline", "--no-pager", "--plain",
)  # fmt: skip
LIKELY = (
    "thanks,win", "@ana", "@", "#a", "last 2 weeks", "3 nov - 7 nov", "since monday", "9999y", "0", "-1", "all", "20",
    "markdown", "csv", "checkin", '"', "*", "NEAR(", "pump OR", "-", "--", "=",
)  # fmt: skip
ARGUMENTS = st.lists(st.sampled_from((*OPTIONS, *LIKELY, *NASTY)) | st.text(), max_size=8)


def made(folder: Path) -> Typing:
    """A machine with a team that has written something."""
    if not (folder / "home").exists():
        shell = with_team(folder)
        shell.give("kudos", "@bo", "for the #pump", "--now")
        shell.give("win", "the pump runs")
    return Typing(folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(ARGUMENTS)
def test_no_argument_breaks_the_log(tmp_path: Path, arguments: list[str]) -> None:
    for name in ("log", "mine"):
        ran = made(tmp_path).run(name, *arguments)
        assert ran.code in (0, 1, 2), ran
        assert "Traceback" not in ran.err
        assert clean(ran.out).dropped == clean(ran.err).dropped == 0
