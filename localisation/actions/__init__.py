"""What people do with translations: one verb a module."""
