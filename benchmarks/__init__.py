"""Speed and memory, always beside a peer that runs in the same bench on the same facts; nothing here is a test."""
