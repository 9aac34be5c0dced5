"""The door something was done through, in words: a file that was read in, a command, or a page's address."""

import re

from django.utils.translation import gettext as _

READ_IN = re.compile(r"^/inlasning/(?P<batch>\d+)/(?P<act>verkstall|angra)/$")


def door_in_words(door: str) -> str:
    """Name a door as ``portal.history.context`` stored it; empty for none, and as it stands when unknown."""
    if read_in := READ_IN.match(door):
        undone = read_in["act"] == "angra"
        words = _("ångrad inläsning %(batch)s") if undone else _("inläst fil %(batch)s")
        return words % {"batch": read_in["batch"]}
    if door.startswith("/"):
        return _("sidan %(page)s") % {"page": door}
    commands = {
        "import": _("en fil som driften läste in"),
        "remind": _("de automatiska påminnelserna"),
        "prepare": _("portalens grunddata"),
        "demo": _("övningsdata"),
        "dispose_imports": _("gallringen av inlästa filer"),
    }
    return commands.get(door, door)
