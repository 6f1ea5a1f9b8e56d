"""A byline as written, to the names in it: role words, times, places and contact data removed, names told apart.

Five readers: ``split`` for bylines as shown, ``declared`` for what is typed as a person's name, ``organisation`` for
what is typed as an organisation's, ``account`` for names on a site, ``in_line`` for a line of text that may be a
byline. ``parts`` tells names apart; ``name`` knows what can be one.
"""

from crawler.parsers.article.people.names.name import MAX_CHARS, is_person, is_post, is_sentence
from crawler.parsers.article.people.names.readers import account, declared, in_line, organisation, split

__all__ = [
    "MAX_CHARS",
    "account",
    "declared",
    "in_line",
    "is_person",
    "is_post",
    "is_sentence",
    "organisation",
    "split",
]
