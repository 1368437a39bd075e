"""What sort of thing would answer: a price, a person, a maker, a telephone number."""
