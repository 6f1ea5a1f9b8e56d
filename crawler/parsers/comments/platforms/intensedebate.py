"""IntenseDebate: a script over WordPress's list; its answers' shape was not verified, so none is read."""

from crawler.parsers.comments.embed import embed, says

PLATFORM = embed("intensedebate", marks=("intensedebate",), is_here=says("idcomments_acct", "intensedebate.com/js"))
