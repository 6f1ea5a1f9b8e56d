"""Every setting, read once; units in names."""
