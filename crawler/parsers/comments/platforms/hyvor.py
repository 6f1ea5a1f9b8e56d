"""Hyvor Talk: a custom element or a script; its answers' shape was not verified, so none is read."""

from crawler.parsers.comments.embed import embed, has

PLATFORM = embed(
    "hyvor",
    marks=("talk.hyvor.com", "hyvor-talk"),
    is_here=has("//hyvor-talk-comments | //*[@id='hyvor-talk-view'] | //script[contains(@src, 'talk.hyvor.com')]"),
)
