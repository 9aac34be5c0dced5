"""Which signs a paper can hold: the same in every writer, so that all of them say the same words."""

import re

# What XML and PDF/A refuse or what has no shape: controls, halves of signs, private and missing ones; what
# turns the words that follow round, so that they read as something else; what only hints at a break.
_LEFT_OUT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ODD = re.compile(f"[\t\r\x0b\x0c\x85\u2028\u2029{_LEFT_OUT.pattern[1:]}")


def clean(text: str) -> str:
    """Return text with plain line ends and spaces, and without what a paper cannot hold."""
    if not is_odd(text):
        return text
    return _LEFT_OUT.sub("", _ENDS.sub("\n", text)).replace("\t", " ")


def is_odd(text: str) -> bool:
    """Whether ``clean`` would change the text."""
    return _ODD.search(text) is not None


def line_of(text: str) -> str:
    """Return text as one line."""
    return clean(text).replace("\n", " ").strip()
