"""What Korean is made of here: phrases, clauses, values, persons, and what a question asks for."""
