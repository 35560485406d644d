"""The record's schema, as numbered migrations that each run once, in one transaction."""

import sqlite3

from ritual.errors import NewerStore, StoreTrouble
from ritual.hints import Final
from ritual.store import pending
from ritual.store.query import VALUE
from ritual.store.trouble import is_unwritable
from ritual.words import t

APPLICATION: Final = 0x72697475

# One row an event, in order of arrival. A row without a body was replaced since, or erased; of an erased entry not even
# the author is left, and the ids stay so that it never comes back.
_EVENT = """
CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, op TEXT NOT NULL, entry TEXT NOT NULL,
  rev INTEGER NOT NULL, epoch INTEGER NOT NULL, author TEXT, device TEXT, body TEXT) STRICT"""

# What the living events fold to: the one definition, for a single event, a rebuild and a check alike. `listed` is what
# people may read back in the log; `words` is what can be searched. An answer is neither unless its step keeps it.
# `facet` is what its kind is mostly asked for, so that no body need be opened: of a mark what it says, of a session the
# ritual, of a stage or a promise its state, of a kudos whether it was open from the first.
_FOLDED = """
CREATE VIEW folded AS
SELECT seq, id, kind, facet, at, session, who, about, listed, CASE
    WHEN listed AND kind <> 'session' AND json_type(body, '$.data.words') = 'text'
    THEN json_extract(body, '$.data.words') ELSE '' END AS words
FROM (SELECT seq, entry AS id, body,
    coalesce(CAST(json_extract(body, '$.kind') AS TEXT), '') AS kind,
    coalesce(CAST(json_extract(body, '$.at') AS TEXT), '') AS at,
    nullif(CAST(json_extract(body, '$.data.session') AS TEXT), '') AS session,
    coalesce(CAST(json_extract(body, '$.data.by') AS TEXT), '') AS who,
    nullif(CAST(json_extract(body, '$.data.on') AS TEXT), '') AS about,
    CASE json_extract(body, '$.kind')
      WHEN 'mark' THEN CAST(json_extract(body, '$.data.kind') AS TEXT)
      WHEN 'session' THEN CAST(json_extract(body, '$.data.ritual.name') AS TEXT)
      WHEN 'kudos' THEN iif(json_type(body, '$.data.now') IS 'true', 'now', 'sealed')
      ELSE CAST(json_extract(body, '$.data.state') AS TEXT) END AS facet,
    CASE json_extract(body, '$.kind')
      WHEN 'kudos' THEN 1 WHEN 'win' THEN 1 WHEN 'action' THEN 1 WHEN 'session' THEN 1
      WHEN 'answer' THEN json_type(body, '$.data.kept') IS 'true'
      WHEN 'mark' THEN json_extract(body, '$.data.kind') IS 'parked'
      ELSE 0 END AS listed
  FROM event WHERE CASE WHEN op IN ('put', 'replace') AND json_valid(body)
    THEN json_extract(body, '$.v') IS 1 AND json_type(body, '$.data') IS 'object' END)"""

# Who was thanked or took part in a win; "*" is everybody but the giver.
_RECEIVING = """
CREATE VIEW receiving AS
SELECT DISTINCT CAST(person.value AS TEXT) AS person, folded.seq AS seq
FROM folded JOIN event USING (seq),
  json_each(event.body, CASE folded.kind WHEN 'win' THEN '$.data.with' ELSE '$.data.to' END) AS person
WHERE folded.listed AND person.type = 'text' AND json_type(event.body, '$.data.all') IS NOT 'true'
UNION ALL SELECT '*', seq FROM folded JOIN event USING (seq)
WHERE folded.listed AND json_type(event.body, '$.data.all') IS 'true'"""

INDEXED: Final = "words, tokenize = 'unicode61 remove_diacritics 2'"
SEARCH: Final = f"CREATE VIRTUAL TABLE search USING fts5({INDEXED})"

