"""The portal's own text functions in the database, as Django expressions. textkeys.py has the same in Python.

``migrations/0001_text_functions.py`` makes them: immutable, strict, parallel safe, so they can stand in an
index. ``COLLATE "C"`` stands in the expression because a function cannot carry its order with it.
"""

from django.db.models import Func, TextField

__all__ = ["FoldText", "NaturalKey", "SwedishKey"]


class SwedishKey(Func):
    """What sorts a text in Swedish, Å Ä Ö last: ``order_by(SwedishKey("name"))``."""

    function, arity, output_field = "swedish_key", 1, TextField()
    template = '(%(function)s(%(expressions)s) COLLATE "C")'


class NaturalKey(SwedishKey):
    """What sorts numbered things naturally, ``2.1.9`` before ``2.1.10``."""

    function = "natural_key"


class FoldText(Func):
    """A text in small letters without rings and accents; compare it with ``textkeys.fold_text(term)``."""

    function, arity, output_field = "fold_text", 1, TextField()
