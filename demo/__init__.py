"""The demonstration campaign: its words, its pictures, and what puts them into a new database."""
