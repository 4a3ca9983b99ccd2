"""Sections: blocks that are written once, shown on many pages, and translated once."""
