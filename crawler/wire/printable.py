"""Text from outside made fit for a terminal, a log line or a field: one line, nothing that commands a terminal."""


def one_line(text: str) -> str:
    """``text`` without line breaks and control characters, which a page or a file name may have put there."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
