"""What the hub itself says: the catalogues that come with it, and what translators have made of them here."""