_MIGRATIONS: Final = (
    (
        f"PRAGMA application_id = {APPLICATION}",
        _EVENT,
        "CREATE INDEX event_entry ON event (entry, rev, id)",
        "CREATE UNIQUE INDEX event_erased ON event (entry) WHERE op = 'erase'",
        _FOLDED,
        _RECEIVING,
        """CREATE TABLE entry (
          seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, facet TEXT, at TEXT NOT NULL,
          session TEXT, who TEXT NOT NULL, about TEXT, listed INTEGER NOT NULL) STRICT""",
        "CREATE INDEX entry_kind ON entry (kind, at, id, facet)",
        "CREATE INDEX entry_listed ON entry (at, id) WHERE listed",
        "CREATE INDEX entry_who ON entry (who, at, id) WHERE listed",
        "CREATE INDEX entry_session ON entry (session, kind) WHERE session IS NOT NULL",
        "CREATE INDEX entry_facet ON entry (facet, at, id) WHERE facet IS NOT NULL",
        "CREATE INDEX entry_about ON entry (about, kind, facet) WHERE about IS NOT NULL",
        """CREATE TABLE receiver (
          person TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (person, seq)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX receiver_seq ON receiver (seq)",
        *pending.SCHEMA,
        SEARCH,
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    ),
    (
        # What is asked for by every look at the log, and found by no index so far.
        f"CREATE INDEX event_value ON event ({VALUE} COLLATE NOCASE) WHERE {VALUE} IS NOT NULL",
        "CREATE INDEX entry_ahead ON entry (at, id) WHERE kind = 'answer' AND session IS NULL",
    ),
    (
        # Whether this member wrote an event, and its place in the endpoint's log: NULL where it never left this
        # machine, 0 where it was handed over and not yet seen there, -1 where it is settled without one, -2 where it
        # isn't shared. What is written here says neither: it is mine and never left, which is all of an outbox.
        "ALTER TABLE event ADD COLUMN mine INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE event ADD COLUMN place INTEGER",
        # What is handed over: the bytes, the same at every try, and why it was refused.
        """CREATE TABLE outbox (
          seq INTEGER PRIMARY KEY, sealed BLOB NOT NULL, problem TEXT NOT NULL DEFAULT '') STRICT""",
        """CREATE TRIGGER event_emptied AFTER UPDATE OF body ON event WHEN NEW.body IS NULL BEGIN
          DELETE FROM outbox WHERE seq = NEW.seq; END""",
        "CREATE TRIGGER event_goes AFTER DELETE ON event BEGIN DELETE FROM outbox WHERE seq = OLD.seq; END",
        # What came and can't be opened here: kept as it is, for a key or a ritual that can.
        """CREATE TABLE unopened (
          place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, op TEXT NOT NULL, ref TEXT NOT NULL, rev INTEGER NOT NULL,
          epoch INTEGER NOT NULL, body BLOB NOT NULL, author TEXT NOT NULL, device TEXT NOT NULL,
          received INTEGER NOT NULL) STRICT""",
    ),
)

CURRENT: Final = len(_MIGRATIONS)


def migrate(db: sqlite3.Connection, path: str) -> None:
    """Brings the record to the newest schema; raises NewerStore, or StoreTrouble for another program's database."""
    if _version(db) == CURRENT:
        return
    if _version(db) == 0:
        _log_ahead(db)
    db.execute("BEGIN IMMEDIATE")
    try:
        _check_ours(db, path)
        for number in range(_version(db), CURRENT):
            for statement in _MIGRATIONS[number]:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number + 1}")
        db.execute("COMMIT")
    except BaseException as error:
        db.rollback()
        if isinstance(error, sqlite3.Error) and is_unwritable(error) and _version(db):
            sentence = t("An older ritual wrote the record at {path}, to which nothing can be written now.", path=path)
            raise StoreTrouble(sentence, t("It has to be opened once where it can be written.")) from error
        raise


def _log_ahead(db: sqlite3.Connection) -> None:
    # Of several processes that make one record at once SQLite refuses all but one here without waiting. An empty
    # transaction waits for that one, or is refused itself when somebody stays in the way.
    while not _is_ahead(db):
        db.execute("BEGIN IMMEDIATE")
        db.execute("COMMIT")


def _is_ahead(db: sqlite3.Connection) -> bool:
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _check_ours(db: sqlite3.Connection, path: str) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and application != APPLICATION:
        sentence = t("The file {path} is a database of another program.", path=path)
        raise StoreTrouble(sentence, t("Move it away; ritual starts a new record there."))
    if not 0 <= _version(db) <= CURRENT:
        sentence = t("A newer ritual wrote the record at {path}.", path=path)
        raise NewerStore(sentence, t("Update ritual on this machine; nothing was changed."))


def _version(db: sqlite3.Connection) -> int:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    return int(version)
