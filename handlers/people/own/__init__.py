"""The corner where people see, take along and delete what is kept about them."""
