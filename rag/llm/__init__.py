"""Reading with a language model: the prompt, the server, and the check of what it cites."""
