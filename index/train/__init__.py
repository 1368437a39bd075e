"""What made the bundled embedding model; never imported at run time."""
