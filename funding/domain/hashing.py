"""What exactly is signed: all of a version's terms in one canonical text, and the checksum of that text."""

import json
from decimal import Decimal
from hashlib import sha256
from typing import Any

from funding.models import Terms


def content_of(terms: Terms) -> dict[str, Any]:
    """Return all that a signature binds to, as plain values in a fixed order. Queries: six."""
    agreement = terms.agreement
    shares = list(terms.shares.select_related("party__organisation").order_by("party__organisation__key"))
    keys = {share.party_id: share.party.organisation.key for share in shares}
    return {
        "agreement": [agreement.key, agreement.title, agreement.subject, agreement.target_group],
        "ages": [agreement.age_from, agreement.age_to],
        "funding": [agreement.funding_source, agreement.share_basis],
        "at the host": [agreement.host_unit, agreement.project_owner],
        "version": terms.version,
        "change": terms.change,
        "valid": [terms.valid.lower.isoformat(), terms.valid.upper.isoformat()],
        "host": [keys[share.party_id] for share in shares if share.party.is_host],
        "counting": [terms.convention, terms.rule, keys.get(terms.residual_id or 0, "")],
        "shares": [[keys[share.party_id], plain(share.percent)] for share in shares],
        "costs": [
            [line.kind.code, plain(line.amount), line.note]
            for line in terms.costs.select_related("kind").order_by("kind__code")
        ],
        "staffing": [
            [line.role, line.headcount, line.percent, str(line.starts_on or ""), line.note]
            for line in terms.staffing.order_by("role", "pk")
        ],
        "clauses": [[one.number, one.kind, one.text] for one in terms.clauses.order_by("number")],
        "steering": [
            [one.role, one.organisation, one.position, one.is_chair, one.note]
            for one in terms.steering_group.order_by("pk")
        ],
    }


def checksum(terms: Terms) -> str:
    """Return the SHA-256 of the content, in hexadecimal: 64 signs."""
    text = json.dumps(content_of(terms), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def plain(number: Decimal) -> str:
    """Write a number so that 23 and 23.000000 are the same: as a signer would read it."""
    return f"{number.normalize():f}"
