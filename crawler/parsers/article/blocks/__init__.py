"""The page as a row of text blocks, each with the boxes around it and the numbers that describe it.

``layout`` walks the tree once and makes what ``block`` defines; ``features`` describes each block, with its place by
``surroundings`` and its table by ``cells``. Nothing here says what a block is: that is judged in ``article.body``.
"""
