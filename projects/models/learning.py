"""What the records of Lärande share: each belongs to a programme, and who follows that may read it."""

from django.db import models
from django.db.models import F, Func, TextField, Value
from django.db.models.expressions import Combinable

from portal.database.functions import FoldText, SwedishKey
from portal.database.textkeys import fold_text
from projects.models.following import followed_programmes

MOST_WORDS = 10  # of a search; more than that is not a question anybody asks


class LearningQuerySet(models.QuerySet):
    """Networks, activities and methods are there to be spread: they are never drafts."""

    searched: tuple[str, ...] = ("name",)  # the fields a search looks in

    def for_user(self, user):
        """Central roles read them all, a district's people those of the programmes they follow."""
        if user.reach.central:
            return self.all()
        return self.filter(programme__in=followed_programmes(user).order_by().values("pk"))

    def matching(self, words: str):
        """Those whose text has every word of ``words``, whatever the accents; none without a word."""
        # Control signs, NUL among them, are no part of a word, and the database takes none of them.
        typed = "".join(sign if sign.isprintable() else " " for sign in words)
        wanted = fold_text(typed).split()[:MOST_WORDS]
        found = self.alias(searched_text=FoldText(joined(*self.searched_parts()))) if wanted else self.none()
        for word in wanted:
            found = found.filter(searched_text__contains=word)
        return found

    def searched_parts(self) -> tuple[Combinable, ...]:
        return tuple(F(name) for name in self.searched)


def joined(*parts: Combinable) -> Combinable:
    """Return texts put together with a space between them; what is missing is left out."""
    return Func(Value(" "), *parts, function="concat_ws", output_field=TextField())


class CodeQuerySet(models.QuerySet):
    def by_name(self):
        return self.order_by(SwedishKey("name"), "pk")
