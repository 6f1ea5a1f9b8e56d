"""What comment sections say around their comments, in many languages: closed, members only, reply, totals, removed."""

# ruff: noqa: E501 (sentences)

import pytest

from crawler.parsers.comments.closed_words import (
    CLOSED,
    CLOSING,
    CLOSING_OTHER,
    MEMBER_WORDS,
    MEMBER_WORDS_OTHER,
    MEMBERS,
    REPLY,
    TOPICS,
    TOPICS_LATIN,
    TOPICS_OTHER,
)
from crawler.parsers.comments.items import DELETED
from crawler.parsers.comments.totals import is_heading, read

SAYS_CLOSED = (
    "Comments are closed.|Comments are now closed.|Comments have been turned off.|Commenting on this article has been closed.|This article is closed for comments|This discussion is closed to new comments.|New comments are no longer accepted.|We are no longer accepting comments on this article.|Not open for further replies.|Sorry, the comment form is closed at this time.|Comments are disabled|No new comments allowed|This thread is locked"
    "|Kommentare sind geschlossen.|Die Kommentarfunktion ist deaktiviert.|Kommentieren ist nicht mehr möglich|Sie können diesen Artikel nicht mehr kommentieren.|Es sind keine weiteren Kommentare möglich.|Das Forum für diesen Artikel ist geschlossen."
    "|Les commentaires sont fermés.|Commentaires fermés sur Titre|Il n'est plus possible de commenter cet article|Cet article n'accepte plus de commentaires|Los comentarios están cerrados.|Ya no se admiten comentarios|Se ha cerrado el plazo de comentarios|Os comentários estão encerrados.|Não são permitidos novos comentários"
    "|I commenti sono chiusi.|Non è più possibile commentare|Reacties zijn gesloten.|Reageren is niet meer mogelijk|Op dit artikel kan niet meer worden gereageerd|Możliwość komentowania jest wyłączona|Nie można już komentować|Комментарии закрыты|Комментирование этой статьи запрещено|Коментування вимкнено"
    "|Kommentarer är stängda|Det går inte längre att kommentera|Der er lukket for kommentarer|Kommentarfeltet er stengt|Kommentointi on suljettu|Komentáře jsou uzavřeny|Hozzászólások lezárva|Comentariile sunt închise.|Yorumlar kapalı|Τα σχόλια είναι κλειστά|Komentari su zatvoreni|评论已关闭|留言功能已關閉|コメントは受け付けていません。|댓글이 닫혔습니다|التعليقات مغلقة|Komentar telah ditutup"
).split("|")
SAYS_NOTHING = "Comments are moderated|Comments may be closed after 14 days|Leave a comment|Keine Kommentare|Plus de commentaires|Voir plus de commentaires|Geen reacties|Comments that are off topic will be removed|Diskussion um gesperrte Brücke|The discussion about closed schools|Comments are closely moderated|Commenting rules".split(
    "|"
)
SAYS_MEMBERS = "You must be logged in to post a comment.|Sign in to join the discussion|Login to comment|Log in or register to post comments|Melden Sie sich an, um zu kommentieren|Du musst angemeldet sein, um einen Kommentar abzugeben.|Connectez-vous pour commenter|Identifiez-vous pour réagir|Inicia sesión para comentar|Você precisa fazer login para publicar um comentário.|Devi essere connesso per inviare un commento.|Je moet ingelogd zijn om een reactie te plaatsen|Zaloguj się, aby skomentować|Войдите, чтобы оставить комментарий|Du måste vara inloggad för att publicera en kommentar.|Kirjaudu sisään kommentoidaksesi|Yorum yapmak için giriş yapmalısınız|登录后评论|コメントを投稿するにはログインしてください。|댓글을 달기 위해서는 로그인해야합니다.".split(
    "|"
)
INVITES = "Reply|Reply ↓|[Reply]|Reply to Ada|Log in to Reply|Reply with quote|Write a reply|Antworten|Auf diesen Kommentar antworten|Répondre à Ada|Responder a Ada|Rispondi|Beantwoorden|Reageren|Svara|Odpowiedz|Odpovědět|Válasz|Răspunde|Ответить|Yanıtla|Απάντηση|回复|返信|답글|رد|Trả lời|Balas".split(
    "|"
)
TWENTY_FOUR = "24 Comments|Comments (24)|Comments: 24|24 Responses to “Ferry”|24 thoughts on “Ferry”|Showing 1-15 of 24 comments|Discussion (24 comments)|24 Kommentare|Leserkommentare (24)|24 Gedanken zu „Fähre“|24 commentaires|24 réflexions sur « Le bac »|24 comentarios en “Ferry”|Comentários (24)|24 pensieri su “Traghetto”|24 reacties|24 svar på|24 komentarzy|Komentáře (24)|Hozzászólások (24)|Комментарии (24)|Yorumlar (24)|24 σχόλια|24条评论|24 則留言|24件のコメント|“渡船” への24件のフィードバック|댓글 24개|24 bình luận".split(
    "|"
)
TAKEN_AWAY = "[deleted]|Comment deleted|This comment has been removed by a moderator.|Removed by moderator|Kommentar gelöscht|Entfernt. Bitte bleiben Sie beim Thema. Die Redaktion|Ce commentaire a été supprimé|Este comentario ha sido eliminado|Este comentário foi apagado pelo autor.|Commento rimosso|Deze reactie is verwijderd|Ten komentarz został usunięty|Комментарий удалён|该评论已被删除|このコメントは削除されました|Bu yorum silindi|Kommentaren har tagits bort|Komentář byl smazán".split(
    "|"
)
STILL_THERE = "I deleted my account last week|My comments keep getting deleted|Why was my comment deleted?|Hidden costs everywhere|Removed the tyre and it was fine".split(
    "|"
)


