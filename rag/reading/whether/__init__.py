"""Whether something is so: rules and models for '예' and '아니요'."""
