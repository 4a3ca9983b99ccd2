"""How an empty hub becomes a campaign: a few questions, and complete drafts of its pages.

Imports `home.recipes`, and the apps whose settings an answer belongs to.
"""
