"""The stance of the product, a test for each line of it."""
