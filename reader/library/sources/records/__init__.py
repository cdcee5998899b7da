"""Tables, JSON and XML of cables: records with named values, of which it must be found out what each is."""
