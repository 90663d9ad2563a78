"""What the workflows and the set-up run beside the program itself."""
