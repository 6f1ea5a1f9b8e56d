"""Boxes with names, dates and words that are not reader comments, though they look like them."""

from html import escape

from crawler.demo.clock import OPENING
from crawler.demo.layout import related
from crawler.demo.story import Article, Extra, threads, words
from crawler.demo.view import View

PRAISE = (
    ("Iris Haddock", "12 January 2026", "I took out a subscription for the crossword and stayed for the corrections."),
    ("Dr. P. Lamb", "30 January 2026", "My patients steal it from the waiting room. There is no higher praise."),
    ("The Anchor", "9 February 2026", "Absorbent."),
)
WARES = (
    ("Deck brush, long", "★★★★☆", "Bosun’s mate", "Sweeps well. The handle talks in the cold."),
    ("Oilskin, yellow", "★★★★★", "Mara", "Dry since Tuesday, and it has rained since Monday."),
    ("Fog bell, brass", "★★☆☆☆", "Neighbour", "Works. Works very well. Please stop."),
)


def extra_html(view: View, article: Article) -> str:
    """The lookalike boxes an article carries, in order."""
    return "\n".join(_box(view, article, kind) for kind in article.extras)


def _box(view: View, article: Article, kind: Extra) -> str:
    match kind:
        case "testimonials":
            return testimonials()
        case "byliners":
            return _byliners(article)
        case "reviews":
            return _reviews()
        case "chatter":
            return _chatter(view)


def testimonials() -> str:
    """What kind people say of the paper."""
    items = "".join(
        f'<li class="testimonial"><blockquote><p>{praise}</p></blockquote><p class="testimonial-author">{name}</p>'
        f'<span class="testimonial-date">{day}</span></li>'
        for name, day, praise in PRAISE
    )
    return f'<section class="testimonials"><h2>What readers say about the Gazette</h2><ul>{items}</ul></section>'


def _reviews() -> str:
    items = "".join(
        f'<div class="review-item"><h3>{ware}</h3><span class="stars">{stars}</span><p>{verdict}</p>'
        f'<p class="reviewer">— {name}</p></div>'
        for ware, stars, name, verdict in WARES
    )
    return f'<section class="shop-reviews"><h2>Best rated in the Gazette shop</h2>{items}</section>'


def _byliners(article: Article) -> str:
    items = "".join(
        f'<li class="item"><a href="{other.path}">{escape(other.headline)}</a> <span class="author">'
        f'{escape(", ".join(other.authors))}</span> <time datetime="{other.published.isoformat()}">'
        f"{words(other.lang).date(other.published)}</time><p>{escape(other.description)}</p></li>"
        for other in related(article)
    )
    return f'<section class="by-the-same-desk"><h2>From the same desk</h2><ul class="list">{items}</ul></section>'


def _chatter(view: View) -> str:
    latest = sorted(
        ((comment, thread) for thread in threads() for comment in thread.comments if comment.at <= OPENING),
        key=lambda pair: pair[0].at,
    )[-4:]
    items = "".join(
        '<li class="wp-block-latest-comments__comment"><article>'
        '<footer class="wp-block-latest-comments__comment-meta">'
        f'<span class="wp-block-latest-comments__comment-author">{escape(comment.author)}</span> on '
        f'<a class="wp-block-latest-comments__comment-link" href="{view.url(thread.article)}#comment-{comment.id}">'
        f'this article</a></footer><div class="wp-block-latest-comments__comment-excerpt"><p>'
        f"{escape(comment.text.strip()[:60])}…</p></div></article></li>"
        for comment, thread in latest
    )
    return (
        f'<section class="widget"><h2>Recent comments</h2><ol class="wp-block-latest-comments">{items}</ol></section>'
    )
