"""One job under way, over an open collection: which rows go out, and what becomes of each answer.

``crawl`` is what spiders talk to; ``parts`` puts together what it is made of, each part knowing only those it uses.
Out: ``dispatch`` hands out ``task``s from the ``queue``, never before its origin's ``robots`` or its host's time.
In: ``looks`` are visits, ``detours`` what gave no page, ``not_taken`` what is given up, ``requisite_answers`` and
``robots_answers`` what their names say; ``discovery`` makes rows of links. Every row goes in and out by the ``ledger``,
which tells the committer. Nothing here knows how requests are sent, and nothing writes but the committer.
"""
