"""Threads of three pages as forums and the like write them, with words of our own: one function for each system.

A page is made of its number, from 1 on, and of the numbers of its posts; what comes out is its address and its markup.
"""

# ruff: noqa: E501 (markup)

from collections.abc import Callable, Iterable

Made = tuple[str, str]
PAGES = 3


def _said(number: int) -> str:
    return f"Reader {number} waited on the pier for the ferry."


def _clock(number: int) -> str:
    return f"2026-02-03T09:{number:02}:00Z"


def _others(page: int) -> list[int]:
    return [number for number in range(1, PAGES + 1) if number != page]


def xenforo(page: int, posts: Iterable[int]) -> Made:
    """Post 1 opens the thread; the pager stands over and under the posts, the list of other threads has one, too."""
    path = "/threads/no-ferry.12/"
    place = {number: path if number == 1 else f"{path}page-{number}" for number in range(1, PAGES + 1)}
    articles = "".join(
        f"<article class='message message--post js-post' id=js-post-{n}><h4 class=message-name><a class=username href='/members/r.{n}/'>Reader {n}</a></h4>"
        f"<header class=message-attribution><ul class=message-attribution-main><li><a href='{path}post-{n}'><time datetime='{_clock(n)}'>Feb 3</time></a></ul>"
        f"<ul class=message-attribution-opposite><li><a href='{path}post-{n}'>#{n}</a></ul></header>"
        f"<div class=message-content><div class=bbWrapper>{_said(n)} <a href='{path}page-9'>See page 9</a></div></div></article>"
        for n in posts
    )
    pages = "".join(
        f"<li class='pageNav-page {'pageNav-page--current' if n == page else ''}'><a href='{place[n]}'>{n}</a></li>"
        for n in place
    )
    jump = f"<a class='pageNav-jump pageNav-jump--next' href='{place[page + 1]}'>Next</a>" if page < PAGES else ""
    nav = f"<div class=block-outer><nav class=pageNavWrapper><div class=pageNav><ul class=pageNav-main>{pages}</ul>{jump}</div></nav></div>"
    similar = "<div class=block><h3>Similar threads</h3><span class=structItem-pageJump><a href='/threads/other.9/page-2'>2</a></span></div>"
    around = f"<h1>No ferry</h1><a href='{path}latest'>Latest</a><a href='{path}unread'>Unread</a>"
    return place[
        page
    ], f"{around}<div class='block block--messages'>{nav}<div class=block-body>{articles}</div>{nav}</div>{similar}"


def vbulletin_4(page: int, posts: Iterable[int]) -> Made:
    """Addresses relative to a base, as vBulletin 4 writes them; each post has its number, and #1 opens the thread."""
    place = {number: "threads/12-No-ferry" + (f"/page{number}" if number > 1 else "") for number in range(1, PAGES + 1)}
    pages = "".join(f"<span><a href='{place[n]}' title='Show results'>{n}</a></span>" for n in _others(page))
    nav = f"<form class='pagination popupmenu'><span><a href='javascript://' class=popupctrl>Page {page} of 3</a></span>{pages}</form>"
    return (
        f"/{place[page]}",
        f"<base href='https://forum.example/'><div id=above_postlist>{nav}</div><div id=postlist><ol id=posts>{_postbits(posts)}</ol></div>"
        f"<div id=below_postlist>{nav}<a href='{place[page]}?mode=hybrid&amp;page=2' class=page>Hybrid</a></div>",
    )


def _postbits(posts: Iterable[int]) -> str:
    return "".join(
        f"<li class=postcontainer id=post_{n}><span class=postdate><span class=date>02-03-2026, <span class=time>09:{n:02} AM</span></span></span>"
        f"<span class=nodecontrols><a name=post{n} href='threads/12-No-ferry?p={n}#post{n}' class=postcounter>#{n}</a><a id=postcount{n} name={n}></a></span>"
        f"<a class=username href='member.php?{n}'>Reader {n}</a><div id=post_message_{n}><blockquote class=postcontent>{_said(n)}</blockquote></div></li>"
        for n in posts
    )


