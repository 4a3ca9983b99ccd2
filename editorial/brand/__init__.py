"""How a site looks: colours, letters, mark, drawing. Chosen by editors, one brand a site."""
