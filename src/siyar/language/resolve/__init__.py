"""From blocks to the model: names are looked up, sentences read, citations resolved."""
