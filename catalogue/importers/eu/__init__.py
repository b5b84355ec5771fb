"""Lists in the manner of Annex I: the European Union, Norway, Germany."""
