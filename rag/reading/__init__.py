"""From passages to an answer without a language model: a short one, its sentences, or silence."""
