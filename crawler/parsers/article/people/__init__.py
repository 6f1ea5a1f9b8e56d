"""Who wrote the article and who worked on it.

``authors`` decides between what is declared and the ``bylines`` that are shown; ``names`` takes a byline apart, by its
labels (``byline_labels``), its times (``byline_times``) and words for ``roles``; ``credits`` reads who else worked on
it. ``picture_credits`` knows whose pictures are, so that those are nobody's text and nobody's article.
"""
