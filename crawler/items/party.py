"""A person or organisation that wrote or published something."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta


@dataclass(slots=True)
class Party:
    """An author, a commenter or a publisher (https://schema.org/Person, https://schema.org/Organization)."""

    name: Annotated[str, Meta(description="Name as shown, without role words.", examples=["Ada Lindqvist"])]
    url: Annotated[
        str | None,
        Meta(description="Absolute address of the party's own page.", examples=["https://news.example/by/ada"]),
    ] = None
