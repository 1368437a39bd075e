"""Whether passages bear a sentence out: by rule, and where no rule knows the words by a network."""
