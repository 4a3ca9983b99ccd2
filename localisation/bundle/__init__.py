"""A whole language as a bundle: every text of the hub and of its pages, to be translated in any program.

`documents` says what there is, `going_out` writes it as PO files in a zip, `reading` understands what comes
back, from whichever program, and `coming_back` takes over what was changed there, and tells what was changed
here meanwhile: that is never overwritten before somebody has decided.

Apps that have texts of their own return `Document`s from the hook `documents_for_translators`.
"""
