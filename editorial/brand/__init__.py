"""How a campaign looks: the icons and drawings that any campaign can choose from."""
