"""What still waits for something: notes that no round has opened, and promises that nobody has settled.

Both are few, however long a team keeps its record, so they have a table of their own. `waits` says what belongs in it;
triggers look again at an entry whenever it, or a mark on it, comes or goes.
"""

from ritual.hints import Final

_MARKED: Final = """EXISTS (SELECT 1 FROM entry AS mark
  WHERE mark.about = entry.id AND mark.kind = 'mark' AND mark.facet IN ({says}))"""
_OPENED, _SETTLED, _WANTED = (_MARKED.format(says=says) for says in ("'opened'", "'done', 'dropped'", "'wanted'"))

SCHEMA: Final = (
    "CREATE TABLE waiting (seq INTEGER PRIMARY KEY) STRICT",
    # A promise that was settled and then wanted again may be open: the last mark counts, which the model knows.
    f"""CREATE VIEW waits AS SELECT seq, id FROM entry WHERE CASE kind
      WHEN 'kudos' THEN facet = 'sealed' AND NOT {_OPENED}
      WHEN 'action' THEN coalesce(facet, '') NOT IN ('done', 'dropped') AND NOT {_SETTLED} OR {_WANTED} END""",
    """CREATE TRIGGER entry_comes AFTER INSERT ON entry WHEN NEW.kind IN ('kudos', 'action') BEGIN
      INSERT INTO waiting SELECT seq FROM waits WHERE seq = NEW.seq; END""",
    """CREATE TRIGGER mark_comes AFTER INSERT ON entry WHEN NEW.kind = 'mark' BEGIN
      DELETE FROM waiting WHERE seq = (SELECT seq FROM entry WHERE id = NEW.about);
      INSERT INTO waiting SELECT seq FROM waits WHERE id = NEW.about; END""",
    """CREATE TRIGGER entry_goes AFTER DELETE ON entry WHEN OLD.kind IN ('kudos', 'action') BEGIN
      DELETE FROM waiting WHERE seq = OLD.seq; END""",
    """CREATE TRIGGER mark_goes AFTER DELETE ON entry WHEN OLD.kind = 'mark' BEGIN
      DELETE FROM waiting WHERE seq = (SELECT seq FROM entry WHERE id = OLD.about);
      INSERT INTO waiting SELECT seq FROM waits WHERE id = OLD.about; END""",
)
WAITING: Final = "WHERE entry.seq IN (SELECT seq FROM waiting) AND +kind = ? ORDER BY +at, entry.id"
"""What follows the choice of entries of one kind that wait, oldest first."""
