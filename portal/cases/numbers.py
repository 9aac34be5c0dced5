"""Registry numbers are stored as written and found with any separator."""


def fold_number(text: str) -> str:
    """Only letters and digits, lower case: ``013 – 430 / 05`` and ``013-430/05`` are the same number."""
    return "".join(character for character in text.casefold() if character.isalnum())
