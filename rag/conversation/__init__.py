"""What a message means after those before it: follow-ups, topics, several questions at once."""