@pytest.mark.parametrize("sentence", SAYS_CLOSED)
def test_a_sentence_that_closes_is_known_and_found_by_its_words(sentence):
    assert CLOSED.search(sentence)
    assert any(word in sentence.lower() for word in (*CLOSING, *CLOSING_OTHER))
    assert any(topic in sentence.lower() for topic in (*TOPICS, *TOPICS_LATIN, *TOPICS_OTHER))


@pytest.mark.parametrize("sentence", (*SAYS_NOTHING, *SAYS_MEMBERS))
def test_other_sentences_close_nothing(sentence):
    assert not CLOSED.search(sentence)


@pytest.mark.parametrize("sentence", SAYS_MEMBERS)
def test_a_sentence_that_invites_members_is_known_and_found_by_its_words(sentence):
    assert MEMBERS.search(sentence)
    assert any(word in sentence.lower() for word in (*MEMBER_WORDS, *MEMBER_WORDS_OTHER))
    assert any(topic in sentence.lower() for topic in (*TOPICS, *TOPICS_LATIN, *TOPICS_OTHER))


@pytest.mark.parametrize("sentence", SAYS_NOTHING)
def test_other_sentences_invite_no_members(sentence):
    assert not MEMBERS.search(sentence)


@pytest.mark.parametrize("label", INVITES)
def test_a_label_that_invites_to_reply_is_known(label):
    assert REPLY.match(label)


@pytest.mark.parametrize(
    "label", ["Replies are closed", "Share", "Antwortzeit: 3 Tage", "Report", "Read the reply that was sent"]
)
def test_other_labels_do_not_invite(label):
    assert not REPLY.match(label)


@pytest.mark.parametrize("heading", TWENTY_FOUR)
def test_a_heading_that_counts_comments_is_read(heading):
    assert read(heading) == 24
    assert is_heading(heading)


@pytest.mark.parametrize(
    "heading", ["The 24 steps", "24 hours in Bergen", "Part 24", "1.2K comments", "Discussion of 2019"]
)
def test_other_numbers_are_no_totals(heading):
    assert read(heading) is None


@pytest.mark.parametrize("text", TAKEN_AWAY)
def test_what_stands_in_the_place_of_a_removed_comment_is_known(text):
    assert DELETED.match(text)


@pytest.mark.parametrize("text", STILL_THERE)
def test_readers_words_about_removal_remove_nothing(text):
    assert not DELETED.match(text)
