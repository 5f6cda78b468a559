"""Eight invented regions compare what they do for small firms, from the register to the synthesis."""
