"""What a scholar asks of more than one case: what would change the answer, what must still be found out."""
