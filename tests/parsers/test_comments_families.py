"""Comment sections of many systems and themes, written as those write them, with words of our own."""

# ruff: noqa: E501 (markup)

import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawler.parsers.comments import threads
from crawler.parsers.page import Page

ADA, BO, CHI = "Ada Lindqvist", "Bo Ferreira", "Chi Okafor"
SAID = {
    ADA: "The bridge was closed again this morning.",
    BO: "It opens at noon, says the sign on the pier.",
    CHI: "Two hours in the rain and still no ferry.",
}
TREE = [(ADA, None), (BO, ADA), (CHI, None)]
FLAT = [(ADA, None), (BO, None), (CHI, None)]
CLOCK = {ADA: "09:30", BO: "10:05", CHI: "11:45"}
ISO = {who: f"2026-02-03T{clock}:00+00:00" for who, clock in CLOCK.items()}
NUMBER = {ADA: "4101", BO: "4102", CHI: "4107"}


def one(template, who, inner=""):
    """One comment: the template's capitals replaced; HOUR is the clock with am or pm."""
    hour = f"{CLOCK[who].lstrip('0')} am"
    parts = {
        "WHO": who,
        "SAID": SAID[who],
        "ISO": ISO[who],
        "CLOCK": CLOCK[who],
        "HOUR": hour,
        "KEY": NUMBER[who],
        "INNER": inner,
    }
    for name, value in parts.items():
        template = template.replace(name, value)
    return template


def nested(template, wrap="INNER"):
    """Ada with Bo's answer inside, then Chi."""
    return one(template, ADA, wrap.replace("INNER", one(template, BO))) + one(template, CHI)


def flat(template, answer=None):
    """All three side by side; ``answer`` is the template of Bo's."""
    return one(template, ADA) + one(answer or template, BO) + one(template, CHI)


def beside(template, wrap):
    """Bo's answer in a box after Ada's."""
    return one(template, ADA) + wrap.replace("INNER", one(template, BO)) + one(template, CHI)


