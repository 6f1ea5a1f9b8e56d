"""What the article is about and where it is filed: ``section``, ``keywords``, ``breadcrumbs``.

``topics`` are the keywords of a page that declares none.
"""
