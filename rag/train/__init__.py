"""What made the small models of the rag floor; never imported at run time."""
