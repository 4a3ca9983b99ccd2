"""What translators and language leads do in the editor: one verb a module."""
