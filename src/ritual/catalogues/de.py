"""German, compiled from locale/de.po by scripts/catalogue; not edited by hand."""

SENTENCES: dict[str, str | tuple[str, str]] = {}
