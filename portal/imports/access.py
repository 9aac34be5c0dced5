"""Who may read files in."""

from portal.imports.columns import ImportKind
from portal.imports.kinds import all_kinds
from portal.imports.models import Batch
from portal.organisation.models import User


def may_read_in(user: User) -> bool:
    """The page is for those who may read some kind of file in, or take one out."""
    return any(kind.may(user) or kind.may_export(user) for kind in all_kinds())


def may_apply(user: User, batch: Batch, kind: ImportKind) -> bool:
    """A file is applied, or thrown away, by whoever of its own administration may read its kind in."""
    return batch.authority_id in user.reach.own_organisations and kind.may(user)
