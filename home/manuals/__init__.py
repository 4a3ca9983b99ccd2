"""The manuals of docs/ in the admin: the same files, readable there, each to whom it is for first."""
