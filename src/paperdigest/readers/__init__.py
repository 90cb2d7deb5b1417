"""From text to the model: one folder or module per digest format."""
