"""A page begun with a recipe: its blocks, its words, and where editors are offered it.

Imports the recipes' ways of describing and writing pages, and the page types.
"""
