"""What every topic is shown with: HTML, tables, pictures, words and colours."""
