"""Which language the shell speaks: asked for, else set in the environment or the config, else the machine's own."""

from collections.abc import Mapping

from ritual.words import LANGUAGES, t


def chosen(asked: str, env: Mapping[str, str], configured: str) -> str:
    """`--lang`, then RITUAL_LANG, then the config, then the locale; raises Usage for an unknown one asked for."""
    if asked and asked not in LANGUAGES:
        from ritual.errors import Usage  # the quick way does without it

        raise Usage(
            t("“{lang}” isn't a language of ritual.", lang=asked), t("There is: {all}.", all=", ".join(LANGUAGES))
        )
    own = env.get("RITUAL_LANG", "").lower()[:2]
    return asked or (own if own in LANGUAGES else "") or configured or _of_the_machine(env)


def _of_the_machine(env: Mapping[str, str]) -> str:
    spoken = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    code = spoken.lower()[:2]
    return code if code in LANGUAGES else "en"
