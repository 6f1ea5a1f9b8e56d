"""Articles as a WordPress site serves them: classic theme with the comment walker, or block theme."""

from html import escape

from crawler.demo.blocks import parse_blocks, to_html
from crawler.demo.blocktheme import block_comments
from crawler.demo.comments import classic
from crawler.demo.layout import related
from crawler.demo.markup import Parts, byline_names, lead_picture, open_graph
from crawler.demo.story import Article, Thread, words
from crawler.demo.view import NAME, SECTIONS, View, tag_path


def wordpress_head(view: View, article: Article, thread: Thread | None) -> str:
    """The links WordPress puts into a post's head: its own address, feeds, the REST answers."""
    page, post = view.url(article.path), view.url(f"/wp-json/wp/v2/posts/{article.id}")
    feed = f'{escape(f"{NAME} » {article.headline} Comments Feed")}" href="{page}feed/"'
    comments_feed = f'<link rel="alternate" type="application/rss+xml" title="{feed}>\n' if thread else ""
    return f"""<meta name="robots" content="max-image-preview:large">
<meta name="generator" content="WordPress 6.1.9">
{comments_feed}<link rel="https://api.w.org/" href="{view.url("/wp-json/")}">
<link rel="alternate" type="application/json" href="{post}">
<link rel="canonical" href="{page}">
<link rel="shortlink" href="{view.url(f"/?p={article.id}")}">
{open_graph(view, article)}"""


def wordpress(view: View, article: Article, thread: Thread | None, number: int | None) -> Parts:
    """A post of a classic theme with page ``number`` of its thread (None: the default page)."""
    area = classic(view, article, thread, number) if thread else ""
    return wordpress_head(view, article, thread), f"{_post(view, article)}\n{area}\n{_next_post(view, article)}"


def blocks(view: View, article: Article, thread: Thread | None) -> Parts:
    """A post of a block theme."""
    prose = "\n".join(to_html(block, view.base) for block in parse_blocks(article.body))
    area = block_comments(view, article, thread) if thread else ""
    main = f"""<div class="wp-site-blocks"><h1 class="wp-block-post-title">{escape(article.headline)}</h1>
{_figure(view, article)}
<div class="entry-content wp-block-post-content is-layout-constrained">
{prose}
</div>
<div class="wp-block-group post-meta"><p>Posted</p>
<div class="wp-block-post-date"><time datetime="{article.published.isoformat()}">\
{words(article.lang).date(article.published)}</time></div>
<p>in</p><div class="taxonomy-category wp-block-post-terms">{_category(view, article)}</div><p>by</p>
<div class="wp-block-post-author"><p class="wp-block-post-author__name">\
{byline_names(article, linked=False)}</p></div></div>
{area}</div>"""
    return wordpress_head(view, article, thread), main


def _post(view: View, article: Article) -> str:
    spoken = words(article.lang)
    prose = "\n".join(to_html(block, view.base) for block in parse_blocks(article.body))
    tags = ", ".join(f'<a href="{view.url(tag_path(tag))}" rel="tag">{escape(tag)}</a>' for tag in article.tags)
    updated = article.modified or article.published
    return f"""<article id="post-{article.id}" \
class="post-{article.id} post type-post status-publish hentry entry" lang="{article.lang}">
<header class="entry-header"><h1 class="entry-title">{escape(article.headline)}</h1></header>
{_figure(view, article)}
<div class="entry-content">
{prose}
{_plugins(view, article)}</div><!-- .entry-content -->
<footer class="entry-footer">
<div class="posted-by"><span class="posted-on">Published <time class="entry-date published" \
datetime="{article.published.isoformat()}">{spoken.date(article.published)}</time>\
<time class="updated" datetime="{updated.isoformat()}"></time></span>
<span class="byline">{spoken.by} {byline_names(article, linked=True)}</span></div>
<div class="post-taxonomies"><span class="cat-links">Categorized as {_category(view, article)}</span>
<span class="tags-links">Tagged {tags}</span></div>
</footer>
</article><!-- #post-{article.id} -->"""


def _plugins(view: View, article: Article) -> str:
    """Share buttons and related posts, which plug-ins append inside the content element."""
    posts = "".join(
        f'<div class="jp-relatedposts-post"><h4><a href="{view.url(other.path)}" rel="nofollow">'
        f'{escape(other.headline)}</a></h4><time class="jp-relatedposts-post-date">'
        f"{words(other.lang).date(other.published)}</time></div>"
        for other in related(article)
    )
    return (
        f'<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{words(article.lang).share}</h3>'
        '<div class="sd-content"><ul><li><button type="button">E-mail</button></li>'
        '<li><button type="button">Print</button></li></ul></div></div>\n'
        f'<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3>{posts}</div>\n'
    )


def _next_post(view: View, article: Article) -> str:
    other = related(article)[0]
    return (
        '<nav class="navigation post-navigation" aria-label="Posts"><div class="nav-previous">'
        f'<a href="{view.url(other.path)}" rel="prev"><p class="meta-nav">Previous post</p>'
        f'<p class="post-title">{escape(other.headline)}</p></a></div></nav>'
    )


def _category(view: View, article: Article) -> str:
    link = view.url(f"/{article.section}/")
    return f'<a href="{link}" rel="category tag">{SECTIONS[article.section]}</a>'


def _figure(view: View, article: Article) -> str:
    return lead_picture(view, article).replace('class="picture"', 'class="picture post-thumbnail"', 1)
