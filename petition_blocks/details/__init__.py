"""What a petition's form may ask beyond name, e-mail address and country, each in one place.

A detail of the list in `asked.py` is in the form, sealed, in recipients' files, on the signatory's pages and
in the admin. Imports no other room.
"""
