"""Comment sections of forums, widgets and social networks, each with who is to be read above whom."""

# ruff: noqa: E501 (markup)

from family_markup import ADA, BO, CHI, FLAT, TREE, flat, nested, one

COMMUNITIES = {
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
}
