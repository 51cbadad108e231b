"""One module a page: an address in, the verb it stands for, a template out."""