WALKER = (
    "<li id='comment-KEY' class='comment even thread-even depth-1'><article id='div-comment-KEY' class='comment-body'><footer class='comment-meta'><div class='comment-author vcard'>"
    "<img class='avatar photo' alt=''><b class='fn'><a class='url' rel='ugc external nofollow' href='https://ada.example'>WHO</a></b> <span class='says'>says:</span></div>"
    "<div class='comment-metadata'><a href='https://news.example/a#comment-KEY'><time datetime='ISO'>February 3, 2026 at HOUR</time></a></div></footer>"
    "<div class='comment-content'><p>SAID</p></div><div class='reply'><a class='comment-reply-link' href='#comment-KEY'>Reply</a></div></article>INNER</li>"
)
FAMILIES = {
    "wordpress html5": (
        TREE,
        "<div id=comments class=comments-area><h2 class=comments-title>3 thoughts on “Ferry”</h2><ol class=comment-list>"
        + nested(WALKER, "<ol class=children>INNER</ol>")
        + "</ol></div>",
    ),
    "wordpress blocks": (
        TREE,
        "<div class='wp-block-comments'><h2 class='wp-block-comments-title'>3 responses to “Ferry”</h2><ol class='wp-block-comment-template'>"
        + nested(
            "<li id='comment-KEY' class='comment even depth-1'><div class='wp-block-columns'><div class='wp-block-column'><div class='wp-block-avatar'><img alt='WHO Avatar'></div></div><div class='wp-block-column'>"
            "<div class='wp-block-comment-author-name has-small-font-size'><a rel='external nofollow ugc' href='https://x.example'>WHO</a></div><div class='wp-block-group'><div class='wp-block-comment-date'><time datetime='ISO'><a href='https://news.example/a/#comment-KEY'>February 3, 2026</a></time></div>"
            "<div class='wp-block-comment-edit-link'></div></div><div class='wp-block-comment-content'><p>SAID</p></div><div class='wp-block-comment-reply-link'><a rel=nofollow class='comment-reply-link' href='?replytocom=KEY#respond'>Reply</a></div></div></div>INNER</li>",
            "<ol>INNER</ol>",
        )
        + "</ol></div>",
    ),
    "wordpress kubrick": (
        FLAT,
        "<h3 id=comments>3 Responses to “Ferry”</h3><ol class=commentlist>"
        + flat(
            "<li class='alt' id='comment-KEY'><cite><a href='https://x.example' rel='external nofollow' class='url'>WHO</a></cite> Says:<br><small class='commentmetadata'><a href='#comment-KEY' title=''>February 3rd, 2026 at HOUR</a></small><p>SAID</p></li>"
        )
        + "</ol>",
    ),
    "genesis": (
        TREE,
        "<div class='entry-comments' id='comments'><h3>Comments</h3><ol class='comment-list'>"
        + nested(
            "<li class='comment even depth-1' id='comment-KEY'><article id='article-comment-KEY' itemprop='comment' itemscope itemtype='https://schema.org/Comment'><header class='comment-header'><p class='comment-author' itemprop='author' itemscope itemtype='https://schema.org/Person'><img class='avatar'><span itemprop='name'>WHO</span> <span class='says'>says</span></p>"
            "<p class='comment-meta'><time class='comment-time' datetime='ISO' itemprop='datePublished'><a class='comment-time-link' href='https://news.example/a/#comment-KEY' itemprop='url'>February 3, 2026 at HOUR</a></time></p></header><div class='comment-content' itemprop='text'><p>SAID</p></div><div class='comment-reply'><a class='comment-reply-link' href='#comment-KEY'>Reply</a></div></article>INNER</li>",
            "<ul class='children'>INNER</ul>",
        )
        + "</ol></div>",
    ),
    "divi": (
        TREE,
        "<section id='comment-wrap'><h1 id='comments' class='page_title'>3 Comments</h1><ol class='commentlist clearfix'>"
        + nested(
            "<li class='comment even depth-1' id='li-comment-KEY'><article id='comment-KEY' class='comment-body clearfix'><div class='comment_avatar'><img class='avatar'></div><div class='comment_postinfo'><span class='fn'>WHO</span><span class='comment_date'>on February 3, 2026 at HOUR</span></div>"
            "<div class='comment_area'><div class='comment-content clearfix'><p>SAID</p><span class='reply-container'><a class='comment-reply-link et_pb_button'>Reply</a></span></div></div></article>INNER</li>",
            "<ul class='children'>INNER</ul>",
        )
        + "</ol></section>",
    ),
    "avada": (
        TREE,
        "<div id='comments' class='comments-container'><div class='fusion-title'><h3 class='title-heading-left'>3 Comments</h3></div><ol class='comment-list commentlist'>"
        + nested(
            "<li class='comment even depth-1' id='comment-KEY'><div class='the-comment'><div class='avatar'><img class='avatar'></div><div class='comment-box'><div class='comment-author meta'><strong>WHO</strong>February 3, 2026 at HOUR<a class='comment-reply-link'> - Reply</a></div><div class='comment-text'><p>SAID</p></div></div></div>INNER</li>",
            "<ul class='children'>INNER</ul>",
        )
        + "</ol></div>",
    ),
    "newspaper": (
        TREE,
        "<div class='comments' id='comments'><div class='td-comments-title-wrap'><h4 class='td-comments-title block-title'><span>3 COMMENTS</span></h4></div><ol class='comment-list'>"
        + nested(
            "<li class='comment' id='comment-KEY'><article><footer><img class='avatar'><cite>WHO</cite><a class='comment-link' href='#li-comment-KEY'><time pubdate='1770111000'>February 3, 2026 At HOUR</time></a></footer><div class='comment-content'><p>SAID</p></div><div class='comment-meta' id='comment-KEY'><a class='comment-reply-link'>Reply</a></div></article>INNER</li>",
            "<ul class='children'>INNER</ul>",
        )
        + "</ol></div>",
    ),
    "thesis": (
        FLAT,
        "<div id='comments'><div class='comments_intro'><p><span>3</span> comments… read them below</p></div><dl id='comment_list'>"
        + flat(
            "<dt class='comment even thread-even depth-1' id='comment-KEY'><a href='#comment-KEY' title='Permalink to this comment' rel='nofollow'>1</a> <span class='comment_author'>WHO</span> <span class='comment_time'>February 3, 2026 at HOUR</span></dt><dd class='comment even'><div class='format_text' id='comment-body-KEY'><p>SAID</p></div></dd>"
        )
        + "</dl></div>",
    ),
    "movable type 3": (
        FLAT,
        "<div class='comments' id='comments'><h2 class='comments-header'>Comments (3)</h2><div class='comments-content'>"
        + flat(
            "<div class='comment' id='comment-KEY'><div class='comment-inner'><div class='comment-content'><p>SAID</p></div><div class='comment-footer'>Posted by <a href='https://x.example'>WHO</a> | <a href='#comment-KEY'>February  3, 2026 HOUR</a></div></div></div>"
        )
        + "</div></div>",
    ),
    "typepad": (
        FLAT,
        "<div id='all-comments'><h2 id='comments'>Comments</h2><div id='comments-content'>"
        + flat(
            "<div class='comment' id='comment-6a00d834KEY'><div class='comment-content' id='comment-6a00d834KEY-content'><span></span><p>SAID</p></div><p class='comment-footer'>Posted by: <a rel='nofollow' href='https://x.example'>WHO</a> | <a href='#comment-6a00d834KEY'>02/03/2026 at CLOCK AM</a></p></div>"
        )
        + "</div></div>",
    ),
    "drupal 6": (
        TREE,
        "<div id='comments'>"
        + beside(
            "<a id='comment-KEY'></a><div class='comment odd'><h3><a href='/node/1#comment-KEY' class='active'>About the pier</a></h3><div class='submitted'>Submitted by WHO (not verified) on Tue, 02/03/2026 - CLOCK.</div><div class='content'><p>SAID</p></div><ul class='links'><li class='comment_reply first last'><a href='/comment/reply/1/KEY'>reply</a></li></ul></div>",
            "<div class='indented'>INNER</div>",
        )
        + "</div>",
    ),
    "drupal 7": (
        TREE,
        "<div id='comments' class='comment-wrapper'><h2 class='title'>Comments</h2>"
        + beside(
            "<a id='comment-KEY'></a><div class='comment clearfix' about='/comment/KEY#comment-KEY' typeof='sioc:Post sioct:Comment'><div class='attribution'><div class='submitted'><p class='commenter-name'><span rel='sioc:has_creator'><span class='username' xml:lang='' typeof='sioc:UserAccount' property='foaf:name'>WHO</span></span></p>"
            "<p class='comment-time'><span property='dc:date dc:created' content='ISO' datatype='xsd:dateTime'>February 3, 2026 - HOUR</span></p><p class='comment-permalink'><a class='permalink' rel='bookmark' href='/comment/KEY#comment-KEY'>Permalink</a></p></div></div><div class='comment-text'><div class='comment-arrow'></div><h3 property='dc:title' datatype=''><a href='/comment/KEY#comment-KEY' class='permalink'>About the pier</a></h3>"
            "<div class='content'><span rel='sioc:reply_of' resource='/node/1' class='rdf-meta element-hidden'></span><div class='field field-name-comment-body field-type-text-long field-label-hidden'><div class='field-items'><div class='field-item even' property='content:encoded'><p>SAID</p></div></div></div></div><ul class='links inline'><li class='comment-reply'><a href='/comment/reply/1/KEY'>reply</a></li></ul></div></div>",
            "<div class='indented'>INNER</div>",
        )
        + "</div>",
    ),
    "drupal 8": (
        TREE,
        "<section class='comments comment-wrapper'><h2 class='title comments__title'>Comments</h2>"
        + beside(
            "<article data-comment-user-id='0' id='comment-KEY' about='/comment/KEY' typeof='schema:Comment' class='comment js-comment by-anonymous clearfix'><mark class='hidden' data-comment-timestamp='1770111000'></mark><footer class='comment__meta'><p class='comment__author'><span lang='' typeof='schema:Person' property='schema:name' datatype=''>WHO</span></p><p class='comment__time'>Tue, 02/03/2026 - CLOCK<span property='schema:dateCreated' content='ISO' class='rdf-meta hidden'></span></p><p class='comment__permalink'><a href='/comment/KEY#comment-KEY' hreflang='en'>Permalink</a></p></footer>"
            "<div class='comment__content'><h3 property='schema:name' datatype=''><a href='/comment/KEY#comment-KEY' class='permalink' rel='bookmark'>About the pier</a></h3><div property='schema:text' class='clearfix text-formatted field field--name-comment-body field--type-text-long'><p>SAID</p></div><ul class='links inline'><li><a href='/comment/reply/node/1/comment/KEY'>Reply</a></li></ul></div></article>",
            "<div class='indented'>INNER</div>",
        )
        + "</section>",
    ),
    "jcomments": (
        TREE,
        "<div id='jc'><div id='comments'><h4>Comments <a class='refresh' href='#'></a></h4><div id='comments-list' class='comments-list'>"
        + nested(
            "<div class='even' id='comment-item-KEY'><div class='rbox'><div class='rbox_tr'><div class='rbox_tl'><div class='rbox_t'>&nbsp;</div></div></div><div class='rbox_m'><div class='comment-box usertype-guest'><span class='comments-vote'><span id='comment-vote-holder-KEY'><span class='vote-none'>0</span></span></span><a class='comment-anchor' href='/a#comment-KEY' id='comment-KEY'>#1</a>"
            "<span class='comment-author'>WHO</span> <span class='comment-date'>2026-02-03 CLOCK</span><div class='comment-body' id='comment-body-KEY'>SAID</div><span class='comments-buttons'><a href='#'>Reply</a> | <a href='#'>Quote</a></span></div><div class='clear'></div></div></div>INNER</div>",
            "<div class='comments-list' id='comments-list-4101'>INNER</div>",
        )
        + "</div></div></div>",
    ),
    "komento": (
        TREE,
        "<div id='section-kmt' class='theme-kuro'><h3 class='kmt-title'>Comments <span class='commentCounter'>3</span></h3><ul class='kmt-list reset-ul'>"
        + nested(
            "<li id='kmt-KEY' class='kmt-item kmt-child-0' parentid='kmt-0' depth='0' data-childs='0'><div class='kmt-wrap' itemscope itemtype='http://schema.org/Comment'><div class='kmt-avatar'><img class='avatar'></div><div class='kmt-content'><div class='kmt-head'><span class='kmt-author' itemprop='creator' itemscope itemtype='http://schema.org/Person'><a href='/profile/1'><span itemprop='name'>WHO</span></a></span>"
            "<span class='kmt-time'><a class='kmt-timepermalink' href='/a#comment-KEY' title='Permalink'><time itemprop='dateCreated' datetime='ISO'>on Tuesday, 03 February 2026 CLOCK</time></a></span></div><div class='kmt-body'><div class='commentText kmt-text' itemprop='text'>SAID</div></div><div class='kmt-control'><span class='kmt-reply-wrap'><a class='replyButton kmt-btn kmt-reply'>Reply</a></span></div></div></div>INNER</li>",
            "<ul>INNER</ul>",
        )
        + "</ul></div>",
    ),
    "k2": (
        FLAT,
        "<div class='itemComments' id='itemCommentsAnchor'><h3 class='itemCommentsCounter'><span>3</span> comments</h3><ul class='itemCommentsList'>"
        + flat(
            "<li class='even'><span class='commentLink'><a href='/a#commentKEY' name='commentKEY' id='commentKEY'>Comment Link</a></span><img class='commentAvatar'><span class='commentDate'>Tuesday, 03 February 2026 CLOCK</span><span class='commentAuthorName'>posted by WHO</span><p>SAID</p><br class='clr'></li>"
        )
        + "</ul></div>",
    ),
    "textpattern": (
        FLAT,
        "<section id='comments'><h3>Comments</h3><ol class='comments'>"
        + flat(
            "<li class='comment' id='c0KEY'><p>SAID</p><p class='comment-byline'><small>— <a rel='nofollow' href='https://x.example'>WHO</a> · 2026-02-03 CLOCK · <a href='#c0KEY'>#</a></small></p></li>"
        )
        + "</ol></section>",
    ),
    "dotclear": (
        FLAT,
        "<div id='comments'><h3>Commentaires</h3><dl>"
        + flat(
            "<dt id='cKEY' class=''><a href='#cKEY' class='comment-number'>1.</a> Le mardi 3 février 2026, CLOCK par <a href='https://x.example' rel='ugc nofollow'>WHO</a></dt><dd class=''><p>SAID</p></dd>"
        )
        + "</dl></div>",
    ),
    "squarespace": (
        TREE,
        "<div class='squarespace-comments'><div class='comments-header'>Comments (3)</div><div class='comment-list'>"
        + nested(
            "<div id='comment-5f3a1bKEY' class='comment'><div class='comment-header clear'><div class='comment-avatar'></div><span class='comment-author-name'>WHO</span><span class='comment-date'>February 3, 2026 HOUR</span></div><div class='comment-body'><p>SAID</p></div><div class='comment-footer'><a class='likes'>0 Likes</a><a class='reply'>Reply</a></div><div class='nested-comments'>INNER</div></div>"
        )
        + "</div></div>",
    ),
    "plone": (
        TREE,
        "<div class='discussion'>"
        + flat(
            "<div class='comment replyTreeLevel0 state-published' style='margin-left: 0em' id='17701110KEY'><div class='commentImage'><img></div><div class='documentByLine'><a href='/author/x'>WHO</a> <span>says:</span><div class='commentDate'>Feb 03, 2026 HOUR</div></div><div class='commentBody'><p>SAID</p></div></div>",
            "<div class='comment level replyTreeLevel1 state-published' style='margin-left: 3em' id='17701110KEY'><div class='commentImage'><img></div><div class='documentByLine'><a href='/author/x'>WHO</a> <span>says:</span><div class='commentDate'>Feb 03, 2026 HOUR</div></div><div class='commentBody'><p>SAID</p></div></div>",
        )
        + "</div>",
    ),
    "xenforo 1": (
        FLAT,
        "<ol class='messageList' id='messageList'>"
        + flat(
            "<li id='post-KEY' class='message' data-author='WHO'><div class='messageUserInfo'><div class='messageUserBlock'><h3 class='userText'><a href='members/x.1/' class='username'>WHO</a><em class='userTitle'>Member</em></h3></div></div><div class='messageInfo primaryContent'><div class='messageContent'><article><blockquote class='messageText SelectQuoteContainer ugc baseHtml'>SAID<div class='messageTextEndMarker'>&nbsp;</div></blockquote></article></div>"
            "<div class='messageMeta ToggleTriggerAnchor'><div class='privateControls'><span class='item muted'><span class='authorEnd'><a href='members/x.1/' class='username author'>WHO</a>,</span> <a href='threads/x.1/#post-KEY' title='Permalink' class='datePermalink'><span class='DateTime' title='Feb 3, 2026 at HOUR'>Feb 3, 2026</span></a></span></div><div class='publicControls'><a class='item muted postNumber'>#2</a><a class='ReplyQuote item control reply'>Reply</a></div></div></div></li>"
        )
        + "</ol>",
    ),
    "invision": (
        FLAT,
        "<div id='comments' data-role='commentFeed'><h2>3 Comments</h2>"
        + flat(
            "<article id='elComment_KEY' itemscope itemtype='http://schema.org/Comment' class='cPost ipsBox ipsComment ipsComment_parent ipsClearfix'><aside class='ipsComment_author cAuthorPane'><h3 class='ipsType_sectionHead cAuthorPane_author'><strong itemprop='name'><a href='/profile/1-x/' class='ipsType_break'>WHO</a></strong></h3></aside><div class='ipsColumn ipsColumn_fluid'><div id='comment-KEY_wrap' class='ipsComment_content ipsType_medium'>"
            "<div class='ipsComment_meta ipsType_light'><p class='ipsType_reset'><a href='/topic/1/?do=findComment&amp;comment=KEY' class='ipsType_blendLinks'>Posted <time datetime='ISO' title='02/03/2026 HOUR'>February 3</time></a></p></div><div class='cPost_contentWrap'><div data-role='commentContent' class='ipsType_normal ipsType_richText ipsContained'><p>SAID</p></div></div><div class='ipsItemControls'><ul class='ipsComment_controls'><li><a>Quote</a></li></ul></div></div></div></article>"
        )
        + "</div>",
    ),
    "vanilla": (
        FLAT,
        "<section class='DiscussionComments'><h2 class='CommentHeading'>Comments</h2><ul class='MessageList DataList Comments pageBox'>"
        + flat(
            "<li class='Item ItemComment' id='Comment_KEY'><div class='Comment'><div class='Item-Header CommentHeader'><div class='AuthorWrap'><span class='Author'><a title='WHO' href='/profile/x' class='PhotoWrap'><img class='ProfilePhoto'></a><a href='/profile/x' class='Username'>WHO</a></span><span class='AuthorInfo'><span class='MItem Rank'>Member</span></span></div>"
            "<div class='Meta CommentMeta CommentInfo'><span class='MItem DateCreated'><a href='/discussion/comment/KEY/#Comment_KEY' class='Permalink' name='Item_1' rel='nofollow'><time title='February 3, 2026 HOUR' datetime='ISO'>February 3</time></a></span></div></div><div class='Item-BodyWrap'><div class='Item-Body'><div class='Message userContent'>SAID</div><div class='Reactions'></div></div></div></div></li>"
        )
        + "</ul></section>",
    ),
    "lemmy": (
        TREE,
        "<ul class='comments'>"
        + nested(
            "<li class='comment list-unstyled'><article id='comment-KEY' class='details comment-node py-2'><div class='ms-2'><div class='d-flex flex-wrap align-items-center text-muted small'><button class='btn btn-sm'>–</button><a class='person-listing d-inline-flex align-items-baseline text-info' title='@x@y.example' href='/u/x'><span class='overflow-hidden'>WHO</span></a><a class='btn btn-link' href='/comment/KEY'></a><span class='me-1 fw-bold'>12</span><span class='moment-time pointer unselectable' data-tippy-content='ISO'>3 days ago</span></div><div class='comment-content'><div class='md-div'><p>SAID</p></div></div><div class='comment-bottom-btns d-flex'><button>reply</button></div></div></article>INNER</li>",
            "<ul class='comments border-top'>INNER</ul>",
        )
        + "</ul>",
    ),
    "intensedebate shown": (
        TREE,
        "<div id='idc-container'><div class='idc-head'><h3>Comments (3)</h3></div><div id='idc-cover'>"
        + nested(
            "<div class='idc-c' id='IDCommentKEY'><div class='idc-c-h'><div class='idc-c-h-inner'><div class='idc-right'><div class='idc-v'><span>0</span></div></div><p><a class='idc-a' href='https://x.example'>WHO</a> <span class='idc-time'><a href='/a#IDCommentKEY'>February 3, 2026, HOUR</a></span></p></div></div><div class='idc-c-t' id='IDComment-CommentTextKEY'><div class='idc-c-t-inner'><p>SAID</p></div><div class='idc-c-b'><a class='idc-btn_s'>Reply</a></div></div><div class='idc-thread'>INNER</div></div>"
        )
        + "</div></div>",
    ),
    "js-kit": (
        TREE,
        "<div class='js-Kit-Comments'><div class='js-CommentsArray'>"
        + nested(
            "<div class='js-singleComment' id='jsid-17KEY'><div class='js-singleCommentAvatar'></div><div class='js-singleCommentName'>WHO</div><div class='js-singleCommentDate'>February 3, 2026 HOUR</div><div class='js-singleCommentText'>SAID</div><div class='js-singleCommentCtls'><span class='js-singleCommentReplyable'>Reply</span></div><div class='js-commentChildren'>INNER</div></div>"
        )
        + "</div></div>",
    ),
    "facebook shown": (
        TREE,
        "<div class='_56q9'><div class='_50f7'>3 comments</div><div class='_4k-6'>"
        + nested(
            "<div class='_3-8y _5nz1 clearfix'><div class='_ohe lfloat'><a href='https://www.facebook.com/x'><img class='_1cbd'></a></div><div class='_42ef'><div class='UFICommentContentBlock'><div><span class='UFICommentActorName'>WHO</span></div><div class='_30o4'><span><span class='_5mdd'>SAID</span></span></div><div class='_2vq9 fsm fwn fcg'><a class='_2vqa'>Like</a><a class='_5yct'>Reply</a><a class='uiLinkSubtle' href='https://www.facebook.com/x?comment_id=KEY'><abbr class='UFISutroCommentTimestamp livetimestamp' title='Tuesday, February 3, 2026 at HOUR' data-utime='1770111000'>5y</abbr></a></div></div><div class='_44ri _2pis'>INNER</div></div></div>"
        )
        + "</div></div>",
    ),
    "disqus shown": (
        TREE,
        "<div id='disqus_thread_shown'><span class='comment-count'>3 Comments</span><ul id='post-list' class='post-list'>"
        + nested(
            "<li class='post' id='post-KEY'><div data-role='post-content' class='post-content'><div class='avatar hovercard'><a class='user'><img></a></div><div class='post-body'><header class='comment__header'><span class='post-byline'><span class='author publisher-anchor-color'><a href='https://disqus.com/by/x/' class='notranslate'>WHO</a></span></span> <span class='post-meta'><span class='bullet time-ago-bullet'>•</span><a href='https://news.example/a#comment-KEY' class='time-ago' title='Tuesday, February 3, 2026 HOUR'>3 days ago</a></span></header>"
            "<div class='post-body-inner'><div class='post-message-container'><div class='publisher-anchor-color'><div class='post-message'><div><p>SAID</p></div></div></div></div></div><footer class='comment__footer'><menu><li class='voting'><a class='vote-up'><span>2</span></a></li><li class='reply'><a><span class='text'>Reply</span></a></li><li class='share'><a>Share ›</a></li></menu></footer></div></div><ul data-role='children' class='children'>INNER</ul></li>"
        )
        + "</ul></div>",
    ),
    "coral shown": (
        TREE,
        "<div class='coral-stream'><h2>Comments <span>3</span></h2><div id='comments-allComments-log'>"
        + nested(
            "<div id='comment-7c9e1f00-KEY' class='Box-root coral coral-comment' role='article'><div class='coral coral-indent coral-indent-0'><div class='coral-comment-topBar'><button class='coral-comment-username'><span class='Username-root'>WHO</span></button><button class='coral-comment-timestamp'><time datetime='ISO' title='02/03/2026, HOUR' class='RelativeTime-root'>3 days ago</time></button></div><div class='HTMLContent-root coral-comment-content'><div>SAID</div></div><div class='coral-comment-actionBar'><button class='coral-comment-replyButton'>Reply</button></div></div>INNER</div>",
            "<div class='coral-replyList'>INNER</div>",
        )
        + "</div></div>",
    ),
    "openweb shown": (
        TREE,
        "<div data-spot-im-module-default-area='conversation'><div class='css-1x2'><h3>All Comments <span>3</span></h3></div><ul class='spcv_messages-list'>"
        + nested(
            "<li class='spcv_list-item'><article><div class='components-MessageLayout-index__message-view'><div class='components-MessageDetails-index__root'><button data-spot-im-class='message-username'><span class='src-components-Username-index__name'>WHO</span></button><time class='components-MessageDetails-Timestamp' data-spot-im-class='message-timestamp' datetime='ISO'>3 February, 2026</time></div><div data-spot-im-class='message-text' class='components-MessageContent-index__text'><p>SAID</p></div><div class='components-MessageActions-index__root'><button>Reply</button><button>Share</button></div></div></article>INNER</li>",
            "<ul class='spcv_children-list'>INNER</ul>",
        )
        + "</ul></div>",
    ),
    "cackle": (
        TREE,
        "<div id='mc-container'><div class='mc-c'><div class='mc-menu'><span class='mc-cc'>Комментарии (3)</span></div><div class='mc-comments'>"
        + nested(
            "<div class='mc-comment-node'><div class='mc-comment' id='mc-KEY'><div class='mc-comment-wrapper'><div class='mc-comment-ava'><img></div><div class='mc-comment-head'><span class='mc-comment-username'>WHO</span><a class='mc-comment-created' href='#mc-KEY'>3 февраля 2026, CLOCK</a></div><div class='mc-comment-body'><div class='mc-comment-msg'>SAID</div></div><div class='mc-comment-footer'><span class='mc-comment-reply'>Ответить</span></div></div></div><div class='mc-comment-childs'>INNER</div></div>"
        )
        + "</div></div></div>",
    ),
    "viafoura shown": (
        TREE,
        "<div class='viafoura'><div class='vf-comments'><h3 class='vf-section-header'>Conversation 3 Comments</h3>"
        + nested(
            "<article class='vf-comment-container vf-thread' id='vf-KEY'><div class='vf-comment'><div class='vf-comment-header'><button class='vf-comment-header__username'>WHO</button><time class='vf-comment-header__time vf-date' datetime='ISO'>3 days ago</time></div><div class='vf-comment-content'><div class='vf3-comment-html'><p>SAID</p></div></div><div class='vf-comment-actions'><button>Reply</button></div></div>INNER</article>",
            "<div class='vf-comment-replies'>INNER</div>",
        )
        + "</div></div>",
    ),
    "isso shown": (
        TREE,
        "<section id='isso-shown'><h4 class='isso-thread-heading'>3 Comments</h4><div id='isso-root'>"
        + nested(
            "<div class='isso-comment' id='isso-KEY'><div class='isso-avatar'><svg></svg></div><div class='isso-text-wrapper'><div class='isso-comment-header'><span class='isso-author'>WHO</span><span class='isso-spacer'>•</span><a class='isso-permalink' href='#isso-KEY'><time title='' datetime='ISO'>3 days ago</time></a></div><div class='isso-text'><p>SAID</p></div><div class='isso-comment-footer'><a class='isso-upvote'></a><a class='isso-reply' href='#'>Reply</a></div><div class='isso-follow-up'></div></div>INNER</div>",
            "<div class='isso-follow-up'>INNER</div>",
        )
        + "</div></section>",
    ),
    "remark42 shown": (
        TREE,
        "<div class='root__threads'>"
        + "<h3>3 comments</h3>"
        + "".join(
            f"<div class='thread thread_theme_light root__thread' role='list'>{rest}</div>"
            for rest in (
                one(
                    "<article class='comment root__comment comment_level_0' id='remark42__comment-ab12KEY'><div class='comment__body'><div class='comment__info'><img class='comment__avatar'><button class='comment__username'>WHO</button><a href='#remark42__comment-ab12KEY' class='comment__time'>02/03/2026 at HOUR</a></div><div class='comment__text raw-content'><p>SAID</p></div><div class='comment__actions'><button>Reply</button></div></div></article>",
                    ADA,
                )
                + one(
                    "<div class='thread thread_level_1'><article class='comment comment_level_1' id='remark42__comment-ab12KEY'><div class='comment__body'><div class='comment__info'><img class='comment__avatar'><button class='comment__username'>WHO</button><a href='#remark42__comment-ab12KEY' class='comment__time'>02/03/2026 at HOUR</a></div><div class='comment__text raw-content'><p>SAID</p></div><div class='comment__actions'><button>Reply</button></div></div></article></div>",
                    BO,
                ),
                one(
                    "<article class='comment root__comment comment_level_0' id='remark42__comment-ab12KEY'><div class='comment__body'><div class='comment__info'><img class='comment__avatar'><button class='comment__username'>WHO</button><a href='#remark42__comment-ab12KEY' class='comment__time'>02/03/2026 at HOUR</a></div><div class='comment__text raw-content'><p>SAID</p></div><div class='comment__actions'><button>Reply</button></div></div></article>",
                    CHI,
                ),
            )
        )
        + "</div>",
    ),
    "commento shown": (
        TREE,
        "<div id='commento-shown' class='commento-root'><div class='commento-main-area'><div id='commento-comments-area' class='commento-comments'>"
        + nested(
            "<div id='commento-comment-card-aaff00KEY' class='commento-card'><div class='commento-header'><div class='commento-avatar'>A</div><a class='commento-name'>WHO</a><div class='commento-subtitle'><div class='commento-timeago' title='Tue Feb 03 2026 CLOCK:00 GMT+0000'>3 days ago</div></div></div><div id='commento-comment-contents-aaff00KEY'><div class='commento-body'><p>SAID</p></div><div class='commento-options'><button title='Reply'></button></div><div class='commento-card-children'>INNER</div></div></div>"
        )
        + "</div></div></div>",
    ),
    "giscus shown": (
        TREE,
        "<div class='gsc-comments'><h4 class='gsc-comments-count'>3 comments</h4><div class='gsc-timeline'>"
        + nested(
            "<div class='gsc-comment'><div class='color-bg-primary'><div class='gsc-comment-header'><div class='gsc-comment-author'><a class='gsc-comment-author-avatar' href='https://github.com/x'><img alt='@WHO'><span class='link-primary'>WHO</span></a><a class='link-secondary' href='https://github.com/o/r/discussions/1#discussioncomment-KEY'><time title='' datetime='ISO'>Feb 3, 2026</time></a></div></div><div class='markdown gsc-comment-content'><p>SAID</p></div><div class='gsc-comment-footer'><button>Write a reply</button></div></div><div class='gsc-replies'>INNER</div></div>"
        )
        + "</div></div>",
    ),
    "reddit": (
        TREE,
        "<div class='commentarea'><div class='panestack-title'><span class='title'>all 3 comments</span></div><div class='sitetable nestedlisting'>"
        + nested(
            "<div class='thing id-t1_KEY noncollapsed comment' id='thing_t1_KEY' data-fullname='t1_KEY' data-type='comment' data-author='WHO'><p class='parent'><a name='KEY'></a></p><div class='midcol unvoted'><div class='arrow up'></div></div><div class='entry unvoted'><p class='tagline'><a href='#' class='expand'>[–]</a><a href='https://old.reddit.com/user/x' class='author may-blank'>WHO</a><span class='userattrs'></span> <span class='score unvoted' title='3'>3 points</span> <time title='Tue Feb 3 CLOCK:00 2026 UTC' datetime='ISO' class='live-timestamp'>5 years ago</time></p>"
            "<form class='usertext warn-on-unload'><div class='usertext-body may-blank-within md-container'><div class='md'><p>SAID</p></div></div></form><ul class='flat-list buttons'><li class='first'><a class='bylink'>permalink</a></li><li class='reply-button'><a class='access-required'>reply</a></li></ul></div><div class='child'>INNER</div><div class='clearleft'></div></div>",
            "<div class='sitetable listing'>INNER</div>",
        )
        + "</div></div>",
    ),
    "hacker news": (
        TREE,
        "<table class='comment-tree'>"
        + flat(
            "<tr class='athing comtr' id='KEY'><td><table><tr><td class='ind' indent='0'><img src='s.gif' height='1' width='0'></td><td valign='top' class='votelinks'><a id='up_KEY'><div class='votearrow' title='upvote'></div></a></td><td class='default'><div style='margin-top:2px'><span class='comhead'><a href='user?id=x' class='hnuser'>WHO</a> <span class='age' title='2026-02-03TCLOCK:00'><a href='item?id=KEY'>3 days ago</a></span><span class='navs'> | <a href='#KEY'>next</a></span></span></div><br><div class='comment'><div class='commtext c00'>SAID</div><div class='reply'><p><font size='1'><u><a href='reply?id=KEY'>reply</a></u></font></div></div></td></tr></table></td></tr>",
            "<tr class='athing comtr' id='KEY'><td><table><tr><td class='ind' indent='1'><img src='s.gif' height='1' width='40'></td><td valign='top' class='votelinks'><a id='up_KEY'><div class='votearrow' title='upvote'></div></a></td><td class='default'><div style='margin-top:2px'><span class='comhead'><a href='user?id=x' class='hnuser'>WHO</a> <span class='age' title='2026-02-03TCLOCK:00'><a href='item?id=KEY'>3 days ago</a></span><span class='navs'> | <a href='#KEY'>next</a></span></span></div><br><div class='comment'><div class='commtext c00'>SAID</div><div class='reply'><p><font size='1'><u><a href='reply?id=KEY'>reply</a></u></font></div></div></td></tr></table></td></tr>",
        )
        + "</table>",
    ),
    "substack shown": (
        TREE,
        "<div class='single-post-section comments-section'><h4>3 Comments</h4><div class='comment-list'><div class='comment-list-items'>"
        + nested(
            "<div class='comment'><div id='comment-KEY' class='comment-anchor'></div><div class='comment-content'><div class='comment-head'><a href='https://substack.com/profile/1-x' class='pencraft'><img></a></div><div class='comment-rest'><div class='comment-meta'><span class='highlight'><a href='https://substack.com/profile/1-x'>WHO</a></span><a href='https://news.example/a/comment/KEY' rel='nofollow' title='Feb 3, 2026, HOUR' class='pencraft date'>Feb 3</a></div><div class='comment-body'><p><span>SAID</span></p></div><div class='comment-actions'><a>Reply</a><a>Share</a></div></div></div>INNER</div>",
            "<div class='comment-list'><div class='comment-list-items'>INNER</div></div>",
        )
        + "</div></div></div>",
    ),
    "gigya": (
        TREE,
        "<div id='commentsDiv'><div class='gig-comments-container'><div class='gig-comments-count'>3 comments</div><div class='gig-comments-comments'>"
        + nested(
            "<div class='gig-comment' data-comment-id='KEY'><div class='gig-comment-self'><div class='gig-comment-photo'></div><div class='gig-comment-self-data'><div class='gig-comment-header'><a class='gig-comment-username'>WHO</a><span class='gig-comment-time'>February 3, 2026 HOUR</span></div><div class='gig-comment-body'>SAID</div><div class='gig-comment-footer'><a class='gig-comment-replyLink'>Reply</a></div></div></div><div class='gig-comment-replies'>INNER</div></div>"
        )
        + "</div></div></div>",
    ),
    "naver": (
        TREE,
        "<div class='u_cbox'><h5 class='u_cbox_count_title'>댓글 <span class='u_cbox_count'>3</span></h5><ul class='u_cbox_list'>"
        + nested(
            "<li class='u_cbox_comment cbox_module__comment_KEY' data-info=\"commentNo:'KEY'\"><div class='u_cbox_comment_box'><div class='u_cbox_area'><div class='u_cbox_info'><span class='u_cbox_info_main'><span class='u_cbox_name'><span class='u_cbox_name_area'><span class='u_cbox_nick_area'><span class='u_cbox_nick'>WHO</span></span></span></span></span></div><div class='u_cbox_text_wrap'><span class='u_cbox_contents'>SAID</span></div><div class='u_cbox_info_base'><span class='u_cbox_date' data-value='ISO'>2026.02.03. CLOCK</span></div><div class='u_cbox_tool'><a class='u_cbox_btn_reply'><strong class='u_cbox_reply_txt'>답글</strong></a></div></div></div><div class='u_cbox_reply_area'>INNER</div></li>",
            "<ul class='u_cbox_list'>INNER</ul>",
        )
        + "</ul></div>",
    ),
    "daum": (
        TREE,
        "<div class='cmt_box'><h3 class='tit_cmt'>댓글 <span class='num_count'>3</span></h3><ul class='list_comment'>"
        + nested(
            "<li id='commentKEY' class=''><div class='cmt_info'><strong class='tit_info'><span class='link_profile'><a class='link_nick'>WHO</a></span><span class='txt_date'>2026.02.03. CLOCK</span></strong><p class='desc_txt font_size_17'>SAID</p><div class='info_util'><button class='reply_count'>답글</button></div></div><div class='reply_wrap'>INNER</div></li>",
            "<ul class='list_comment'>INNER</ul>",
        )
        + "</ul></div>",
    ),
    "vk": (
        FLAT,
        "<div class='wcomments_content'><div class='wcomments_count'>3 комментария</div><div class='wcomments_posts'>"
        + flat(
            "<div class='wcomments_post clear_fix' id='post-1_KEY'><a class='wcomments_post_thumb'><img></a><div class='wcomments_post_content'><a class='wcomments_post_author' href='https://vk.com/id1'>WHO</a><div class='wpt_text'>SAID</div><div class='wcomments_post_info'><a class='wd_lnk'><span class='rel_date'>3 фев 2026 в CLOCK</span></a> <a class='reply_link'>Комментировать</a></div></div></div>"
        )
        + "</div></div>",
    ),
    "typecho": (
        TREE,
        "<div id='comments'><h3>已有 3 条评论</h3><ol class='comment-list'>"
        + nested(
            "<li itemscope itemtype='http://schema.org/UserComments' id='comment-KEY' class='comment-body comment-parent comment-odd'><div class='comment-author' itemprop='creator' itemscope itemtype='http://schema.org/Person'><span itemprop='image'><img class='avatar'></span><cite class='fn' itemprop='name'>WHO</cite></div><div class='comment-meta'><a href='/a.html#comment-KEY'><time itemprop='commentTime' datetime='ISO'>February 3rd, 2026 at CLOCK am</time></a></div><div class='comment-content' itemprop='commentText'><p>SAID</p></div><div class='comment-reply'><a href='/a.html?replyTo=KEY#respond' rel='nofollow'>回复</a></div>INNER</li>",
            "<div class='comment-children' itemprop='discusses'><ol class='comment-list'>INNER</ol></div>",
        )
        + "</ol></div>",
    ),
    "serendipity": (
        TREE,
        "<div id='comments' class='serendipity_comments serendipity_section_comments'><div class='serendipity_commentsTitle'>Kommentare</div>"
        + flat(
            "<a id='cKEY'></a><div id='serendipity_comment_KEY' class='serendipity_comment serendipity_comment_author_x odd comment_oddbox' style='padding-left: 0px'><div class='serendipity_commentBody'>SAID</div><div class='serendipity_comment_source'><a class='comment_source_trace' href='#cKEY'>#1</a> <span class='comment_source_author'><a href='https://x.example'>WHO</a></span> am <span class='comment_source_date'>03.02.2026 CLOCK</span> (<a class='comment_reply' href='#serendipity_CommentForm'>Antwort</a>)</div></div>",
            "<a id='cKEY'></a><div id='serendipity_comment_KEY' class='serendipity_comment serendipity_comment_author_x even comment_evenbox' style='padding-left: 20px'><div class='serendipity_commentBody'>SAID</div><div class='serendipity_comment_source'><a class='comment_source_trace' href='#cKEY'>#1.1</a> <span class='comment_source_author'><a href='https://x.example'>WHO</a></span> am <span class='comment_source_date'>03.02.2026 CLOCK</span> (<a class='comment_reply' href='#serendipity_CommentForm'>Antwort</a>)</div></div>",
        )
        + "</div>",
    ),
    "livejournal": (
        TREE,
        "<div id='comments'><div class='comments-count'>3 comments</div>"
        + flat(
            "<div class='comment-wrap' style='margin-left: 0px'><div class='comment-inner' id='ljcmtKEY'><div class='comment-meta'><span class='comment-poster'><span class='ljuser'><a href='https://x.livejournal.example/'><b>WHO</b></a></span></span> <span class='comment-datetimelink'><a href='https://news.example/1.html?thread=KEY#tKEY'><span title='3 hours after journal entry'>February 3 2026, CLOCK:00 UTC</span></a></span></div><div class='comment-body'>SAID</div><div class='comment-menu'><a>Reply</a> <a>Thread</a></div></div></div>",
            "<div class='comment-wrap' style='margin-left: 25px'><div class='comment-inner' id='ljcmtKEY'><div class='comment-meta'><span class='comment-poster'><span class='ljuser'><a href='https://x.livejournal.example/'><b>WHO</b></a></span></span> <span class='comment-datetimelink'><a href='https://news.example/1.html?thread=KEY#tKEY'><span title='3 hours after journal entry'>February 3 2026, CLOCK:00 UTC</span></a></span></div><div class='comment-body'>SAID</div><div class='comment-menu'><a>Reply</a> <a>Parent</a> <a>Thread</a></div></div></div>",
        )
        + "</div>",
    ),
    "bbpress": (
        FLAT,
        "<ul id='topic-1-replies' class='forums bbp-replies'><li class='bbp-header'><div class='bbp-reply-author'>Author</div><div class='bbp-reply-content'>Replies</div></li><li class='bbp-body'>"
        + flat(
            "<div id='post-KEY' class='bbp-reply-header'><div class='bbp-meta'><span class='bbp-reply-post-date'>February 3, 2026 at HOUR</span><a href='/topic/x/#post-KEY' class='bbp-reply-permalink'>#KEY</a></div></div><div class='odd bbp-parent-forum-5 post-KEY reply type-reply status-publish hentry'><div class='bbp-reply-author'><a href='/users/x/' class='bbp-author-link'><span class='bbp-author-name'>WHO</span></a><div class='bbp-author-role'>Participant</div></div><div class='bbp-reply-content'><p>SAID</p></div></div>"
        )
        + "</li></ul>",
    ),
    "wpdiscuz 3": (
        TREE,
        "<div id='wpcomm' class='wc-comments'><div class='wc-comment-bar'><p class='wc-comment-title'>3 Comments on “Ferry”</p></div><div id='wcThreadWrapper' class='wc-thread-wrapper'>"
        + nested(
            "<div id='wc-comm-KEY_0' class='wc-comment wc-blog-guest wc_comment_level-1'><div class='wc-comment-left'><img class='avatar'></div><div id='comment-KEY' class='wc-comment-right'><div class='wc-comment-header'><div class='wc-comment-author'>WHO</div><div class='wc-comment-link'></div></div><div class='wc-comment-text'><p>SAID</p></div><div class='wc-comment-footer'><div class='wc-footer-left'><span class='wc-vote-result'>0</span><span class='wc-reply-link'>Reply</span></div><div class='wc-footer-right'><div class='wc-comment-date'>February 3, 2026 HOUR</div></div></div></div>INNER</div>"
        )
        + "</div></div>",
    ),
    "blogger dynamic": (
        TREE,
        "<div class='comments' id='comments'><a name='comments'></a><h4>3 comments:</h4><div class='comments-content'><div id='comment-holder'><div id='bc_0_3TB' class='comment-thread toplevel-thread'><ol id='top-ra'>"
        + nested(
            "<li class='comment' id='cKEY'><div class='avatar-image-container'><img></div><div class='comment-block'><div class='comment-header'><cite class='user'><a href='https://www.blogger.com/profile/1' rel='nofollow'>WHO</a></cite><span class='icon user'></span><span class='datetime secondary-text'><a rel='nofollow' href='https://news.example/a.html?showComment=1#cKEY'>February 3, 2026 at HOUR</a></span></div><p class='comment-content'>SAID</p><span class='comment-actions secondary-text'><a class='comment-reply' target='_self'>Reply</a></span></div><div class='comment-replies'>INNER</div></li>",
            "<div class='comment-thread inline-thread'><ol>INNER</ol></div>",
        )
        + "</ol></div></div></div></div>",
    ),
    "wsj blogs": (
        FLAT,
        "<h3 class=comments>Comments (3)</h3><ol class='commentlist'>"
        + flat(
            "<li id='comment-KEY'><div class='comment-head'><ul><li class='comment-date'>HOUR February 3, 2026</li><li class='comment-author'><strong>WHO</strong> wrote :</li></ul></div><p>SAID</p></li>"
        )
        + "</ol>",
    ),
    "fool": (
        FLAT,
        "<div id='comments'><h3>Comments from our Foolish Readers</h3>"
        + flat(
            "<div id='comment-KEY' class='comment'><p class='comment-header'>On February 03, 2026, at CLOCK AM, <a href='http://my.fool.example/profile/x/info.aspx'>WHO</a> wrote:</p><div class='comment-body'><p>SAID</p></div><p class='comment-tools'><a>Report this Comment</a></p></div>"
        )
        + "</div>",
    ),
    "standard": (
        TREE,
        "<div class='forum'><h2>Forum: 3 Postings</h2><div id='postings'>"
        + flat(
            "<div class='posting' data-postingid='KEY' data-communityname='WHO'><div class='upost-header'><div class='usermeta'><strong class='upost-communityname'><a href='/userprofil/postings/1'>WHO</a></strong></div><div class='upost-date'><span class='timestamp js-timestamp'>3. Februar 2026, CLOCK</span></div></div><div class='upost-body'><div class='upost-text'>SAID</div></div><div class='upost-tools'><a>antworten</a><span class='js-ratings-positive-count'>3</span></div></div>",
            "<div class='posting reply' data-postingid='KEY' data-parentpostingid='4101' data-communityname='WHO'><div class='upost-header'><div class='usermeta'><strong class='upost-communityname'><a href='/userprofil/postings/1'>WHO</a></strong></div><div class='upost-date'><span class='timestamp js-timestamp'>3. Februar 2026, CLOCK</span></div></div><div class='upost-body'><div class='upost-text'>SAID</div></div><div class='upost-tools'><a>antworten</a><span class='js-ratings-positive-count'>3</span></div></div>",
        )
        + "</div></div>",
    ),
    "nyt blogs": (
        FLAT,
        "<div id='comments'><h3>3 Comments</h3><ul class='commentlist'>"
        + flat(
            "<li class='comment' id='comment-KEY'><div class='comment-number'>1.</div><div class='comment-meta'><span class='commenter'>WHO</span> <span class='location'>New York</span> <span class='timestamp'>February 3, 2026 HOUR</span></div><div class='comment-text'><p>SAID</p></div></li>"
        )
        + "</ul></div>",
    ),
    "guardian 2012": (
        FLAT,
        "<div id='discussion-comments'><h2>Comments <span>3 comments</span></h2><ul id='comments-list'>"
        + flat(
            "<li id='comment-KEY' class='normal'><div class='profile'><div class='profile-data'><a href='http://discussion.example/user/x' rel='foaf:page'><strong itemprop='author'>WHO</strong></a><p class='date' itemprop='dateCreated'><a href='#comment-KEY'>3 February 2026 HOUR</a></p></div></div><div class='comment-body'><div class='comment-body-inner' itemprop='text'><p>SAID</p></div><div class='d2-actions'><p class='recommend'>Recommend? <span class='d2-recommend-count'>(4)</span></p><p><a>Responses (0)</a></p></div></div></li>"
        )
        + "</ul></div>",
    ),
    "bbc dna": (
        FLAT,
        "<div id='comments'><h2>Comments</h2><ul class='collections forumthreadposts'>"
        + flat(
            "<li class='dna-comment' id='comment-KEY'><div class='comment-header vcard'><span class='comment-number'>1.</span> At <a href='#commentKEY' class='time'>CLOCK 3rd Feb 2026</a>, <span class='fn'><a href='http://www.bbc.example/dna/1'>WHO</a></span> wrote:</div><p class='comment-text'>SAID</p><p class='flag'><a>Complain about this comment</a></p></li>"
        )
        + "</ul></div>",
    ),
    "slate.fr": (
        FLAT,
        "<div id='comments'><h2>3 commentaires</h2>"
        + flat(
            "<div class='comment' id='comment-KEY'><div class='picture'></div><div class='comment-right'><div class='comment-author'><a href='/users/x' title='Voir le profil utilisateur.'>WHO</a>, le 3 février 2026 à CLOCK</div><div class='content'><p>SAID</p></div><ul class='links'><li><a href='/comment/reply/1/KEY'>répondre</a></li></ul></div></div>"
        )
        + "</div>",
    ),
    "kinja": (
        TREE,
        "<section class='js_comments'><h3>Discussion</h3><ul class='js_replies'>"
        + nested(
            "<li class='sc-1 js_reply' data-id='KEY'><article class='js_reply-content'><header><a class='js_byline' href='https://kinja.example/x'>WHO</a><time datetime='ISO'>2/03/26 CLOCK</time></header><div class='js_reply-text'><p>SAID</p></div><footer><button>Reply</button><button>Dismiss</button></footer></article>INNER</li>",
            "<ul class='js_replies nested'>INNER</ul>",
        )
        + "</ul></section>",
    ),
    "react names": (
        TREE,
        "<div data-testid='comments'><div class='css-1q'><h2>Comments (3)</h2></div><div>"
        + nested(
            "<div class='css-a1' data-testid='comment'><div class='css-b2'><div class='css-av'>A</div><div><div class='css-c3'>WHO</div><div class='css-d4'>3 Feb 2026, CLOCK</div></div></div><div class='css-e5'><p>SAID</p></div><div class='css-f6'><button>Like</button><button>Reply</button></div>INNER</div>",
            "<div class='css-g7'>INNER</div>",
        )
        + "</div></div>",
    ),
    "golem": (
        FLAT,
        "<section id='comments'><h2>Kommentare</h2><ol class='list-comments'>"
        + flat(
            "<li><article id='cKEY'><h3>Zur Brücke</h3><p class='meta'>Autor: <a href='/u/x'>WHO</a> 03.02.26 - CLOCK</p><div class='forum-text'>SAID</div></article></li>"
        )
        + "</ol></section>",
    ),
    "20min": (
        TREE,
        "<div class='comments'><h2>3 Kommentare</h2>"
        + nested(
            "<article class='comment' data-comment-id='KEY'><header><span class='comment__user'>WHO</span><time datetime='ISO'>03.02.2026, CLOCK</time></header><p class='comment__body'>SAID</p><footer><button class='like'>12</button><button>Antworten</button></footer><div class='comment__replies'>INNER</div></article>"
        )
        + "</div>",
    ),
    "le monde": (
        FLAT,
        "<section class='comments'><h2>Réactions (3)</h2>"
        + flat(
            "<article class='reaction' id='reaction-KEY'><p class='reaction__author'>WHO</p><p class='reaction__date'>3 février 2026, CLOCK</p><p class='reaction__text'>SAID</p><a class='reaction__report'>Signaler</a></article>"
        )
        + "</section>",
    ),
    "20 dias": (
        FLAT,
        "<div id='comentarios'><h3>3 comentarios</h3><ul>"
        + flat(
            "<li id='comentario-KEY'><span class='num'>#1</span><p class='nick'>WHO</p><p class='fecha'>03.02.2026 - CLOCKh</p><div class='texto'>SAID</div><a>Responder</a> <a>Denunciar</a></li>"
        )
        + "</ul></div>",
    ),
    "ru forum": (
        TREE,
        "<div class='comments-block'><h3>Комментарии: 3</h3>"
        + nested(
            "<div class='comments__item' id='cmt_KEY'><a class='user-name' href='/u/x'>WHO</a><span class='comments__date'>3 февраля 2026, CLOCK</span><div class='comments__text'>SAID</div><a class='reply'>Ответить</a>INNER</div>",
            "<div class='comments__children'>INNER</div>",
        )
        + "</div>",
    ),
    "yahoo jp": (
        FLAT,
        "<section><h2>コメント3件</h2><ul class='sc-list'>"
        + flat(
            "<li class='sc-item'><article><h3 class='sc-name'><a href='/profile/comments/x'>WHO</a></h3><time class='sc-time' datetime='ISO'>2026/2/3 CLOCK</time><p class='sc-text'>SAID</p><button>返信</button><button>共感した 12</button></article></li>"
        )
        + "</ul></section>",
    ),
    "names hashed": (
        TREE,
        "<section><h3>3 Kommentare</h3><div class='sc-aXZVg'>"
        + nested(
            "<div class='sc-gEvEer'><div class='sc-eqUAAy'><img class='sc-fqkvVR' src='/a.png'><span class='sc-dcJsrY'>WHO</span><span class='sc-iGgWBj'>3. Februar 2026, CLOCK</span></div><div class='sc-gsFSXq'>SAID</div><div class='sc-kAyceB'><button class='sc-imWYAI'>Antworten</button><button class='sc-jXbUNg'>Melden</button></div>INNER</div>",
            "<div class='sc-dhKdcB'>INNER</div>",
        )
        + "</div></section>",
    ),
    "tables without names": (
        FLAT,
        "<h2>Comments</h2><table><tbody>"
        + flat(
            "<tr><td bgcolor='#eee'><b>WHO</b></td><td align=right><font size=1>3 Feb 2026 CLOCK</font></td></tr><tr><td colspan=2>SAID</td></tr>"
        )
        + "</tbody></table>",
    ),
    "texts before their bylines": (
        FLAT,
        "<h3>3 comments</h3><div>"
        + flat("<p>SAID</p><p><i>Posted by WHO on February 3, 2026 at HOUR</i></p>")
        + "</div>",
    ),
}


