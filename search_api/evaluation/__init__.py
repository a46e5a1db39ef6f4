"""How well the same thing is found in another manner: pictures made for it in, figures out."""
