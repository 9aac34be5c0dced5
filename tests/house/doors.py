"""Every page but the back office's and the account's, who may what with it, and whose the things are.

Written from the contract and the domain's rules, not asked of the code: a new page must be entered here.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse

from tests.house.city import CENTRAL, EVERYBODY, JARVA, KUNGSHOLMEN, NO_ROLE, NORRMALM, ROLES, SOCIAL

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
PARTY_WRITERS = MANAGERS | {"direktor", "direktor-norrmalm", "direktor-ostermalm"}
PARTY_READERS = PARTY_WRITERS | {"avtalshandlaggare"}  # who reads in tertial reports on agreements
OFFICER = only("uppsokare")
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
DUTIES: Things = {
    ("joint", "joint_duty"): CENTRAL | JARVA | KUNGSHOLMEN,
    ("foreign", "foreign_duty"): CENTRAL,
    ("joint", "foreign_duty"): NOBODY,  # a duty is asked for under its own project
}
READERS_OF_JOINT = CENTRAL | JARVA | KUNGSHOLMEN
TOLD: Things = {
    ("joint", "joint_told"): READERS_OF_JOINT,
    ("foreign", "foreign_duty"): CENTRAL,
    ("foreign", "joint_told"): NOBODY,  # a report too
}
COUNTS: Things = {
    ("joint", "joint_told", "joint_count"): READERS_OF_JOINT,
    ("joint", "joint_told", "foreign_count"): NOBODY,
}
OWED: Things = {("joint", "joint_duty"): READERS_OF_JOINT}
FOREIGN_OWED: Things = {("foreign", "foreign_duty"): CENTRAL}
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
    Door("summaries:table", ("aktiviteter-per-termin",), may=ROLES),
    Door("summaries:rows", ("beviljade-medel",), may=ROLES, get=404),  # no figure is named
    Door("imports:index", may=EXPORTERS | MANAGERS | PARTY_READERS | OFFICER),
    Door("imports:upload", ("aktiviteter",), may=OFFICER, post=422),
    Door("imports:template", ("aktiviteter", "xlsx"), may=OFFICER),
    Door("imports:export", ("aktiviteter", "csv"), may=PARTY_WRITERS | OFFICER),
    *doors("imports:batch", BATCHES),
    *doors("imports:source", BATCHES),
    *doors("imports:rows", {(*thing, "xlsx"): sees for thing, sees in BATCHES.items()}),
    *doors("imports:apply", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:discard", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:cells", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:undo", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:try_again", BATCHES, may=COORDINATOR, get=405, post=302),
    Door("imports:files", ("aktiviteter",), may=OFFICER),
    *doors("imports:files", KINDS, may=COORDINATOR),
    Door("imports:files", ("redovisningar",), may=COORDINATOR | MANAGERS),
    Door("imports:files", ("overenskommelser",), may=PARTY_READERS),
    *doors("imports:columns", BATCHES, may=COORDINATOR, get=405, post=302),
    *doors("imports:upload", KINDS, may=COORDINATOR, post=422),
    Door("imports:upload", ("redovisningar",), may=COORDINATOR | MANAGERS, post=422),
    *doors("imports:template", FILES, may=COORDINATOR),
    Door("imports:upload", ("overenskommelser",), may=PARTY_READERS, post=422),
    Door("imports:template", ("overenskommelser", "xlsx"), may=PARTY_READERS),
    Door("imports:export", ("overenskommelser", "csv"), may=PARTY_READERS | {"ekonom", "revisor"}),
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
DIRECTORS = frozenset({"direktor", "direktor-norrmalm", "direktor-ostermalm"})
HOSTS = OFFICER | {"direktor"}  # Kungsholmen runs the work of the example, and has called for a change
LIVING: Things = {("agreement",): EXAMPLE}
OVER: Things = {("printed_agreement",): PRINTED}
NOTICES: Things = {("agreement", "notice"): EXAMPLE, ("printed_agreement", "notice"): NOBODY}
UNSIGNED: Things = {("unsigned",): EXAMPLE}
ITS_PARTY: Things = {("unsigned", "unsigned_party"): EXAMPLE, ("unsigned", "signed_party"): NOBODY}
SIGNED_PARTY: Things = {("agreement", "signed_party"): EXAMPLE}
DIRECTOR = only("direktor")
SIGNERS = frozenset({"direktor", "direktor-norrmalm", "direktor-ostermalm"})
SIGNING = [
    Door("funding:delegation_list", may=CENTRAL | SIGNERS),
    Door("funding:delegation_report", ("delegation",), EXAMPLE, only("namndsekreterare"), get=405, post=302),
    *doors("funding:terms_send", AGREEMENTS | UNSIGNED, may=OFFICER, get=302, post=302),
    *doors("funding:terms_withdraw", AGREEMENTS, may=OFFICER, get=302, post=302),
    *doors("funding:terms_withdraw", UNSIGNED, may=OFFICER, post=200),
    *doors("funding:terms_redraft", AGREEMENTS | UNSIGNED, may=OFFICER, get=405, post=302),
    *doors("funding:case_join", AGREEMENTS | UNSIGNED, may=OFFICER, post=200),
    *doors("funding:support_register", ITS_PARTY, may=DIRECTOR | only("namndsekreterare"), post=200),
    *doors("funding:support_remove", ITS_PARTY, may=DIRECTOR | only("namndsekreterare"), post=302),
    *doors("funding:signature_create", ITS_PARTY, may=DIRECTOR, post=200),
    *doors("funding:signature_create", SIGNED_PARTY, may=DIRECTOR, get=302, post=302),
    *doors("funding:paper_take_in", ITS_PARTY, may=DIRECTOR | OFFICER, post=200),
    *doors("funding:terms_decline", ITS_PARTY, may=DIRECTOR, post=200),
    Door("funding:signature_paper", ("printed_agreement", "printed_signature"), PRINTED, AGREERS),
    Door("funding:signature_paper", ("agreement", "printed_signature"), NOBODY),
    *doors("funding:terms_print", AGREEMENTS | UNSIGNED, may=AGREERS),
    *doors("funding:terms_word", AGREEMENTS | UNSIGNED, may=AGREERS),
]
FUNDING = [
    *SIGNING,
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
    *doors("funding:terms_difference", dict.fromkeys(AGREEMENTS, NOBODY)),  # neither is amended
    *doors("funding:amendment_create", LIVING, may=OFFICER, post=200),
    *doors("funding:amendment_create", OVER, may=OFFICER, get=302, post=302),
    *doors("funding:amendment_end", LIVING, may=OFFICER, post=200),
    *doors("funding:amendment_end", OVER, may=OFFICER, get=302, post=302),
    *doors("funding:merger_create", AGREEMENTS, may=OFFICER, get=302, post=302),  # nobody has merged
    *doors("funding:notice_create", LIVING, may=HOSTS, post=200),
    *doors("funding:notice_create", OVER, may=OFFICER | DIRECTORS, get=302, post=302),
    *doors("funding:notice_tell", NOTICES, may=HOSTS, post=200),
    *doors("funding:notice_withdraw", NOTICES, may=HOSTS, post=200),
    *doors("funding:notice_answer", NOTICES, may=OFFICER, post=200),
]
SETTLERS, CONTROLLER = OFFICER | only("ekonom"), only("ekonom")
OPEN_SETTLEMENT: Things = {
    ("printed_agreement", "open_settlement"): PRINTED,
    ("agreement", "open_settlement"): NOBODY,  # a settlement is asked for under its own agreement
}
SETTLED: Things = {
    ("printed_agreement", "settled_settlement"): PRINTED,
    ("agreement", "settled_settlement"): NOBODY,
}
NOT_ORDERED: Things = {("printed_agreement", "open_settlement"): NOBODY}
OWN_LINE: Things = {
    ("printed_agreement", "open_settlement", "open_line"): PRINTED,
    ("printed_agreement", "settled_settlement", "open_line"): NOBODY,
}
HEADS = frozenset({"avdelningschef", "forvaltningschef"})
OBJECTIONS: Things = {
    ("printed_agreement", "open_settlement", "open_objection"): PRINTED,
    ("printed_agreement", "settled_settlement", "open_objection"): NOBODY,  # asked for under its own
}
SETTLING = [
    *doors("funding:settlement_list", AGREEMENTS, may=AGREERS),
    *doors("funding:settlement_create", AGREEMENTS, may=SETTLERS, post=200),
    *doors("funding:account_term", AGREEMENTS, may=AGREERS),
    Door("funding:account_year", ("printed_agreement", 2019), PRINTED, AGREERS),
    Door("funding:account_year", ("printed_agreement", 2018), NOBODY),  # nothing is settled of it
    Door("funding:allowance_edit", ("printed_agreement", 2019), PRINTED, SETTLERS, post=302),
    Door("funding:allowance_edit", ("printed_agreement", 0), NOBODY),
    *doors("funding:settlement_detail", OPEN_SETTLEMENT | SETTLED, may=AGREERS),
    *doors("funding:settlement_correct", OPEN_SETTLEMENT | SETTLED, may=SETTLERS, post=200),
    *doors("funding:settlement_withdraw", OPEN_SETTLEMENT | SETTLED, may=SETTLERS, post=200),
    *doors("funding:line_check", OWN_LINE, may=only("direktor"), get=405, post=302),
    *doors("funding:objection_create", OWN_LINE, may=only("direktor"), post=200),
    *doors("funding:objection_answer", OBJECTIONS, may=SETTLERS, post=200),
    *doors("funding:settlement_remake", OPEN_SETTLEMENT, may=SETTLERS, post=200),
    *doors("funding:order_detail", SETTLED | NOT_ORDERED, may=AGREERS),
    *doors("funding:order_create", SETTLED | OPEN_SETTLEMENT, may=CONTROLLER, post=200),
    *doors("funding:order_book", SETTLED | NOT_ORDERED, may=CONTROLLER, post=200),
    *doors("funding:order_discard", SETTLED | NOT_ORDERED, may=CONTROLLER, get=405, post=302),
    *doors("funding:order_cancel", SETTLED | NOT_ORDERED, may=CONTROLLER, post=200),
    *doors("funding:order_return", SETTLED | NOT_ORDERED, may=HEADS, post=200),
    *doors("funding:order_send_again", SETTLED | NOT_ORDERED, may=CONTROLLER, post=200),
    *doors(
        "funding:order_attest",
        SETTLED | NOT_ORDERED,
        may=HEADS,
        get=405,
        post=302,
    ),
    *(
        Door("summaries:table", (slug,), AGREERS | {"admin", NO_ROLE}, AGREERS)
        for slug in ("overenskommelser", "avrakningar", "overenskommelser-per-stadsdel")
    ),
]
BEGUN: Things = {("agreement", "begun_duty"): CENTRAL | JARVA}  # what is not in, only its own party sees
HANDED_IN: Things = {
    ("agreement", "told_duty"): EXAMPLE,
    ("printed_agreement", "told_duty"): NOBODY,  # a duty is asked for under its own agreement
}
OF_JARVA, OF_KUNGSHOLMEN = only("projektledare"), frozenset({"projektledare-kungsholmen", "direktor"})
REPORTING = [
    Door("funding:report_overview", may=AGREERS),
    *doors("funding:report_list", AGREEMENTS, may=AGREERS),
    *doors("funding:report_edit", BEGUN, may=OF_JARVA, post=200),
    *doors("funding:report_edit", HANDED_IN, may=OF_KUNGSHOLMEN, get=302, post=302),
    *doors("funding:report_detail", BEGUN | HANDED_IN, may=AGREERS),
    *doors("funding:report_history", BEGUN | HANDED_IN, may=AGREERS),
    *doors("funding:report_hand_in", BEGUN, may=OF_JARVA, post=302),
    *doors("funding:report_hand_in", HANDED_IN, may=OF_KUNGSHOLMEN, get=302, post=302),
    *doors("funding:report_receipt", BEGUN, may=AGREERS, get=302),
    *doors("funding:report_receipt", HANDED_IN, may=AGREERS),
    *doors("funding:report_correct", BEGUN, may=NOBODY),
    *doors("funding:report_correct", HANDED_IN, may=OF_KUNGSHOLMEN, post=200),
    *doors("funding:report_discard", BEGUN, may=OF_JARVA, get=405, post=302),
    *doors("funding:report_discard", HANDED_IN, may=OF_KUNGSHOLMEN, get=405, post=302),
    *doors("funding:report_accept", BEGUN | HANDED_IN, may=OFFICER, get=405, post=302),
    *doors("funding:report_return", BEGUN | HANDED_IN, may=OFFICER, post=200),
    *doors("funding:duty_detail", BEGUN, may=AGREERS),
    *doors("funding:duty_detail", HANDED_IN, may=CENTRAL | KUNGSHOLMEN),
    *(
        door
        for name in ("reminder_create", "promise_create", "excuse_create", "escalation_create")
        for door in doors(f"funding:{name}", BEGUN | HANDED_IN, may=OFFICER, post=200)
    ),
    Door(
        "funding:promise_withdraw",
        ("agreement", "begun_duty", "party_promise"),
        CENTRAL | JARVA,
        OFFICER,
        post=200,
    ),
    Door("funding:promise_withdraw", ("agreement", "told_duty", "party_promise"), NOBODY),
    *doors("funding:extension_create", BEGUN, may=OF_JARVA, post=200),
    *doors("funding:extension_create", HANDED_IN, may=OF_KUNGSHOLMEN, post=200),
    Door(
        "funding:extension_answer",
        ("agreement", "asking_duty", "party_extension"),
        CENTRAL | KUNGSHOLMEN,
        OFFICER,
        post=200,
    ),
    Door("funding:extension_answer", ("agreement", "told_duty", "party_extension"), NOBODY),
]
WORK_AREAS = [
    *REPORTING,
    *SETTLING,
    *FUNDING,
    Door("projects:project_list", may=ROLES),
    Door("projects:project_create", may=MANAGERS | COORDINATOR, post=200),
    *doors("projects:project_detail", PROJECTS | DRAFT),
    *doors("projects:project_history", PROJECTS | DRAFT),
    *doors("projects:project_edit", TWO_PROJECTS, may=COORDINATOR, post=200),
    *doors("projects:project_edit", DRAFT, may=only("projektledare"), post=200),
    *doors("projects:project_hand_in", TWO_PROJECTS, may=NOBODY),
    *doors("projects:project_hand_in", DRAFT, may=only("projektledare"), get=405, post=302),
    *doors("projects:report_edit", OWED, may=only("projektledare"), post=200),
    *doors("projects:report_edit", FOREIGN_OWED, may=NOBODY),
    *doors("projects:report_detail", DUTIES | TOLD),
    *doors("projects:report_history", DUTIES | TOLD),
    *doors("projects:report_hand_in", OWED, may=only("projektledare"), post=302),
    *doors("projects:report_hand_in", FOREIGN_OWED, may=NOBODY),
    *doors("projects:report_receipt", TOLD),
    *doors("projects:report_receipt", OWED, get=302),
    *doors("projects:report_paper", TOLD),
    *doors("projects:report_word", TOLD),
    Door("projects:report_paper", ("joint", "joint_duty"), sees=NOBODY),  # it is not in
    Door("projects:report_word", ("joint", "joint_duty"), sees=NOBODY),
    *doors("projects:report_correct", OWED, may=NOBODY),
    *doors("projects:report_correct", FOREIGN_OWED, may=COORDINATOR, post=200),
    Door(
        "projects:report_correct",
        ("joint", "joint_told"),
        READERS_OF_JOINT,
        only("projektledare") | COORDINATOR,
        post=200,
    ),
    *doors("projects:report_discard", OWED, may=only("projektledare"), get=405, post=302),
    *doors("projects:report_discard", FOREIGN_OWED, may=NOBODY),
    *doors("projects:report_accept", TOLD, may=COORDINATOR, get=405, post=302),
    *doors("projects:report_return", TOLD, may=COORDINATOR, post=200),
    *doors("projects:report_verify", COUNTS, may=COORDINATOR, post=200),
    *doors("projects:report_plan", PROJECTS | DRAFT),
    *doors("projects:duty_create", TWO_PROJECTS, may=COORDINATOR, post=200),
    *doors("projects:duty_create", DRAFT, may=NOBODY),
    *doors("projects:report_template", TWO_PROJECTS, may=COORDINATOR, get=405, post=302),
    *doors("projects:report_template", DRAFT, may=NOBODY),
    *doors("projects:duty_withdraw", DUTIES, may=COORDINATOR, post=200),
    *doors("projects:report_sheet", DUTIES, may=COORDINATOR | MANAGERS, get=302),
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
# What is learnt in the example programme is read by all who follow it.
FOLLOWERS = CENTRAL | JARVA | KUNGSHOLMEN
LEARNT = dict.fromkeys(("network", "activity", "survey", "method"), FOLLOWERS)
LEARNT["suggestion"] = CENTRAL | JARVA  # it is about a project of Järva's
OWN_REPLY: Things = {("survey", "jarva_reply"): JARVA}
READ_REPLY: Things = {("survey", "bromma_reply"): CENTRAL}  # handed in
REPLIES: Things = OWN_REPLY | READ_REPLY | {("survey", "kungsholmen_reply"): KUNGSHOLMEN}
LEARNING = [
    Door("projects:learning_overview", may=ROLES),
    *(Door(f"projects:{noun}_list", may=ROLES) for noun in LEARNT),
    *(Door(f"projects:{noun}_create", may=COORDINATOR, post=200) for noun in LEARNT),
    *(Door(f"projects:{noun}_detail", (noun,), sees) for noun, sees in LEARNT.items()),
    *(Door(f"projects:{noun}_history", (noun,), sees) for noun, sees in LEARNT.items()),
    *(Door(f"projects:{noun}_edit", (noun,), sees, COORDINATOR, post=200) for noun, sees in LEARNT.items()),
    Door("projects:suggestion_follow_up", ("suggestion",), LEARNT["suggestion"], COORDINATOR, post=200),
    Door("projects:method_spread_create", ("method",), FOLLOWERS, COORDINATOR, post=200),
    Door("projects:method_spread_edit", ("method", "spread"), FOLLOWERS, COORDINATOR, post=200),
    Door("projects:survey_close", ("survey",), FOLLOWERS, COORDINATOR, get=405, post=302),
    *doors("projects:survey_reply", REPLIES),
    *doors("projects:survey_reply_edit", OWN_REPLY, may=JARVA, post=200),
    *doors("projects:survey_reply_edit", READ_REPLY, may=NOBODY),
    *doors("projects:survey_reply_hand_in", OWN_REPLY, may=JARVA, get=405, post=302),
    *doors("projects:survey_reply_hand_in", READ_REPLY, may=NOBODY),
    *doors("projects:survey_reply_return", OWN_REPLY, may=NOBODY),
    *doors("projects:survey_reply_return", READ_REPLY, may=COORDINATOR, post=200),
]
# Who only takes part in a project sees what is expected; the chase is the lead's and the centre's.
CHASED: Things = {("joint_duty",): CENTRAL | JARVA, ("foreign_duty",): CENTRAL, (10**30,): NOBODY}
CHASE = [
    Door("projects:duty_list", may=ROLES),
    *doors("projects:duty_detail", CHASED),
    *(
        door
        for name in ("reminder", "promise", "excuse", "escalation", "repayment")
        for door in doors(f"projects:{name}_create", CHASED, may=COORDINATOR, post=200)
    ),
    *doors("projects:extension_create", CHASED, may=only("projektledare"), post=200),
    *(
        door
        for name, thing in (
            ("extension_answer", "extension"),
            ("promise_withdraw", "promise"),
            ("repayment_receive", "repayment"),
            ("repayment_withdraw", "repayment"),
        )
        for door in doors(
            f"projects:{name}",
            {("joint_duty", thing): CENTRAL | JARVA, ("foreign_duty", thing): NOBODY},
            may=COORDINATOR,
            post=200,
        )
    ),
]
# What remains: targets are the coordinator's, follow-ups the lead's too; uppdrag are read by all.
KEEPERS = COORDINATOR | only("namndsekreterare")
TARGETS: Things = {
    ("joint", "joint_target"): CENTRAL | JARVA | KUNGSHOLMEN,
    ("foreign", "joint_target"): NOBODY,
}
FOLLOW_UPS: Things = {
    ("joint_follow_up",): CENTRAL | JARVA | KUNGSHOLMEN,
    ("foreign_follow_up",): CENTRAL,
    (10**30,): NOBODY,
}
AFTERMATH = [
    Door("summaries:table", ("mal",), may=ROLES),
    Door("summaries:table", ("mal-per-omrade",), may=ROLES),
    Door("summaries:table", ("implementering",), may=ROLES),
    Door("summaries:table", ("implementering-per-omrade",), may=ROLES),
    Door("summaries:table", ("till-uppfoljning",), may=ROLES),
    Door("projects:system_names", may=COORDINATOR, post=302),
    *doors("projects:target_create", TWO_PROJECTS, may=COORDINATOR, post=200),
    *doors("projects:target_create", DRAFT, may=NOBODY),
    *doors("projects:target_edit", TARGETS, may=COORDINATOR, post=200),
    *doors("projects:target_remove", TARGETS, may=COORDINATOR, get=405, post=302),
    *doors("projects:city_goals_edit", TWO_PROJECTS, may=COORDINATOR, post=200),
    Door("projects:follow_up_list", may=ROLES),
    *doors("projects:follow_up_answer", FOLLOW_UPS, may=COORDINATOR | only("projektledare"), post=200),
    Door("projects:commission_list", may=ROLES),
    Door("projects:commission_balance", may=ROLES),
    Door("projects:printed_point_list", may=ROLES),
    Door("projects:commission_create", may=KEEPERS, post=200),
    Door("projects:commission_detail", ("commission",), may=ROLES),
    Door("projects:commission_detail", (10**30,), NOBODY),
    Door("projects:commission_history", ("commission",), may=ROLES),
    *(
        Door(f"projects:commission_{what}", ("commission",), may=KEEPERS, post=200)
        for what in ("edit", "answer", "drop")
    ),
    Door("projects:commission_reopen", ("answered_commission",), may=KEEPERS, get=405, post=302),
]
# A question is read by all who see the project; the lead's project manager answers, or the coordinator.
QUESTIONS: Things = {
    ("joint_question",): CENTRAL | JARVA | KUNGSHOLMEN,
    ("foreign_question",): CENTRAL,
    (10**30,): NOBODY,
}
PLAUSIBILITY = [
    Door("projects:question_list", may=ROLES),
    Door("projects:question_run", may=COORDINATOR, get=405, post=302),
    *doors("projects:question_detail", QUESTIONS),
    *doors("projects:question_answer", QUESTIONS, may=COORDINATOR | only("projektledare"), post=200),
]
APPLIED: Things = {
    ("application",): CENTRAL | JARVA,  # a nämnd has decided about it
    ("new_application",): CENTRAL | JARVA,
    ("foreign_application",): CENTRAL,
    (10**30,): NOBODY,
}
OWN_APPLIED: Things = {key: APPLIED[key] for key in (("application",), ("new_application",))}
FOREIGN_APPLIED: Things = {("foreign_application",): CENTRAL}
DRAFT_APPLIED: Things = {("draft_application",): JARVA}
LEADER, KEEP_FUNDS = only("projektledare"), frozenset({"samordnare", "ekonom"})
PAPERS: Things = {
    ("paper",): CENTRAL | JARVA | KUNGSHOLMEN,
    ("own_paper",): JARVA,
    (10**30,): NOBODY,
}
DRAFT_PAPER: Things = {("draft_paper",): JARVA}
APPLICATIONS = [
    Door("projects:application_list", may=ROLES),
    Door("projects:application_create", may=MANAGERS, post=200),
    *doors("projects:application_detail", APPLIED | DRAFT_APPLIED),
    *doors("projects:application_history", APPLIED | DRAFT_APPLIED),
    *doors("projects:application_edit", APPLIED, may=NOBODY),
    *doors("projects:application_edit", DRAFT_APPLIED, may=LEADER, post=200),
    *doors("projects:application_submit", OWN_APPLIED, may=LEADER, get=405, post=302),  # pressed twice
    *doors("projects:application_submit", FOREIGN_APPLIED, may=NOBODY),
    *doors("projects:application_submit", DRAFT_APPLIED, may=LEADER, get=405, post=302),
    *doors("projects:application_discard", OWN_APPLIED | FOREIGN_APPLIED, may=NOBODY),
    *doors("projects:application_discard", DRAFT_APPLIED, may=LEADER, get=405, post=302),
    Door("projects:application_withdraw", ("application",), CENTRAL | JARVA, NOBODY),
    Door("projects:application_withdraw", ("new_application",), CENTRAL | JARVA, LEADER, 405, 302),
    *doors("projects:application_withdraw", FOREIGN_APPLIED | DRAFT_APPLIED, may=NOBODY),
    *doors("projects:application_assess", APPLIED, may=COORDINATOR, post=200),
    *doors("projects:application_assess", DRAFT_APPLIED, may=NOBODY),
    *doors("projects:application_attach", OWN_APPLIED, may=COORDINATOR | LEADER, post=200),
    *doors("projects:application_attach", FOREIGN_APPLIED, may=COORDINATOR, post=200),
    *doors("projects:application_attach", DRAFT_APPLIED, may=LEADER, post=200),
    Door("projects:project_attach", ("joint",), PROJECTS[("joint",)], COORDINATOR | LEADER, post=200),
    Door("projects:project_attach", ("foreign",), CENTRAL, COORDINATOR, post=200),
    *doors("projects:project_attach", DRAFT, may=LEADER, post=200),
    *doors("projects:attachment_file", PAPERS | DRAFT_PAPER),
    *doors("projects:attachment_remove", PAPERS, may=NOBODY),
    *doors("projects:attachment_remove", DRAFT_PAPER, may=LEADER, get=405, post=302),
]
ROUNDS = [
    Door("projects:round_list", may=ROLES),
    Door("projects:round_create", may=COORDINATOR, post=200),
    Door("projects:round_detail", ("round",), may=ROLES),
    Door("projects:round_detail", (10**30,), NOBODY),
    Door("projects:round_propose", ("round",), may=COORDINATOR, post=200),
    Door("projects:round_edit", ("round",), may=COORDINATOR, post=200),
    Door("projects:round_decision_list", ("round",), may=CENTRAL),
    Door("projects:decision_register", ("round", "committee"), may=COORDINATOR, post=200),
    Door("projects:decision_register", ("round", "foreign_committee"), NOBODY),
    Door(
        "projects:decision_correct", ("decided_round", "delegating", "delegated"), may=COORDINATOR, post=200
    ),
    Door("projects:decision_correct", ("round", "committee", "delegated"), NOBODY),
    Door("projects:round_history", ("round",), may=ROLES),
    Door("projects:decision_report", ("delegated",), may=COORDINATOR, get=405, post=302),
    Door("projects:funds", may=CENTRAL),
    Door("projects:appropriation_create", may=KEEP_FUNDS, post=200),
    Door("projects:appropriation_edit", ("money",), may=KEEP_FUNDS, post=200),
    *doors("projects:grant_remove", GRANTS, may=COORDINATOR, post=200),
    Door("summaries:table", ("medel",), CENTRAL | {"admin", NO_ROLE}, CENTRAL),
]
# Outreach is read by those who work with it or answer for it: no controller, no agreement officer.
OUTREACHERS = ROLES - {"avtalshandlaggare", "ekonom"}
OBSERVERS = frozenset({"uppsokare", "samordnare"})
OWN_OBSERVATION: Things = {("own_observation",): JARVA}
SHARED: Things = {("good_example",): EVERYBODY, ("foreign_observation",): EVERYBODY}
OBSERVATIONS: Things = OWN_OBSERVATION | SHARED | {(10**30,): NOBODY}
# Seven districts are asked in the example; the two demo districts among them are Järva and Kungsholmen.
ASKED = CENTRAL | JARVA | KUNGSHOLMEN
OWN_MAPPING: Things = {("mapping", "jarva_mapping_reply"): JARVA}
READ_MAPPING: Things = {("mapping", "farsta_mapping_reply"): CENTRAL}  # handed in
MAPPING_REPLIES: Things = OWN_MAPPING | READ_MAPPING | {("mapping", "kungsholmen_mapping_reply"): KUNGSHOLMEN}
MAPPINGS: Things = {
    ("mapping",): ASKED,
    ("printed_mapping",): EVERYBODY,
    ("unsent_mapping",): SOCIAL,
    (10**30,): NOBODY,
}
TWO_MAPPINGS: Things = {key: MAPPINGS[key] for key in (("mapping",), ("unsent_mapping",))}
OUTREACH_LEARNT = [
    Door("outreach:observation_list", may=OUTREACHERS),
    Door("outreach:observation_create", may=OBSERVERS, post=200),
    *doors("outreach:observation_detail", OBSERVATIONS, may=OUTREACHERS),
    *doors("outreach:observation_history", OBSERVATIONS, may=OUTREACHERS),
    *doors("outreach:observation_edit", OWN_OBSERVATION, may=only("uppsokare"), post=200),
    Door("outreach:observation_edit", ("foreign_observation",), may=NOBODY),
    *doors("outreach:observation_share", OWN_OBSERVATION, may=only("uppsokare"), get=405, post=302),
    Door("outreach:observation_share", ("foreign_observation",), may=NOBODY),
    Door("outreach:observation_offer", ("good_example",), may=only("uppsokare"), post=200),
    Door("outreach:observation_offer_all", ("good_example",), may=only("uppsokare"), get=405, post=302),
    Door("outreach:spread_edit", ("good_example", "example_spread"), may=COORDINATOR, post=200),
    Door("outreach:spread_edit", ("foreign_observation", "example_spread"), NOBODY),
    Door("outreach:initiative_list", may=OUTREACHERS),
    Door("outreach:initiative_detail", ("initiative",), may=OUTREACHERS),
    Door("outreach:initiative_history", ("initiative",), may=OUTREACHERS),
    Door("outreach:initiative_detail", (10**30,), NOBODY),
    Door("outreach:mapping_list", may=OUTREACHERS),
    Door("outreach:mapping_create", may=COORDINATOR, post=200),
    *doors("outreach:mapping_detail", MAPPINGS, may=OUTREACHERS),
    *doors("outreach:mapping_history", MAPPINGS, may=OUTREACHERS),
    *doors("outreach:mapping_edit", TWO_MAPPINGS, may=COORDINATOR, post=200),
    Door("outreach:mapping_edit", ("printed_mapping",), may=NOBODY),
    *doors("outreach:mapping_send", TWO_MAPPINGS, may=COORDINATOR, post=200),
    *doors("outreach:mapping_close", TWO_MAPPINGS, may=COORDINATOR, get=405, post=302),
    *doors("outreach:mapping_paper", TWO_MAPPINGS, may=CENTRAL & OUTREACHERS),
    *doors("outreach:mapping_word", TWO_MAPPINGS, may=CENTRAL & OUTREACHERS),
    *doors("outreach:mapping_reply", MAPPING_REPLIES, may=OUTREACHERS),
    *doors("outreach:mapping_reply_edit", OWN_MAPPING, may=JARVA, post=200),
    *doors("outreach:mapping_reply_edit", READ_MAPPING, may=NOBODY),
    *doors("outreach:mapping_reply_hand_in", OWN_MAPPING, may=JARVA, get=405, post=302),
    *doors("outreach:mapping_reply_hand_in", READ_MAPPING, may=NOBODY),
    *doors("outreach:mapping_reply_return", OWN_MAPPING, may=NOBODY),
    *doors("outreach:mapping_reply_return", READ_MAPPING, may=COORDINATOR, post=200),
]
# What is planned is seen inside its own administration; materials are shared, cooperations go to the centre.
PLANNED: Things = {("planned",): JARVA, ("alone",): JARVA, (10**30,): NOBODY}
IN_SERIES: Things = {("planned",): JARVA, ("alone",): NOBODY}
OFFICER_OF_JARVA = only("uppsokare")
COOPERATION: Things = {("cooperation",): CENTRAL | JARVA, (10**30,): NOBODY}
OUTREACH_PLANNED = [
    Door("outreach:calendar", may=OUTREACHERS),
    Door("outreach:feed_detail", may=OUTREACHERS, post=200),
    Door("outreach:feed_revoke", may=OUTREACHERS, get=405, post=302),
    Door("outreach:calendar_feed", ("feed",)),
    Door("outreach:calendar_feed", ("finns-inte",), NOBODY),
    *doors("outreach:series_detail", {("series",): JARVA, (10**30,): NOBODY}),
    *doors("outreach:series_create", PLANNED, may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:activity_move", PLANNED, may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:series_change", IN_SERIES, may=OFFICER_OF_JARVA, post=200),
    Door("outreach:series_cancel", ("planned",), JARVA, OFFICER_OF_JARVA, post=302),
    Door("outreach:series_cancel", ("alone",), NOBODY),
    Door("outreach:material_list", may=OUTREACHERS),
    Door("outreach:material_matrix", may=OUTREACHERS),
    Door("outreach:material_create", may=OBSERVERS, post=200),
    Door("outreach:material_detail", ("material",), may=OUTREACHERS),
    Door("outreach:material_detail", (10**30,), NOBODY),
    Door("outreach:material_history", ("material",), may=OUTREACHERS),
    *(
        Door(f"outreach:{name}", ("material",), may=OFFICER_OF_JARVA, post=200)
        for name in ("material_edit", "material_withdraw", "version_create")
    ),
    Door("outreach:material_reuse", ("material",), may=OFFICER_OF_JARVA, get=405, post=302),
    Door("outreach:version_review", ("material", "version"), may=OFFICER_OF_JARVA, post=200),
    Door("outreach:version_review", ("material", 10**30), NOBODY),
    Door("outreach:version_file", ("material", "version"), may=OUTREACHERS),
    Door("outreach:version_file", ("material", "bare_version"), NOBODY),
    Door("outreach:partner_list", may=OUTREACHERS),
    Door("outreach:partner_detail", ("partner",), CENTRAL | JARVA, may=OUTREACHERS),
    Door("outreach:partner_detail", (10**30,), NOBODY),
    Door("outreach:cooperation_create", may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:cooperation_edit", COOPERATION, may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:cooperation_history", COOPERATION, may=OUTREACHERS),
]
# What was held goes to the centre; its history holds counts unmasked, so only the own district reads it.
HELD: Things = {("held_in_jarva",): CENTRAL | JARVA}
FOREIGN_HELD: Things = {("held_in_farsta",): CENTRAL}
OUTREACH_REGISTERED = [
    Door("outreach:activity_list", may=OUTREACHERS),
    Door("outreach:activity_create", may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:activity_detail", PLANNED | HELD | FOREIGN_HELD, may=OUTREACHERS),
    *doors("outreach:activity_history", PLANNED | HELD, may=JARVA),
    *doors("outreach:activity_history", FOREIGN_HELD, may=NOBODY),
    *doors("outreach:activity_edit", PLANNED | HELD, may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:activity_edit", FOREIGN_HELD, may=NOBODY),
    *doors("outreach:activity_cancel", PLANNED, may=OFFICER_OF_JARVA, post=302),
    *doors("outreach:activity_cancel", HELD, may=OFFICER_OF_JARVA, post=200),
    *doors("outreach:activity_cancel", FOREIGN_HELD, may=NOBODY),
    *doors("outreach:activity_restore", PLANNED | HELD, may=OFFICER_OF_JARVA, get=405, post=302),
    *doors("outreach:activity_restore", FOREIGN_HELD, may=NOBODY),
]
# Requests for masked figures: the asker's own; the registrar tries them and the auditor reads them all.
ASKED: Things = {("disclosure",): frozenset({"samordnare", "registrator", "revisor"}), (10**30,): NOBODY}
DISCLOSURES = [
    Door("disclosures:list", may=ROLES),
    Door("disclosures:ask", may=WRITERS, post=200),
    *doors("disclosures:detail", ASKED),
    *doors("disclosures:history", ASKED),
    *doors("disclosures:try", ASKED, may=REGISTRAR, post=200),
    *doors("disclosures:withdraw", ASKED, may=COORDINATOR, get=405, post=302),
]
OUTREACH_TABLES = [
    Door("summaries:table", (f"uppsokande-per-{cut}",), OUTREACHERS | {"admin", NO_ROLE}, OUTREACHERS)
    for cut in ("stadsdel", "form", "malgrupp", "sprak", "period")
]
OUTREACH_COUNTED = [
    Door(f"outreach:{name}", may=OUTREACHERS) for name in ("coverage", "reach", "reach_section", "reach_word")
]
# A meeting being prepared is its own nämnd's; what is called, sent or decided is read by the centre too.
OF_SOCIAL = CENTRAL - {"revisor"}
SECRETARIES = frozenset({"registrator", "namndsekreterare"})
MEETING: Things = {("meeting",): OF_SOCIAL, ("called_meeting",): CENTRAL, (10**30,): NOBODY}
IN_AGENDA: Things = {("meeting", "meeting_item"): OF_SOCIAL, ("meeting", "called_item"): NOBODY}
SENT_PAPER: Things = {("sent_paper",): CENTRAL, (10**30,): NOBODY}
NOT_SENT: Things = {("social_draft",): OF_SOCIAL}
SENT_TO: Things = {("sent_paper", "sent_to"): CENTRAL, ("social_draft", "sent_to"): NOBODY}
DISPATCHED: Things = {("sent_paper", "dispatch_line"): CENTRAL, ("social_draft", "dispatch_line"): NOBODY}
GIVEN: Things = {("given",): CENTRAL, (10**30,): NOBODY}
MEETINGS = [
    Door("documents:meeting_list", may=ROLES),
    Door("documents:meeting_create", may=SECRETARIES, post=200),
    *(
        door
        for what in ("detail", "minutes", "proposals", "bundle")
        for door in doors(f"documents:meeting_{what}", MEETING, may=ROLES)
    ),
    *(
        door
        for what in ("edit", "document_add", "item_create")
        for door in doors(f"documents:meeting_{what}", MEETING, may=SECRETARIES, post=200)
    ),
    *doors("documents:meeting_bundle_later", MEETING, may=ROLES, get=302, post=302),  # led to the short file
    *doors("documents:meeting_bundle_made", MEETING, may=ROLES, get=404),  # nobody has asked for any
    *doors("documents:meeting_summons", MEETING, may=SECRETARIES, get=405, post=302),
    *doors("documents:meeting_item_move", IN_AGENDA, may=SECRETARIES, get=405, post=302),
    *doors("documents:meeting_item_remove", IN_AGENDA, may=SECRETARIES, get=405, post=302),
    Door("documents:meeting_package", ("called_meeting",), CENTRAL, SECRETARIES),
    Door("documents:meeting_package", ("meeting",), OF_SOCIAL, SECRETARIES, get=302),  # nothing is signed
    *doors("documents:package", SENT_PAPER, may=SECRETARIES),
    *doors("documents:package", NOT_SENT, may=SECRETARIES, get=302),
    Door("documents:assignment_list", may=ROLES),
    Door("documents:assignment_create", may=SECRETARIES, post=200),
    *doors("documents:assignment_detail", GIVEN, may=ROLES),
    *doors(
        "documents:assignment_answer", GIVEN, may=SECRETARIES | {"samordnare", "avtalshandlaggare"}, post=200
    ),
    *doors("documents:assignment_close", GIVEN, may=SECRETARIES, post=200),
    Door("documents:delegation_list", may=ROLES),
    Door("documents:delegation_create", may=SECRETARIES | HEADS | DIRECTORS, post=200),
    Door("documents:delegation_report", may=SECRETARIES, post=200),
    *doors("documents:dispatch_list", SENT_PAPER, may=ROLES),
    *doors("documents:dispatch_list", NOT_SENT, may=ROLES, get=302),
    *doors("documents:dispatch_create", SENT_TO, may=SECRETARIES, post=200),
    *doors("documents:dispatch_propose", SENT_TO, may=SECRETARIES, get=405, post=302),
    *doors("documents:dispatch_sent", DISPATCHED, may=SECRETARIES, get=405, post=302),
    *doors("documents:dispatch_remove", DISPATCHED, may=SECRETARIES, get=405, post=302),
    Door("documents:publish_list", may=ROLES),
    *(
        door
        for name in ("publish", "unpublish")
        for door in (
            *doors(f"documents:{name}", SENT_PAPER, may=SECRETARIES, post=200),
            *doors(f"documents:{name}", NOT_SENT, may=SECRETARIES, get=302, post=302),
        )
    ),
]
# A draft is its own administration's, and theirs who were asked for views; what is signed the centre reads.
BEGINNERS = frozenset({"namndsekreterare", "samordnare", "avtalshandlaggare"})
UNMASKED = BEGINNERS | HEADS
PAPER = {("social_draft",): OF_SOCIAL, ("asked_draft",): OF_SOCIAL | JARVA, ("sent_paper",): CENTRAL}
OWN_DRAFT: Things = {("social_draft",): OF_SOCIAL, ("asked_draft",): OF_SOCIAL | JARVA}
SENT_BY_US: Things = {("sent_paper",): CENTRAL}
TO_SIGN: Things = {("reviewed_paper", "signatory"): OF_SOCIAL, ("social_draft", "signatory"): NOBODY}
TO_SEND: Things = {("signed_paper", "signed_to"): CENTRAL, ("sent_paper", "signed_to"): NOBODY}
TO_DECIDE: Things = {("waiting_paper", "waiting_to"): CENTRAL, ("signed_paper", "waiting_to"): NOBODY}
OUT_OF_TURN = {"get": 302, "post": 302}  # led to the document, and told how it stands
DOCUMENTS = [
    Door("documents:list", may=ROLES),
    Door("documents:begin", may=BEGINNERS),
    Door("documents:begin_from", ("template",), may=BEGINNERS, post=200),
    Door("documents:verify", may=ROLES, post=200),
    *(
        door
        for name in ("detail", "print", "word", "proposal")
        for door in doors(f"documents:{name}", PAPER, may=ROLES)
    ),
    *doors("documents:pdf", SENT_BY_US, may=ROLES),
    *(
        door
        for name in ("pdf", "word")
        for door in (
            *doors(f"documents:{name}_later", PAPER, may=ROLES, get=302, post=302),  # led to the short file
            *doors(f"documents:{name}_made", PAPER, may=ROLES, get=404),  # nobody has asked for any
        )
    ),
    *doors("documents:papers", SENT_PAPER, may=BEGINNERS | SECRETARIES, get=405, post=302),
    *doors("documents:papers", NOT_SENT, may=BEGINNERS | SECRETARIES, get=405, post=302),
    *doors("documents:history", PAPER, may=OF_SOCIAL),  # it tells what the draft said
    *doors("documents:plan", OWN_DRAFT, may=BEGINNERS, post=200),
    *doors("documents:recipients", OWN_DRAFT, may=BEGINNERS, post=302),
    *doors("documents:review", OWN_DRAFT, may=BEGINNERS, post=302),
    *doors("documents:discard", OWN_DRAFT, may=BEGINNERS, post=200),
    *doors("documents:prepare", OWN_DRAFT, may=BEGINNERS, post=200),
    *doors("documents:consult", OWN_DRAFT, may=BEGINNERS, post=200),
    *(
        door
        for name in ("plan", "recipients", "review", "discard", "prepare", "consult")
        for door in doors(f"documents:{name}", SENT_BY_US, may=BEGINNERS, **OUT_OF_TURN)
    ),
    Door("documents:reviewed", ("review_paper",), OF_SOCIAL, only("avdelningschef"), post=302),
    Door("documents:reviewed", ("social_draft",), OF_SOCIAL, only("avdelningschef"), **OUT_OF_TURN),
    Door("documents:return", ("review_paper",), OF_SOCIAL, BEGINNERS | only("avdelningschef"), post=200),
    Door("documents:answer", ("asked_draft", "asked_views"), OF_SOCIAL | JARVA, JARVA, post=200),
    Door("documents:answer", ("social_draft", "asked_views"), NOBODY),
    *doors("documents:sign", TO_SIGN, may=only("forvaltningschef"), post=200),
    *doors("documents:send", TO_SEND, may=SECRETARIES, post=200),
    *doors("documents:own_number", TO_SEND, may=SECRETARIES, post=302),
    *doors("documents:decide", TO_DECIDE, may=SECRETARIES, post=200),
    *doors("documents:decide", SENT_TO, may=SECRETARIES, **OUT_OF_TURN),
    *doors("documents:decision_correct", SENT_TO, may=SECRETARIES, post=200),
    *doors("documents:decision_correct", TO_SEND, may=SECRETARIES, **OUT_OF_TURN),  # not sent yet
    *doors("documents:decision_correct", TO_DECIDE, may=SECRETARIES, **OUT_OF_TURN),  # nothing is decided
    *doors("documents:reserve", SENT_TO, may=SECRETARIES, post=200),
    *doors("documents:days", SENT_TO, may=SECRETARIES, post=302),
    *doors("documents:extract", SENT_TO, may=SECRETARIES, post=200),
    *doors("documents:extract_file", SENT_TO, may=ROLES, get=404),  # none is uploaded
    *doors("documents:check", SENT_TO, may=SECRETARIES, post=200),  # none to check
    *doors("documents:close", SENT_BY_US, may=SECRETARIES, post=200),  # the minutes are not adjusted
    *doors("documents:new_version", SENT_BY_US, may=BEGINNERS, post=200),
    Door("documents:new_version", ("social_draft",), OF_SOCIAL, BEGINNERS, **OUT_OF_TURN),
]
# A draft is written by those who begin them; of a signed one these pages lead to the document.
OF_DRAFT: Things = {("social_draft",): OF_SOCIAL, (10**30,): NOBODY}
IN_DRAFT: Things = {
    ("social_draft", "social_section"): OF_SOCIAL,
    ("sent_paper", "social_section"): NOBODY,  # a section is asked for under its own document
}
IN_SENT: Things = {("sent_paper", "sent_section"): CENTRAL}
EDITION: Things = {
    ("social_draft", "social_section", "social_edition"): OF_SOCIAL,
    ("sent_paper", "sent_section", "social_edition"): CENTRAL,
}
APPENDIX: Things = {("social_draft", "social_appendix"): OF_SOCIAL, ("sent_paper", "social_appendix"): NOBODY}
WRITING = [
    *(
        door
        for name in ("outline", "points", "senders", "signatories", "appendix_add")
        for door in (
            *doors(f"documents:{name}", OF_DRAFT, may=BEGINNERS, post=200),
            *doors(f"documents:{name}", SENT_PAPER, may=BEGINNERS, get=302, post=302),
        )
    ),
    *doors("documents:mark_read", OF_DRAFT, may=ROLES, get=405, post=302),
    Door("documents:compare", ("social_draft",), sees=NOBODY),  # there is no version before it
    *doors("documents:appendices", OF_DRAFT | SENT_PAPER, may=ROLES),
    *doors("documents:appendix_edit", APPENDIX, may=BEGINNERS, post=200),
    *doors("documents:appendix_file", APPENDIX, may=ROLES),
    *doors("documents:appendix_move", APPENDIX, may=BEGINNERS, get=405, post=302),
    *doors("documents:appendix_remove", APPENDIX, may=BEGINNERS, get=405, post=302),
    *(
        door
        for name in ("edit", "take_over", "rename")
        for door in (
            *doors(f"documents:section_{name}", IN_DRAFT, may=BEGINNERS, post=200),
            *doors(f"documents:section_{name}", IN_SENT, may=BEGINNERS, get=302, post=302),
        )
    ),
    *(
        door
        for name in ("decline", "secrecy", "give")
        for door in doors(f"documents:section_{name}", IN_DRAFT, may=BEGINNERS, post=302)
    ),
    *doors("documents:section_editions", IN_DRAFT, may=BEGINNERS),
    *doors("documents:section_comments", IN_DRAFT | IN_SENT, may=ROLES),
    *doors("documents:section_save", IN_DRAFT, may=BEGINNERS, get=405, post=422),
    *doors("documents:section_lock", IN_DRAFT, may=BEGINNERS, get=405, post=200),
    *doors("documents:section_preview", IN_DRAFT, may=BEGINNERS, get=405, post=200),
    *(
        door
        for name in ("release", "drop_kept", "ready", "move", "remove")
        for door in doors(f"documents:section_{name}", IN_DRAFT, may=BEGINNERS, get=405, post=302)
    ),
    *doors("documents:edition_restore", EDITION, may=BEGINNERS, get=405, post=302),
]
DOORS = [
    *DOCUMENTS,
    *WRITING,
    *MEETINGS,
    *OUTREACH_COUNTED,
    *OUTREACH_TABLES,
    *DISCLOSURES,
    *OUTREACH_REGISTERED,
    *OUTREACH_PLANNED,
    *OUTREACH_LEARNT,
    *APPLICATIONS,
    *ROUNDS,
    *PLAUSIBILITY,
    *PORTAL,
    *WORK_AREAS,
    *INDICATORS,
    *LEARNING,
    *CHASE,
    *AFTERMATH,
]
