"""What may stand with thanks or a win as its evidence."""

LONGEST_LINK = 500
_IN_NAMES = "-_./#!@+~^"


def is_link(typed: str) -> bool:
    """Whether the text is an address that begins with http:// or https://, or one word such as a41f9c or shop#12."""
    if not typed or len(typed) > LONGEST_LINK or any(sign.isspace() for sign in typed):
        return False
    scheme, divided, rest = typed.partition("://")
    if divided:
        return scheme.casefold() in ("http", "https") and rest[:1].isalnum()
    return all(sign.isalnum() or sign in _IN_NAMES for sign in typed) and any(sign.isalnum() for sign in typed)
