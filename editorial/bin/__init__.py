"""The bin for pages: what is deleted in the admin can be put back for 30 days.

A page in the bin lies, with all below it, below a page of no site, beside the home pages: no visitor finds
it, and no list of pages shows it. `BinnedPage` knows where it was.
"""
