"""Filing: choosing a form, filling it in, handing it in, following it."""
