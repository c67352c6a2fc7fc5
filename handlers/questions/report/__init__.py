"""What is asked most, what is not answered, as figures and as a workbook."""
