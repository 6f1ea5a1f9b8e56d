"""Comment sections of newspapers and of markup without names, each with who is to be read above whom."""

# ruff: noqa: E501 (markup)

from family_markup import FLAT, TREE, flat, nested

PAPERS = {
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
