"""The look, shown to whoever may use the admin: its colours, its letters, its parts and each block.

Everything is read from what visitors get: colours from the style sheet, blocks from the palette, parts from
the public templates. So a new block, choice or colour is shown without being named here.
"""
