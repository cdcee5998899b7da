"""Reading only the portions of chosen levels, and going from one to the next."""