def vbulletin_3(page: int, posts: Iterable[int]) -> Made:
    """Everything in tables; links name a session that changes with each answer; post 1 opens the thread."""
    session = f"s={page}{'0a' * 15}f"
    place = {number: f"showthread.php?t=12{f'&page={number}' if number > 1 else ''}" for number in range(1, PAGES + 1)}
    tables = "".join(
        f"<div><table id=post{n}><tr><td class=thead>02-03-2026, 09:{n:02} AM</td><td class=thead>#<a href='showpost.php?p={n}&amp;postcount={n}' id=postcount{n} name={n}><strong>{n}</strong></a></td></tr><tr><td><a class=bigusername href='member.php?u={n}'>Reader {n}</a></td></tr>"
        f"<tr><td><div id=post_message_{n}>{_said(n)}</div></td></tr></table></div>"
        for n in posts
    )
    cells = "".join(
        f"<td class=alt1><a class=smallfont href='{place[n].replace('?', f'?{session}&', 1)}'>{n}</a></td>"
        for n in _others(page)
    )
    nav = f"<table><tr><td><div class=pagenav><table class=tborder><tr><td class=vbmenu_control>Page {page} of 3</td>{cells}</tr></table></div></td></tr></table>"
    tools = f"<a href='{place[page]}&amp;mode=threaded'>Threaded</a><a href='showthread.php?t=12&amp;goto=nextnewest'>Next thread</a>"
    return f"/{place[page]}", f"{nav}<div id=posts>{tables}</div>{nav}<div>{tools}</div>"


def phpbb(page: int, posts: Iterable[int]) -> Made:
    """``start`` counts posts, the first of which opens the thread; the last page of this thread may hold one.

    Similar topics have pagers of their own.
    """
    place = {
        number: f"./viewtopic.php?t=12{f'&amp;start={3 * (number - 1)}' if number > 1 else ''}"
        for number in range(1, PAGES + 1)
    }
    boxes = "".join(
        f"<div id=p{n} class='post bg2'><div class=inner><div class=postbody><h3><a href='#p{n}'>Re: No ferry</a></h3>"
        f"<p class=author><a href='./viewtopic.php?p={n}#p{n}'></a>by <strong><a class=username href='./memberlist.php?u={n}'>Reader {n}</a></strong> » <time datetime='{_clock(n)}'>Feb 3</time></p>"
        f"<div class=content>{_said(n)}</div></div></div></div>"
        for n in posts
    )
    items = "".join(
        f"<li class=active><span>{n}</span></li>"
        if n == page
        else f"<li><a class=button href='{place[n]}' role=button>{n}</a></li>"
        for n in place
    )
    arrow = f"<li class='arrow next'><a rel=next href='{place[page + 1]}'>Next</a></li>" if page < PAGES else ""
    nav = f"<div class=action-bar><div class=pagination>7 posts &bull; <ul>{items}{arrow}</ul></div></div>"
    similar = "<div class=forumbg><ul class=topiclist><li class=row><div class=pagination><ul><li><a href='./viewtopic.php?t=9&amp;start=3'>2</a></li></ul></div></li></ul></div>"
    print_view = f"<a class=page href='{place[2]}&amp;view=print'>2</a>"
    return place[page].removeprefix(".").replace(
        "&amp;", "&"
    ), f"<div id=page-body><h2>No ferry</h2>{nav}{boxes}{nav}{print_view}{similar}</div>"


def discourse(page: int, posts: Iterable[int]) -> Made:
    """The page for crawlers: no numbers, only the page before and the page after."""
    place = {number: f"/t/no-ferry/12{f'?page={number}' if number > 1 else ''}" for number in range(1, PAGES + 1)}
    boxes = "".join(
        f"<div id=post_{n} class='topic-body crawler-post'><span class=creator><a href='/u/r{n}'><span itemprop=name>Reader {n}</span></a></span>"
        f"<time datetime='{_clock(n)}'>Feb 3</time><div class=post itemprop=text><p>{_said(n)}</p></div></div>"
        for n in posts
    )
    turn = [(page - 1, "prev", "previous page"), (page + 1, "next", "next page")]
    links = "".join(f"<a rel={rel} itemprop=name href='{place[n]}'>{text}</a>" for n, rel, text in turn if n in place)
    return place[
        page
    ], f"<div class=topic>{boxes}</div><div role=navigation class='topic-body crawler-post'>{links}</div>"


