"""What filing and review share: a filing with its form, its world, and how it moves on."""
