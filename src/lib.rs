//! A typed client for the administration of DHIS2.
