"""What is said of how the activities were held, and what nobody knows of them: activities, never people."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outreach.domain.reach import Reach
from portal.content.figures import Figure, Share, Unit
from portal.content.papers import Paragraph
from portal.money import write_number


def said_of_help(reach: Reach) -> Paragraph | None:
    total = reach.total
    asked = (
        (_("Barnpassning"), total.with_childcare, total.telling_childcare),
        (_("Tolk"), total.with_interpreter, total.telling_interpreter),
    )
    shares = [(name, Figure(Share(had, telling), Unit.PERCENT)) for name, had, telling in asked if telling]
    text = _("%(help)s fanns vid %(share)s av de aktiviteter som säger om det fanns.")
    said = [text % {"help": name, "share": share.written} for name, share in shares]
    return Paragraph(" ".join(said), tuple(shares)) if said else None


def said_of_hours(reach: Reach) -> Paragraph | None:
    known = sum(sums.activities for name, sums in reach.hours.items() if name)
    if not known:
        return None
    late = reach.hours["evening"].activities + reach.hours["weekend"].activities
    share = Figure(Share(late, known), Unit.PERCENT)
    text = _("Utanför kontorstid (kväll, tidig morgon, helg) hölls %(share)s av dem vars tid är känd.")
    return Paragraph(text % {"share": share.written}, (("utanför kontorstid", share),))


def not_known(reach: Reach) -> Paragraph:
    total = reach.total
    gaps = (
        (total.asked_heads - total.telling_heads, _("hur många kvinnor och män som kom till %(n)s av dem")),
        (total.activities - total.telling_childcare, _("om det fanns barnpassning vid %(n)s")),
        (total.activities - total.telling_interpreter, _("om det fanns tolk vid %(n)s")),
        (reach.hours[""].activities, _("vilken tid på dagen %(n)s hölls")),
    )
    said = [words % {"n": write_number(n)} for n, words in gaps if n > 0]
    text = _("Det här vet vi inte: %(gaps)s.") % {"gaps": listed(said)} + " " if said else ""
    if total.estimated:
        text += (
            ngettext(
                "Vid %(n)s aktivitet är antalet uppskattat eller ett spann.",
                "Vid %(n)s aktiviteter är antalet uppskattat eller ett spann.",
                total.estimated,
            )
            % {"n": write_number(total.estimated)}
            + " "
        )
    text += _(
        "Talen är besök, inte personer: samma person kan ha kommit flera gånger, och ingen registreras med "
        "namn."
    )
    return Paragraph(text)


def listed(words: Sequence[str]) -> str:
    """ "A, B och C" """
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def small(title: str) -> str:
    return title[:1].lower() + title[1:]
