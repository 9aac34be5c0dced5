"""In which order texts stand. The letters' order is the database's own (portal/database/textkeys.py)."""

from portal.database.textkeys import natural_key, swedish_key


def text_key(text: str) -> tuple[str, str]:
    """Return what puts texts in Swedish order with numbers by size: "2.1.9 Ö" before "2.1.10 A"."""
    return swedish_key(natural_key(text)), text
