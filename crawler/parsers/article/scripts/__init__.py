"""Text that a page carries in its scripts and does not show as markup.

``embedded`` asks for it where the markup shows too little: JSON-LD, else the values of scripts (``state``), among which
``prose`` finds the paragraphs of one text: ``items`` and ``react`` tell what a value is, ``around`` whose it is.
``strings`` and ``markdown`` make blocks' HTML of what a string holds.
"""
