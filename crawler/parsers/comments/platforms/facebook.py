"""Facebook's comments plugin: an iframe that is not served to programs."""

from crawler.parsers.comments.embed import embed, has

PLATFORM = embed(
    "facebook",
    marks=("fb-comments",),
    is_here=has("//*[contains(concat(' ', @class, ' '), ' fb-comments ')] | //*[name()='fb:comments']"),
)
