"""The one cleaning function for text that others wrote: nothing in it may steer a terminal or hide what it says."""

from ritual.hints import NamedTuple

# Patterns as text, which re compiles and remembers on first use: most text is printable and needs none of them, and
# importing and compiling take a quick command longer than writing an entry.
# Whole control sequences go, not only their first character: CSI, the string kinds (OSC, DCS, APC, PM, SOS), then
# two-character escapes. Source: ECMA-48, sections 5.4 and 8.3.
_SEQUENCES = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]?"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x9c|\x1b\\\\|$)?"
    "|\x1b[ -/]*[0-~]?"
)
# C0 but newline and tab, DEL, C1; bidirectional embeddings, overrides and isolates (Unicode UAX 9); what shows nothing
# and may carry anything: the soft hyphen, zero width spaces, invisible operators, the byte order mark, interlinear
# marks and tag characters. Joiners and direction marks stay: emoji, Persian and Hebrew need them.
_CONTROLS = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BREAKS = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_SURROGATES = "[\ud800-\udfff]"


class Cleaned(NamedTuple):
    """Text that may be shown anywhere, and how many sequences or characters were dropped from it."""

    text: str
    dropped: int


def clean(text: str) -> Cleaned:
    """Text without control and escape sequences and bidi overrides; newlines and tabs stay."""
    if text.isprintable():
        return Cleaned(text, 0)
    import re

    text = re.sub(_BREAKS, "\n", re.sub(_SURROGATES, "\ufffd", text))
    text, sequences = re.subn(_SEQUENCES, "", text)
    text, controls = re.subn(_CONTROLS, "", text)
    return Cleaned(text, sequences + controls)


def line(text: str) -> str:
    """Cleaned text on one line, for names, titles and lists."""
    return " ".join((text if text.isprintable() else clean(text).text).split())
