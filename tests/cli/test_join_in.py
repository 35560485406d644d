"""Taking part line by line: against a real endpoint, and moment by moment beside whoever leads."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Event

import pytest

from ritual.actions.circle import Circle
from ritual.actions.company import expect, followed
from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import drop, prepare
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli import join_in
from ritual.cli.plain import lead
from ritual.files import places
from ritual.files.keys import read_keys, write_keys
from ritual.model.entry import ANSWER
from ritual.model.reading import text
from tests.actions.teams import ANA, BO, CHRIS, ENERGY, adopted, refused, step, to_turn
from tests.actions.teams import led as moved
from tests.actions.together import Table
from tests.cli.shells import Typing
from tests.cli.test_sharing import address as address
from tests.cli.test_sharing import ana as ana
from tests.cli.test_sharing import bo as bo


class Beside:
    """A dialogue in which, at each look at the round, the next thing happens; at the end nothing more is typed."""

    def __init__(self, circle: Circle, *happens: Callable[[], object] | str) -> None:
        self.said: list[str] = []
        self._happens = iter(happens)
        self._attend = circle.attend
        self._circle = circle
        self._over = Event()
        circle.attend = self.attend  # type: ignore[method-assign]
        try:
            self.recap = lead(circle, self._silent(), self.said.append)
        finally:
            self._over.set()

    def attend(self) -> bool:
        company = self._circle.ws.company
        assert company
        # The queue that the reading thread fills: nothing more happens before a line was heard.
        came = company.moved.__self__._came  # type: ignore[attr-defined]
        if came.empty():
            what = next(self._happens, None)
            if callable(what):
                what()
            else:
                self.said += [f"> {what}"] if what is not None else []
                came.put(what)
            company.moved()
        return self._attend()

    def _silent(self) -> Iterator[str]:
        self._over.wait()
        yield from ()


class Pair:
    """Ana leads, Bo takes part."""

    def __init__(self, folder: Path, ritual: str = "standup", speaks: tuple[str, ...] = ()) -> None:
        self.table = Table(folder)
        if ritual == "own":
            adopted(self.table[0].ws, step("checkin", order="popcorn"), step("question", "ideas", order="together"))
            self.table.spread()
        self.ana = moved(prepare(self.table[0].ws, ritual), "open")
        self.table.spread()
        found = going_on(self.table[1].ws)
        assert found
        self.bo = take_part(self.table[1].ws, found.id, speaks)

    def ana_does(self, *verbs: str) -> Callable[[], None]:
        def does() -> None:
            moved(self.ana, *verbs)
            self.spread()

        return does

    def to_turn_of(self, who: str) -> Callable[[], None]:
        def does() -> None:
            to_turn(self.ana, who)
            self.spread()

        return does

    def spread(self) -> None:
        self.ana.attend()
        self.table.spread()


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def test_who_takes_part_is_told_the_round_and_ends_only_the_own_turn(pair: Pair) -> None:
    dialogue = Beside(
        pair.bo, pair.to_turn_of(CHRIS), "", "4 slept well", pair.to_turn_of(BO), "", pair.spread, "who", "quit"
    )
    said = dialogue.said
    assert said[0] == "You are in Standup. Ana Ruiz leads."
    assert "Ana Ruiz leads." not in said
    assert said[said.index("> ") + 1] == "Not now: it isn't your turn."
    assert "Noted until the round ends: 4 good, “slept well”. undo takes it back." in said
    assert "It is your turn. Enter when you are done; nothing has to be written." in said
    assert "So far: 4 good, “slept well”." in said
    assert "Done. Ana Ruiz's machine goes on in a moment." in said
    assert said[-1] == "You have left the round; it goes on. `ritual join-in --plain` brings you back."
    assert dialogue.recap is None
    assert pair.ana.stage.current != BO


def test_what_is_written_on_the_own_turn_is_read_back_once(pair: Pair) -> None:
    said = Beside(pair.bo, pair.to_turn_of(BO), "4 slept well", "quit").said
    assert "Noted until the round ends: 4 good, “slept well”. undo takes it back." in said
    assert not [line for line in said if line.startswith("So far")]


def test_promises_of_the_others_are_said_once_when_they_are_revealed(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("question", order="together", yields="action", keep="record"))
    table.spread()
    ana = moved(prepare(table[0].ws, "own"), "open")
    table.spread()
    found = going_on(table[1].ws)
    assert found
    bo, chris = (take_part(table[mate].ws, found.id) for mate in (1, 2))

    def chris_promises() -> None:
        chris.say("a shorter standup", by=CHRIS)
        table.spread()

    def goes_on() -> None:
        ana.attend()
        moved(ana, "next")
        table.spread()

    said = Beside(bo, "pin the base image", chris_promises, goes_on, goes_on, goes_on, "quit").said
    assert said.count("Chris: a shorter standup") == 1
    assert " has the turn" in said[said.index("Chris: a shorter standup") + 1]
    assert "Promise: Bo, “pin the base image”. undo takes it back." in said
    assert not [line for line in said if line.endswith(": pin the base image")]


def test_the_end_of_the_lines_leaves_a_round_that_another_leads(pair: Pair) -> None:
    dialogue = Beside(pair.bo)
    assert dialogue.said[-1].startswith("You have left the round")
    assert not pair.ana.session.is_closed
    pair.table.spread()
    assert pair.ana.part
    assert BO not in pair.ana.part.beats.here


def test_ctrl_c_leaves_it_too(pair: Pair) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    said: list[str] = []
    pair.bo.attend = interrupt  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        lead(pair.bo, _silence(), said.append)
    assert said[-1].startswith("You have left the round")


def _silence() -> Iterator[str]:
    Event().wait()
    yield ""


def test_the_recap_comes_when_whoever_leads_closes(pair: Pair) -> None:
    dialogue = Beside(pair.bo, pair.ana_does("skip"), "an hour of Dai", pair.spread, pair.ana_does("close"))
    assert dialogue.recap is not None
    assert "A hand: Bo: an hour of Dai" in dialogue.said


def test_what_only_whoever_leads_may_do_is_refused_in_words(pair: Pair) -> None:
    dialogue = Beside(pair.bo, "skip", "lead on", "wish go easy on me", "undo", "wish", "quit")
    said = dialogue.said
    assert said[said.index("> skip") + 1] == "Another machine leads this round; that is for whoever leads."
    assert said[said.index("> lead on") + 1] == "Ana Ruiz still leads."
    assert said[said.index("> wish go easy on me") + 1] == "Ana Ruiz is told, and nobody else; it isn't kept."
    assert said[said.index("> wish") + 1] == "There are no words to write down."


def test_a_wish_is_shown_to_whoever_leads_and_gone_at_the_end(pair: Pair) -> None:
    pair.bo.wish("go easy on me")
    pair.spread()
    assert pair.ana.wishes() == (("Bo", "go easy on me"),)
    assert pair.bo.wishes() == ()
    pair.ana_does("close")()
    pair.table.spread()
    assert all(mate.ws.record.entries(ANSWER) == [] for mate in pair.table.mates)


def test_a_wish_beside_a_kept_answer_goes_and_the_answer_stays(pair: Pair) -> None:
    pair.ana_does("skip")()
    pair.bo.attend()
    pair.bo.wish("talk to me after")
    pair.bo.say("an hour of Dai", by=BO)
    pair.spread()
    pair.ana_does("close")()
    pair.table.spread()
    for mate in pair.table.mates:
        assert ["wish" in each.data for each in mate.ws.record.entries(ANSWER)] == [False]


def test_help_names_only_what_those_who_take_part_can_do(pair: Pair) -> None:
    said = Beside(pair.bo, "help", "end").said
    assert "next, n, pass: ends your turn, like an empty line." in said
    assert "quit: leaves the round, which goes on without you." in said
    assert not [line for line in said if line.startswith(("skip", "back", "end:", "late", "guest"))]
    assert "Another machine leads this round; that is for whoever leads." in said


def test_a_round_that_was_deleted_is_left(pair: Pair) -> None:
    def deleted() -> None:
        drop(pair.table[0].ws, pair.ana.session.id)
        pair.table.spread()

    said = Beside(pair.bo, deleted, "who").said
    assert said[-1] == "The round isn't here any more. Thanks, wins and promises written in it stay."
    assert refused(pair.bo.do("next")) == "led-elsewhere"


def test_whoever_is_left_without_a_leader_leads_on(pair: Pair) -> None:
    def silence() -> None:
        pair.table[0].is_cut_off = True
        assert pair.bo.part
        pair.bo.part.attend()
        pair.table.later(21)

    dialogue = Beside(pair.bo, silence, "lead on", pair.table.spread, "next", "quit")
    assert "Ana Ruiz isn't heard any more. Somebody else can lead on." in dialogue.said
    assert "Taking over. The others will know in a moment." in dialogue.said
    assert "You lead." in dialogue.said
    assert dialogue.said[-1] == "The round waits. `ritual start standup --plain` goes on with it."


def test_who_is_named_calls_the_next_in_popcorn_order(tmp_path: Path) -> None:
    pair = Pair(tmp_path, "own")
    if pair.ana.stage.current != BO:
        moved(pair.ana, f"call {BO}")
    pair.spread()
    Beside(pair.bo, "call Chris", pair.spread, "quit")
    assert pair.ana.stage.current == CHRIS


def test_a_point_may_be_given_in_the_silence_of_a_together_step(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("checkin", order="together", scale=ENERGY))
    table.spread()
    ana = moved(prepare(table[0].ws, "own"), "open")
    table.spread()
    found = going_on(table[1].ws)
    assert found
    bo = take_part(table[1].ws, found.id)
    Beside(bo, "5 at last", "quit")
    assert bo.own() is not None
    assert ana.stage.is_quiet
    table.spread()
    ana.attend()
    answer = ana.session.answer("checkin", BO)
    assert answer
    assert text(answer.data, "words") == "at last"


def test_hand_over_is_a_word_of_whoever_leads(pair: Pair) -> None:
    pair.bo.attend()
    pair.ana.attend()
    dialogue = Beside(pair.ana, "hand over to Bo", pair.table.spread, pair.bo.attend, pair.table.spread, "quit")
    assert "You lead until Bo Andersen's machine takes over." in dialogue.said
    assert "Bo Andersen leads." in dialogue.said
    assert pair.bo.leads


def test_the_screen_of_a_paused_round_says_so(pair: Pair) -> None:
    dialogue = Beside(pair.bo, pair.ana_does("pause"), "quit")
    assert "Ana Ruiz has left for a moment. The round waits." in dialogue.said


def test_without_a_network_it_says_since_when(pair: Pair) -> None:
    def cut() -> None:
        pair.table[1].is_cut_off = True

    dialogue = Beside(pair.bo, cut, "quit")
    assert any(line.startswith("Offline since 09:29. What you write is kept") for line in dialogue.said)


def test_a_reader_is_told_and_may_go_on(tmp_path: Path) -> None:
    from tests.actions.teams import thanked

    table = Table(tmp_path)
    thanked(table[0].ws, ANA, CHRIS, "the rollback notes")
    table.spread()
    circle = moved(prepare(table[0].ws, "standup"), "open", "skip")
    table.spread()
    scene = circle.scene()
    assert scene and scene.note
    reader = next(mate for mate in table.mates if mate.ws.me == scene.movers[0]) if scene.movers[0] == BO else table[1]
    found = going_on(reader.ws)
    assert found
    part = take_part(reader.ws, found.id)
    while (now := circle.scene()) and now.movers != (BO,):
        moved(circle, "other-reader")
    table.spread()
    dialogue = Beside(part, "", circle.attend, table.spread, "quit")
    assert "You read this aloud. Enter goes on." in dialogue.said
    assert "“the rollback notes”" in dialogue.said


def test_joining_in_through_a_real_endpoint(ana: Typing, bo: Typing) -> None:
    assert "wait" in ana.run("start", "standup", "--plain", stdin="quit\n").out
    ana.give("sync")
    said = bo.run("join-in", "--plain", "--for", "@chris, Kim", stdin="4 fine\n")
    assert said.code == 0, said
    assert said.lines[0] == "You are in Standup. Ana Ruiz leads."
    assert re.search("Noted (for Chris )?until the round ends: 4 good, “fine”. undo takes it back.", said.out)
    bo.give("sync")
    ended = ana.run("start", "--plain", stdin="end\n")
    assert ended.code == 0, ended


def test_without_a_round_there_is_nothing_to_join(bo: Typing) -> None:
    ran = bo.run("join-in", "--plain")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "ritual: No round of the team is going on.",
        "`ritual start` opens one for everybody; `ritual join-in --wait` waits for one.",
    ]


def test_who_wants_to_wait_in_a_pipe_waits(bo: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_in, "WHOLE_DAY", 0.0)
    ran = bo.run("join-in", "--plain", "--wait")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == "No round is going on yet. As soon as somebody opens one, you are in it."


def test_whether_there_is_a_round_is_not_known_without_the_endpoint(bo: Typing) -> None:
    env = bo.machine.around({}).env
    (team,) = places.team_ids(env)
    keys = read_keys(env, team)
    assert keys
    write_keys(env, keys._replace(endpoint="http://127.0.0.1:9"))
    ran = bo.run("join-in", "--plain")
    assert ran.code == 4
    assert "can't be reached" in ran.err


def test_who_sits_at_a_terminal_is_told_that_there_is_none_yet(bo: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(join_in, "WHOLE_DAY", 0.0)
    ran = bo.type("--plain", "join-in")
    assert "No round is going on yet. As soon as somebody opens one, you are in it." in ran.err


def test_who_waits_without_a_network_is_told_so_once(bo: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    env = bo.machine.around({}).env
    (team,) = places.team_ids(env)
    keys = read_keys(env, team)
    assert keys
    write_keys(env, keys._replace(endpoint="http://127.0.0.1:9"))
    looks = count()

    class Restless(Event):
        def wait(self, timeout: float | None = None) -> bool:
            return super().wait(0.01)

    def looked(ws: Workspace) -> None:
        if ws.company and ws.company.offline_since and next(looks) > 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(join_in, "going_on", looked)
    monkeypatch.setattr(join_in, "Event", Restless)
    ran = bo.run("join-in", "--plain", "--wait")
    assert ran.code == 130
    assert ran.err.count("Until that is over, nothing is heard of a round.") == 1


def test_who_has_no_access_any_more_waits_for_nothing(ana: Typing, bo: Typing) -> None:
    ana.give("members", "remove", "@bo", "--yes")
    ran = bo.run("join-in", "--plain", "--wait")
    assert ran.code == 4
    assert "doesn't know this machine (any more)" in ran.err


def test_fingers_are_each_ones_own(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("checkout", order="together", scale=ENERGY))
    table.spread()
    ana = moved(prepare(table[0].ws, "own"), "open", "next")
    table.spread()
    dialogue = Beside(take_part(table[1].ws, ana.session.id), "4", "quit")
    assert "All at once. Type your number." in dialogue.said
    assert "Shown: 4. undo takes it back." in dialogue.said


def test_words_beside_a_wish_leave_it_there(pair: Pair) -> None:
    pair.bo.wish("go easy on me")
    pair.bo.say("slept little")
    pair.spread()
    assert pair.ana.wishes() == (("Bo", "go easy on me"),)


def test_a_team_on_one_machine_has_no_round_of_others(tmp_path: Path) -> None:
    from tests.cli.shells import with_team

    shell = with_team(tmp_path)
    for ran in (shell.run("join-in", "--plain"), shell.type("join-in", screen=True)):
        assert ran.code == 1
        assert "so nobody else can lead a round" in ran.err + ran.out
    assert with_team(tmp_path / "other").run("join-in", "words").code == 2


def test_where_syncing_is_switched_off_nobody_is_expected(ana: Typing) -> None:
    ws = open_workspace(ana.machine.around({"RITUAL_SYNC": "off"}))
    assert expect(ws) is None
    with followed(ws):
        assert ws.company is None
    ran = ana.run("join-in", env={"RITUAL_SYNC": "off"})
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "ritual: Nobody else is heard here, because RITUAL_SYNC is off.",
        "Without RITUAL_SYNC in the environment `ritual join-in` hears the others.",
    ]
