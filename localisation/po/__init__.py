"""A page's texts as a PO file, to be translated in another program and brought back.

`writing` makes the file, `reading` understands what comes back or says what is wrong with it, `taking_over`
puts it into the translation, all of it or nothing.
"""
