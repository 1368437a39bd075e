"""What belongs to what within a sentence, and how much of it answers."""
