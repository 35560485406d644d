"""What is read from the record, and in which order."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.entry import erase, replace
from ritual.store.query import Query
from ritual.store.record import Record
from tests.store.making import ANA, BO, CHRIS, entry, kudos, memory, pen, stands


def shown(record: Record, query: Query = Query()) -> list[str]:  # noqa: B008  a Query is immutable
    """The ids that the log shows for a query."""
    return [each.id for each in record.log(query)]


def week(record: Record) -> None:
    """One of everything that people write."""
    record.append(
        [
            entry("session", "s1", 0, ritual={"name": "standup"}),
            kudos("thanks", "for the Äpfel", 1),
            kudos("all", "for staying late", 2, to=[], all=True),
            entry("win", "win", 3, by=BO, words="shipped co-op", session="s1", **{"with": [CHRIS]}),
            entry("action", "promise", 4, by=CHRIS, words="buy apples", due="", state="open", session="s1"),
            entry("answer", "mood", 5, session="s1", by=BO, words="tired apples", point=2),
            entry("answer", "almost", 5, session="s1", by=BO, words="tired apples", kept="true"),
            entry("answer", "reply", 6, session="s1", by=BO, words="a kept apple", kept=True),
            entry("mark", "parked", 7, kind="parked", by=ANA, session="s1", words="apple budget"),
            entry("mark", "opened", 8, kind="opened", on="thanks", by=ANA, session="s1"),
            entry("stage", "stage", 9, session="s1", term=1),
            entry("setting", "x", 9, key="apple", value="apple", count=1),
        ]
    )


def test_the_log_shows_what_people_may_read_back_newest_first() -> None:
    with memory() as record:
        week(record)
        assert shown(record) == ["parked", "reply", "promise", "win", "all", "thanks", "s1"]
        assert shown(record, Query(limit=2)) == ["parked", "reply"]


def test_an_answer_that_is_not_kept_is_neither_found_nor_shown() -> None:
    with memory() as record:
        week(record)
        assert shown(record, Query(kinds=["answer"])) == ["reply"]
        assert shown(record, Query(words="tired")) == []
        assert [each.id for each in record.entries("answer", session="s1")] == ["almost", "mood", "reply"]


def test_words_are_found_by_their_beginnings_without_their_accents_and_all_of_them() -> None:
    with memory() as record:
        week(record)
        assert shown(record, Query(words="APPL")) == ["parked", "reply", "promise"]
        assert shown(record, Query(words="apfel")) == ["thanks"]
        assert shown(record, Query(words="apple buy")) == ["promise"]
        assert shown(record, Query(words="co-op")) == ["win"]
        assert shown(record, Query(words="apple nowhere")) == []


@given(st.text())
def test_no_text_is_an_operator_of_the_search(typed: str) -> None:
    with memory() as record:
        record.append([kudos("k", "plain words")])
        assert shown(record, Query(words=f'{typed} "OR* NEAR(' + "\ud800")) == []
        record.find(typed)
        record.log(Query(words=typed))


def test_the_log_can_be_asked_by_giver_receiver_time_kind_and_session() -> None:
    with memory() as record:
        week(record)
        assert shown(record, Query(by=BO)) == ["reply", "win"]
        assert shown(record, Query(to=BO)) == ["all", "thanks"]
        assert shown(record, Query(to=CHRIS)) == ["win", "all"]
        assert shown(record, Query(to=ANA)) == []
        assert shown(record, Query(since="2026-11-24T09:03:00Z", until="2026-11-24T09:06:00Z")) == ["promise", "win"]
        assert shown(record, Query(kinds=["kudos", "win"], hidden=["all"])) == ["win", "thanks"]
        assert shown(record, Query(session="s1", kinds=["win"])) == ["win"]


def test_pages_of_the_log_join_without_gap_or_repetition() -> None:
    with memory() as record:
        record.append([kudos(f"k{n}", "same minute", n // 3) for n in range(10)])
        first = record.log(Query(limit=4))
        rest = record.log(Query(before=first[-1].order))
        assert [each.id for each in first + rest] == [each.id for each in record.log()]
        assert len(first + rest) == 10


def test_entries_of_a_kind_come_oldest_first() -> None:
    with memory() as record:
        week(record)
        record.append([entry("answer", "ahead", 1, words="soon", ritual="standup")])
        assert [each.id for each in record.entries("answer")] == ["ahead", "almost", "mood", "reply"]
        assert [each.id for each in record.ahead()] == ["ahead"]
        assert [each.id for each in record.entries("stage", session="s1")] == ["stage"]
        window = record.entries("answer", since="2026-11-24T09:05:00Z", until="2026-11-24T09:06:00Z")
        assert [each.id for each in window] == ["almost", "mood"]


def test_the_jar_holds_what_nobody_opened() -> None:
    with memory() as record:
        week(record)
        record.append([kudos("now", "at once", 3, now=True), kudos("old", "yesterday", 0)])
        assert [each.id for each in record.unopened()] == ["old", "all"]
        assert [each.id for each in record.marks(["thanks", "all"])] == ["opened"]


def test_a_note_that_was_opened_before_it_came_does_not_wait_until_its_mark_is_erased() -> None:
    with memory() as record:
        marks = [entry("mark", f"m{n}", n, kind="opened", on="k") for n in range(2)]
        record.append([*marks, entry("mark", "aimless", 2, kind="opened"), kudos("k", "early", 3)])
        assert record.unopened() == []
        record.append([erase("e0", pen(4), stands(record, "m0"))])
        assert record.unopened() == []
        record.append([erase("e1", pen(5), stands(record, "m1"))])
        assert [each.id for each in record.unopened()] == ["k"]
        record.append([replace("r", pen(6), stands(record, "k"), {**stands(record, "k").data, "now": True})])
        assert record.unopened() == []
        assert record.check() == []


def test_a_promise_waits_until_somebody_calls_it_done_or_dropped_and_again_once_it_is_wanted() -> None:
    with memory() as record:
        for n, said in enumerate(["", "done", "dropped", "wanted", "done wanted", "parked"]):
            record.append([entry("action", f"p{n}", n, words="apples", state="open")])
            marks = enumerate(said.split())
            record.append([entry("mark", f"m{n}{k}", 10 + k, kind=kind, on=f"p{n}") for k, kind in marks])
        record.append([entry("action", "p7", 7, words="kept so", state="done"), entry("action", "p8", 8, words="bare")])
        assert [each.id for each in record.unsettled()] == ["p0", "p3", "p4", "p5", "p8"]


def test_sessions_are_listed_without_reading_them_and_unclosed_ones_are_found_by_their_stages() -> None:
    with memory() as record:
        record.append([entry("session", f"s{n}", n, ritual={"name": "standup"}) for n in range(3)])
        record.append([entry("session", "odd", 3, ritual=7)])
        states = {"s0": ("closed",), "s1": ("closed", "running"), "s2": ("paused",), "odd": (7,), None: ("running",)}
        for session, each in states.items():
            stages = [entry("stage", f"{session}{n}", 4, session=session, state=state) for n, state in enumerate(each)]
            record.append(stages)
        openings = record.openings("2026-11-24T09:01:00Z")
        assert [(each.id, each.ritual) for each in openings] == [("s1", "standup"), ("s2", "standup"), ("odd", "")]
        assert openings[0].at == "2026-11-24T09:01:00Z"
        assert sorted(record.unclosed()) == ["odd", "s1", "s2"]


def test_of_several_settings_the_greatest_count_and_then_id_holds() -> None:
    with memory() as record:
        record.append(
            [
                entry("setting", "b", key="deck", value="old", count=1),
                entry("setting", "a", key="deck", value={"new": True}, count=2),
                entry("setting", "c", key="rota", value=["x"], count=3),
                entry("setting", "d", key="rota", value=["y"], count=3),
                entry("setting", "e", key="rota", value=["z"], count="many"),
                entry("setting", "f", key=7, value="nameless"),
            ]
        )
        assert record.settings() == {"deck": {"new": True}, "rota": ["y"]}


def test_an_id_is_found_by_any_beginning_and_shown_by_the_shortest() -> None:
    with memory() as record:
        record.append([kudos(each, "x") for each in ("aaaa1111", "aaaa1199", "bbbb0000")])
        assert record.short_ids(["aaaa1111", "aaaa1199", "bbbb0000"]) == {
            "aaaa1111": "aaaa111",
            "aaaa1199": "aaaa119",
            "bbbb0000": "bbbb",
        }
        assert [each.id for each in record.find("AAAA1")] == ["aaaa1111", "aaaa1199"]
        assert record.find("c") == []


def test_what_was_written_last_comes_first_and_only_what_still_stands() -> None:
    with memory() as record:
        record.append([kudos("one", "1"), kudos("two", "2"), kudos("phone", "3")._replace(device="phone")])
        record.append([kudos("bos", "4")._replace(author=BO)])
        record.append([replace("r", pen(), stands(record, "one"), {"words": "changed"})])
        record.append([erase("e", pen(), stands(record, "two"))])
        assert [event.id for event in record.last_by(ANA)] == ["r", "phone"]
        assert [event.id for event in record.last_by(ANA, device="laptop", limit=1)] == ["r"]


def test_all_events_come_in_the_order_of_their_arrival_page_after_page() -> None:
    with memory() as record:
        names = [f"{n:04}" for n in reversed(range(1100))]
        record.append([kudos(name, "x") for name in names])
        assert [event.id for event in record.events()] == names


def test_marks_are_found_by_what_they_say() -> None:
    with memory() as record:
        asked = entry("mark", "m1", 1, kind="ask-erase", on="k1", by=ANA)
        record.append([kudos("k1", "thanks"), asked, entry("mark", "m2", 2, kind="opened", on="k1")])
        assert [mark.id for mark in record.saying("ask-erase")] == ["m1"]


def test_times_and_sums_are_read_without_reading_what_is_said() -> None:
    with memory() as record:
        assert record.begins() == ""
        week(record)
        assert record.begins() == "2026-11-24T09:00:00Z"
        assert record.times("kudos", "2026", "2027") == [
            ("thanks", "2026-11-24T09:01:00Z"),
            ("all", "2026-11-24T09:02:00Z"),
        ]
        assert record.times("kudos", "2026", "2026-11-24T09:02:00Z") == [("thanks", "2026-11-24T09:01:00Z")]
        assert record.opened_notes("2026") == {"s1": 1}
        assert record.opened_notes("2027") == {}
        assert BO in record.thanked("2026", "2027", ())
        assert BO not in record.thanked("2026", "2027", {"thanks"})
        assert CHRIS not in record.thanked("2026", "2027", ())
