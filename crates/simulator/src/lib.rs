//! A simulated DHIS2 server.
