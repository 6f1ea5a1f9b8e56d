"""Comment sections of blogs and content systems, each with who is to be read above whom."""

# ruff: noqa: E501 (markup)

from family_markup import FLAT, TREE, beside, flat, nested

WALKER = (
    "<li id='comment-KEY' class='comment even thread-even depth-1'><article id='div-comment-KEY' class='comment-body'><footer class='comment-meta'><div class='comment-author vcard'>"
    "<img class='avatar photo' alt=''><b class='fn'><a class='url' rel='ugc external nofollow' href='https://ada.example'>WHO</a></b> <span class='says'>says:</span></div>"
    "<div class='comment-metadata'><a href='https://news.example/a#comment-KEY'><time datetime='ISO'>February 3, 2026 at HOUR</time></a></div></footer>"
    "<div class='comment-content'><p>SAID</p></div><div class='reply'><a class='comment-reply-link' href='#comment-KEY'>Reply</a></div></article>INNER</li>"
)
SYSTEMS = {
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
}
