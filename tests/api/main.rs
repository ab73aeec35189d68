//! The client over the memory transport and over the simulated server.
