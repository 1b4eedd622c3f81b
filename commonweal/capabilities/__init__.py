"""One folder for each thing partners do together; none of them imports another."""
