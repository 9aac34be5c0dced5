"""What the page of a paper is, besides its words."""

import re
from dataclasses import replace

from django.template import engines

from portal.content.figures import MASKED, Figure
from portal.content.papers import Paper, Prose
from portal.content.runs import Live, Words
from portal.content.tables import Table
from tests.portal.papering import whole_paper


def page(paper, **context):
    tag = "{% paper paper changed=changed %}"
    return engines["django"].from_string(tag).render({"paper": paper, "changed": (), **context})


def test_a_live_figure_opens_its_rows_and_is_marked_when_it_has_changed():
    live = Live("beviljat", "Beviljat", Figure(3, href="/projekt/"))
    paper = Paper("T", "", (Prose((live,)),))
    assert '<a class="live" href="/projekt/" title="Beviljat">3</a>' in page(paper)
    assert '<a class="live live-changed" href="/projekt/" title="Beviljat">3</a>' in page(
        paper, changed={"beviljat"}
    )


def test_a_masked_figure_says_why():
    paper = Paper("T", "", (Prose((Live("k", "Barn", Figure(MASKED)),)),))
    assert '<span class="masked">..<span class="visually-hidden"> talet är dolt' in page(paper)


def test_text_is_only_text_and_a_link_leads_only_out_or_in():
    evil = Words("<script>", href="javascript:alert(1)")
    shown = page(Paper("<b>", "<i>", (Prose((evil, Words("ut", href="https://x.se"))),)))
    assert '<p>&lt;script&gt;<a href="https://x.se">ut</a></p>' in shown
    assert "<b>" not in shown
    assert "javascript" not in shown


def test_ids_are_their_own_and_links_inside_lead_to_them():
    shown = page(whole_paper())
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', shown)) - set(ids) == set()
    assert "style=" not in shown


def test_two_tables_of_one_caption_have_boxes_of_two_names():
    table = next(part for part in whole_paper().parts if isinstance(part, Table))
    shown = page(Paper("T", "", (table, table, replace(table, caption="En annan"))))
    named = re.findall(r'role="region" tabindex="0" (aria-[^>]+)>', shown)
    assert named == [
        'aria-labelledby="handling-1-namn"',
        f'aria-label="{table.caption} {table.subtitle}, 2"',
        'aria-labelledby="handling-3-namn"',
    ]