def stackexchange(page: int, posts: Iterable[int]) -> Made:
    """Comments under the answers of three pages; the tabs are orders and no pages, and the first has two addresses."""
    path = "/questions/12/no-ferry"
    lists = "".join(
        f"<div class=answer><p>It comes at noon.</p><ul class='comments-list js-comments-list'><li id=comment-{n} class='comment js-comment'><span class=comment-copy>{_said(n)}</span>"
        f" <a class=comment-user href='/users/{n}/r'>Reader {n}</a> <span title='2026-02-03 09:{n:02}:00Z' class=relativetime-clean>Feb 3</span></li></ul></div>"
        for n in posts
    )
    tabs = f"<h2>31 Answers</h2><div class=js-filter><a href='{path}?answertab=trending#tab-top'>Trending</a><a class=page href='{path}?tab=votes&amp;page=1&amp;sort=new'>Votes</a></div>"
    links = "".join(
        f"<a class='s-pagination--item' rel='' href='{path}?page={n}&amp;tab=votes#tab-top'>{n}</a>"
        for n in _others(page)
    )
    pager = f"<div class='s-pagination pager-answers'><span class='s-pagination--item is-selected'>{page}</span>{links}</div>"
    return (
        path if page == 1 else f"{path}?page={page}&tab=votes",
        f"<link rel=canonical href='{path}'><h1>No ferry</h1><div id=answers>{tabs}{lists}{pager}</div>",
    )


def spip(page: int, posts: Iterable[int]) -> Made:
    """``debut_forums`` counts threads."""
    place = {number: f"article12{f'?debut_forums={3 * (number - 1)}' if number > 1 else ''}" for number in (1, 2, 3)}
    items = "".join(
        f"<li class='forum-fil comment'><a id=forum{n}></a><div class=comment-texte><p>{_said(n)}</p></div><span class=comment-author><strong class=fn>Reader {n}</strong></span>"
        f"<abbr class=date title='{_clock(n)}'>3 février</abbr><a href='spip.php?page=forum&amp;id_forum={n}'>Répondre</a></li>"
        for n in posts
    )
    links = "".join(f"<a class=lien_pagination href='{place[n]}#pagination_forums'>{n}</a>" for n in _others(page))
    nav = f"<a id=pagination_forums></a><p class=pagination>{links}</p>"
    return (
        f"/{place[page]}",
        f"<meta name=generator content='SPIP 4.2'><div id=comments><h2>Vos commentaires</h2>{nav}<ul class=forum>{items}</ul>{nav}</div>",
    )


def microformats(page: int, posts: Iterable[int]) -> Made:
    """Replies in an entry, with a link to the next."""
    place = {number: f"/2026/no-ferry{f'?page={number}' if number > 1 else ''}" for number in range(1, PAGES + 1)}
    cites = "".join(
        f"<li class='u-comment h-cite' id=c{n}><a class='p-author h-card' href='https://r{n}.example/'><span class=p-name>Reader {n}</span></a> <time class=dt-published datetime='{_clock(n)}'>Feb 3</time><div class=e-content>{_said(n)}</div></li>"
        for n in posts
    )
    links = "".join(f"<a href='{place[n]}#comments'>{n}</a>" for n in _others(page))
    return (
        place[page],
        f"<article class=h-entry><div class=e-content><p>The ferry did not come.</p></div><section id=comments><h2>7 comments</h2><ol>{cites}</ol><p class=pager>{links}</p></section></article>",
    )


def unknown(page: int, posts: Iterable[int]) -> Made:
    """A forum that nobody has heard of."""
    place = {number: f"/board/no-ferry-12{f'/page/{number}' if number > 1 else ''}/" for number in range(1, PAGES + 1)}
    boxes = "".join(
        f"<div class=forum-comment id=comment-{n}><b class=author>Reader {n}</b><time datetime='{_clock(n)}'></time><p>{_said(n)}</p></div>"
        for n in posts
    )
    links = "".join(f"<a href='{place[n]}'>{n}</a>" for n in _others(page))
    return place[page], f"<h1>No ferry</h1><div>{boxes}</div><div class=pages>{links}</div>"


SYSTEMS: dict[str, Callable[[int, Iterable[int]], Made]] = {
    "xenforo": xenforo,
    "vbulletin 4": vbulletin_4,
    "vbulletin 3": vbulletin_3,
    "phpbb": phpbb,
    "discourse": discourse,
    "stackexchange": stackexchange,
    "spip": spip,
    "microformats": microformats,
    "unknown": unknown,
}
