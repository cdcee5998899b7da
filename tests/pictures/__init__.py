"""Pictures of every screen in every size and theme, and what a program can see is wrong with them."""
