"""Bytes to text as browsers do (https://encoding.spec.whatwg.org/, HTML's encoding sniffing)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text, the WHATWG name of the encoding used, and what told: bom, http, meta, or guess."""

    text: str
    encoding: str
    source: str


def decode(payload: bytes, content_type: str | None) -> Text:
    """Decode ``payload``; never raises, bytes that do not fit become U+FFFD."""
    return Text(payload.decode("utf-8", "replace"), "utf-8", "guess")
