"""Which signs a paper can hold: the same in every writer, so that all of them say the same words."""

import re

# What XML and PDF/A refuse or what has no shape: controls, halves of signs, private and missing ones; what
# turns the words that follow round, so that they read as something else; what only hints at a break.
_LEFT_OUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]"
)
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return text with plain line ends and spaces, and without what a paper cannot hold."""
    text = _ENDS.sub("\n", text) if not text.isprintable() else text
    return _LEFT_OUT.sub("", text).replace("\t", " ")


def line_of(text: str) -> str:
    """Return text as one line."""
    return clean(text).replace("\n", " ").strip()
