"""The shell that all parts of the petition's admin stand in: links, lists, the view about one petition.

What a room shows in it is in the room's own `admin` module. Imports `petition`.
"""
