"""The petition in the admin: the section Petitions, and what it adds to other pages of the admin."""