def read(body):
    payload = f"<html lang=en><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>The ferry did not come, and nobody on the pier knew why it had not.</p></article>{body}</body></html>"
    page = Page(url="https://news.example/a", payload=payload.encode(), captured_at=datetime(2026, 3, 1, tzinfo=UTC))
    found, _ = threads(page)
    return [each for fragment in found for each in fragment.comments]


@pytest.mark.parametrize("family", FAMILIES)
def test_comments_of_a_family_are_read_as_a_tree(family):
    expected, body = FAMILIES[family]
    comments = read(body)
    names = {each.commentId: each.author.name if each.author else None for each in comments}
    assert [(names[each.commentId], names.get(each.parentId)) for each in comments] == expected
    assert [each.text for each in comments] == list(SAID.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_comments_of_a_family_are_dated_to_the_minute(family):
    assert [each.datePublished[:16] for each in read(FAMILIES[family][1])] == [
        f"2026-02-03T{clock}" for clock in CLOCK.values()
    ]


def test_answers_of_another_name_are_found_where_the_page_counts_more_than_is_named():
    said = "<span class=wer>WHO</span><span class=wann>03.02.2026 CLOCK</span><div class=worte>SAID</div>"
    body = (
        "<section><h3>3 Kommentare</h3>"
        + nested(f"<div class='kommentar'>{said}INNER</div>", "<div class=dazu>INNER</div>").replace(
            "<div class=dazu><div class='kommentar'>", "<div class=dazu><div class='entgegnung'>"
        )
        + "</section>"
    )
    comments = read(body)
    names = {each.commentId: each.author.name for each in comments}
    assert [(names[each.commentId], names.get(each.parentId)) for each in comments] == TREE


def test_many_boxes_without_names_are_all_read():
    boxes = "".join(
        f"<div class=x><b>Reader {n}</b> <i>{n % 28 + 1}.2.2026, 10:{n % 60:02}</i><div class=y>Words {n}.</div></div>"
        for n in range(500)
    )
    comments = read(f"<section><h3>500 Kommentare</h3><div>{boxes}</div></section>")
    assert len(comments) == 500
    assert (comments[41].author.name, comments[41].text) == ("Reader 41", "Words 41.")


def _in_tags(pattern: str, new) -> Callable[[str], str]:
    """A change of what stands in tags only."""
    return lambda body: re.sub(r"<[^>]+>", lambda tag: re.sub(pattern, new, tag[0]), body)


def _hash(classes: re.Match[str]) -> str:
    tokens = (re.sub(r"\d+$", "", token) for token in classes[1].split())
    hashed = " ".join(f"x{zlib.crc32(token.encode()):x}" for token in tokens)
    return f"class='{hashed}'"


BY_NAMES = (
    "drupal 8",
    "plone",
    "invision",
    "cackle",
    "giscus shown",
    "reddit",
    "serendipity",
    "livejournal",
    "wpdiscuz 3",
    "wsj blogs",
    "standard",
    "bbc dna",
)
"""What needs names: nothing else tells numbers from texts there, or that it is a discussion at all."""

STRANGE = {
    "named in another language": (_in_tags("comment", "kommentar"), ()),
    "without ids": (_in_tags(r"\sid=(?:'[^']*'|[^\s>]+)", ""), ("jcomments",)),
    "with classes that say nothing": (_in_tags(r"class='([^']*)'", _hash), BY_NAMES),
}


@pytest.mark.parametrize(
    ("way", "family"), [(way, family) for way, (_, but) in STRANGE.items() for family in FAMILIES if family not in but]
)
def test_comments_of_a_family_are_read_where_its_markup_is(way, family):
    expected, body = FAMILIES[family]
    comments = read(STRANGE[way][0](body))
    names = {each.commentId: each.author.name if each.author else None for each in comments}
    assert [(names[each.commentId], names.get(each.parentId)) for each in comments] == expected
    assert [each.text for each in comments] == list(SAID.values())
