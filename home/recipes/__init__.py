"""Complete pages from a description of their blocks and words in one language.

The guided start and the demo make theirs this way. Imports the apps whose pages and blocks it names.
"""
