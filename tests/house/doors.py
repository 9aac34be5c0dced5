"""Every page but the back office's and the account's, who may what with it, and whose the things are.

Written from the contract and the domain's rules, not asked of the code: a new page must be entered here.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse

from tests.house.city import CENTRAL, EVERYBODY, JARVA, KUNGSHOLMEN, NORRMALM, ROLES, SOCIAL

NOBODY: frozenset[str] = frozenset()
READ_ONLY = 405
Things = dict[tuple, frozenset[str]]


@dataclass(frozen=True)
class Door:
    """A page about something: who sees that it is there (else 404), who may come in (else 403), and what
    GET and POST then answer; every other method 405. ``args`` name things of the city, or are themselves."""

    name: str
    args: tuple = ()
    sees: frozenset[str] = EVERYBODY
    may: frozenset[str] = EVERYBODY
    get: int = 200
    post: int = READ_ONLY

    def path(self, city: SimpleNamespace) -> str:
        things = vars(city)
        keys = [things[arg].pk if arg in things else arg for arg in self.args]
        return reverse(self.name, args=keys)

    def answer(self, login: str, method: str) -> int:
        if login not in self.sees:
            return 404
        if login not in self.may:
            return 403
        return {"get": self.get, "post": self.post}.get(method, 405)


def doors(name: str, things: Things, **more) -> list[Door]:
    """One door for each of ``things``: (arguments) -> who sees it."""
    return [Door(name, args, sees=sees, **more) for args, sees in things.items()]


def only(login: str) -> frozenset[str]:
    return frozenset({login})


REGISTRAR, COORDINATOR = only("registrator"), only("samordnare")
MANAGERS = frozenset({"projektledare", "projektledare-kungsholmen"})
WRITERS = ROLES - {"revisor"}
EXPORTERS = frozenset({"samordnare", "ekonom", "revisor"})
TAKERS = frozenset({"registrator", "revisor"})

CASES: Things = {
    ("central_case",): CENTRAL,
    ("jarva_case",): CENTRAL | JARVA,
    ("norrmalm_case",): CENTRAL | NORRMALM,
}
TWO_CASES: Things = {key: CASES[key] for key in (("central_case",), ("jarva_case",))}
NUMBERS: Things = {
    ("central_case", "central_number"): CENTRAL,
    ("jarva_case", "jarva_number"): CENTRAL | JARVA,
    ("central_case", "jarva_number"): NOBODY,  # a number is asked for under its own case
}
PROJECTS: Things = {
    ("joint",): CENTRAL | JARVA | KUNGSHOLMEN,
    ("inherited",): CENTRAL | JARVA,
    ("foreign",): CENTRAL,
    (10**30,): NOBODY,
}
TWO_PROJECTS: Things = {key: PROJECTS[key] for key in (("joint",), ("foreign",))}
DRAFT: Things = {("draft",): JARVA}
GRANTS: Things = {
    ("joint", "joint_grant"): CENTRAL | JARVA | KUNGSHOLMEN,
    ("foreign", "foreign_grant"): CENTRAL,
    ("joint", "foreign_grant"): NOBODY,  # likewise
}
BATCHES: Things = {
    ("jarva_batch",): JARVA,
    ("central_batch",): SOCIAL,
    ("applied_batch",): CENTRAL,
}
KINDS: Things = {
    ("projekt",): EVERYBODY,
    ("beviljade-medel",): EVERYBODY,
    ("indikatorer",): EVERYBODY,
    ("finns-inte",): NOBODY,
}
FILES: Things = {
    ("projekt", "csv"): EVERYBODY,
    ("beviljade-medel", "xlsx"): EVERYBODY,
    ("indikatorer", "csv"): EVERYBODY,
    ("finns-inte", "csv"): NOBODY,
}
COMMENTED: Things = {
    ("project_kind", "draft"): JARVA,
    ("project_kind", "joint"): CENTRAL | JARVA | KUNGSHOLMEN,
    ("case_kind", "norrmalm_case"): CENTRAL | NORRMALM,
    ("comment_kind", "comment"): NOBODY,  # a comment is read where it stands
    ("user_kind", "somebody"): NOBODY,
}

PORTAL = [
    Door("home:start"),
    Door("home:search"),
    Door("home:help"),
    Door("home:personal_data"),
    Door("home:accessibility"),
    Door("home:health"),
    Door("home:language", get=405, post=302),
    Door("cases:list", may=ROLES),
    Door("cases:waiting", may=TAKERS),
    Door("cases:create", may=REGISTRAR, post=200),
    *doors("cases:detail", CASES),
    *doors("cases:history", TWO_CASES),
    *doors("cases:edit", TWO_CASES, may=REGISTRAR, post=200),
    *doors("cases:number_add", TWO_CASES, may=REGISTRAR, post=200),
    *doors("cases:number_edit", NUMBERS, may=REGISTRAR, post=200),
    Door("takeovers:list", may=TAKERS),
    Door("takeovers:take", ("norrmalm_case",), CENTRAL | NORRMALM, REGISTRAR, get=405, post=200),
    Door("takeovers:take", ("jarva_case",), CENTRAL | JARVA, REGISTRAR, get=405, post=302),
    Door("takeovers:take_report", ("jarva_report",), CENTRAL | JARVA, REGISTRAR, get=405, post=302),
    Door("takeovers:take_report", ("foreign_report",), CENTRAL, REGISTRAR, get=405, post=302),
    *doors("comments:create", COMMENTED, may=WRITERS, post=200),
    Door("saved:list"),
    Door("saved:view_create", post=200),
    Door("saved:view_delete", ("saved_view",), sees=only("projektledare"), get=405, post=302),
    Door("saved:draft_keep", get=405, post=422),
    Door("saved:draft_clear", get=405, post=302),
    Door("deadlines:wheel", may=ROLES | {"admin"}),
    Door("letters:own", may=ROLES | {"admin"}, post=200),
    Door("letters:stop", ("ingens",), sees=NOBODY),  # the token is asked, not who is logged in
    Door("summaries:index", may=ROLES),
    Door("summaries:table", ("beviljade-medel",), may=ROLES),
    Door("summaries:table", ("beviljade-medel-per-ar",), may=ROLES),
    Door("summaries:rows", ("beviljade-medel",), may=ROLES, get=404),  # no figure is named
    Door("imports:index", may=EXPORTERS | MANAGERS),
    *doors("imports:batch", BATCHES),
    *doors("imports:source", BATCHES),
    *doors("imports:apply", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:discard", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:drop_columns", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:upload", KINDS, may=COORDINATOR, post=422),
    Door("imports:upload", ("redovisningar",), may=COORDINATOR | MANAGERS, post=422),
    *doors("imports:template", FILES, may=COORDINATOR),
    Door("imports:template", ("redovisningar", "xlsx"), may=COORDINATOR | MANAGERS),
    *doors("imports:export", FILES, may=EXPORTERS),
    Door("imports:export", ("redovisningar", "csv"), may=EXPORTERS | MANAGERS),
]
OFFICER = only("avtalshandlaggare")
AGREERS = ROLES - {"uppsokare"}
PRINTED, EXAMPLE = CENTRAL | KUNGSHOLMEN | NORRMALM | {"direktor-ostermalm"}, CENTRAL | KUNGSHOLMEN | JARVA
AGREEMENTS: Things = {("printed_agreement",): PRINTED, ("agreement",): EXAMPLE, (10**30,): NOBODY}
BASIS_COUNTS: Things = {
    ("printed_agreement", "printed_count"): PRINTED,
    ("agreement", "printed_count"): NOBODY,  # a count is asked for under its own agreement
}
FUNDING = [
    Door("funding:agreement_list", may=AGREERS),
    Door("funding:agreement_create", may=OFFICER, post=200),
    Door("funding:agreement_register", may=OFFICER, post=200),
    *doors("funding:agreement_detail", AGREEMENTS, may=AGREERS),
    *doors("funding:agreement_history", AGREEMENTS, may=AGREERS),
    *doors("funding:shares_compare", AGREEMENTS, may=AGREERS),
    *doors("funding:periods_compare", AGREEMENTS, may=AGREERS),
    *doors("funding:basis_list", AGREEMENTS, may=AGREERS),
    *doors("funding:basis_create", AGREEMENTS, may=OFFICER, post=200),
    *doors("funding:basis_remove", BASIS_COUNTS, may=OFFICER, get=405, post=302),
    *doors("funding:rule_choose", AGREEMENTS, may=OFFICER, get=405, post=302),
    *doors("funding:draft_edit", AGREEMENTS, may=OFFICER, get=302, post=302),
]
WORK_AREAS = [
    *FUNDING,
    Door("projects:project_list", may=ROLES),
    Door("projects:project_create", may=MANAGERS | COORDINATOR, post=200),
    *doors("projects:project_detail", PROJECTS | DRAFT),
    *doors("projects:project_history", PROJECTS | DRAFT),
    *doors("projects:project_edit", TWO_PROJECTS, may=COORDINATOR, post=200),
    *doors("projects:project_edit", DRAFT, may=only("projektledare"), post=200),
    *doors("projects:project_hand_in", TWO_PROJECTS, may=NOBODY),
    *doors("projects:project_hand_in", DRAFT, may=only("projektledare"), get=405, post=302),
    *doors("projects:grant_create", TWO_PROJECTS, may=COORDINATOR, post=200),
    *doors("projects:grant_create", DRAFT, may=NOBODY),
    *doors("projects:grant_edit", GRANTS, may=COORDINATOR, post=200),
]
INDICATORS = [
    Door("projects:indicator_list", may=ROLES),
    Door("projects:indicator_create", may=COORDINATOR, post=200),
    Door("projects:indicator_detail", ("indicator",), may=ROLES),
    Door("projects:indicator_detail", (10**30,), NOBODY),
    Door("projects:indicator_history", ("indicator",), may=ROLES),
    *(
        Door(f"projects:indicator_{what}", ("indicator",), may=COORDINATOR, post=200)
        for what in ("edit", "value_create", "break_create")
    ),
    Door("projects:indicator_value_edit", ("indicator", "indicator_value"), may=COORDINATOR, post=200),
    Door("projects:indicator_value_edit", ("indicator", "foreign_value"), NOBODY),
    Door(
        "projects:indicator_value_remove", ("indicator", "indicator_value"), EVERYBODY, COORDINATOR, 405, 302
    ),
    Door("projects:indicator_break_edit", ("indicator", "indicator_break"), may=COORDINATOR, post=200),
    Door(
        "projects:indicator_break_remove", ("indicator", "indicator_break"), EVERYBODY, COORDINATOR, 405, 302
    ),
]
DOORS = [*PORTAL, *WORK_AREAS, *INDICATORS]
