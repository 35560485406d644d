"""The names of typing that looking into the log needs, without typing, whose import takes longer than the log itself.

Type checkers see typing's own. What runs sees a `NamedTuple` that does the same, and names that mean nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO as IO
    from typing import BinaryIO as BinaryIO
    from typing import Final as Final
    from typing import NamedTuple as NamedTuple
    from typing import NoReturn as NoReturn
    from typing import Self as Self
    from typing import TextIO as TextIO
else:
    from collections import namedtuple

    class _Fields(type):
        """Makes a named tuple of a class: of its annotated names with their defaults, and of all else in its body."""

        def __new__(cls, name, _bases, body):
            # Since Python 3.14 annotations are made when somebody asks for them; 1 asks for their values.
            fields = body.get("__annotations__") or body["__annotate_func__"](1)
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key in body.keys() - fields:
                setattr(made, key, body[key])
            return made

    NamedTuple = type.__new__(_Fields, "NamedTuple", (), {})
    IO = BinaryIO = Final = NoReturn = Self = TextIO = object
